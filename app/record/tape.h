// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of one direction of one connection, in bounded memory: heads whole, of a run of content its first
// and last part, the rest as an elided range with its length, its digest and what the parser found in it.
#pragma once

#include "wire/parser.h"

#include <deque>
#include <string>
#include <vector>

struct XXH3_state_s;

namespace record {

struct TapeLimits {
    std::uint64_t firstContent = 4 << 20; ///< bytes kept at the start of each run of content
    std::uint64_t lastContent = 1 << 20;  ///< bytes kept, at least, at its end
    std::uint64_t all = 64 << 20;         ///< beyond this, content is kept by its last part only
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
    std::string bytes;                ///< length bytes, unless elided
    std::uint64_t digest = 0;         ///< elided: XXH3-64 of the bytes
    wire::Checkpoint resume;          ///< elided: the parser after it
    std::vector<ElidedEvent> events;  ///< elided
    std::uint64_t end() const { return offset + length; }
    bool operator==(const Segment &) const = default;
};

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

    void append(wire::ByteClass kind, std::string_view bytes);
    void checkpoint(const wire::Checkpoint &checkpoint);
    void parserEvent(const wire::Event &event, std::uint64_t offset);

    std::uint64_t size() const { return size_; }
    /// The tape so far, the open tail included.
    std::vector<Segment> segments() const;
    /// The bytes of a range that are kept, cut to `most`; ranges that are not kept are left out and counted.
    std::string read(wire::Span span, std::uint64_t most, std::uint64_t *missing = nullptr) const;
    /// Bytes held in memory.
    std::uint64_t held() const;

private:
    struct Block { // of the open run's tail, from one checkpoint to the next
        wire::Checkpoint at;
        std::string bytes;
        std::vector<ElidedEvent> events;
    };
    void closeRun();
    void evict();
    std::string &openBytes();

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
    XXH3_state_s *hash_ = nullptr;
};

} // namespace record
