// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks follow the events; rows follow the blocks and what the store knows of their bytes.
#include "model/wire_rows.h"

#include "model/units.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace model {

using wire::Event;
using wire::Kind;
using wire::Span;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("WireRows", text);
}

TapeId tapeOfEvent(const Event &event)
{
    return {event.connection, event.direction};
}

} // namespace

void WireRows::setEvents(const std::vector<Event> *events, wire::Role role)
{
    events_ = events;
    role_ = role;
    taken_ = changed_ = wantFrom_ = built_ = 0;
    until_ = -1;
    blocks_.clear();
    rows_.clear();
    leaves_.clear();
    open_.clear();
}

void WireRows::eventsAppended(const ByteStore &store)
{
    if (!events_)
        return;
    changed_ = blocks_.size();
    for (; taken_ < events_->size(); ++taken_)
        take((*events_)[taken_]);
    rebuildFrom(changed_, store);
}

void WireRows::take(const Event &event)
{
    if (event.direction == wire::Direction::Local)
        return;
    const TapeId tape = tapeOfEvent(event);
    switch (event.kind) {
    case Kind::HeadBegin:
        startBlock(event, false);
        return;
    case Kind::ContentBegin:
        startBlock(event, true);
        return;
    case Kind::InterimResponse:
    case Kind::FinalResponse:
        if (const auto open = open_.find(tape); open != open_.end()) {
            blocks_[static_cast<std::size_t>(open->second)].response = true;
            blocks_[static_cast<std::size_t>(open->second)].code = event.code;
        }
        open_.erase(tape);
        return;
    case Kind::RequestHead:
    case Kind::MessageEnd:
        open_.erase(tape);
        return;
    default:
        break;
    }
    if (!wire::isLeaf(event.kind))
        return;
    auto open = open_.find(tape);
    if (open == open_.end()) {
        startBlock(event, event.kind == Kind::Unparsed);
        open = open_.find(tape);
    }
    const auto block = static_cast<std::size_t>(open->second);
    blocks_[block].span.length = event.span.end() - blocks_[block].span.offset;
    changed_ = std::min(changed_, block);
    leaves_[tape].push_back({event.span, event.at, event.seq});
}

void WireRows::startBlock(const Event &event, bool content)
{
    WireBlock block;
    block.tape = tapeOfEvent(event);
    block.at = event.at;
    block.span = {event.span.offset, 0};
    block.content = content;
    block.asked = event.span.offset;
    if (content && !blocks_.empty()) {
        const WireBlock &before = blocks_.back();
        block.joined = before.tape == block.tape && before.at == event.at && before.span.end() == event.span.offset;
    }
    open_[block.tape] = static_cast<int>(blocks_.size());
    blocks_.push_back(std::move(block));
}

void WireRows::setMode(Mode mode, const ByteStore &store)
{
    mode_ = mode;
    rebuild(store);
}

void WireRows::setUntil(qint64 ns, const ByteStore &store)
{
    if (until_ == ns)
        return;
    until_ = ns;
    rebuild(store);
}

Span WireRows::visible(const WireBlock &block) const
{
    if (until_ < 0)
        return block.span;
    if (block.at > until_)
        return {block.span.offset, 0};
    const auto found = leaves_.find(block.tape);
    if (found == leaves_.end())
        return {block.span.offset, 0};
    const auto &leaves = found->second;
    auto leaf = std::lower_bound(leaves.begin(), leaves.end(), block.span.offset,
                                 [](const Leaf &l, std::uint64_t offset) { return l.span.end() <= offset; });
    const auto last = std::lower_bound(leaf, leaves.end(), block.span.end(),
                                       [](const Leaf &l, std::uint64_t end) { return l.span.offset < end; });
    const auto late = std::partition_point(leaf, last, [this](const Leaf &l) { return l.at <= until_; });
    const std::uint64_t end = late == leaf ? block.span.offset : std::prev(late)->span.end();
    return {block.span.offset, end - block.span.offset};
}

/// What of a block is rows: all of a head; of content both ends and what was revealed, merged, in order.
std::vector<Span> WireRows::shownOf(const WireBlock &block, Span all) const
{
    if (!block.content || all.length <= 2 * endBytes)
        return {all};
    std::vector<Span> spans = block.shown;
    spans.push_back({all.offset, endBytes});
    spans.push_back({all.end() - endBytes, endBytes});
    std::sort(spans.begin(), spans.end(), [](const Span &a, const Span &b) { return a.offset < b.offset; });
    std::vector<Span> merged;
    for (Span span : spans) {
        span.length = std::min(span.end(), all.end()) - std::min(span.offset, all.end());
        if (!merged.empty() && span.offset <= merged.back().end())
            merged.back().length = std::max(merged.back().end(), span.end()) - merged.back().offset;
        else if (span.length > 0)
            merged.push_back(span);
    }
    return merged;
}

