// SPDX-License-Identifier: GPL-3.0-or-later
// The settings of a request (request/settings.h) as a file holds them since version 8: each row of the table by its
// name, with its value as a number or as text. All are written, also those that stand at their default, which is said
// of them: what a later version has as the default changes nothing of what a recording says.
#pragma once

#include "record/archive.h"

#include "request/request.h"

#include <string>
#include <vector>

namespace record {

/// A file lists no more; the table has a few dozen.
inline constexpr std::uint64_t mostSettings = 1000;
/// So many are named that this version has not.
inline constexpr std::size_t mostUnknown = 20;

void settingList(Writer &writer, const request::RequestSpec &spec);
/// What the list does not name stays. A later Interim's setting, whose name the table has not, is passed over, and
/// named in `unknown` where it does not stand at its default. A value is held to what the member can hold, and to the
/// table's words, not to the range of what can be typed.
void settingList(Reader &reader, request::RequestSpec &spec, std::vector<std::string> &unknown);

} // namespace record
