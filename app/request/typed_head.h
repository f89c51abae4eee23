// SPDX-License-Identifier: GPL-3.0-or-later
// What the user has typed of a head, in fields or as raw bytes, read as the parser would read it.
#pragma once

#include "request/request.h"
#include "wire/head.h"

namespace request {

/// Does this typed line put a field of that name on the wire? White space around the name does not hide it.
bool isNamed(const HeaderLine &line, std::string_view name);
/// The first typed line of that name; null for none. The second is that line's value, "" without one.
const HeaderLine *typedLine(const RequestSpec &spec, std::string_view name);
std::string typedValue(const RequestSpec &spec, std::string_view name);
void eraseTyped(RequestSpec &spec, std::string_view name);
/// The user does not want a field of that name added.
bool isRemoved(const RequestSpec &spec, std::string_view name);
/// The raw head, or method, version and the typed fields; nothing that Interim adds.
wire::Head typedHead(const RequestSpec &spec);
/// The body source frames its blocks: asked for, or the typed fields say so.
bool sendsChunked(const RequestSpec &spec, const wire::Head &typed);
/// The name in an entry of RequestSpec::fieldOrder: what stands before a colon, if there is one.
std::string_view orderedName(std::string_view entry);
/// Content goes out, or the typed framing fields say that it will.
bool announcesContent(const RequestSpec &spec, const wire::Head &typed);
/// What stands behind a raw head's empty line: it goes out with the head.
std::string_view behindHead(std::string_view rawHead);
/// A raw head without the lines of one field and their folds; every other byte stays.
std::string withoutField(std::string_view rawHead, std::string_view name);

} // namespace request
