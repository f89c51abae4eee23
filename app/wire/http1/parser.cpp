// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/http1/parser.h"

#include "wire/http1/lines.h"

#include <algorithm>
#include <cstring>

namespace wire {

Event anomalyEvent(Direction direction, const Found &found)
{
    Event event;
    event.kind = Kind::Anomaly;
    event.direction = direction;
    event.span = found.span;
    event.code = static_cast<std::int32_t>(found.what);
    event.name = infoOf(found.what).key;
    event.text = found.text;
    return event;
}

Parser::Parser(MessageType type, Direction direction, Limits limits)
    : type_(type)
    , direction_(direction)
    , limits_(limits)
    , content_(direction, limits)
{}

void Parser::expectResponseTo(std::string method, int version, bool upgrade)
{
    outstanding_.push_back({std::move(method), version, upgrade});
}

void Parser::beginSubmitted(std::uint64_t headLength, std::uint64_t bodyLength, ParserSink &sink)
{
    if (state_ != State::Start || messageOpen_) {
        if (state_ == State::Content || state_ == State::Opaque || state_ == State::Lost)
            content_.finish(sink);
        unparsedLine(sink);
        if (messageOpen_)
            messageDone(sink, true);
        inHead_ = false;
        state_ = State::Start;
    }
    submitted_ = {offset_ + headLength, bodyLength};
}

void Parser::feed(std::string_view bytes, ParserSink &sink)
{
    while (!bytes.empty()) {
        std::size_t n = 0;
        switch (state_) {
        case State::Start: n = prefixOpen() ? feedPrefix(bytes, sink) : feedLine(bytes, sink); break;
        case State::HeadFields:
        case State::Trailers: n = feedLine(bytes, sink); break;
        case State::Seek: n = feedSeek(bytes, sink); break;
        case State::Content:
        case State::Opaque:
        case State::Lost: n = feedContent(bytes, sink); break;
        case State::Ended: // bytes after the end cannot be; count them as foreign if they come
            content_.beginLost(offset_, offset_);
            state_ = State::Lost;
            break;
        }
        bytes.remove_prefix(n);
    }
}

void Parser::tell(ParserSink &sink, Event event)
{
    event.direction = direction_;
    ++told_;
    sink.onEvent(std::move(event), offset_);
}

void Parser::report(ParserSink &sink, const std::vector<Found> &found)
{
    for (const auto &one : found)
        tell(sink, anomalyEvent(direction_, one));
}

/// The line just read, as an event.
Event Parser::leaf(Kind kind) const
{
    Event event;
    event.kind = kind;
    event.span = {lineStart_, offset_ - lineStart_};
    return event;
}

/// Takes n more bytes of head from the limits; when they are used up, all that follows is Unparsed.
bool Parser::spend(ParserSink &sink, std::size_t &n)
{
    const auto left = std::min(limits_.headBytes - headBytes_, limits_.allHeadBytes - allHeadBytes_);
    if (left == 0) {
        lose(sink, Anomaly::HeadTooLarge);
        n = 0;
        return false;
    }
    n = std::min<std::size_t>(n, left);
    headBytes_ += n;
    allHeadBytes_ += n;
    return true;
}

void Parser::beginMessage(ParserSink &sink)
{
    headStart_ = lineStart_;
    messageOpen_ = inHead_ = true;
    head_ = {};
    ownFields_.reset();
    head_.isRequest = type_ == MessageType::Request;
    fieldCount_ = 0;
    emptyLines_ = 0;
    framing_ = {};
    Event event;
    event.kind = Kind::HeadBegin;
    event.phase = Phase::Begin;
    event.span = {headStart_, 0};
    tell(sink, std::move(event));
}

std::size_t Parser::feedLine(std::string_view bytes, ParserSink &sink)
{
    if (line_.empty())
        lineStart_ = offset_;
    const auto lf = static_cast<const char *>(std::memchr(bytes.data(), '\n', bytes.size()));
    std::size_t n = lf ? static_cast<std::size_t>(lf - bytes.data()) + 1 : bytes.size();
    if (!spend(sink, n))
        return 0;
    sink.onBytes(ByteClass::Head, bytes.substr(0, n));
    offset_ += n;
    const bool whole = bytes[n - 1] == '\n';
    line_.append(bytes.substr(0, whole ? n - 1 : n));
    if (whole)
        lineDone(sink);
    return n;
}

void Parser::lineDone(ParserSink &sink)
{
    if (state_ == State::Start)
        startLine(sink);
    else
        fieldLine(sink);
    line_.clear();
    loseIfTold(sink);
}

/// Between messages, behind the last response that was asked for.
bool Parser::strays() const
{
    return type_ == MessageType::Response && finals_ > 0 && outstanding_.empty() && state_ == State::Start;
}

/// Small lines, short heads and their irregularities make many events of few bytes. Content has bounds of its own.
void Parser::loseIfTold(ParserSink &sink)
{
    if (told_ <= limits_.headEvents || state_ == State::Content || state_ == State::Opaque || state_ == State::Lost)
        return;
    constexpr std::uint32_t manyInterims = 100; // so many make what there was, not one long head
    lose(sink,
         strays()                       ? Anomaly::SurplusBytes
             : interims_ > manyInterims ? Anomaly::TooManyInterims
                                        : Anomaly::HeadTooLarge);
}

void Parser::beginContent(ParserSink &sink, bool asked)
{
    for (const auto what : framing_.anomalies)
        tell(sink, anomalyEvent(direction_, {what, {headStart_, offset_ - headStart_}, {}}));
    content_.begin(framing_.mode, framing_.length, offset_, asked);
    if (framing_.mode == FramingMode::Opaque) {
        state_ = State::Opaque;
        messageOpen_ = false;
    } else if (content_.result() == ContentReader::Result::Done) {
        messageDone(sink, false);
    } else {
        state_ = State::Content;
    }
}

std::size_t Parser::feedContent(std::string_view bytes, ParserSink &sink)
{
    const auto n = content_.feed(bytes, sink);
    offset_ = content_.offset();
    if (state_ != State::Content)
        return n;
    switch (content_.result()) {
    case ContentReader::Result::More: break;
    case ContentReader::Result::Done: contentDone(sink); break;
    case ContentReader::Result::Trailers:
        state_ = State::Trailers;
        headBytes_ = 0;
        fieldCount_ = 0;
        break;
    case ContentReader::Result::Lost: state_ = State::Lost; break;
    }
    return n;
}

void Parser::contentDone(ParserSink &sink)
{
    Event event;
    event.kind = Kind::ContentEnd;
    event.phase = Phase::End;
    event.span = {content_.start(), offset_ - content_.start()};
    event.value = content_.contentBytes();
    tell(sink, std::move(event));
    messageDone(sink, false);
}

void Parser::messageDone(ParserSink &sink, bool cut)
{
    Event event;
    event.kind = Kind::MessageEnd;
    event.phase = Phase::End;
    event.span = {headStart_, offset_ - headStart_};
    event.code = cut ? 1 : 0;
    messageOpen_ = false;
    headBytes_ = 0;
    line_.clear();
    state_ = State::Start;
    tell(sink, std::move(event));
}

void Parser::lose(ParserSink &sink, Anomaly why)
{
    // Bytes of an unfinished line are Unparsed too; in a foreign stretch lineStart_ is where it began.
    const bool open = !line_.empty() || state_ == State::Seek;
    const auto from = open ? lineStart_ : offset_;
    tell(sink,
         anomalyEvent(direction_,
                      {why, {from, offset_ - from}, state_ == State::Seek ? foreign_ : line_.substr(0, 64)}));
    line_.clear();
    content_.beginLost(from, offset_);
    state_ = State::Lost;
}

void Parser::end(ParserSink &sink, bool clean)
{
    if (state_ == State::Ended)
        return;
    const bool untilClose = state_ == State::Content && framing_.mode == FramingMode::UntilClose;
    if (state_ == State::Content || state_ == State::Opaque || state_ == State::Lost)
        content_.finish(sink);
    if (untilClose && clean) {
        if (content_.begun())
            contentDone(sink);
        else
            messageDone(sink, false);
    } else if (messageOpen_) {
        endCut(sink);
    } else if (!line_.empty() || (state_ == State::Seek && offset_ > lineStart_)) {
        auto event = leaf(Kind::Unparsed);
        event.value = event.span.length;
        if (state_ == State::Seek)
            event.text = foreign_;
        tell(sink, std::move(event));
    }
    line_.clear();
    state_ = State::Ended;
}

/// The begun line of a head or a trailer section, of which no more will come.
void Parser::unparsedLine(ParserSink &sink)
{
    if (!line_.empty() && (inHead_ || state_ == State::Trailers)) {
        auto event = leaf(Kind::Unparsed);
        event.value = event.span.length;
        tell(sink, std::move(event));
    }
    line_.clear();
}

void Parser::endCut(ParserSink &sink)
{
    unparsedLine(sink);
    tell(sink, anomalyEvent(direction_, {inHead_ ? Anomaly::CutInHead : Anomaly::CutInContent, {offset_, 0}, {}}));
    if (!inHead_)
        messageDone(sink, true);
    messageOpen_ = false;
}

void Parser::jump(const Checkpoint &checkpoint)
{
    content_.jump(checkpoint);
    offset_ = checkpoint.offset;
    if (content_.result() == ContentReader::Result::Lost)
        state_ = State::Lost;
}

} // namespace wire
