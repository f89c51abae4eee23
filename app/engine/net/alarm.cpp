// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/alarm.h"

#include <QSocketNotifier>

#include <algorithm>

#include <sys/timerfd.h>
#include <unistd.h>

namespace engine {

Alarm::Alarm(QObject *parent) : QObject(parent), fd_(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
{
    if (fd_ < 0)
        qFatal("no timer: the process has no file descriptor left");
    notifier_ = new QSocketNotifier(fd_, QSocketNotifier::Read, this);
    connect(notifier_, &QSocketNotifier::activated, this, &Alarm::look);
}

Alarm::~Alarm()
{
    delete notifier_; // before its descriptor goes
    close(fd_);
}

void Alarm::arm(std::int64_t ns)
{
    armed_ = true;
    set(std::max<std::int64_t>(ns, 1)); // 0 would disarm
}

void Alarm::cancel()
{
    if (armed_)
        set(0);
    armed_ = false;
}

void Alarm::set(std::int64_t ns)
{
    itimerspec spec = {};
    spec.it_value.tv_sec = ns / 1'000'000'000;
    spec.it_value.tv_nsec = ns % 1'000'000'000;
    timerfd_settime(fd_, 0, &spec, nullptr);
}

void Alarm::look()
{
    std::uint64_t times = 0;
    // Nothing to read: cancelled or armed again after the dispatcher had seen it due.
    if (read(fd_, &times, sizeof times) != sizeof times || !armed_)
        return;
    armed_ = false;
    emit fired();
}

} // namespace engine
