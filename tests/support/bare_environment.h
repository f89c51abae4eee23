// SPDX-License-Identifier: GPL-3.0-or-later
// The environment of a program that is to find nothing of its caller's: no ~/.curlrc, no proxy, no settings.
#pragma once

#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace support {

/// `home`: a folder for what the program keeps. A sanitizer's options are kept: its suppressions are named there.
inline QProcessEnvironment bareEnvironment(const QString &home)
{
    QProcessEnvironment environment;
    environment.insert(u"LC_ALL"_s, u"C.UTF-8"_s);
    for (const char *name : {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS"}) {
        if (qEnvironmentVariableIsSet(name))
            environment.insert(QString::fromLatin1(name), qEnvironmentVariable(name));
    }
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        environment.insert(QString::fromLatin1(name), home);
    return environment;
}

} // namespace support
