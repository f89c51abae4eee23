// SPDX-License-Identifier: GPL-3.0-or-later
// The content of forms: application/x-www-form-urlencoded (WHATWG URL section 5.2) and multipart/form-data
// (RFC 7578), as bytes and as stretches of files that nobody has to hold.
#pragma once

#include "request/request.h"

#include <string_view>

namespace request {

/// name=value&…; letters, digits and *-._ as they are, blank as +, every other byte as %XX.
std::string formContent(const std::vector<FormField> &fields);
/// The reverse, for content or a query (WHATWG URL section 5.1): empty members between two & are skipped, a member
/// without = is a name alone. Any bytes can be read.
std::vector<FormField> formFields(std::string_view content);
/// + as a blank, %XX as its byte.
std::string formDecoded(std::string_view text);

/// A stretch of content: bytes of ours, or of a file.
struct ContentPiece {
    std::string text; ///< where there is no path
    std::string path;
    std::uint64_t size = 0; ///< bytes, of the text too
};
/// A multipart body in order; its sizes add up to BodySpec::length().
std::vector<ContentPiece> multipartPieces(const BodySpec &body);

/// The parameter of a media type; "" without one.
std::string boundaryIn(std::string_view mediaType);

/// The boundary between the parts: that of `mediaType` if it has one; else made of the parts themselves, so that
/// the same request has the same bytes, and not contained in any of their texts. What is in a file is not looked at.
std::string boundaryOf(const BodySpec &body);

/// The Content-Type that goes out with the body: its own, or its kind's, with the boundary; "" for none.
std::string contentType(const BodySpec &body);

} // namespace request
