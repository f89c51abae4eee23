// SPDX-License-Identifier: GPL-3.0-or-later
// What curl makes of a URL before it asks for it: slashes, the host's other spellings, dot segments, letters outside
// ASCII, the name of an uploaded file, the query of -G.
#pragma once

#include <string>
#include <string_view>

namespace formats {

/// RFC 3986 section 5.2.4 for a path that begins with a slash.
std::string withoutDotSegments(std::string_view path);

struct CurlUrl {
    std::string scheme;    ///< with ://, "" when the URL had none
    std::string authority; ///< user information too
    std::string path = "/";
    bool coded = false;  ///< letters outside ASCII were percent-encoded in the path
    std::string query;   ///< with its question mark; "" for none
    std::string refused; ///< why curl asks for no such URL; "" where it does
    std::string target() const { return path + query; }
    std::string text() const { return scheme + authority + target(); }
};

/// `asIs`: --path-as-is. The fragment is gone.
CurlUrl curlUrl(std::string_view url, bool asIs);
/// %XX decoded, and numbers as inet_aton() reads them ("127.1", "0x7f000001") in four decimal parts.
std::string curlHost(const std::string &host);
/// Brackets by which curl makes several URLs of one, but for those of an IPv6 address.
bool hasGlobs(std::string_view url);
/// -T of a file to a path that ends with a slash.
void appendUploadName(CurlUrl &url, const std::string &fileName);
/// -G and --url-query, also where they are empty.
void appendQuery(CurlUrl &url, const std::string &query);

} // namespace formats