void WireRows::rebuildFrom(std::size_t block, const ByteStore &store)
{
    if (block < built_)
        rows_.resize(static_cast<std::size_t>(blocks_[block].firstRow));
    for (; block < blocks_.size(); ++block) {
        blocks_[block].firstRow = count();
        rowsOf(static_cast<int>(block), store);
    }
    built_ = blocks_.size();
}

void WireRows::rowsOf(int index, const ByteStore &store)
{
    const WireBlock &block = blocks_[static_cast<std::size_t>(index)];
    const Span all = visible(block);
    if (all.length == 0)
        return;
    if (!block.joined)
        rows_.push_back({WireRow::Kind::Heading, false, index, all, 0});
    std::uint64_t at = all.offset;
    for (const Span &shown : shownOf(block, all)) {
        // What was not kept is told as it is, not as something that could be shown.
        for (const auto &piece : store.pieces(block.tape, {at, shown.offset - at})) {
            if (piece.kind == ByteStore::Piece::Kind::Kept)
                rows_.push_back({WireRow::Kind::Hidden, false, index, piece.span, 0});
            else
                pieceRows(index, piece, store);
        }
        for (const auto &piece : store.pieces(block.tape, shown))
            pieceRows(index, piece, store);
        at = shown.end();
    }
}

void WireRows::pieceRows(int index, const ByteStore::Piece &piece, const ByteStore &store)
{
    const WireBlock &block = blocks_[static_cast<std::size_t>(index)];
    if (piece.kind != ByteStore::Piece::Kind::Kept) {
        const bool lost = piece.kind == ByteStore::Piece::Kind::NotKept || store.complete();
        const auto kind = lost ? WireRow::Kind::NotKept : WireRow::Kind::Awaited;
        const bool goesOn = !rows_.empty() && rows_.back().kind == kind && rows_.back().block == index;
        if (goesOn && rows_.back().span.end() == piece.span.offset)
            rows_.back().span.length += piece.span.length;
        else
            rows_.push_back({kind, false, index, piece.span, piece.digest});
        return;
    }
    if (mode_ == Mode::Text) {
        for (Span left = piece.span; left.length > 0;) { // the store may hold it in several runs
            const auto bytes = store.view(block.tape, left);
            textRows(index, left, bytes);
            left = {left.offset + bytes.size(), left.length - bytes.size()};
        }
        return;
    }
    for (std::uint64_t at = piece.span.offset; at < piece.span.end(); at += hexBytes)
        rows_.push_back({WireRow::Kind::Bytes, false, index, {at, std::min(hexBytes, piece.span.end() - at)}, 0});
}

void WireRows::textRows(int index, Span span, std::string_view bytes)
{
    const WireBlock &block = blocks_[static_cast<std::size_t>(index)];
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto most = std::min<std::size_t>(bytes.size() - at, lineBytes);
        const auto lineEnd = bytes.substr(at, most).find('\n');
        std::size_t length = lineEnd == std::string_view::npos ? most : lineEnd + 1;
        // a character of several bytes is not torn apart
        for (int back = 0; lineEnd == std::string_view::npos && at + length < bytes.size() && back < 3 && length > 1
             && (static_cast<quint8>(bytes[at + length]) & 0xc0) == 0x80;
             ++back)
            --length;
        const bool first = !block.content && span.offset + at == block.span.offset;
        rows_.push_back({WireRow::Kind::Bytes, first, index, {span.offset + at, length}, 0});
        at += length;
    }
}

QString WireRows::textOf(const WireRow &row, const QLocale &locale) const
{
    const WireBlock &block = blocks_[static_cast<std::size_t>(row.block)];
    const QString size = sizeText(row.span.length, locale);
    switch (row.kind) {
    case WireRow::Kind::Heading: {
        const QString words = block.tape.direction == wire::Direction::Sent ? tr("▸ sent at %1 ms, offset %2–%3")
                                                                            : tr("◂ received at %1 ms, offset %2–%3");
        const QString line = words.arg(millisText(block.at, locale), countText(row.span.offset, locale),
                                       countText(row.span.end() - 1, locale));
        return block.tape.connection == 0 ? line : line + tr(", connection %1").arg(countText(block.tape.connection + 1ull, locale));
    }
    case WireRow::Kind::Hidden:
        return tr("… %1 more, kept but not shown; click or press Enter to show more …").arg(size);
    case WireRow::Kind::NotKept:
        return tr("… %1 not kept, XXH3 %2 …").arg(size, QString::number(row.digest, 16).rightJustified(16, u'0'));
    case WireRow::Kind::Awaited:
        return tr("… %1, shown when the exchange has ended …").arg(size);
    case WireRow::Kind::Bytes:
        break;
    }
    return {};
}

