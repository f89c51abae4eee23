// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of an exchange by connection and direction, as far as they are known: read piece by piece while it
// runs, all that the tapes kept once it has ended.
#pragma once

#include "record/record.h"

#include <QtGlobal>

#include <map>

namespace model {

/// One direction of one connection.
struct TapeId {
    quint32 connection = 0;
    wire::Direction direction = wire::Direction::Sent;
    auto operator<=>(const TapeId &) const = default;
};

class ByteStore {
public:
    /// A stretch of a tape.
    struct Piece {
        enum class Kind : quint8 { Kept, NotKept, Unknown };
        wire::Span span;
        Kind kind = Kind::Unknown;
        std::uint64_t digest = 0; ///< NotKept: XXH3-64 of the bytes
    };

    /// Bytes read while running. Overlaps with what is known are dropped.
    void add(TapeId tape, std::uint64_t offset, std::string_view bytes);
    /// A copy of what the tapes kept; no byte is unknown then.
    static ByteStore of(const record::Record &record);

    /// Bytes of a span that are known, from its first byte on without a gap, `most` at most.
    std::string_view view(TapeId tape, wire::Span span) const;
    /// The span cut into pieces.
    std::vector<Piece> pieces(TapeId tape, wire::Span span) const;
    bool complete() const { return complete_; }

    /// Known bytes that stand together.
    struct Kept {
        TapeId tape;
        std::uint64_t offset = 0;
        std::string_view bytes;
    };
    /// All that are known, tape by tape.
    std::vector<Kept> kept() const;
    /// Bytes that were not kept.
    std::uint64_t lost() const;

private:
    struct Stretch {
        std::uint64_t length = 0;
        bool elided = false;
        std::uint64_t digest = 0;
        std::string bytes;
    };
    using Stretches = std::map<std::uint64_t, Stretch>; // by offset, not overlapping
    const Stretches *find(TapeId tape) const;
    std::map<TapeId, Stretches> tapes_;
    bool complete_ = false;
};

} // namespace model
