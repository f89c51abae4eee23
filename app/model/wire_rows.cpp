// SPDX-License-Identifier: GPL-3.0-or-later
// Rows follow the blocks and what the store knows of their bytes.
#include "model/wire_rows.h"

#include "words/units.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace model {

using wire::Event;
using wire::Span;

namespace {

struct WireRowWords {
    Q_DECLARE_TR_FUNCTIONS(WireRows)
};

} // namespace

void WireRows::setEvents(const std::vector<Event> *events)
{
    blocks_.setEvents(events);
    built_ = 0;
    until_ = -1;
    made_ = 0;
    partly_ = false;
    parts_.clear();
    rows_.clear();
}

bool WireRows::eventsAppended(const ByteStore &store, std::size_t most)
{
    const std::size_t changed = blocks_.take(most);
    parts_.resize(blocks_.size());
    // The block that was the last of all mostly is the one that grew: it goes on from its last row.
    if (changed + 1 == built_)
        partly_ = true;
    else
        drop(changed);
    return build(store, most) && blocks_.tookAll();
}

bool WireRows::bytesCame(TapeId tape, Span span, const ByteStore &store, std::size_t most)
{
    const std::size_t first = blocks_.firstBehind(tape, span.offset);
    if (first < blocks_.size() && !growsFrom(first, span.offset))
        drop(first);
    return build(store, most);
}

/// Bytes from here on only change the last rows of this block, which is the last that has rows.
bool WireRows::growsFrom(std::size_t block, std::uint64_t offset)
{
    if (block + 1 != built_)
        return false;
    const auto last =
        std::find_if(rows_.rbegin(), rows_.rend(), [](const WireRow &row) { return row.kind == WireRow::Kind::Bytes; });
    if (last == rows_.rend() || last->block != block || last->span.offset > offset)
        return false;
    partly_ = true;
    return true;
}

bool WireRows::rebuild(const ByteStore &store, std::size_t most)
{
    drop(0);
    return build(store, most);
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
    drop(blocks_.firstMoving(earlier));
    return build(store, most);
}

/// What of a block is rows: all of a head; of content both ends and what was revealed, merged, in order.
std::vector<Span> WireRows::shownOf(std::size_t block, Span all) const
{
    if (!blocks_[block].content || all.length <= 2 * endBytes)
        return {all};
    std::vector<Span> spans = parts_[block].revealed;
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
    rows_.resize(static_cast<std::size_t>(parts_[block].firstRow));
    built_ = block;
    partly_ = false;
}

bool WireRows::build(const ByteStore &store, std::size_t most)
{
    const auto end = made_ + std::min<quint64>(most, UINT64_MAX - made_);
    if (std::exchange(partly_, false) && !resume(built_ - 1, blocks_.moved(blocks_[built_ - 1], until_), store))
        drop(built_ - 1);
    for (; built_ < blocks_.size() && made_ < end; ++built_) {
        parts_[built_].firstRow = count();
        rowsOf(built_, store);
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
bool WireRows::resume(std::size_t index, Span all, const ByteStore &store)
{
    const WireBlock &block = blocks_[index];
    const auto first = static_cast<std::size_t>(parts_[index].firstRow);
    if (all.length == 0 || !parts_[index].revealed.empty() || rows_.size() <= first)
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

void WireRows::rowsOf(std::size_t index, const ByteStore &store)
{
    const WireBlock &block = blocks_[index];
    const Span all = blocks_.moved(block, until_);
    if (all.length == 0)
        return;
    if (!block.joined)
        add({WireRow::Kind::Heading, false, index, all, 0});
    spanRows(index, all, all.offset, store);
}

/// Rows of what is shown from this byte on.
void WireRows::spanRows(std::size_t index, Span all, std::uint64_t at, const ByteStore &store)
{
    const WireBlock &block = blocks_[index];
    for (Span shown : shownOf(index, all)) {
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

void WireRows::pieceRows(std::size_t index, const ByteStore::Piece &piece, const ByteStore &store)
{
    const WireBlock &block = blocks_[index];
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

void WireRows::textRows(std::size_t index, Span span, std::string_view bytes)
{
    const WireBlock &block = blocks_[index];
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
    const WireBlock &block = blocks_[row.block];
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
    show(hidden.block, {hidden.span.offset, std::min(moreBytes, hidden.span.length)}, store);
}

void WireRows::show(std::size_t block, Span hidden, const ByteStore &store)
{
    parts_[block].revealed.push_back(hidden);
    drop(block);
    build(store, SIZE_MAX);
}

/// The row of a block in which a byte stands; -1: none.
qint64 WireRows::find(std::size_t block, std::uint64_t offset) const
{
    const auto first = rows_.begin() + parts_[block].firstRow;
    const auto last = block + 1 < parts_.size() ? rows_.begin() + parts_[block + 1].firstRow : rows_.end();
    const auto body = first != last && first->kind == WireRow::Kind::Heading ? first + 1 : first;
    const auto row =
        std::lower_bound(body, last, offset, [](const WireRow &r, std::uint64_t at) { return r.span.end() <= at; });
    return row == last ? -1 : row - rows_.begin();
}

qint64 WireRows::rowOf(TapeId tape, std::uint64_t offset, const ByteStore &store)
{
    const std::size_t block = blocks_.indexOf(tape, offset);
    if (block == blocks_.size())
        return -1;
    build(store, SIZE_MAX);
    for (int round = 0; round < 2; ++round) {
        const qint64 index = find(block, offset);
        if (index < 0 || row(index).kind != WireRow::Kind::Hidden)
            return index;
        const Span hidden = row(index).span;
        const std::uint64_t from = std::max(hidden.offset, offset - std::min(offset, endBytes / 2));
        show(block, {from, std::min(endBytes, hidden.end() - from)}, store);
    }
    return -1;
}

std::vector<ByteMark> WireRows::takeWanted(const ByteStore &store)
{
    return store.complete() ? std::vector<ByteMark>{} : blocks_.takeWanted(endBytes);
}

} // namespace model
