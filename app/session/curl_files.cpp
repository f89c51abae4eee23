// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/curl_files.h"

#include "record/regular_file.h"

namespace session {

namespace {

constexpr std::uint64_t mostText = 16 << 20;

std::optional<std::uint64_t> sizeOfFile(const std::string &path)
{
    auto opened = record::RegularFile::open(path);
    if (const auto *file = std::get_if<record::RegularFile>(&opened))
        return file->size();
    return std::nullopt;
}

std::optional<std::string> textOfFile(const std::string &path)
{
    record::FileText file = record::readFile(path, mostText);
    if (!file.error.empty())
        return std::nullopt;
    return std::move(file.bytes);
}

} // namespace

formats::CurlFiles curlFiles()
{
    return {sizeOfFile, textOfFile};
}

} // namespace session
