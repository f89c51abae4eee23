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
//    100 GiB). The first Limits::detailedChunks chunks are reported one by one; of a response that nobody asked for,
//    none.
#pragma once

#include "wire/http1/content_reader.h"
#include "wire/http1/framing.h"

#include <deque>
#include <optional>

namespace wire {

class Parser {
public:
    explicit Parser(MessageType type, Direction direction, Limits limits = {});

    /// A response to a request with this method is to come (HEAD, CONNECT and the count of outstanding requests).
    void expectResponseTo(std::string method, int version, bool upgrade);
    /// Requests that we write ourselves: one begins with the next byte, and so many bytes are its head and what we send
    /// behind it, whatever its fields declare. One before it that is not complete ends here, cut.
    void beginSubmitted(std::uint64_t headLength, std::uint64_t bodyLength, ParserSink &sink);
    void feed(std::string_view bytes, ParserSink &sink);
    /// No more bytes will come; `clean`: an orderly close, which ends close-delimited content (RFC 9112 section 8).
    void end(ParserSink &sink, bool clean = true);
    /// Goes on from a checkpoint without the bytes between; only inside content.
    void jump(const Checkpoint &checkpoint);

    /// The head read last; valid in onEvent of its end and until the next start line.
    const Head &head() const { return head_; }
    /// Framing of the message read last.
    const Framing &framing() const { return framing_; }
    /// Bytes of memory that it takes, about.
    std::uint64_t held() const
    {
        const auto head = inHead_ ? offset_ - headStart_ : headLength_;
        return line_.capacity() + head + head_.fields.capacity() * sizeof(Field);
    }
    std::uint64_t offset() const { return offset_; }
    /// Bytes can no longer be told apart; all that follows is Unparsed.
    bool lost() const { return state_ == State::Lost; }
    /// Content in chunks whose next size cannot be one: what has come of its line.
    std::optional<std::string_view> hopelessChunk() const
    {
        return state_ == State::Content && content_.hopeless() ? std::optional(content_.begunLine()) : std::nullopt;
    }
    /// Seeking a status line among foreign bytes.
    bool seeking() const { return state_ == State::Seek; }
    bool betweenMessages() const { return (state_ == State::Start && line_.empty()) || state_ == State::Ended; }

private:
    enum class State : std::uint8_t { Start, HeadFields, Content, Trailers, Seek, Opaque, Lost, Ended };
    struct Pending {
        std::string method;
        int version;
        bool upgrade;
    };

    struct Submitted {
        std::uint64_t headEnd; // offset
        std::uint64_t bodyLength;
    };

    void tell(ParserSink &sink, Event event);
    void report(ParserSink &sink, const std::vector<Found> &found);
    Event leaf(Kind kind) const;

    std::size_t feedLine(std::string_view bytes, ParserSink &sink);
    std::size_t feedPrefix(std::string_view bytes, ParserSink &sink);
    std::size_t feedContent(std::string_view bytes, ParserSink &sink);
    std::size_t feedSeek(std::string_view bytes, ParserSink &sink);

    bool prefixOpen() const;
    void foreignByte(ParserSink &sink);
    bool seekByte(char c, ParserSink &sink);
    void lineDone(ParserSink &sink);
    bool strays() const;
    void loseIfTold(ParserSink &sink);
    void startLine(ParserSink &sink);
    void fieldLine(ParserSink &sink);
    void foldLine(std::string_view text, std::vector<Found> &found, Event &event);
    void noteStatusLine(std::string_view text, std::vector<Found> &found);
    Head ownHead() const;
    void headDone(ParserSink &sink);
    void requestDone(ParserSink &sink, Event event);
    void frameAsSubmitted(ParserSink &sink, Span head);
    void interimDone(ParserSink &sink, Event event);
    void finalDone(ParserSink &sink, Event event);
    void beginContent(ParserSink &sink, bool asked);
    void contentDone(ParserSink &sink);
    void messageDone(ParserSink &sink, bool cut);
    void unparsedLine(ParserSink &sink);
    void endCut(ParserSink &sink);
    void lose(ParserSink &sink, Anomaly why);
    bool spend(ParserSink &sink, std::size_t &n);
    void beginMessage(ParserSink &sink);

    MessageType type_;
    Direction direction_;
    Limits limits_;
    State state_ = State::Start;
    std::uint64_t offset_ = 0; // of the next byte to consume
    std::string line_;         // the line being read, without its LF
    std::uint64_t lineStart_ = 0;
    std::uint64_t headStart_ = 0;
    std::uint64_t headLength_ = 0; // of the head read last
    std::uint64_t headBytes_ = 0;  // of this head or trailer section
    std::uint64_t allHeadBytes_ = 0;
    std::uint32_t emptyLines_ = 0; // since the last message
    std::uint32_t fieldCount_ = 0;
    std::uint32_t interims_ = 0;
    std::uint32_t told_ = 0; // events since a request, or a response that was asked for
    std::uint64_t finals_ = 0;
    bool afterInterim_ = false; // the message before this one was an interim response
    bool messageOpen_ = false;
    /// Fields of the head that stand before a status line in the midst of it: those behind are another response's.
    std::optional<std::size_t> ownFields_;
    bool inHead_ = false; // of the open message, when reading was lost too
    std::uint8_t seekMatched_ = 0;
    std::string foreign_; // the first bytes of a stretch that is no HTTP, so that its protocol can be named
    Head head_;
    Framing framing_;
    std::deque<Pending> outstanding_;
    std::optional<Submitted> submitted_;
    ContentReader content_;
};

} // namespace wire
