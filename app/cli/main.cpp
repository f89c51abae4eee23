// SPDX-License-Identifier: GPL-3.0-or-later
// interim-cli: the engine of Interim for scripts, CI and people on a server.
#include "cli/argument_secrets.h"
#include "cli/commands.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <vector>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace {

/// Qt and GLib abort where they find no descriptor to begin with; a line says more.
bool hasDescriptors()
{
    constexpr int needed = 16;
    std::vector<int> taken;
    for (int i = 0; i < needed; ++i) {
        const int fd = dup(STDERR_FILENO);
        if (fd >= 0)
            taken.push_back(fd);
    }
    for (const int fd : taken)
        close(fd);
    return taken.size() == needed || fcntl(STDERR_FILENO, F_GETFD) < 0; // without standard error nothing can be told
}

} // namespace

int main(int argc, char **argv)
{
    if (!hasDescriptors()) {
        std::fputs("interim-cli: too few file descriptors are left to begin: raise the limit (ulimit -n)\n", stderr);
        return 1;
    }
    // Arguments are bytes: one code point each, so that what was typed goes on the wire unchanged.
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words << QString::fromLatin1(argv[i]);
    cli::overwriteSecrets(argv, argc); // as curl does with -u: ps shows them to everyone
    std::signal(SIGPIPE, SIG_IGN);     // a reader that goes away is a write that fails
    const QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"interim-cli"_s);
    return cli::run(words);
}
