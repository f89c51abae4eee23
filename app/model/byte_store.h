// SPDX-License-Identifier: GPL-3.0-or-later
// Bytes of an exchange by connection and direction, as far as they are known: read piece by piece while it
// runs, or seen through the tapes of the finished recording without a copy of them.
#pragma once

#include "record/record.h"

#include <map>
#include <memory>

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
        quint64 digest = 0; ///< NotKept: XXH3-64 of the bytes
    };

    void clear();
    /// Bytes read while running. Overlaps with what is known are dropped.
    void add(TapeId tape, quint64 offset, std::string_view bytes);
    void setRecord(std::shared_ptr<const record::Record> record);

    /// Bytes of a span that are known, from its first byte on without a gap, `most` at most.
    std::string_view view(TapeId tape, wire::Span span) const;
    /// The span cut into pieces.
    std::vector<Piece> pieces(TapeId tape, wire::Span span) const;
    bool complete() const { return record_ != nullptr; }

private:
    struct Stretch {
        quint64 length = 0;
        bool elided = false;
        quint64 digest = 0;
        std::string bytes;
    };
    using Stretches = std::map<quint64, Stretch>; // by offset, not overlapping
    std::map<TapeId, Stretches> tapes_;
    std::shared_ptr<const record::Record> record_;
};

} // namespace model
