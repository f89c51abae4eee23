// SPDX-License-Identifier: GPL-3.0-or-later
// An application that times each event which the window's thread handles.
#pragma once

#include <QApplication>
#include <QMetaEnum>
#include <QThread>

#include <algorithm>
#include <cstdio>
#include <ctime>

namespace bench {

inline constexpr double mostMs = 16;

inline double now(clockid_t clock)
{
    timespec at = {};
    clock_gettime(clock, &at);
    return static_cast<double>(at.tv_sec) * 1e3 + static_cast<double>(at.tv_nsec) / 1e6;
}

/// Times each event that the event loop delivers, by the wall and by this thread's own work.
class Watched : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (QThread::currentThread() != thread() || !watching
            || depth_ > 0) // the engine's and the store's come here too
            return QApplication::notify(receiver, event);
        const int type = event->type();
        const char *name = receiver->metaObject()->className();
        const double wall = now(CLOCK_MONOTONIC);
        const double work = now(CLOCK_THREAD_CPUTIME_ID);
        ++depth_;
        const bool handled = QApplication::notify(receiver, event);
        --depth_;
        note(name, type, now(CLOCK_MONOTONIC) - wall, now(CLOCK_THREAD_CPUTIME_ID) - work);
        return handled;
    }

    void print(const char *what = "upload") const
    {
        std::printf(
            "%s: %d events of the window's thread: longest %.1f ms by the wall, %.1f ms of its own work; over %.0f ms: "
            "%d by the wall, %d of its own work\n",
            what, count_, longest_, longestWork_, mostMs, over_, overWork_);
    }

    /// Begins anew.
    void watch()
    {
        count_ = over_ = overWork_ = 0;
        longest_ = longestWork_ = 0;
        watching = true;
    }

    /// What a click or key would call, as one event.
    template <typename Act>
    void does(Act act)
    {
        const double wall = now(CLOCK_MONOTONIC);
        const double work = now(CLOCK_THREAD_CPUTIME_ID);
        ++depth_;
        act();
        --depth_;
        note("click", QEvent::None, now(CLOCK_MONOTONIC) - wall, now(CLOCK_THREAD_CPUTIME_ID) - work);
    }

    bool watching = false;

private:
    void note(const char *name, int type, double wall, double work)
    {
        ++count_;
        longest_ = std::max(longest_, wall);
        longestWork_ = std::max(longestWork_, work);
        over_ += wall > mostMs;
        overWork_ += work > mostMs;
        if (wall > mostMs)
            std::fprintf(stderr, "  %s, %s: %.1f ms, %.1f ms of work\n", name,
                         QMetaEnum::fromType<QEvent::Type>().valueToKey(type), wall, work);
    }

    int depth_ = 0;
    int count_ = 0;
    int over_ = 0;
    int overWork_ = 0;
    double longest_ = 0;
    double longestWork_ = 0;
};

} // namespace bench
