// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/curl_files.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace session {

namespace {

constexpr qint64 mostText = 16 << 20;

QString fileName(const std::string &path)
{
    return QFile::decodeName(QByteArray::fromStdString(path));
}

std::optional<std::uint64_t> sizeOfFile(const std::string &path)
{
    const QFileInfo info(fileName(path));
    if (!info.isFile() || !info.isReadable())
        return std::nullopt;
    return static_cast<std::uint64_t>(info.size());
}

std::optional<std::string> textOfFile(const std::string &path)
{
    const auto size = sizeOfFile(path);
    QFile file(fileName(path));
    if (!size || *size > mostText || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray bytes = file.read(mostText);
    if (file.error() != QFileDevice::NoError)
        return std::nullopt;
    return bytes.toStdString();
}

} // namespace

formats::CurlFiles curlFiles()
{
    return {sizeOfFile, textOfFile};
}

} // namespace session
