// SPDX-License-Identifier: GPL-3.0-or-later
// What every import must keep: words of one line each, heads without lines that nobody typed, and what was read can be
// written and read again.
#pragma once

#include "formats/http_file/http_file_reader.h"
#include "formats/http_file/http_file_writer.h"
#include "fuzz/parsed.h"
#include "request/serializer.h"

namespace fuzz {

/// Every file that is named is there and holds five bytes.
inline const formats::CurlFiles files{[](const std::string &) { return std::optional<std::uint64_t>(5); },
                                      [](const std::string &) { return std::optional<std::string>("a\r\n\xff{{"); }};

inline void checkLines(const QStringList &lines)
{
    for (const QString &line : lines)
        require(!line.contains(u'\n') && !line.contains(u'\x1b') && line.size() < 16'000, "words of one line");
}

/// No name or value brings a line of its own.
inline void checkHead(const request::RequestSpec &spec)
{
    const auto made = request::compose(spec);
    const auto *request = std::get_if<request::ComposedRequest>(&made);
    if (!request || spec.rawHead)
        return;
    for (const request::HeaderLine &line : spec.headers)
        require((line.name + line.value).find_first_of("\r\n") == std::string::npos, "a field of one line");
    const std::string head = request::http1Head(*request);
    require(head.ends_with("\r\n\r\n") && head.find("\r\n\r\n") == head.size() - 4, "one head");
}

inline void checkImported(const formats::RequestFile &read)
{
    checkLines({read.error});
    checkLines(read.taken);
    require(read.error.isEmpty() != read.requests.empty(), "requests or an error");
    for (const formats::FileRequest &one : read.requests) {
        checkLines({one.name, one.error});
        checkLines(one.losses);
        checkLines(one.taken);
        if (!one.error.isEmpty())
            continue;
        formats::HttpFileOptions options;
        options.showSecrets = true;
        const formats::HttpFileText text = formats::httpFileText({{one.name, one.spec}}, options);
        checkLines(text.losses);
        if (!text.error.isEmpty())
            continue;
        const formats::RequestFile again = formats::readHttpFile(text.text, files);
        require(again.requests.size() == 1 && again.requests.front().error.isEmpty(), "one request is read as one");
    }
}

} // namespace fuzz
