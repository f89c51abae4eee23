// SPDX-License-Identifier: GPL-3.0-or-later
// The replay of an exchange: which instant is shown, and the buttons that play, pause and step.
#pragma once

#include "wire/event.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <vector>

class QComboBox;
class QToolButton;

namespace ui {

class ReplayBar : public QWidget {
    Q_OBJECT
public:
    /// `duration`: of the exchange as it is drawn, in nanoseconds.
    explicit ReplayBar(std::function<qint64()> duration, QWidget *parent = nullptr);

    /// They must outlive it or the next call.
    void setEvents(const std::vector<wire::Event> *events) { events_ = events; }
    /// In nanoseconds since the exchange began; -1: none, everything is shown.
    qint64 at() const { return at_; }
    void setAt(qint64 ns);
    bool playing() const { return timer_.isActive(); }
    void playOrPause();
    /// To the next or previous moment at which something happened.
    void step(int by);
    /// Everything is shown again.
    void end();
    /// Whole only where there is `room` for it; else without its word, and without the steps, which have keys.
    void fit(int room);

signals:
    void moved(qint64 ns);

private:
    QToolButton *button(const QString &text, const QString &name, const QString &tip);
    void tick();
    void stop();
    void showPlay();

    std::function<qint64()> duration_;
    const std::vector<wire::Event> *events_ = nullptr;
    QToolButton *back_;
    QToolButton *play_;
    QToolButton *on_;
    QComboBox *speed_;
    QTimer timer_;
    qint64 at_ = -1;
    bool compact_ = false;
};

} // namespace ui
