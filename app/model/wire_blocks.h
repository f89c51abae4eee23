// SPDX-License-Identifier: GPL-3.0-or-later
// What moved, in the order in which it did: blocks of bytes, and the way from an event to its bytes and back.
#pragma once

#include "model/byte_store.h"

#include <cstdint>
#include <map>
#include <vector>

namespace model {

/// Marked bytes; length 0: none.
struct ByteMark {
    TapeId tape;
    wire::Span span;
    bool contains(const TapeId &of, std::uint64_t offset) const
    {
        return tape == of && offset >= span.offset && offset < span.end();
    }
};

/// Bytes of one direction that moved together: a head, or a content with its framing.
struct WireBlock {
    TapeId tape;
    qint64 at = 0; ///< of its first byte
    wire::Span span;
    bool content = false;
    bool joined = false; ///< stands under the heading of the block before it
    bool response = false;
    int code = 0; ///< status of a response's head
};

class WireBlocks {
public:
    static constexpr std::uint64_t askedBytes = 1 << 20; ///< live: of neighbours that are asked for at once

    /// The vector stays the caller's; it must outlive this or the next call.
    void setEvents(const std::vector<wire::Event> *events);
    /// Takes further events, `most` at most. Returns the first block that changed, size() of before for none.
    std::size_t take(std::size_t most);
    bool tookAll() const { return !events_ || taken_ == events_->size(); }

    const std::vector<WireBlock> &all() const { return blocks_; }
    std::size_t size() const { return blocks_.size(); }
    const WireBlock &operator[](std::size_t index) const { return blocks_[index]; }
    /// What of a block had moved at this instant; -1: all.
    wire::Span moved(const WireBlock &block, qint64 until) const;
    /// The first block that was not through at this instant; size() for none.
    std::size_t firstMoving(qint64 at) const;
    /// The first block of a tape that ends behind this byte; size() for none.
    std::size_t firstBehind(TapeId tape, std::uint64_t offset) const;
    /// The block of a byte; size() for none.
    std::size_t indexOf(TapeId tape, std::uint64_t offset) const;
    /// The bytes that an event stands for; length 0: none.
    ByteMark markOf(std::uint64_t seq) const;
    /// The event of a byte: its leaf's number. False when there is none.
    bool eventAt(TapeId tape, std::uint64_t offset, std::uint64_t *seq) const;
    /// Live: spans that moved and were not asked for yet, of content its first bytes; neighbours are one.
    std::vector<ByteMark> takeWanted(std::uint64_t ofContent);

private:
    struct Leaf {
        wire::Span span;
        qint64 at;
        std::uint64_t seq;
    };
    void take(const wire::Event &event);
    void begin(const wire::Event &event, bool content);

    const std::vector<wire::Event> *events_ = nullptr;
    std::size_t taken_ = 0;
    std::size_t changed_ = 0;
    std::size_t wantFrom_ = 0;
    std::vector<WireBlock> blocks_;
    std::vector<std::uint64_t> asked_; // by block: offset up to which bytes were asked for
    std::map<TapeId, std::vector<Leaf>> leaves_;
    std::map<TapeId, std::vector<std::size_t>> ofTape_; // blocks in the order of their bytes
    std::map<TapeId, std::size_t> open_;                // block that the next leaf belongs to
};

} // namespace model
