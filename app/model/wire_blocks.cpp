// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/wire_blocks.h"

#include <algorithm>
#include <iterator>

namespace model {

using wire::Event;
using wire::Kind;
using wire::Span;

namespace {

TapeId tapeOfEvent(const Event &event)
{
    return {event.connection, event.direction};
}

} // namespace

void WireBlocks::setEvents(const std::vector<Event> *events)
{
    *this = {};
    events_ = events;
}

std::size_t WireBlocks::take(std::size_t most)
{
    changed_ = blocks_.size();
    if (!events_)
        return changed_;
    const std::size_t end = taken_ + std::min(most, events_->size() - taken_);
    for (; taken_ < end; ++taken_)
        take((*events_)[taken_]);
    return changed_;
}

void WireBlocks::take(const Event &event)
{
    if (event.direction == wire::Direction::Local)
        return;
    const TapeId tape = tapeOfEvent(event);
    switch (event.kind) {
    case Kind::HeadBegin: begin(event, false); return;
    case Kind::ContentBegin: begin(event, true); return;
    case Kind::InterimResponse:
    case Kind::FinalResponse:
        if (const auto open = open_.find(tape); open != open_.end()) {
            blocks_[open->second].response = true;
            blocks_[open->second].code = event.code;
        }
        open_.erase(tape);
        return;
    case Kind::RequestHead:
    case Kind::MessageEnd: open_.erase(tape); return;
    default: break;
    }
    if (!wire::isLeaf(event.kind))
        return;
    auto open = open_.find(tape);
    if (open == open_.end()) {
        begin(event, event.kind == Kind::Unparsed);
        open = open_.find(tape);
    }
    const auto block = open->second;
    blocks_[block].span.length = event.span.end() - blocks_[block].span.offset;
    changed_ = std::min(changed_, block);
    leaves_[tape].push_back({event.span, event.at, event.seq});
}

void WireBlocks::begin(const Event &event, bool content)
{
    WireBlock block;
    block.tape = tapeOfEvent(event);
    block.at = event.at;
    block.span = {event.span.offset, 0};
    block.content = content;
    asked_.push_back(event.span.offset);
    if (content && !blocks_.empty()) {
        const WireBlock &before = blocks_.back();
        block.joined = before.tape == block.tape && before.at == event.at && before.span.end() == event.span.offset;
    }
    open_[block.tape] = blocks_.size();
    ofTape_[block.tape].push_back(blocks_.size());
    blocks_.push_back(std::move(block));
}

Span WireBlocks::moved(const WireBlock &block, qint64 until) const
{
    if (until < 0)
        return block.span;
    if (block.at > until)
        return {block.span.offset, 0};
    const auto found = leaves_.find(block.tape);
    if (found == leaves_.end())
        return {block.span.offset, 0};
    const auto &leaves = found->second;
    auto leaf = std::lower_bound(leaves.begin(), leaves.end(), block.span.offset,
                                 [](const Leaf &l, std::uint64_t offset) { return l.span.end() <= offset; });
    const auto last = std::lower_bound(leaf, leaves.end(), block.span.end(),
                                       [](const Leaf &l, std::uint64_t end) { return l.span.offset < end; });
    const auto late = std::partition_point(leaf, last, [until](const Leaf &l) { return l.at <= until; });
    const std::uint64_t end = late == leaf ? block.span.offset : std::prev(late)->span.end();
    return {block.span.offset, end - block.span.offset};
}

std::size_t WireBlocks::firstMoving(qint64 at) const
{
    std::size_t first = blocks_.size();
    for (const auto &[tape, blocks] : ofTape_) {
        const auto moving = std::partition_point(blocks.begin(), blocks.end(), [&](std::size_t index) {
            return moved(blocks_[index], at).length == blocks_[index].span.length;
        });
        if (moving != blocks.end())
            first = std::min(first, *moving);
    }
    return first;
}

std::size_t WireBlocks::firstBehind(TapeId tape, std::uint64_t offset) const
{
    const auto found = ofTape_.find(tape);
    if (found == ofTape_.end())
        return blocks_.size();
    const auto first = std::partition_point(found->second.begin(), found->second.end(),
                                            [&](std::size_t block) { return blocks_[block].span.end() <= offset; });
    return first == found->second.end() ? blocks_.size() : *first;
}

std::size_t WireBlocks::indexOf(TapeId tape, std::uint64_t offset) const
{
    const std::size_t block = firstBehind(tape, offset);
    return block < blocks_.size() && blocks_[block].span.offset <= offset ? block : blocks_.size();
}

ByteMark WireBlocks::markOf(std::uint64_t seq) const
{
    if (!events_)
        return {};
    const auto known = events_->begin() + static_cast<std::ptrdiff_t>(taken_);
    const auto event =
        std::lower_bound(events_->begin(), known, seq, [](const Event &e, std::uint64_t s) { return e.seq < s; });
    if (event == known || event->seq != seq || event->direction == wire::Direction::Local)
        return {};
    return {tapeOfEvent(*event), event->span};
}

bool WireBlocks::eventAt(TapeId tape, std::uint64_t offset, std::uint64_t *seq) const
{
    const auto found = leaves_.find(tape);
    if (found == leaves_.end())
        return false;
    const auto leaf = std::lower_bound(found->second.begin(), found->second.end(), offset,
                                       [](const Leaf &l, std::uint64_t at) { return l.span.end() <= at; });
    if (leaf == found->second.end() || offset < leaf->span.offset)
        return false;
    *seq = leaf->seq;
    return true;
}

std::vector<ByteMark> WireBlocks::takeWanted(std::uint64_t ofContent)
{
    std::vector<ByteMark> wanted;
    for (std::size_t i = wantFrom_; i < blocks_.size(); ++i) {
        const WireBlock &block = blocks_[i];
        std::uint64_t &asked = asked_[i];
        const std::uint64_t end =
            block.content ? std::min(block.span.end(), block.span.offset + ofContent) : block.span.end();
        if (end > asked) {
            const auto last = std::find_if(wanted.rbegin(), wanted.rend(),
                                           [&](const ByteMark &one) { return one.tape == block.tape; });
            if (last != wanted.rend() && last->span.end() == asked && last->span.length < askedBytes)
                last->span.length += end - asked;
            else
                wanted.push_back({block.tape, {asked, end - asked}});
        }
        asked = std::max(asked, end);
    }
    // Blocks that can still grow are looked at again.
    std::size_t oldest = blocks_.size();
    for (const auto &[tape, block] : open_)
        oldest = std::min(oldest, block);
    wantFrom_ = std::max(wantFrom_, oldest);
    return wanted;
}

} // namespace model
