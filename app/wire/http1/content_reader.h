// SPDX-License-Identifier: GPL-3.0-or-later
// Reads content: by length, chunked, to the close, and bytes that nothing claims. Reports it in pieces whose
// ends depend on offsets only: 64 KiB each, twice as large after every 256 pieces. The first
// Limits::detailedChunks chunks are reported one by one; later ones in pieces that hold their framing too,
// and such a piece never ends inside a chunk-size line.
#pragma once

#include "wire/http1/framing.h"
#include "wire/parser_sink.h"

namespace wire {

class ContentReader {
public:
    /// More: wants bytes. Trailers: the last chunk's line was read. Lost: the framing broke.
    enum class Result : std::uint8_t { More, Done, Trailers, Lost };

    ContentReader(Direction direction, const Limits &limits);

    /// Without `detail`, no chunk is reported by itself and no irregularity of the chunk framing is.
    void begin(FramingMode mode, std::uint64_t length, std::uint64_t offset, bool detail = true);
    /// From this offset on (it may lie a little before the next byte) all is Unparsed.
    void beginLost(std::uint64_t from, std::uint64_t offset);
    /// Returns how many bytes it took; fewer than given only when the result is not More.
    std::size_t feed(std::string_view bytes, ParserSink &sink);
    Result result() const { return result_; }
    /// No more bytes will come: reports what is open.
    void finish(ParserSink &sink);

    /// The chunk-size line that is being read is none, whatever comes: it does not begin with a digit.
    bool hopeless() const;
    /// What of the chunk-size line has come.
    std::string_view begunLine() const { return line_; }

    std::uint64_t start() const { return at_.start; }
    std::uint64_t offset() const { return at_.offset; }
    std::uint64_t contentBytes() const { return at_.content; }
    bool begun() const { return at_.offset > at_.start; }
    void jump(const Checkpoint &checkpoint);

private:
    enum Step : std::uint8_t { SizeLine, Data, DataEnd };
    static constexpr std::uint8_t lostMode = 255;

    std::size_t feedData(std::string_view bytes, ParserSink &sink);
    std::size_t feedSizeLine(std::string_view bytes, ParserSink &sink);
    std::size_t feedDataEnd(std::string_view bytes, ParserSink &sink);
    void take(std::string_view bytes, ParserSink &sink);
    void sizeLineDone(ParserSink &sink);
    void lastChunk(ParserSink &sink, Event event);
    void dataEndDone(ParserSink &sink);
    void breakOff(ParserSink &sink, Anomaly why);
    void closePiece(ParserSink &sink, std::uint64_t end);
    void closePieceIfDue(ParserSink &sink);
    void checkpointIfDue(ParserSink &sink);
    void report(ParserSink &sink, const Found &found);
    bool chunked() const { return at_.mode == static_cast<std::uint8_t>(FramingMode::Chunked); }
    bool detailed() const { return detail_ && at_.chunks <= limits_.detailedChunks; }
    bool bounded() const;
    std::uint64_t pieceBoundary() const;
    std::uint64_t checkpointBoundary() const;

    Direction direction_;
    Limits limits_;
    Result result_ = Result::Done;
    bool detail_ = true;
    Checkpoint at_;
    std::uint64_t nextCheckpoint_ = 0;
    std::string line_; // the chunk-size line being read, or the CR of a chunk's end
    std::uint64_t lineStart_ = 0;
};

/// Offset, from the start of content, at which the piece that begins at `from` ends (both in bytes).
std::uint64_t pieceEnd(std::uint64_t from);

/// A chunk-size line without its line end: size, extensions, and what is odd. Nothing: no size can be read.
struct ChunkSize {
    std::optional<std::uint64_t> size;
    std::string extensions;
};
ChunkSize parseChunkSize(std::string_view text, std::uint64_t offset, std::vector<Found> &found);

} // namespace wire
