// SPDX-License-Identifier: GPL-3.0-or-later
// For measurements of the start: says when a window's first frame stands, and ends the program.
#pragma once

#include <QCoreApplication>
#include <QEvent>
#include <QObject>
#include <QTimer>

#include <cstdio>

namespace ui {

class FirstFrame : public QObject {
public:
    explicit FirstFrame(QObject *window) : QObject(window) { window->installEventFilter(this); }
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint && !painting_) {
            painting_ = true;
            // The window paints itself before what lies in it, all in one turn of the event loop.
            QTimer::singleShot(0, this, [] {
                std::puts("painted");
                std::fflush(stdout);
                QCoreApplication::quit();
            });
        }
        return false;
    }

private:
    bool painting_ = false;
};

} // namespace ui
