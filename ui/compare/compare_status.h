// SPDX-License-Identifier: GPL-3.0-or-later
// The status bar's words on a comparison: how many rows have ended, the round, how long it took, whether the requests
// were the same; and for some seconds a line of their own.
#pragma once

#include "session/comparison.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;

namespace ui {

class ElidedLabel;

class CompareStatus : public QWidget {
    Q_OBJECT
public:
    explicit CompareStatus(QWidget *parent = nullptr);
    void show(const session::Comparison &comparison, std::size_t baseline);
    /// Nothing was compared yet.
    void showNothing();
    void say(const QString &line);
    QString text() const;
    void restyle();

private:
    void showProgress(const session::Comparison &comparison);

    QLabel *outcome_;
    ElidedLabel *numbers_;
    QProgressBar *progress_;
    QLabel *same_;
    QString line_;
    QString role_;
    QTimer saying_;
};

} // namespace ui
