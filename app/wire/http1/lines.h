// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a head, read one by one (RFC 9112 sections 2 to 5): pure functions that never refuse. What is
// irregular is appended to `found`; `offset` is that of the text's first byte.
#pragma once

#include "wire/head.h"
#include "wire/parser_sink.h"

namespace wire {

/// The line (which ended with LF) without its CR; notes a bare LF and bare CRs.
std::string_view withoutLineEnd(std::string_view line, std::uint64_t offset, std::vector<Found> &found);

/// HTTP-version SP status-code SP reason. A status that is no number is 0.
struct StatusLine {
    int version = 11;
    int status = 0;
    std::string reason;
};
StatusLine parseStatusLine(std::string_view text, std::uint64_t offset, std::vector<Found> &found);

/// method SP target SP HTTP-version; version 9 when there is none.
struct RequestLine {
    std::string method;
    std::string target;
    int version = 11;
    bool hasVersion = true; ///< else HTTP/0.9: the line is all there is
};
RequestLine parseRequestLine(std::string_view text, std::uint64_t offset, std::vector<Found> &found);

/// field-name ":" OWS value OWS; a line without a colon has an empty name and is all value.
Field parseField(std::string_view text, std::uint64_t offset, std::vector<Found> &found);

/// Bytes that may not stand in a field value, or that are no ASCII (RFC 9110 section 5.5). One find of each sort.
void checkValue(std::string_view text, std::uint64_t offset, std::vector<Found> &found);

} // namespace wire
