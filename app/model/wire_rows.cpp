// SPDX-License-Identifier: GPL-3.0-or-later
// Blocks follow the events; rows follow the blocks and what the store knows of their bytes.
#include "model/wire_rows.h"

#include "words/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace model {

using wire::Event;
using wire::Kind;
using wire::Span;

namespace {

struct WireRowWords {
    Q_DECLARE_TR_FUNCTIONS(WireRows)
};

TapeId tapeOfEvent(const Event &event)
{
    return {event.connection, event.direction};
}

} // namespace

void WireRows::setEvents(const std::vector<Event> *events)
{
    events_ = events;
    taken_ = changed_ = wantFrom_ = built_ = 0;
    until_ = -1;
    made_ = 0;
    partly_ = false;
    blocks_.clear();
    rows_.clear();
    leaves_.clear();
    ofTape_.clear();
    open_.clear();
}

bool WireRows::eventsAppended(const ByteStore &store, std::size_t most)
{
    if (!events_)
        return true;
    changed_ = blocks_.size();
    const std::size_t end = taken_ + std::min(most, events_->size() - taken_);
    for (; taken_ < end; ++taken_)
        take((*events_)[taken_]);
    // The block that was the last of all mostly is the one that grew: it goes on from its last row.
    if (changed_ + 1 == built_)
        partly_ = true;
    else
        drop(changed_);
    return build(store, most) && taken_ == events_->size();
}

bool WireRows::bytesCame(TapeId tape, Span span, const ByteStore &store, std::size_t most)
{
    if (const auto found = ofTape_.find(tape); found != ofTape_.end()) {
        const auto first = std::partition_point(found->second.begin(), found->second.end(), [&](int block) {
            return blocks_[static_cast<std::size_t>(block)].span.end() <= span.offset;
        });
        if (first != found->second.end() && !growsFrom(static_cast<std::size_t>(*first), span.offset))
            drop(static_cast<std::size_t>(*first));
    }
    return build(store, most);
}

/// Bytes from here on only change the last rows of this block, which is the last that has rows.
bool WireRows::growsFrom(std::size_t block, std::uint64_t offset)
{
    if (block + 1 != built_)
        return false;
    const auto last =
        std::find_if(rows_.rbegin(), rows_.rend(), [](const WireRow &row) { return row.kind == WireRow::Kind::Bytes; });
    if (last == rows_.rend() || last->block != static_cast<int>(block) || last->span.offset > offset)
        return false;
    partly_ = true;
    return true;
}

bool WireRows::rebuild(const ByteStore &store, std::size_t most)
{
    drop(0);
    return build(store, most);
}

