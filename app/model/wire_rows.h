// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the byte pane: blocks in the order in which they moved, each a heading and lines of text or hex.
// Of content only the ends are rows until more is asked for; what was not kept is one row that says so.
#pragma once

#include "model/byte_store.h"

#include <QtCore/QLocale>
#include <QtCore/QString>

#include <vector>

namespace model {

/// Marked bytes; length 0: none.
struct ByteMark {
    TapeId tape;
    wire::Span span;
    bool contains(const TapeId &of, quint64 offset) const
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
    TapeId tape;
    wire::Span span;
    int block = 0;
    bool startLine = false;
    quint64 digest = 0;
};

class WireRows {
public:
    enum class Mode : quint8 { Text, Hex };
    static constexpr quint64 endBytes = 64 << 10;  ///< of a content, shown at each end
    static constexpr quint64 moreBytes = 512 << 10; ///< shown by each reveal()
    static constexpr quint64 lineBytes = 200;      ///< a longer line is broken

    struct Block {
        TapeId tape;
        qint64 at = 0;
        wire::Span span;
        bool content = false;
        bool response = false;
        int code = 0;
        quint64 seq = 0;      ///< of the event that stands for it
        quint64 shownFirst = endBytes;
        qint64 firstRow = 0;
    };

    void setEvents(const std::vector<wire::Event> *events, wire::Role role);
    void eventsAppended(const ByteStore &store);
    /// All rows again, as when bytes came or the mode changed.
    void rebuild(const ByteStore &store);
    void setMode(Mode mode, const ByteStore &store);
    Mode mode() const { return mode_; }
    /// Only blocks and bytes until this instant; -1: all.
    void setUntil(qint64 ns, const ByteStore &store);

    qint64 count() const { return static_cast<qint64>(rows_.size()); }
    const WireRow &row(qint64 index) const { return rows_[static_cast<std::size_t>(index)]; }
    const std::vector<Block> &blocks() const { return blocks_; }
    QString heading(const Block &block, const QLocale &locale) const;
    QString noteOf(const WireRow &row, const QLocale &locale) const;
    /// Makes rows of more of a hidden stretch.
    void reveal(qint64 row, const ByteStore &store);
    /// Makes sure that a byte stands in a row. Returns the row, -1: no such byte.
    qint64 rowOf(TapeId tape, quint64 offset, const ByteStore &store);
    /// The span that an event stands for; length 0: none.
    ByteMark markOf(quint64 seq) const;
    /// The event of the byte: its leaf. Returns false when there is none.
    bool eventAt(TapeId tape, quint64 offset, quint64 *seq) const;
    /// Spans that are known to have moved, are to be shown and are not in the store.
    std::vector<ByteMark> wanted(const ByteStore &store) const;

private:
    struct Leaf {
        wire::Span span;
        quint64 seq;
    };
    void take(const wire::Event &event);
    void startBlock(const wire::Event &event, bool content);
    void rowsOf(int block, const ByteStore &store);
    void linesOf(int block, wire::Span span, const ByteStore &store);
    void pieceRows(int block, const ByteStore::Piece &piece, const ByteStore &store);
    wire::Span visible(const Block &block) const;

    const std::vector<wire::Event> *events_ = nullptr;
    wire::Role role_ = wire::Role::Client;
    std::size_t taken_ = 0;
    Mode mode_ = Mode::Text;
    qint64 until_ = -1;
    std::vector<Block> blocks_;
    std::vector<WireRow> rows_;
    std::map<TapeId, std::vector<Leaf>> leaves_;
    std::map<TapeId, int> openBlock_;
};

} // namespace model
