// SPDX-License-Identifier: GPL-3.0-or-later
// The .interim file: the text "INTERIM ", its version and "\n", then sections (four-letter tag, length, XXH3-64 digest,
// payload). A file of a later version, a truncated or a changed one is refused with one line that says so.
#pragma once

#include "record/record.h"

#include <string>
#include <variant>

namespace record {

struct FileError {
    std::string text; ///< one line: what is wrong (empty, foreign, newer, cut short, damaged) and what to do
};

/// To be raised for anything that an older Interim would call damage; a new setting is none (setting_list.h).
inline constexpr int fileVersion = 8;

/// The whole file, of fileVersion: about as many bytes as the tapes hold, but for generated content (generated.h).
/// Holds passwords and cookies as they were sent, and which of its values are private (request/private_values.h).
std::string serialize(const Record &record);
/// Reads fileVersion and those before it; what they did not know of the request has its default, and a setting that
/// only a later Interim knows is left out (Record::unknownSettings). Memory stays in proportion to `bytes`, whatever
/// lengths they claim, but for generated content of 64 MiB at most, and within record/bounds.h, whatever they hold; the
/// private values in them are known from then on. A record that comes back can be replayed: its times never fall, and
/// its facts tile its tapes.
std::variant<Record, FileError> deserialize(std::string_view bytes);

} // namespace record