void WireRows::take(const Event &event)
{
    if (event.direction == wire::Direction::Local)
        return;
    const TapeId tape = tapeOfEvent(event);
    switch (event.kind) {
    case Kind::HeadBegin: startBlock(event, false); return;
    case Kind::ContentBegin: startBlock(event, true); return;
    case Kind::InterimResponse:
    case Kind::FinalResponse:
        if (const auto open = open_.find(tape); open != open_.end()) {
            blocks_[static_cast<std::size_t>(open->second)].response = true;
            blocks_[static_cast<std::size_t>(open->second)].code = event.code;
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
    ofTape_[block.tape].push_back(static_cast<int>(blocks_.size()));
    blocks_.push_back(std::move(block));
}

bool WireRows::setMode(Mode mode, const ByteStore &store, std::size_t most)
{
    mode_ = mode;
    return rebuild(store, most);
}

/// Blocks that were through by both instants keep their rows.
bool WireRows::setUntil(qint64 ns, const ByteStore &store, std::size_t most)
{
    if (until_ == ns)
        return build(store, most);
    const auto before = std::exchange(until_, ns);
    const qint64 earlier = before < 0 ? ns : ns < 0 ? before : std::min(before, ns);
    std::size_t first = built_;
    for (const auto &[tape, blocks] : ofTape_) {
        const auto through = std::partition_point(blocks.begin(), blocks.end(), [&](int index) {
            const WireBlock &block = blocks_[static_cast<std::size_t>(index)];
            return visible(block, earlier).length == block.span.length;
        });
        if (through != blocks.end())
            first = std::min(first, static_cast<std::size_t>(*through));
    }
    drop(first);
    return build(store, most);
}

Span WireRows::visible(const WireBlock &block, qint64 until) const
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

void WireRows::drop(std::size_t block)
{
    if (block >= built_)
        return;
    rows_.resize(static_cast<std::size_t>(blocks_[block].firstRow));
    built_ = block;
    partly_ = false;
}

bool WireRows::build(const ByteStore &store, std::size_t most)
{
    const auto end = made_ + std::min<quint64>(most, UINT64_MAX - made_);
    if (std::exchange(partly_, false)
        && !resume(static_cast<int>(built_) - 1, visible(blocks_[built_ - 1], until_), store))
        drop(built_ - 1);
    for (; built_ < blocks_.size() && made_ < end; ++built_) {
        blocks_[built_].firstRow = count();
        rowsOf(static_cast<int>(built_), store);
    }
    return built_ == blocks_.size();
}

void WireRows::add(const WireRow &row)
{
    rows_.push_back(row);
    ++made_;
}

/// Rows of a block that has grown, from its last row on, which may have been half a line. False where more of it than
/// that has changed.
bool WireRows::resume(int index, Span all, const ByteStore &store)
{
    const WireBlock &block = blocks_[static_cast<std::size_t>(index)];
    const auto first = static_cast<std::size_t>(block.firstRow);
    if (all.length == 0 || !block.shown.empty() || rows_.size() <= first)
        return false;
    if (rows_[first].kind == WireRow::Kind::Heading)
        rows_[first].span = all;
    const auto body = first + (rows_[first].kind == WireRow::Kind::Heading ? 1 : 0);
    const auto kept =
        block.content && all.length > 2 * endBytes ? all.offset + endBytes : all.end(); // its end is another one now
    while (rows_.size() > body && (rows_.back().kind != WireRow::Kind::Bytes || rows_.back().span.end() > kept))
        rows_.pop_back();
    std::uint64_t at = all.offset;
    if (rows_.size() > body) {
        at = rows_.back().span.offset;
        rows_.pop_back();
    }
    spanRows(index, all, at, store);
    return true;
}

void WireRows::rowsOf(int index, const ByteStore &store)
{
    const WireBlock &block = blocks_[static_cast<std::size_t>(index)];
    const Span all = visible(block, until_);
    if (all.length == 0)
        return;
    if (!block.joined)
        add({WireRow::Kind::Heading, false, index, all, 0});
    spanRows(index, all, all.offset, store);
}

/// Rows of what is shown from this byte on.
void WireRows::spanRows(int index, Span all, std::uint64_t at, const ByteStore &store)
{
    const WireBlock &block = blocks_[static_cast<std::size_t>(index)];
    for (Span shown : shownOf(block, all)) {
        if (shown.end() <= at)
            continue;
        shown = {std::max(shown.offset, at), shown.end() - std::max(shown.offset, at)};
        // What was not kept is told as it is, not as something that could be shown.
        for (const auto &piece : store.pieces(block.tape, {at, shown.offset - at})) {
            if (piece.kind == ByteStore::Piece::Kind::Kept)
                add({WireRow::Kind::Hidden, false, index, piece.span, 0});
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
            add({kind, false, index, piece.span, piece.digest});
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
        add({WireRow::Kind::Bytes, false, index, {at, std::min(hexBytes, piece.span.end() - at)}, 0});
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
        add({WireRow::Kind::Bytes, first, index, {span.offset + at, length}, 0});
        at += length;
    }
}

QString WireRows::textOf(const WireRow &row, const QLocale &locale) const
{
    const WireBlock &block = blocks_[static_cast<std::size_t>(row.block)];
    const QString size = words::sizeText(row.span.length, locale);
    switch (row.kind) {
    case WireRow::Kind::Heading: {
        const QString words = block.tape.direction == wire::Direction::Sent
            ? WireRowWords::tr("▸ sent at %1 ms, offset %2–%3")
            : WireRowWords::tr("◂ received at %1 ms, offset %2–%3");
        const QString line = words.arg(words::millisText(block.at, locale), words::countText(row.span.offset, locale),
                                       words::countText(row.span.end() - 1, locale));
        return block.tape.connection == 0
            ? line
            : line + WireRowWords::tr(", connection %1").arg(words::countText(block.tape.connection + 1ull, locale));
    }
    case WireRow::Kind::Hidden:
        return WireRowWords::tr("… %1 more, kept but not shown; click or press Enter to show more …").arg(size);
    case WireRow::Kind::NotKept:
        return WireRowWords::tr("… %1 not kept, XXH3 %2 …")
            .arg(size, QString::number(row.digest, 16).rightJustified(16, u'0'));
    case WireRow::Kind::Awaited: return WireRowWords::tr("… %1, shown when the exchange has ended …").arg(size);
    case WireRow::Kind::Bytes: break;
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
    drop(block);
    build(store, SIZE_MAX);
}

int WireRows::blockOf(TapeId tape, std::uint64_t offset) const
{
    const auto found = ofTape_.find(tape);
    if (found == ofTape_.end())
        return -1;
    const auto at = std::partition_point(found->second.begin(), found->second.end(), [&](int block) {
        return blocks_[static_cast<std::size_t>(block)].span.end() <= offset;
    });
    return at != found->second.end() && blocks_[static_cast<std::size_t>(*at)].span.offset <= offset ? *at : -1;
}

qint64 WireRows::rowOf(TapeId tape, std::uint64_t offset, const ByteStore &store)
{
    const int index = blockOf(tape, offset);
    if (index < 0)
        return -1;
    build(store, SIZE_MAX);
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
        drop(static_cast<std::size_t>(index));
        build(store, SIZE_MAX);
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
        if (end > block.asked) {
            const auto last = std::find_if(wanted.rbegin(), wanted.rend(),
                                           [&](const ByteMark &one) { return one.tape == block.tape; });
            if (last != wanted.rend() && last->span.end() == block.asked && last->span.length < askedBytes)
                last->span.length += end - block.asked;
            else
                wanted.push_back({block.tape, {block.asked, end - block.asked}});
        }
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
