// SPDX-License-Identifier: GPL-3.0-or-later
// The HTTP/1.0 and 1.1 reader for one direction of one connection. It never refuses and never normalises:
// what is irregular becomes an Anomaly event with its span, and reading goes on by the rule in anomaly.cpp.
//
// Rules that do not stand in the RFCs:
//  * A line ends at LF. One CR before it belongs to the line end; any other CR is content of the line.
//  * Where a status line should start and no "HTTP/" does, bytes are Unparsed until "HTTP/" and a digit come.
//  * After a broken chunk-size line, or past a limit, all is Unparsed to the end (Lost).
//  * Content is reported in pieces whose ends depend on its offset only, so that how the bytes were cut into
//    reads never changes an event; pieces grow with the content, so that events stay few (about 3 500 for
//    100 GiB). The first Limits::detailedChunks chunks are reported one by one.
#pragma once

#include "wire/event.h"
#include "wire/framing.h"
#include "wire/head.h"

#include <deque>

namespace wire {

enum class Role : std::uint8_t { Client, Server };
enum class MessageType : std::uint8_t { Request, Response };

/// What a byte is for retention: heads are kept whole, content and unparsed bytes are bounded.
enum class ByteClass : std::uint8_t { Head, Content };

struct Limits {
    std::uint64_t headBytes = 1 << 20;       ///< of one head or trailer section, in bytes
    std::uint64_t allHeadBytes = 16 << 20;   ///< of all heads of a connection and direction, in bytes
    std::uint32_t fields = 10000;            ///< in one head
    std::uint32_t interims = 10000;          ///< before one final response
    std::uint32_t chunkLineBytes = 16 << 10; ///< of one chunk-size line
    std::uint32_t detailedChunks = 1024;     ///< of one message
    std::uint32_t contentAnomalies = 64;     ///< of one message's chunk framing
};

/// Where reading of content stands: enough to go on from here without the bytes before. Plain data.
struct Checkpoint {
    std::uint8_t mode = 0;            ///< FramingMode, or 255: Lost
    std::uint8_t step = 0;            ///< within chunked: size line, data, data end
    std::uint64_t start = 0;          ///< offset of the first content byte (with framing)
    std::uint64_t offset = 0;         ///< offset of the next byte
    std::uint64_t remaining = 0;      ///< of the length, or of the chunk
    std::uint64_t content = 0;        ///< content bytes so far
    std::uint64_t chunks = 0;         ///< chunk-size lines so far
    std::uint64_t pieceStart = 0;     ///< offset where the open piece began
    std::uint64_t pieceContent = 0;   ///< content bytes in the open piece
    std::uint32_t anomalies = 0;
    bool operator==(const Checkpoint &) const = default;
};

/// Receives what the parser finds, in order.
class ParserSink {
public:
    virtual ~ParserSink() = default;
    /// `offset` is that of the byte after the one that completed the event.
    virtual void onEvent(Event event, std::uint64_t offset) = 0;
    /// Every byte passes here once, in order, before the events that it completes.
    virtual void onBytes(ByteClass kind, std::string_view bytes) = 0;
    /// Inside content: reading can be resumed here. Comes every 64 KiB or at the first safe place after.
    virtual void onCheckpoint(const Checkpoint &checkpoint) = 0;
};

class Parser {
public:
    explicit Parser(MessageType type, Direction direction, Limits limits = {});

    /// A response to a request with this method is to come (HEAD, CONNECT and the count of outstanding requests).
    void expectResponseTo(std::string method, int version, bool upgrade);
    void feed(std::string_view bytes, ParserSink &sink);
    /// No more bytes will come.
    void end(ParserSink &sink);
    /// Goes on from a checkpoint without the bytes between; only inside content.
    void jump(const Checkpoint &checkpoint);

