// SPDX-License-Identifier: GPL-3.0-or-later
// The status bar's words on the exchange: outcome, attempts, pause, bytes; at its end how it was connected.
#pragma once

#include "record/exchange.h"

#include <QTimer>
#include <QWidget>

class QLabel;

namespace ui {

class StatusSummary : public QWidget {
    Q_OBJECT
public:
    explicit StatusSummary(QWidget *parent = nullptr);
    /// `proxy`: it went, or was to go, through one. `replayAt`: the instant that a replay shows, in nanoseconds since
    /// the exchange began; -1: none.
    void show(const record::Exchange &exchange, bool proxy, qint64 replayAt);
    /// A line instead of the numbers for some seconds ("saved as …").
    void say(const QString &line);
    QString text() const;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showNumbers();
    QLabel *outcome_;
    QLabel *numbers_;
    QLabel *connection_;
    QStringList parts_; // of the numbers, the weightiest first
    QTimer saying_;
};

} // namespace ui
