// SPDX-License-Identifier: GPL-3.0-or-later
// Words of a call as a person types them, read with all options of a request.
#pragma once

#include "cli/request_options.h"

#include <QFile>

#include <utility>

using namespace Qt::StringLiterals;

namespace typed {

inline QStringList words(const char *text)
{
    return QString::fromLatin1(text).split(u' ', Qt::SkipEmptyParts);
}

/// To http://h/; fails where they are refused.
inline cli::RequestCall good(const QStringList &words)
{
    auto call = cli::readRequest(words + QStringList{u"http://h/"_s});
    if (const auto *wrong = std::get_if<cli::Misuse>(&call))
        qFatal("%s", qPrintable(wrong->text));
    return std::get<cli::RequestCall>(std::move(call));
}

/// The line that refuses them; "" where they are taken.
inline QString refusal(const QStringList &words)
{
    const auto call = cli::readRequest(words + QStringList{u"http://h/"_s});
    const auto *wrong = std::get_if<cli::Misuse>(&call);
    return wrong ? wrong->text : QString();
}

inline void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace typed
