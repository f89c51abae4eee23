// SPDX-License-Identifier: GPL-3.0-or-later
// Which options make curl write the head that we would write: it knows the order in which curl 7.88.1 puts
// their own fields (Host, User-Agent, Accept, typed ones, then Content-Length, Content-Type and Expect), lets
// curl make a field by itself where that gives the same line in the same place, and types the others.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace formats {

/// Above this many bytes, or without a known length, curl adds Expect by itself (HTTP/1.1 only).
inline constexpr std::uint64_t curlExpectAbove = 1 << 20;

/// A field line of a head: folds stay in it; no line end at its end.
struct CurlLine {
    std::string name;  ///< before the colon, as typed; all of it where there is no colon
    std::string value; ///< without surrounding white space
    std::string bytes; ///< the line
    bool colon = false;
};

struct CurlHead {
    std::string method;
    std::string target;
    std::string version; ///< "HTTP/1.1"
    std::vector<CurlLine> lines;
    std::vector<std::string> losses; ///< of the head's form: line ends, the request line's shape
};

CurlHead readHead(std::string_view head);

/// What curl will do for the rest of the command.
struct CurlSituation {
    std::string hostLine;       ///< the Host line that curl makes of its URL
    bool dataOption = false;    ///< content by --data-...: curl adds Content-Length and Content-Type
    bool uploadOption = false;  ///< content by -T: curl adds Content-Length, or chunked for a pipe
    bool pipe = false;          ///< -T from a pipe: length unknown to curl
    bool formOption = false;    ///< content by -F: curl makes the boundary, hence Content-Type and Content-Length
    std::uint64_t size = 0;     ///< content bytes
    std::uint64_t curlSize = 0; ///< with formOption: the same as curl will count it
    bool http11 = true;
    bool absoluteForm = false; ///< through an HTTP proxy: curl adds Proxy-Connection
    std::string proxyLine{};   ///< the Proxy-Authorization line that curl makes of its proxy; "" for none
    bool showSecrets = true;
};

struct CurlFields {
    std::vector<std::string> options; ///< "-A", "x", "-H", "y", ...: not quoted yet
    std::vector<std::string> losses;
    bool ownExpect = false;  ///< curl adds Expect by itself
    std::string typedExpect; ///< value of an Expect field that is typed; "" without one
    bool chunked = false;    ///< curl will frame the content in chunks
    bool masked = false;     ///< a secret stands as ***
};

CurlFields curlFields(const CurlHead &head, const CurlSituation &situation);

} // namespace formats
