// SPDX-License-Identifier: GPL-3.0-or-later
// From a RequestSpec to what its head says, whatever protocol carries it. Default fields come first (Host, User-Agent,
// Accept), then the user's in their order, then the framing fields, Content-Type and Expect; a typed field replaces the
// default of its name, a removed name is not added; RequestSpec::fieldOrder then rearranges them.
#pragma once

#include "request/expect_rule.h"
#include "request/route.h"

namespace request {

struct ComposedField : HeaderLine {
    bool added = false; ///< nobody typed it
};

struct ComposedRequest {
    std::string method;
    std::string target;
    int version = 11;
    Url url;
    Route route;
    ExpectDecision expect;
    bool hasContent = false;         ///< content bytes or framing say that content follows
    bool chunked = false;            ///< the body source must frame its blocks
    std::uint64_t contentLength = 0; ///< content bytes that will be sent
    std::uint64_t wireLength = 0;    ///< the same with chunk framing
    bool upgrade = false;
    std::vector<ComposedField> fields{};  ///< in order; none where the head was typed as bytes
    std::optional<std::string> rawHead{}; ///< the head, where it was typed as bytes
};

/// The bytes that one chunk of n content bytes adds around its data: "hex CRLF" and CRLF.
std::string chunkPrefix(std::uint64_t n);
inline constexpr std::string_view chunkSuffix = "\r\n";
inline constexpr std::string_view lastChunk = "0\r\n\r\n";
/// Content bytes of one chunk that the body source frames (but the last one).
inline constexpr std::uint64_t chunkBytes = 256 << 10;
/// Wire bytes of `content` bytes framed in chunks of chunkBytes, last chunk included.
std::uint64_t chunkedLength(std::uint64_t content);

/// Generated content of the pattern "text": this line, again and again, the last one cut (as `yes LINE` makes it).
inline constexpr std::string_view generatedTextLine =
    "The quick brown fox jumps over the lazy dog. 0123456789 ABCDEFG\n";
static_assert(generatedTextLine.size() == 64); // so that blocks of a power of two hold whole lines

/// What the head says, and how content will be framed. Error: the URL or the proxy cannot be read.
std::variant<ComposedRequest, UrlError> compose(const RequestSpec &spec);
/// The same request without Expect, as a retry after 417 sends it: typed Expect fields go too.
RequestSpec withoutExpect(RequestSpec spec);

} // namespace request
