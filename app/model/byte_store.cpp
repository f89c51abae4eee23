// SPDX-License-Identifier: GPL-3.0-or-later
// Stretches of bytes in maps by offset; neighbours that touch are joined as they come.
#include "model/byte_store.h"

#include <algorithm>

namespace model {

const ByteStore::Stretches *ByteStore::find(TapeId tape) const
{
    const auto found = tapes_.find(tape);
    return found == tapes_.end() ? nullptr : &found->second;
}

void ByteStore::add(TapeId tape, std::uint64_t offset, std::string_view bytes)
{
    Stretches &stretches = tapes_[tape];
    while (!bytes.empty()) {
        auto next = stretches.upper_bound(offset);
        if (next != stretches.begin()) { // drop what the stretch before has already
            const auto before = std::prev(next);
            const std::uint64_t end = before->first + before->second.length;
            if (end > offset) {
                const auto known = static_cast<std::size_t>(std::min<std::uint64_t>(end - offset, bytes.size()));
                bytes.remove_prefix(known);
                offset += known;
                continue;
            }
        }
        const std::uint64_t room = next == stretches.end() ? bytes.size() : next->first - offset;
        const auto part = bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(room, bytes.size())));
        const auto before = next == stretches.begin() ? stretches.end() : std::prev(next);
        if (before != stretches.end() && !before->second.elided && before->first + before->second.length == offset) {
            before->second.bytes.append(part);
            before->second.length += part.size();
        } else {
            stretches[offset] = {part.size(), false, 0, std::string(part)};
        }
        bytes.remove_prefix(part.size());
        offset += part.size();
    }
}

ByteStore ByteStore::of(const record::Record &record)
{
    ByteStore store;
    store.complete_ = true;
    for (std::size_t i = 0; i < record.tapes.size(); ++i) {
        for (const auto direction : {wire::Direction::Sent, wire::Direction::Received}) {
            Stretches &stretches = store.tapes_[{static_cast<quint32>(i), direction}];
            for (record::Segment &segment : record.tapes[i].of(direction).segments())
                stretches[segment.offset] = {segment.length, segment.elided, segment.digest, std::move(segment.bytes)};
        }
    }
    return store;
}

std::string_view ByteStore::view(TapeId tape, wire::Span span) const
{
    const Stretches *stretches = find(tape);
    if (!stretches || stretches->empty())
        return {};
    auto at = stretches->upper_bound(span.offset);
    if (at == stretches->begin())
        return {};
    --at;
    const Stretch &stretch = at->second;
    const std::uint64_t skip = span.offset - at->first;
    if (stretch.elided || skip >= stretch.length)
        return {};
    return std::string_view(stretch.bytes)
        .substr(static_cast<std::size_t>(skip), static_cast<std::size_t>(span.length));
}

std::vector<ByteStore::Piece> ByteStore::pieces(TapeId tape, wire::Span span) const
{
    std::vector<Piece> found;
    std::uint64_t at = span.offset;
    const auto add = [&](std::uint64_t end, Piece::Kind kind, std::uint64_t digest) {
        if (end <= at)
            return;
        if (!found.empty() && kind != Piece::Kind::NotKept && found.back().kind == kind)
            found.back().span.length += end - at;
        else
            found.push_back({{at, end - at}, kind, digest});
        at = end;
    };
    if (const Stretches *stretches = find(tape)) {
        auto next = stretches->upper_bound(span.offset);
        if (next != stretches->begin())
            --next;
        for (; next != stretches->end() && next->first < span.end(); ++next) {
            add(std::min(next->first, span.end()), Piece::Kind::Unknown, 0);
            const Stretch &stretch = next->second;
            add(std::min(next->first + stretch.length, span.end()),
                stretch.elided ? Piece::Kind::NotKept : Piece::Kind::Kept, stretch.digest);
        }
    }
    add(span.end(), Piece::Kind::Unknown, 0);
    return found;
}

std::vector<ByteStore::Kept> ByteStore::kept() const
{
    std::vector<Kept> kept;
    for (const auto &[tape, stretches] : tapes_)
        for (const auto &[offset, stretch] : stretches)
            if (!stretch.elided)
                kept.push_back({tape, offset, stretch.bytes});
    return kept;
}

std::uint64_t ByteStore::lost() const
{
    std::uint64_t lost = 0;
    for (const auto &[tape, stretches] : tapes_)
        for (const auto &[offset, stretch] : stretches)
            lost += stretch.elided ? stretch.length : 0;
    return lost;
}

} // namespace model