void WireRows::reveal(qint64 row, const ByteStore &store)
{
    const WireRow hidden = this->row(row);
    if (hidden.kind != WireRow::Kind::Hidden)
        return;
    const auto block = static_cast<std::size_t>(hidden.block);
    blocks_[block].shown.push_back({hidden.span.offset, std::min(moreBytes, hidden.span.length)});
    rebuildFrom(block, store);
}

int WireRows::blockOf(TapeId tape, std::uint64_t offset) const
{
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        const WireBlock &block = blocks_[i];
        if (block.tape == tape && offset >= block.span.offset && offset < block.span.end())
            return static_cast<int>(i);
    }
    return -1;
}

qint64 WireRows::rowOf(TapeId tape, std::uint64_t offset, const ByteStore &store)
{
    const int index = blockOf(tape, offset);
    if (index < 0)
        return -1;
    for (int round = 0; round < 2; ++round) {
        WireBlock &block = blocks_[static_cast<std::size_t>(index)];
        const auto first = rows_.begin() + block.firstRow;
        const auto last = static_cast<std::size_t>(index) + 1 < blocks_.size()
            ? rows_.begin() + blocks_[static_cast<std::size_t>(index) + 1].firstRow
            : rows_.end();
        const auto body = first != last && first->kind == WireRow::Kind::Heading ? first + 1 : first;
        const auto row =
            std::lower_bound(body, last, offset, [](const WireRow &r, std::uint64_t at) { return r.span.end() <= at; });
        if (row == last)
            return -1;
        if (row->kind != WireRow::Kind::Hidden)
            return row - rows_.begin();
        const std::uint64_t from = std::max(row->span.offset, offset - std::min(offset, endBytes / 2));
        block.shown.push_back({from, std::min(endBytes, row->span.end() - from)});
        rebuildFrom(static_cast<std::size_t>(index), store);
    }
    return -1;
}

ByteMark WireRows::markOf(std::uint64_t seq) const
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

bool WireRows::eventAt(TapeId tape, std::uint64_t offset, std::uint64_t *seq) const
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

std::vector<ByteMark> WireRows::takeWanted(const ByteStore &store)
{
    std::vector<ByteMark> wanted;
    if (store.complete())
        return wanted;
    for (std::size_t i = wantFrom_; i < blocks_.size(); ++i) {
        WireBlock &block = blocks_[i];
        const std::uint64_t end =
            block.content ? std::min(block.span.end(), block.span.offset + endBytes) : block.span.end();
        if (end > block.asked)
            wanted.push_back({block.tape, {block.asked, end - block.asked}});
        block.asked = std::max(block.asked, end);
    }
    // Blocks that can still grow are looked at again.
    std::size_t oldest = blocks_.size();
    for (const auto &[tape, block] : open_)
        oldest = std::min(oldest, static_cast<std::size_t>(block));
    wantFrom_ = std::max(wantFrom_, oldest);
    return wanted;
}

ByteMark findBytes(const WireRows &rows, const ByteStore &store, std::string_view needle, const ByteMark &from,
                   bool backward)
{
    struct Run {
        TapeId tape;
        std::uint64_t offset;
        std::string_view bytes;
    };
    if (needle.empty())
        return {};
    std::vector<Run> runs;
    std::size_t start = 0;
    for (const WireBlock &block : rows.blocks()) {
        for (std::uint64_t at = block.span.offset; at < block.span.end();) {
            const auto bytes = store.view(block.tape, {at, block.span.end() - at});
            if (from.span.length > 0 && from.tape == block.tape && from.span.offset >= at)
                start = runs.size();
            if (!bytes.empty())
                runs.push_back({block.tape, at, bytes});
            const auto pieces =
                bytes.empty() ? store.pieces(block.tape, {at, block.span.end() - at}) : std::vector<ByteStore::Piece>{};
            at += bytes.empty() ? pieces.front().span.length : bytes.size();
        }
    }
    const std::size_t n = runs.size();
    for (std::size_t step = 0; step <= n && n > 0; ++step) {
        const Run &run = runs[backward ? (start + n - step % n) % n : (start + step) % n];
        std::size_t hit = std::string_view::npos;
        const bool inside = from.span.length > 0 && from.tape == run.tape && from.span.offset >= run.offset;
        if (step == 0 && inside) {
            const auto here = static_cast<std::size_t>(from.span.offset - run.offset);
            hit = !backward ? run.bytes.find(needle, here + 1) : here > 0 ? run.bytes.rfind(needle, here - 1) : hit;
        } else {
            hit = backward ? run.bytes.rfind(needle) : run.bytes.find(needle);
        }
        if (hit != std::string_view::npos)
            return {run.tape, {run.offset + hit, needle.size()}};
    }
    return {};
}

} // namespace model
