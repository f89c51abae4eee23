// SPDX-License-Identifier: GPL-3.0-or-later
// interim-cli: the engine of Interim for scripts, CI and people on a server.
#include "cli/commands.h"

#include <QCoreApplication>

#include <csignal>

int main(int argc, char **argv)
{
    // Arguments are bytes: one code point each, so that what was typed goes on the wire unchanged.
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words << QString::fromLatin1(argv[i]);
    std::signal(SIGPIPE, SIG_IGN); // a reader that goes away is a write that fails
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("interim-cli"));
    return cli::run(words);
}
