// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the byte pane: blocks in the order in which they moved, each a heading and lines of text or hex.
// Of content only the ends are rows until more is asked for; what was not kept is one row that says so.
#pragma once

#include "model/byte_store.h"

#include <QLocale>
#include <QString>

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
    int block = 0;
    wire::Span span;
    std::uint64_t digest = 0;
};

/// Bytes of one direction that moved together: a head, or a content with its framing.
struct WireBlock {
    TapeId tape;
    qint64 at = 0; ///< of its first byte
    wire::Span span;
    bool content = false;
    bool joined = false; ///< stands under the heading of the block before it
    bool response = false;
    int code = 0;            ///< status of a response's head
    std::uint64_t asked = 0; ///< live: offset up to which bytes were asked for
    qint64 firstRow = 0;
    std::vector<wire::Span> shown; ///< of content: what was asked to be rows besides its ends
};

class WireRows {
public:
    enum class Mode : quint8 { Text, Hex };
    static constexpr std::uint64_t endBytes = 64 << 10;   ///< of a content, shown at each end
    static constexpr std::uint64_t moreBytes = 512 << 10; ///< shown by each reveal()
    static constexpr std::uint64_t askedBytes = 1 << 20;  ///< live: of neighbours that are asked for at once
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

    qint64 count() const { return static_cast<qint64>(rows_.size()); }
    const WireRow &row(qint64 index) const { return rows_[static_cast<std::size_t>(index)]; }
    const std::vector<WireBlock> &blocks() const { return blocks_; }
    TapeId tapeOf(const WireRow &row) const { return blocks_[static_cast<std::size_t>(row.block)].tape; }
    /// What a row says that is not bytes: a heading, or why bytes are missing.
    QString textOf(const WireRow &row, const QLocale &locale) const;
    /// Makes rows of more of a hidden stretch.
    void reveal(qint64 row, const ByteStore &store);
    /// Makes sure that a byte stands in a row. Returns the row, -1: no such byte, or it is not shown yet.
    qint64 rowOf(TapeId tape, std::uint64_t offset, const ByteStore &store);
    /// The bytes that an event stands for; length 0: none.
    ByteMark markOf(std::uint64_t seq) const;
    /// The event of a byte: its leaf's number. False when there is none.
    bool eventAt(TapeId tape, std::uint64_t offset, std::uint64_t *seq) const;
    /// Live: spans that moved, are to be shown and were not asked for yet; neighbours are one.
    std::vector<ByteMark> takeWanted(const ByteStore &store);

private:
    struct Leaf {
        wire::Span span;
        qint64 at;
        std::uint64_t seq;
    };
    void take(const wire::Event &event);
    void startBlock(const wire::Event &event, bool content);
    void drop(std::size_t block);
    bool build(const ByteStore &store, std::size_t most);
    void rowsOf(int block, const ByteStore &store);
    void spanRows(int block, wire::Span visible, std::uint64_t from, const ByteStore &store);
    bool resume(int block, wire::Span visible, const ByteStore &store);
    void add(const WireRow &row);
    void pieceRows(int block, const ByteStore::Piece &piece, const ByteStore &store);
    void textRows(int block, wire::Span span, std::string_view bytes);
    bool growsFrom(std::size_t block, std::uint64_t offset);
    wire::Span visible(const WireBlock &block, qint64 until) const;
    std::vector<wire::Span> shownOf(const WireBlock &block, wire::Span visible) const;
    int blockOf(TapeId tape, std::uint64_t offset) const;

    const std::vector<wire::Event> *events_ = nullptr;
    std::size_t taken_ = 0;
    std::size_t changed_ = 0; // first block that changed since the rows were made
    std::size_t wantFrom_ = 0;
    std::size_t built_ = 0; // blocks that have rows
    bool partly_ = false;   // the last of them has the rows of what it was before it grew
    Mode mode_ = Mode::Text;
    qint64 until_ = -1;
    std::vector<WireBlock> blocks_;
    std::vector<WireRow> rows_;
    quint64 made_ = 0;
    std::map<TapeId, std::vector<Leaf>> leaves_;
    std::map<TapeId, std::vector<int>> ofTape_; // blocks in the order of their bytes
    std::map<TapeId, int> open_;                // block that the next leaf belongs to
};

/// The next occurrence of `needle` in the kept bytes after (before) `from`, which may be empty; wraps around.
/// Length 0: there is none.
ByteMark findBytes(const WireRows &rows, const ByteStore &store, std::string_view needle, const ByteMark &from,
                   bool backward);

} // namespace model
