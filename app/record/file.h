// SPDX-License-Identifier: GPL-3.0-or-later
// The .interim file, version 2: the text "INTERIM 2\n", then sections (four-letter tag, length, XXH3-64 digest,
// payload). A file of a later version, a truncated or a changed one is refused with one line that says so.
#pragma once

#include "record/record.h"

#include <string>
#include <variant>

namespace record {

struct FileError {
    std::string text; ///< one line: what is wrong and what to do
};

inline constexpr int fileVersion = 2;

std::string serialize(const Record &record);
std::variant<Record, FileError> deserialize(std::string_view bytes);

} // namespace record
