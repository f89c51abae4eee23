// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of one direction of one connection, in bounded memory: heads whole, of a run of content its first
// and last part, the rest as an elided range with its length, its digest and what the parser found in it.
#pragma once

#include "wire/parser_sink.h"

#include <deque>
#include <string>
#include <string_view>
#include <vector>

struct XXH3_state_s;

namespace record {

struct TapeLimits {
    std::uint64_t firstContent = 4 << 20; ///< bytes kept at the start of each run of content
    std::uint64_t lastContent = 1 << 20;  ///< bytes kept, at least, at its end
    /// Beyond this, content is kept by its last part only, and of a run that is over by what follows its last
    /// checkpoint. Beyond twice this (and one run more), which takes checkpoints that fail to come, all that
    /// follows, heads too, is one elided range to the tape's end; its `resume` stands for nothing to go on with.
    std::uint64_t all = 8 << 20;
    /// Of all tapes of one exchange: a connection that begins when little of it is left has the other limits lowered.
    std::uint64_t exchange = 64 << 20;
};

/// An event that the parser made inside a range whose bytes are gone; `offset` is where reading stood then.
struct ElidedEvent {
    std::uint64_t offset = 0;
    wire::Event event;
    bool operator==(const ElidedEvent &) const = default;
};

/// A stretch of the tape: either its bytes are here, or it is elided.
struct Segment {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
    bool elided = false;
    std::string bytes;               ///< length bytes, unless elided
    std::uint64_t digest = 0;        ///< elided: XXH3-64 of the bytes
    wire::Checkpoint resume;         ///< elided: the parser after it
    std::vector<ElidedEvent> events; ///< elided
    std::uint64_t end() const { return offset + length; }
    bool operator==(const Segment &) const = default;
};

/// XXH3-64 of the bytes.
std::uint64_t digestOf(std::string_view bytes);

/// XXH3-64 over bytes that come in pieces; a copy goes on from the same place.
class StreamingDigest {
public:
    StreamingDigest() = default;
    StreamingDigest(const StreamingDigest &other);
    StreamingDigest &operator=(const StreamingDigest &other);
    StreamingDigest(StreamingDigest &&other) noexcept;
    StreamingDigest &operator=(StreamingDigest &&other) noexcept;
    ~StreamingDigest();
    void reset();
    void update(std::string_view bytes);
    std::uint64_t value() const;

private:
    XXH3_state_s *state_ = nullptr; // made by the first reset()
};

/// A copy is whole and independent, an open elided range included; a moved-from tape may only be assigned to.
class Tape {
public:
    explicit Tape(TapeLimits limits = {});
    Tape(const Tape &other);
    Tape &operator=(const Tape &other);
    Tape(Tape &&) noexcept;
    Tape &operator=(Tape &&) noexcept;
    ~Tape();
    /// A tape read back from a file.
    static Tape fromSegments(std::vector<Segment> segments);

    /// Bytes come first, then, in the order of their offsets, the events and checkpoints that lie in them.
    void append(wire::ByteClass kind, std::string_view bytes);
    void checkpoint(const wire::Checkpoint &checkpoint);
    void parserEvent(const wire::Event &event, std::uint64_t offset);

    std::uint64_t size() const { return size_; }
    /// The tape so far, the open tail included.
    std::vector<Segment> segments() const;
    /// The bytes of a range that are kept, cut to `most`; ranges that are not kept are left out, and their bytes
    /// in the whole range are counted in `missing`. What lies beyond the tape's end is neither.
    std::string read(wire::Span span, std::uint64_t most, std::uint64_t *missing = nullptr) const;
    /// Bytes held in memory.
    std::uint64_t held() const;
    /// What segments() gives, without a copy and perhaps in more pieces; null while the tape has an open tail.
    const std::vector<Segment> *closedSegments() const { return hasElided_ || !tail_.empty() ? nullptr : &done_; }

private:
    struct Block { // of the open run's tail, from one checkpoint to the next
        wire::Checkpoint at;
        std::string bytes;
        std::vector<ElidedEvent> events;
    };
    void beginRun();
    void appendKept(std::string_view bytes);
    void appendTail(std::string_view bytes);
    void beginElided(std::uint64_t offset);
    void beginBlock(const wire::Checkpoint &checkpoint, std::string bytes);
    std::string cutKept(std::uint64_t offset);
    void splitLastBlock(const wire::Checkpoint &checkpoint);
    void closeRun();
    void evict();
    void evictSurplus(std::uint64_t keep);
    void seal();
    std::uint64_t hardLimit() const;
    std::uint64_t openStart() const;
    Segment closedElided() const;

    TapeLimits limits_;
    std::uint64_t size_ = 0;
    std::uint64_t held_ = 0;
    std::vector<Segment> done_;
    bool inContent_ = false;
    std::uint64_t runStart_ = 0;
    bool hasElided_ = false;
    Segment elided_;
    std::deque<Block> tail_;
    std::uint64_t tailBytes_ = 0;
    StreamingDigest hash_;           // of elided_
    std::vector<std::string> spare_; // evicted blocks' strings, for the next ones
    bool sealed_ = false;            // all bytes from elided_.offset to the end are elided
};

} // namespace record
