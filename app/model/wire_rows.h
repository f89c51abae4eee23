// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the byte pane: blocks in the order in which they moved, each a heading and lines of text or hex.
// Of content only the ends are rows until more is asked for; what was not kept is one row that says so.
#pragma once

#include "model/wire_blocks.h"

#include <QLocale>
#include <QString>

#include <cstdint>
#include <vector>

namespace model {

struct WireRow {
    enum class Kind : quint8 {
        Heading, ///< "◂ received at 2.063 ms, offset 0–96"
        Bytes,   ///< a line of text or sixteen bytes of hex
        Hidden,  ///< kept bytes that are not rows yet
        NotKept,
        Awaited, ///< not read yet (live)
    };
    Kind kind = Kind::Heading;
    bool startLine = false;
    std::size_t block = 0;
    wire::Span span;
    std::uint64_t digest = 0;
};

class WireRows {
public:
    enum class Mode : quint8 { Text, Hex };
    static constexpr std::uint64_t endBytes = 64 << 10;   ///< of a content, shown at each end
    static constexpr std::uint64_t moreBytes = 512 << 10; ///< shown by each reveal()
    static constexpr std::uint64_t lineBytes = 200;       ///< a longer line of text is broken
    static constexpr std::uint64_t hexBytes = 16;

    /// The vector stays the caller's; it must outlive this or the next call.
    void setEvents(const std::vector<wire::Event> *events);
    /// Goes on where it was: the work is what the new events bring. `most`: events taken and rows made by this call,
    /// one block more at most. False when there is more to do.
    bool eventsAppended(const ByteStore &store, std::size_t most = SIZE_MAX);
    /// Bytes of a tape came into the store: rows from the first block on that they belong to.
    bool bytesCame(TapeId tape, wire::Span span, const ByteStore &store, std::size_t most = SIZE_MAX);
    /// All rows again, as with another store.
    bool rebuild(const ByteStore &store, std::size_t most = SIZE_MAX);
    /// Rows made since the beginning, those that are gone too: what all this has cost.
    quint64 made() const { return made_; }
    bool setMode(Mode mode, const ByteStore &store, std::size_t most = SIZE_MAX);
    Mode mode() const { return mode_; }
    /// Only blocks and bytes that had moved at this instant; -1: all.
    bool setUntil(qint64 ns, const ByteStore &store, std::size_t most = SIZE_MAX);
    qint64 until() const { return until_; }

    qint64 count() const { return static_cast<qint64>(rows_.size()); }
    const WireRow &row(qint64 index) const { return rows_[static_cast<std::size_t>(index)]; }
    const WireBlocks &blocks() const { return blocks_; }
    TapeId tapeOf(const WireRow &row) const { return blocks_[row.block].tape; }
    /// What a row says that is not bytes: a heading, or why bytes are missing.
    QString textOf(const WireRow &row, const QLocale &locale) const;
    /// Makes rows of more of a hidden stretch.
    void reveal(qint64 row, const ByteStore &store);
    /// Makes sure that a byte stands in a row. Returns the row, -1: no such byte, or it is not shown yet.
    qint64 rowOf(TapeId tape, std::uint64_t offset, const ByteStore &store);
    /// Live: spans that moved, are to be shown and were not asked for yet; neighbours are one.
    std::vector<ByteMark> takeWanted(const ByteStore &store);

private:
    /// The rows of a block.
    struct Part {
        qint64 firstRow = 0;
        std::vector<wire::Span> revealed; // of content: what was asked to be rows besides its ends
    };
    void drop(std::size_t block);
    bool build(const ByteStore &store, std::size_t most);
    void rowsOf(std::size_t block, const ByteStore &store);
    void spanRows(std::size_t block, wire::Span visible, std::uint64_t from, const ByteStore &store);
    bool resume(std::size_t block, wire::Span visible, const ByteStore &store);
    void add(const WireRow &row);
    void pieceRows(std::size_t block, const ByteStore::Piece &piece, const ByteStore &store);
    void textRows(std::size_t block, wire::Span span, std::string_view bytes);
    bool growsFrom(std::size_t block, std::uint64_t offset);
    std::vector<wire::Span> shownOf(std::size_t block, wire::Span visible) const;
    qint64 find(std::size_t block, std::uint64_t offset) const;
    void show(std::size_t block, wire::Span hidden, const ByteStore &store);

    std::size_t built_ = 0; // blocks that have rows
    bool partly_ = false;   // the last of them has the rows of what it was before it grew
    Mode mode_ = Mode::Text;
    qint64 until_ = -1;
    WireBlocks blocks_;
    std::vector<Part> parts_; // by block
    std::vector<WireRow> rows_;
    quint64 made_ = 0;
};

} // namespace model
