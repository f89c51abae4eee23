// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps a tape in bounded memory. A run of content is, in order: its kept first part (in done_), one elided
// range (elided_), and a tail of blocks that each begin where the parser can resume (tail_).

#include "record/tape.h"

#include <xxhash.h>
#ifdef INTERIM_XXHASH_DISPATCH
#include <xxh_x86dispatch.h> // the same functions, by the processor's best code
#endif

#include <algorithm>
#include <iterator>
#include <new>
#include <utility>

namespace record {

namespace {

// Kept bytes lie in pieces of about this size, so that a growing tape copies little and wastes little.
constexpr std::uint64_t pieceBytes = 1 << 20;
constexpr std::size_t spareStrings = 4;
constexpr std::size_t spareCapacity = 1 << 20;
constexpr std::uint8_t lostMode = 255;

// The part of a stretch of bytes that lies in [from, to).
std::string_view within(std::uint64_t offset, std::string_view bytes, std::uint64_t from, std::uint64_t to)
{
    const std::uint64_t begin = std::max(offset, from);
    const std::uint64_t end = std::min(offset + bytes.size(), to);
    return begin < end ? bytes.substr(begin - offset, end - begin) : std::string_view();
}

/// Adds the kept stretch that `parts` make, which are then taken.
void addMerged(std::vector<Segment> &segments, std::uint64_t offset, std::vector<std::string_view> &parts)
{
    std::uint64_t length = 0;
    for (const std::string_view part : parts)
        length += part.size();
    if (length > 0) {
        Segment &segment = segments.emplace_back();
        segment.offset = offset;
        segment.length = length;
        segment.bytes.reserve(length); // growing by halves costs as much again
        for (const std::string_view part : parts)
            segment.bytes.append(part);
    }
    parts.clear();
}

} // namespace

std::uint64_t digestOf(std::string_view bytes)
{
    return XXH3_64bits(bytes.data(), bytes.size());
}

StreamingDigest::StreamingDigest(const StreamingDigest &other)
{
    *this = other;
}

StreamingDigest &StreamingDigest::operator=(const StreamingDigest &other)
{
    if (this == &other || !other.state_)
        return *this;
    reset();
    XXH3_copyState(state_, other.state_);
    return *this;
}

StreamingDigest::StreamingDigest(StreamingDigest &&other) noexcept : state_(std::exchange(other.state_, nullptr)) {}

StreamingDigest &StreamingDigest::operator=(StreamingDigest &&other) noexcept
{
    std::swap(state_, other.state_);
    return *this;
}

StreamingDigest::~StreamingDigest()
{
    XXH3_freeState(state_);
}

void StreamingDigest::reset()
{
    if (!state_)
        state_ = XXH3_createState();
    if (!state_)
        throw std::bad_alloc();
    XXH3_64bits_reset(state_);
}

void StreamingDigest::update(std::string_view bytes)
{
    XXH3_64bits_update(state_, bytes.data(), bytes.size());
}

std::uint64_t StreamingDigest::value() const
{
    return XXH3_64bits_digest(state_);
}

Tape::Tape(TapeLimits limits) : limits_(limits) {}

Tape::Tape(const Tape &other) = default;
Tape &Tape::operator=(const Tape &other) = default;
Tape::Tape(Tape &&) noexcept = default;
Tape &Tape::operator=(Tape &&) noexcept = default;
Tape::~Tape() = default;

Tape Tape::fromSegments(std::vector<Segment> segments)
{
    Tape tape;
    tape.done_ = std::move(segments);
    for (const Segment &segment : tape.done_)
        tape.held_ += segment.bytes.size();
    tape.size_ = tape.done_.empty() ? 0 : tape.done_.back().end();
    return tape;
}

void Tape::append(wire::ByteClass kind, std::string_view bytes)
{
    if (bytes.empty())
        return;
    if (!sealed_ && held_ + bytes.size() > hardLimit())
        seal();
    if (sealed_) {
        hash_.update(bytes);
        elided_.length += bytes.size();
        size_ += bytes.size();
        return;
    }
    if (kind == wire::ByteClass::Head) {
        closeRun();
    } else if (!inContent_) {
        beginRun();
    }
    size_ += bytes.size();
    held_ += bytes.size();
    if (tail_.empty())
        appendKept(bytes);
    else
        appendTail(bytes);
}

void Tape::checkpoint(const wire::Checkpoint &checkpoint)
{
    if (sealed_ || !inContent_ || checkpoint.offset < openStart() || checkpoint.offset > size_)
        return;
    if (!tail_.empty()) {
        splitLastBlock(checkpoint);
        return;
    }
    if (checkpoint.offset - runStart_ >= limits_.firstContent || held_ > limits_.all)
        beginBlock(checkpoint, cutKept(checkpoint.offset));
}

void Tape::parserEvent(const wire::Event &event, std::uint64_t offset)
{
    if (sealed_) {
        elided_.events.push_back({offset, event});
    } else if (!tail_.empty()) {
        // After a checkpoint at the same place, an event was made by looking at the next byte without taking
        // it: who resumes there finds it again, so it is this block's.
        Block &last = tail_.back();
        last.events.push_back({std::max(offset, last.at.offset + 1), event});
    }
}

std::vector<Segment> Tape::segments() const
{
    std::vector<Segment> all;
    std::vector<std::string_view> kept; // since the last elided range
    const auto begin = [&all] { return all.empty() ? 0 : all.back().end(); };
    for (const Segment &segment : done_) {
        if (segment.elided) {
            addMerged(all, begin(), kept);
            all.push_back(segment);
        } else {
            kept.push_back(segment.bytes);
        }
    }
    if (hasElided_) {
        addMerged(all, begin(), kept);
        all.push_back(closedElided());
    }
    for (const Block &block : tail_)
        kept.push_back(block.bytes);
    addMerged(all, begin(), kept);
    return all;
}

std::string Tape::read(wire::Span span, std::uint64_t most, std::uint64_t *missing) const
{
    std::string out;
    std::uint64_t gone = 0;
    const std::uint64_t from = std::min(span.offset, size_);
    const std::uint64_t to = from + std::min(span.length, size_ - from);
    const auto take = [&](std::uint64_t offset, std::string_view bytes) {
        out.append(within(offset, bytes, from, to).substr(0, most - out.size()));
    };
    const auto skip = [&](const Segment &elided) {
        const std::uint64_t begin = std::max(elided.offset, from);
        const std::uint64_t end = std::min(elided.end(), to);
        gone += begin < end ? end - begin : 0;
    };
    auto segment = std::partition_point(done_.begin(), done_.end(), [&](const Segment &s) { return s.end() <= from; });
    for (; segment != done_.end() && segment->offset < to; ++segment) {
        if (segment->elided)
            skip(*segment);
        else
            take(segment->offset, segment->bytes);
    }
    if (hasElided_)
        skip(elided_);
    for (const Block &block : tail_)
        take(block.at.offset, block.bytes);
    if (missing)
        *missing = gone;
    return out;
}

std::uint64_t Tape::held() const
{
    return held_;
}

void Tape::beginRun()
{
    inContent_ = true;
    runStart_ = size_;
    if (held_ > limits_.all) { // no first part; nothing resumes here, so that only the offset counts
        wire::Checkpoint start;
        start.offset = size_;
        beginBlock(start, {});
    }
}

void Tape::appendKept(std::string_view bytes)
{
    if (bytes.empty())
        return;
    if (done_.empty() || done_.back().elided || done_.back().length >= pieceBytes) {
        const std::uint64_t offset = done_.empty() ? 0 : done_.back().end();
        done_.emplace_back();
        done_.back().offset = offset;
    }
    done_.back().bytes.append(bytes);
    done_.back().length = done_.back().bytes.size();
}

void Tape::appendTail(std::string_view bytes)
{
    tail_.back().bytes.append(bytes);
    tailBytes_ += bytes.size();
    evictSurplus(limits_.lastContent);
}

void Tape::beginBlock(const wire::Checkpoint &checkpoint, std::string bytes)
{
    tailBytes_ += bytes.size();
    if (bytes.empty() && !spare_.empty()) {
        bytes = std::move(spare_.back());
        spare_.pop_back();
    }
    tail_.push_back({checkpoint, std::move(bytes), {}});
}

// Takes the kept bytes from `offset` on back out of done_.
std::string Tape::cutKept(std::uint64_t offset)
{
    std::string rest;
    while (!done_.empty() && !done_.back().elided && done_.back().end() > offset) {
        Segment &last = done_.back();
        const std::uint64_t keep = offset - std::min(offset, last.offset);
        rest.insert(0, last.bytes, keep);
        last.bytes.resize(keep);
        last.length = keep;
        if (keep == 0)
            done_.pop_back();
    }
    return rest;
}

void Tape::splitLastBlock(const wire::Checkpoint &checkpoint)
{
    Block &last = tail_.back();
    const std::uint64_t keep = checkpoint.offset - last.at.offset;
    if (keep == 0) {
        last.at = checkpoint;
        return;
    }
    std::string rest = last.bytes.substr(keep);
    last.bytes.resize(keep);
    tailBytes_ -= rest.size();
    beginBlock(checkpoint, std::move(rest));
    evictSurplus(limits_.lastContent);
}

void Tape::beginElided(std::uint64_t offset)
{
    elided_ = {};
    elided_.offset = offset;
    elided_.elided = true;
    hash_.reset();
    hasElided_ = true;
}

// Drops the tail's first block; reading resumes at the next one's checkpoint.
void Tape::evict()
{
    Block block = std::move(tail_.front());
    tail_.pop_front();
    if (!hasElided_)
        beginElided(block.at.offset);
    hash_.update(block.bytes);
    elided_.length += block.bytes.size();
    std::move(block.events.begin(), block.events.end(), std::back_inserter(elided_.events));
    tailBytes_ -= block.bytes.size();
    held_ -= block.bytes.size();
    if (spare_.size() < spareStrings && block.bytes.capacity() <= spareCapacity) {
        block.bytes.clear();
        spare_.push_back(std::move(block.bytes));
    }
}

void Tape::evictSurplus(std::uint64_t keep)
{
    while (tail_.size() > 1 && tailBytes_ - tail_.front().bytes.size() > keep)
        evict();
}

void Tape::closeRun()
{
    if (!inContent_)
        return;
    if (held_ > limits_.all)
        evictSurplus(0);
    if (hasElided_)
        done_.push_back(closedElided());
    for (const Block &block : tail_)
        appendKept(block.bytes);
    tail_.clear();
    tailBytes_ = 0;
    hasElided_ = false;
    elided_ = {};
    inContent_ = false;
}

void Tape::seal()
{
    closeRun();
    beginElided(size_);
    sealed_ = true;
}

std::uint64_t Tape::hardLimit() const
{
    return 2 * limits_.all + limits_.firstContent + limits_.lastContent + pieceBytes;
}

// Where a checkpoint can still cut the open run.
std::uint64_t Tape::openStart() const
{
    return tail_.empty() ? runStart_ : tail_.back().at.offset;
}

Segment Tape::closedElided() const
{
    Segment segment = elided_;
    segment.digest = hash_.value();
    if (!sealed_) {
        segment.resume = tail_.front().at;
    } else {
        segment.resume.mode = lostMode;
        segment.resume.start = segment.offset;
        segment.resume.offset = segment.end();
        segment.resume.pieceStart = segment.end();
    }
    return segment;
}

} // namespace record
