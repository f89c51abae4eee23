// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of .interim files. Digests keep most changed bytes out, so that they are made right again first.
#include "fuzz/parsed.h"
#include "record/file.h"
#include "record/recorder.h"

#include <xxhash.h>

#include <string>

namespace {

constexpr std::size_t sectionHead = 20;

std::uint64_t lowFirst(const std::string &bytes, std::size_t at)
{
    std::uint64_t value = 0;
    for (std::size_t i = 8; i-- > 0;)
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

void makeDigestsRight(std::string &bytes)
{
    for (std::size_t at = bytes.find('\n') + 1; at != 0 && at + sectionHead <= bytes.size();) {
        const std::uint64_t length = std::min<std::uint64_t>(lowFirst(bytes, at + 4), bytes.size() - at - sectionHead);
        const std::uint64_t digest = XXH3_64bits(bytes.data() + at + sectionHead, length);
        for (std::size_t i = 0; i < 8; ++i)
            bytes[at + 12 + i] = static_cast<char>(digest >> (8 * i));
        at += sectionHead + length;
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    std::string bytes(reinterpret_cast<const char *>(data), size);
    for (const bool repaired : {false, true}) {
        if (repaired)
            makeDigestsRight(bytes);
        const auto read = record::deserialize(bytes);
        const auto *found = std::get_if<record::Record>(&read);
        if (!found) {
            fuzz::require(std::get<record::FileError>(read).text.find('\n') == std::string::npos,
                          "an error of one line");
            continue;
        }
        const auto again = record::deserialize(record::serialize(*found));
        fuzz::require(std::holds_alternative<record::Record>(again), "what was read can be written and read again");
        fuzz::require(record::replay(std::get<record::Record>(again)) == record::replay(*found),
                      "and replays the same");
    }
    return 0;
}
