// SPDX-License-Identifier: GPL-3.0-or-later
// The self-pipe: the handler writes a byte, the event loop reads it.
#include "cli/interrupt.h"

#include <QSocketNotifier>

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace cli {
namespace {

volatile std::sig_atomic_t writeEnd = -1;

extern "C" void interimOnSignal(int number)
{
    const char byte = static_cast<char>(number);
    // Whoever presses twice does not want to wait: from now on the signal has its own effect.
    std::signal(number, SIG_DFL);
    if (writeEnd >= 0 && write(writeEnd, &byte, 1) < 0)
        _exit(1);
}

} // namespace

Interrupt::Interrupt(QObject *parent) : QObject(parent)
{
    if (pipe2(ends_, O_CLOEXEC | O_NONBLOCK) != 0)
        return; // without the pipe, Ctrl-C ends the process as it does anyway
    writeEnd = ends_[1];
    notifier_ = new QSocketNotifier(ends_[0], QSocketNotifier::Read, this);
    connect(notifier_, &QSocketNotifier::activated, this, &Interrupt::read);
    std::signal(SIGINT, interimOnSignal);
    std::signal(SIGTERM, interimOnSignal);
}

Interrupt::~Interrupt()
{
    if (ends_[0] < 0)
        return;
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    writeEnd = -1;
    delete notifier_;
    close(ends_[0]);
    close(ends_[1]);
}

void Interrupt::read()
{
    char byte = 0; // the number of the signal
    if (::read(ends_[0], &byte, 1) == 1)
        byte == SIGTERM ? emit terminated() : emit interrupted();
}

} // namespace cli
