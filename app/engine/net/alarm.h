// SPDX-License-Identifier: GPL-3.0-or-later
// A timer in nanoseconds (timerfd): QTimer knows whole milliseconds only, and a pause is shorter than one.
#pragma once

#include <QObject>

#include <cstdint>

class QSocketNotifier;

namespace engine {

class Alarm : public QObject {
    Q_OBJECT
public:
    explicit Alarm(QObject *parent = nullptr);
    ~Alarm() override;

    /// Fires once, `ns` nanoseconds from now (at least 1); arming again starts anew.
    void arm(std::int64_t ns);
    void cancel();
    bool armed() const { return armed_; }

signals:
    void fired();

private:
    void set(std::int64_t ns);
    void look();

    int fd_ = -1;
    bool armed_ = false;
    QSocketNotifier *notifier_ = nullptr;
};

} // namespace engine
