// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/generated.h"

#include "request/compose.h"

#include <cstring>

namespace request {

static_assert(generatedBlockBytes == chunkBytes); // so that each chunk holds a whole block

namespace {

// xorshift64*
std::string randomBlock(std::uint64_t state)
{
    std::string bytes(generatedBlockBytes, '\0');
    for (std::size_t i = 0; i < bytes.size(); i += sizeof state) {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        const std::uint64_t value = state * 0x2545f4914f6cdd1d;
        std::memcpy(bytes.data() + i, &value, sizeof value);
    }
    return bytes;
}

std::string textBlock()
{
    std::string bytes;
    bytes.reserve(generatedBlockBytes);
    while (bytes.size() < generatedBlockBytes)
        bytes += generatedTextLine;
    bytes.resize(generatedBlockBytes);
    return bytes;
}

} // namespace

std::string generatedBlock(std::string_view pattern, std::uint64_t seed)
{
    if (pattern == "random")
        return randomBlock(seed);
    return pattern == "zeros" ? std::string(generatedBlockBytes, '\0') : textBlock();
}

} // namespace request
