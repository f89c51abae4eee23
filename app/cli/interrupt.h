// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C and SIGTERM as Qt signals, so that an exchange can end cleanly; the second one ends the process.
#pragma once

#include <QObject>

class QSocketNotifier;

namespace cli {

/// One at a time: the handlers are the process's.
class Interrupt : public QObject {
    Q_OBJECT
public:
    explicit Interrupt(QObject *parent = nullptr);
    ~Interrupt() override;
    Interrupt(const Interrupt &) = delete;
    Interrupt &operator=(const Interrupt &) = delete;

signals:
    void interrupted(); ///< SIGINT: Ctrl-C
    void terminated();  ///< SIGTERM

private:
    void read();
    int ends_[2] = {-1, -1};
    QSocketNotifier *notifier_ = nullptr;
};

} // namespace cli
