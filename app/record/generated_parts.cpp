// SPDX-License-Identifier: GPL-3.0-or-later
// Every few kilobytes a look is taken: are these eight bytes some of a pattern's? If so, how far does that go on, and
// how far back did it begin?
#include "record/generated_parts.h"

#include "request/generated.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <optional>
#include <utility>

namespace record {

namespace {

constexpr std::uint64_t block = request::generatedBlockBytes;
constexpr std::size_t word = 8;
constexpr std::size_t step = 4096;
constexpr std::size_t shortest = 4096;

std::string_view nameOf(Pattern pattern)
{
    return pattern == Pattern::Random ? "random" : pattern == Pattern::Zeros ? "zeros" : "text";
}

/// The block of a pattern; those of the usual seed are made once.
const std::string &blockOf(Pattern pattern)
{
    static const std::array blocks{request::generatedBlock("random"), request::generatedBlock("zeros"),
                                   request::generatedBlock("text")};
    return blocks[static_cast<std::size_t>(pattern) - 1];
}

std::uint64_t wordAt(const char *bytes)
{
    std::uint64_t value = 0;
    std::memcpy(&value, bytes, word);
    return value;
}

/// Where the aligned words of a pattern stand. Those of zeros and of text come again and again: any place will do.
class Words {
public:
    Words()
    {
        for (const auto pattern : {Pattern::Random, Pattern::Text, Pattern::Zeros}) {
            const auto &bytes = blockOf(pattern);
            const std::size_t period = pattern == Pattern::Random ? bytes.size() : 64;
            for (std::size_t at = 0; at < period; at += word)
                places_.push_back({wordAt(bytes.data() + at), {pattern, at}});
        }
        std::sort(places_.begin(), places_.end());
    }

    std::optional<std::pair<Pattern, std::size_t>> find(std::uint64_t value) const
    {
        const auto place =
            std::lower_bound(places_.begin(), places_.end(), value,
                             [](const auto &entry, std::uint64_t wanted) { return entry.first < wanted; });
        if (place == places_.end() || place->first != value)
            return {};
        return place->second;
    }

private:
    std::vector<std::pair<std::uint64_t, std::pair<Pattern, std::size_t>>> places_;
};

struct Stretch {
    Pattern pattern = Pattern::None;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::uint64_t place = 0; ///< of its first byte
};

/// The pattern around bytes[at], whose place in it is known; not before `from`.
Stretch grow(std::string_view bytes, std::size_t from, std::size_t at, Pattern pattern, std::size_t place)
{
    const auto &unit = blockOf(pattern);
    Stretch stretch{pattern, at, at, place};
    while (stretch.begin > from && bytes[stretch.begin - 1] == unit[(stretch.place + block - 1) % block]) {
        --stretch.begin;
        stretch.place = (stretch.place + block - 1) % block;
    }
    for (auto there = place; stretch.end < bytes.size(); there = 0) {
        const auto most = std::min<std::size_t>(unit.size() - there, bytes.size() - stretch.end);
        const auto same = std::mismatch(unit.begin() + static_cast<std::ptrdiff_t>(there),
                                        unit.begin() + static_cast<std::ptrdiff_t>(there + most),
                                        bytes.begin() + static_cast<std::ptrdiff_t>(stretch.end));
        const auto length = static_cast<std::size_t>(same.second - bytes.begin()) - stretch.end;
        stretch.end += length;
        if (length < most)
            break;
    }
    return stretch;
}

/// The next stretch at or behind `from`; an empty one at the end when there is none.
Stretch nextStretch(std::string_view bytes, std::size_t from)
{
    static const Words words;
    for (auto at = from; at + 2 * word <= bytes.size(); at += step)
        for (std::size_t shift = 0; shift < word; ++shift) { // a pattern may begin anywhere
            const auto found = words.find(wordAt(bytes.data() + at + shift));
            if (!found)
                continue;
            const auto stretch = grow(bytes, from, at + shift, found->first, found->second);
            if (stretch.end - stretch.begin >= shortest)
                return stretch;
        }
    return {Pattern::None, bytes.size(), bytes.size(), 0};
}

void addKept(std::vector<Part> *parts, std::string_view bytes)
{
    if (bytes.empty())
        return;
    if (parts->empty() || parts->back().pattern != Pattern::None)
        parts->emplace_back();
    parts->back().bytes += bytes;
    parts->back().length += bytes.size();
}

} // namespace

std::vector<Part> partsOf(std::string_view bytes, std::uint64_t *left)
{
    std::vector<Part> parts;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto stretch = nextStretch(bytes, at);
        const auto length = stretch.end - stretch.begin;
        addKept(&parts, bytes.substr(at, stretch.begin - at));
        if (length > *left) {
            addKept(&parts, bytes.substr(stretch.begin, length));
        } else if (length > 0) {
            const auto seed = stretch.pattern == Pattern::Random ? request::generatedSeed : 0;
            parts.push_back({stretch.pattern, {}, seed, stretch.place, length});
            *left -= length;
        }
        at = stretch.end;
    }
    return parts;
}

bool appendPart(const Part &part, std::uint64_t *left, std::string *bytes)
{
    if (part.pattern == Pattern::None) {
        bytes->append(part.bytes);
        return true;
    }
    if (part.place >= block || part.length == 0 || part.length > *left)
        return false;
    *left -= part.length;
    std::string other; // of another seed
    if (part.pattern == Pattern::Random && part.seed != request::generatedSeed)
        other = request::generatedBlock(nameOf(part.pattern), part.seed);
    const auto &unit = other.empty() ? blockOf(part.pattern) : other;
    auto place = static_cast<std::size_t>(part.place);
    for (auto rest = part.length; rest > 0; place = 0) {
        const auto most = std::min<std::uint64_t>(rest, unit.size() - place);
        bytes->append(unit, place, static_cast<std::size_t>(most));
        rest -= most;
    }
    return true;
}

} // namespace record
