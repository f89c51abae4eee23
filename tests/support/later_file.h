// SPDX-License-Identifier: GPL-3.0-or-later
// A recording as a later Interim would have written it.
#pragma once

#include "record/file.h"

#include <xxhash.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace support {

/// With a setting that only the later one has: that of `record` with the name `from` stands under `to`, of the same
/// length.
inline std::string withSettingOfLater(const record::Record &record, std::string_view from, std::string_view to)
{
    constexpr std::size_t tagBytes = 4, numberBytes = 8;
    std::string file = record::serialize(record);
    const std::size_t digestAt = file.rfind("SETT") + tagBytes + numberBytes, begin = digestAt + numberBytes;
    const std::size_t end = file.rfind("DONE");
    file.replace(file.find(from, begin), from.size(), to);
    const std::uint64_t digest = XXH3_64bits(file.data() + begin, end - begin);
    for (std::size_t i = 0; i < numberBytes; ++i)
        file[digestAt + i] = static_cast<char>(digest >> (8 * i));
    return file;
}

} // namespace support
