// SPDX-License-Identifier: GPL-3.0-or-later
// As lib/urlapi.c of curl 7.88.1 does; measured.
#include "formats/curl_url.h"

#include "wire/text.h"

#include <algorithm>

namespace formats {

std::string withoutDotSegments(std::string_view path)
{
    std::string out;
    while (!path.empty()) {
        if (path.starts_with("/./")) {
            path.remove_prefix(2);
        } else if (path == "/.") {
            path = "/";
        } else if (path.starts_with("/../") || path == "/..") {
            path = path == "/.." ? std::string_view("/") : path.substr(3);
            out.erase(std::min(out.rfind('/'), out.size()));
        } else {
            const auto end = std::min(path.find('/', 1), path.size());
            out += path.substr(0, end);
            path.remove_prefix(end);
        }
    }
    return out;
}

CurlUrl curlUrl(std::string_view url, bool asIs)
{
    CurlUrl out;
    if (const auto end = url.find("://"); end != url.npos && end < 12) {
        out.scheme = url.substr(0, end + 3);
        url.remove_prefix(end + 3);
    }
    url = url.substr(0, url.find('#'));
    const auto end = std::min(url.find_first_of("/?"), url.size());
    out.authority = url.substr(0, end);
    url.remove_prefix(end);
    const auto mark = std::min(url.find('?'), url.size());
    out.query = url.substr(mark);
    if (mark == 0)
        return out;
    out.path.clear();
    for (const char c : url.substr(0, mark))
        out.path += (static_cast<unsigned char>(c) & 0x80) != 0 ? wire::lowered(wire::percentEncoded({&c, 1}, {})) : std::string(1, c);
    out.coded = std::ranges::any_of(url.substr(0, mark), [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
    if (!asIs)
        out.path = withoutDotSegments(out.path);
    return out;
}

bool hasGlobs(std::string_view url)
{
    const auto authority = url.find("://") == url.npos ? 0 : url.find("://") + 3;
    const bool address = url.substr(authority).starts_with('[');
    const auto from = address ? std::min(url.find(']', authority), url.size()) : 0;
    return url.find_first_of("{}") != url.npos || url.find('[', from) != url.npos || url.find(']', from + 1) != url.npos;
}

void appendUploadName(CurlUrl &url, const std::string &fileName)
{
    if (url.path.ends_with('/'))
        url.path += wire::percentEncoded(fileName, "-._~");
}

void appendQuery(CurlUrl &url, const std::string &query)
{
    if (query.empty())
        return; // curl adds nothing then
    url.query += url.query.empty() ? "?" : url.query == "?" ? "" : "&";
    for (std::size_t i = 0; i < query.size(); ++i) {
        const bool coded = i >= 1 && query[i - 1] == '%';
        const bool second = i >= 2 && query[i - 2] == '%' && query[i - 1] != '%';
        url.query += coded || second ? wire::lower(query[i]) : query[i];
    }
}

} // namespace formats