    /// The head read last; valid in onEvent of its end and until the next start line.
    const Head &head() const { return head_; }
    /// Framing of the message read last.
    const Framing &framing() const { return framing_; }
    std::uint64_t offset() const { return offset_; }
    /// Bytes can no longer be told apart; all that follows is Unparsed.
    bool lost() const { return state_ == State::Lost; }
    /// Seeking a status line among foreign bytes.
    bool seeking() const { return state_ == State::Seek; }
    bool betweenMessages() const { return state_ == State::Start && line_.empty(); }
    bool inContent() const { return state_ == State::Content; }
    std::size_t outstanding() const { return outstanding_.size(); }

private:
    enum class State : std::uint8_t { Start, Fields, Content, Trailers, Seek, Opaque, Lost };
    enum class Step : std::uint8_t { SizeLine, Data, DataEnd };
    struct Pending {
        std::string method;
        int version;
        bool upgrade;
    };

    void emit(ParserSink &sink, Event event);
    void anomaly(ParserSink &sink, Anomaly what, Span where, std::string_view text = {});
    Event leaf(Kind kind) const;

    std::size_t feedLine(std::string_view bytes, ParserSink &sink);
    std::size_t feedStart(std::string_view bytes, ParserSink &sink);
    std::size_t feedContent(std::string_view bytes, ParserSink &sink);
    std::size_t feedData(std::string_view bytes, ParserSink &sink);
    std::size_t feedChunkLine(std::string_view bytes, ParserSink &sink);
    std::size_t feedSeek(std::string_view bytes, ParserSink &sink);
    std::size_t feedUnparsed(std::string_view bytes, ParserSink &sink);

    void lineDone(ParserSink &sink);
    void checkLineEnd(std::string_view &text, ParserSink &sink);
    void startLine(std::string_view text, ParserSink &sink);
    void statusLine(std::string_view text, Event &event, ParserSink &sink);
    void requestLine(std::string_view text, Event &event, ParserSink &sink);
    int version(std::string_view text, std::uint64_t at, ParserSink &sink);
    void fieldLine(std::string_view text, Kind kind, ParserSink &sink);
    void fold(std::string_view text, ParserSink &sink);
    void checkValue(std::string_view text, std::uint64_t at, ParserSink &sink);
    void headDone(ParserSink &sink);
    void responseHeadDone(ParserSink &sink);
    void interimDone(ParserSink &sink);
    void beginContent(ParserSink &sink);
    void chunkLineDone(ParserSink &sink);
    void chunkSize(std::string_view text, ParserSink &sink);
    void chunkEndDone(ParserSink &sink);
    void contentAnomaly(ParserSink &sink, Anomaly what, Span where, std::string_view text = {});
    bool overLimit(ParserSink &sink);
    void closePiece(ParserSink &sink, std::uint64_t end, bool framing);
    void cutPieceAtBoundary(ParserSink &sink, bool framing);
    void checkpointIfDue(ParserSink &sink);
    std::uint64_t pieceEnd() const;
    bool detailed() const;
    void contentDone(ParserSink &sink);
    void messageDone(ParserSink &sink, bool cut);
    void lose(ParserSink &sink);
    void beginUnparsed();
    void resetMessage();

    MessageType type_;
    Direction direction_;
    Limits limits_;
    State state_ = State::Start;
    Step step_ = Step::SizeLine;
    std::uint64_t offset_ = 0;      // of the next byte to consume
    std::string line_;              // the line being read, without its LF
    std::uint64_t lineStart_ = 0;
    std::uint64_t headStart_ = 0;
    std::uint64_t messageStart_ = 0;
    std::uint64_t headBytes_ = 0;   // of this head or trailer section
    std::uint64_t allHeadBytes_ = 0;
    std::uint32_t fieldCount_ = 0;
    std::uint32_t interims_ = 0;
    bool headOpen_ = false;
    bool interimSince_ = false;     // the last message was an interim response
    Head head_;
    Framing framing_;
    std::deque<Pending> outstanding_;
    Checkpoint at_;                 // while in content
    std::uint64_t nextCheckpoint_ = 0;
    std::string seek_;              // what of "HTTP/" has matched while seeking
};

} // namespace wire
