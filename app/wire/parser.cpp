// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/parser.h"

#include "wire/lines.h"
#include "wire/text.h"

#include <algorithm>
#include <cstring>

namespace wire {

namespace {

constexpr std::string_view httpPrefix = "http/";
constexpr std::uint64_t seekBytes = 64 << 10;

} // namespace

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
{
}

void Parser::expectResponseTo(std::string method, int version, bool upgrade)
{
    outstanding_.push_back({std::move(method), version, upgrade});
}

void Parser::feed(std::string_view bytes, ParserSink &sink)
{
    while (!bytes.empty()) {
        std::size_t n = 0;
        switch (state_) {
        case State::Start:
            n = prefixOpen() ? feedPrefix(bytes, sink) : feedLine(bytes, sink);
            break;
        case State::HeadFields:
        case State::Trailers:
            n = feedLine(bytes, sink);
            break;
        case State::Seek:
            n = feedSeek(bytes, sink);
            break;
        case State::Content:
        case State::Opaque:
        case State::Lost:
            n = feedContent(bytes, sink);
            break;
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

/// At the first bytes of a start line, where "HTTP/" decides whether it is one.
bool Parser::prefixOpen() const
{
    if (type_ == MessageType::Request)
        return line_.empty();
    return line_.size() < httpPrefix.size();
}

std::size_t Parser::feedPrefix(std::string_view bytes, ParserSink &sink)
{
    if (line_.empty())
        lineStart_ = offset_;
    const char c = bytes.front();
    const bool blank = (line_.empty() && (c == '\r' || c == '\n')) || (line_ == "\r" && c == '\n');
    const bool fits = type_ == MessageType::Request ? isTokenChar(c) || isBlank(c)
                                                    : line_ != "\r" && lower(c) == httpPrefix[line_.size()];
    if (blank || (fits && type_ == MessageType::Request)) {
        if (!blank)
            beginMessage(sink);
        return feedLine(bytes.substr(0, 1), sink);
    }
    std::size_t n = 1;
    if (!spend(sink, n))
        return 0;
    sink.onBytes(ByteClass::Head, bytes.substr(0, 1));
    ++offset_;
    line_ += c;
    if (!fits) {
        foreignByte(sink);
    } else if (line_.size() == httpPrefix.size()) {
        beginMessage(sink);
    }
    return 1;
}

void Parser::beginMessage(ParserSink &sink)
{
    headStart_ = lineStart_;
    messageOpen_ = inHead_ = true;
    head_ = {};
    head_.isRequest = type_ == MessageType::Request;
    fieldCount_ = 0;
    framing_ = {};
    Event event;
    event.kind = Kind::HeadBegin;
    event.phase = Phase::Begin;
    event.span = {headStart_, 0};
    tell(sink, std::move(event));
}

/// What starts here is not a message of our kind.
void Parser::foreignByte(ParserSink &sink)
{
    auto why = Anomaly::NotHttp;
    if (type_ == MessageType::Response && afterInterim_)
        why = Anomaly::ContentAfterInterim;
    else if (type_ == MessageType::Response && finals_ > 0 && outstanding_.empty())
        why = Anomaly::SurplusBytes;
    if (type_ == MessageType::Request) { // a server does not look for the next request in foreign bytes
        lose(sink, why);
        return;
    }
    tell(sink, anomalyEvent(direction_, {why, {lineStart_, line_.size()}, line_}));
    state_ = State::Seek;
    seekMatched_ = 0;
    const auto seen = line_;
    line_.clear();
    for (const char c : seen)
        seekByte(c, sink);
}

/// True when this byte completes "HTTP/" and a digit: a start line has begun six bytes ago.
bool Parser::seekByte(char c, ParserSink &sink)
{
    constexpr std::string_view pattern = "HTTP/";
    const bool matches = seekMatched_ < pattern.size() ? c == pattern[seekMatched_] : isDigit(c);
    seekMatched_ = matches ? static_cast<std::uint8_t>(seekMatched_ + 1) : c == 'H' ? 1 : 0;
    if (seekMatched_ <= pattern.size())
        return false;
    const auto begin = offset_ - seekMatched_;
    Event event;
    event.kind = Kind::Unparsed;
    event.span = {lineStart_, begin - lineStart_};
    event.value = event.span.length;
    tell(sink, std::move(event));
    lineStart_ = begin;
    line_ = std::string(pattern) + c;
    headBytes_ = line_.size();
    state_ = State::Start;
    beginMessage(sink);
    return true;
}

std::size_t Parser::feedSeek(std::string_view bytes, ParserSink &sink)
{
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::size_t n = 1;
        if (offset_ - lineStart_ >= seekBytes) {
            lose(sink, Anomaly::NotHttp);
            return i;
        }
        if (!spend(sink, n))
            return i;
        sink.onBytes(ByteClass::Head, bytes.substr(i, 1));
        ++offset_;
        if (seekByte(bytes[i], sink))
            return i + 1;
    }
    return bytes.size();
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

/// Small lines, short heads and their irregularities make many events of few bytes. Content has bounds of its own.
void Parser::loseIfTold(ParserSink &sink)
{
    if (told_ <= limits_.headEvents || state_ == State::Content || state_ == State::Opaque || state_ == State::Lost)
        return;
    const bool strays = type_ == MessageType::Response && finals_ > 0 && outstanding_.empty() && state_ == State::Start;
    lose(sink, strays ? Anomaly::SurplusBytes : Anomaly::HeadTooLarge);
}

void Parser::startLine(ParserSink &sink)
{
    std::vector<Found> found;
    const auto text = withoutLineEnd(line_, lineStart_, found);
    if (text.empty()) { // RFC 9112 section 2.2
        tell(sink, leaf(Kind::EmptyLine));
        found.push_back({Anomaly::EmptyLineBefore, {lineStart_, offset_ - lineStart_}, {}});
        report(sink, found);
        return;
    }
    auto event = leaf(Kind::StartLine);
    if (type_ == MessageType::Response) {
        const auto line = parseStatusLine(text, lineStart_, found);
        head_.status = event.code = line.status;
        head_.reason = event.text = line.reason;
        head_.version = line.version;
    } else {
        const auto line = parseRequestLine(text, lineStart_, found);
        head_.method = event.name = line.method;
        head_.target = event.text = line.target;
        head_.version = line.version;
    }
    event.value = static_cast<std::uint64_t>(head_.version);
    tell(sink, std::move(event));
    report(sink, found);
    state_ = State::HeadFields;
    if (type_ == MessageType::Request && head_.version == 9) // HTTP/0.9: the line is all there is
        headDone(sink);
}

void Parser::fieldLine(ParserSink &sink)
{
    std::vector<Found> found;
    const auto text = withoutLineEnd(line_, lineStart_, found);
    const bool trailer = state_ == State::Trailers;
    if (text.empty()) {
        tell(sink, leaf(trailer ? Kind::TrailerEnd : Kind::HeadEnd));
        report(sink, found);
        if (trailer)
            contentDone(sink);
        else
            headDone(sink);
        return;
    }
    auto event = leaf(trailer ? Kind::TrailerLine : Kind::FieldLine);
    if (isBlank(text[0])) {
        foldLine(text, found, event);
    } else {
        auto field = parseField(text, lineStart_, found);
        event.name = field.name;
        event.text = field.value;
        if (!trailer)
            head_.fields.push_back(std::move(field));
    }
    tell(sink, std::move(event));
    report(sink, found);
    if (++fieldCount_ < limits_.fields)
        return;
    line_.clear(); // this line is told already
    lose(sink, Anomaly::TooManyFields);
}

/// A line that begins with white space: obs-fold (RFC 9112 section 5.2), or, right after the start line, one that
/// section 2.2 speaks of.
void Parser::foldLine(std::string_view text, std::vector<Found> &found, Event &event)
{
    event.kind = Kind::FieldFold;
    event.text = trimmed(text);
    const bool first = head_.fields.empty() && state_ == State::HeadFields;
    found.push_back({first ? Anomaly::LeadingSpace : Anomaly::ObsFold, {lineStart_, text.size()},
                     std::string(text.substr(0, 64))});
    checkValue(text, lineStart_, found);
    if (state_ != State::HeadFields || first)
        return;
    auto &value = head_.fields.back().value;
    if (!value.empty() && !event.text.empty())
        value += ' ';
    value += event.text;
}

void Parser::headDone(ParserSink &sink)
{
    Event event;
    event.phase = Phase::End;
    event.span = {headStart_, offset_ - headStart_};
    event.value = static_cast<std::uint64_t>(head_.version);
    headBytes_ = 0;
    inHead_ = false;
    line_.clear();
    state_ = State::Start;
    if (type_ == MessageType::Request) {
        framing_ = requestFraming(head_);
        event.kind = Kind::RequestHead;
        event.name = head_.method;
        event.text = head_.target;
        tell(sink, std::move(event));
        told_ = 0;
        beginContent(sink, true);
        return;
    }
    event.code = head_.status;
    event.text = head_.reason;
    if (head_.status >= 100 && head_.status < 200 && head_.status != 101)
        interimDone(sink, std::move(event));
    else
        finalDone(sink, std::move(event));
}

void Parser::interimDone(ParserSink &sink, Event event)
{
    const auto span = event.span;
    event.kind = Kind::InterimResponse;
    tell(sink, std::move(event));
    const auto odd = [&](Anomaly what) { tell(sink, anomalyEvent(direction_, {what, span, std::to_string(head_.status)})); };
    if (hasField(head_.fields, "Content-Length")) // RFC 9110 section 8.6
        odd(Anomaly::LengthInInterim);
    if (hasField(head_.fields, "Transfer-Encoding")) // RFC 9112 section 6.1
        odd(Anomaly::EncodingInInterim);
    if (outstanding_.empty())
        odd(finals_ > 0 ? Anomaly::InterimAfterFinal : Anomaly::UnaskedResponse);
    else if (outstanding_.front().version < 11) // RFC 9110 section 15.2
        odd(Anomaly::InterimToHttp10);
    afterInterim_ = true;
    messageOpen_ = false;
    if (++interims_ > limits_.interims)
        lose(sink, Anomaly::TooManyInterims);
}

void Parser::finalDone(ParserSink &sink, Event event)
{
    const bool asked = !outstanding_.empty();
    const auto request = asked ? outstanding_.front() : Pending{{}, 11, true};
    if (asked) {
        outstanding_.pop_front();
        told_ = 0;
    }
    framing_ = responseFraming(head_, request.method);
    const auto span = event.span;
    event.kind = Kind::FinalResponse;
    tell(sink, std::move(event));
    if (!asked) // RFC 9112 section 9.2
        tell(sink, anomalyEvent(direction_, {Anomaly::UnaskedResponse, span, std::to_string(head_.status)}));
    if (head_.status == 101 && !request.upgrade)
        tell(sink, anomalyEvent(direction_, {Anomaly::SwitchWithoutUpgrade, span, {}}));
    ++finals_;
    interims_ = 0;
    afterInterim_ = false;
    beginContent(sink, asked);
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
    case ContentReader::Result::More:
        break;
    case ContentReader::Result::Done:
        contentDone(sink);
        break;
    case ContentReader::Result::Trailers:
        state_ = State::Trailers;
        headBytes_ = 0;
        fieldCount_ = 0;
        break;
    case ContentReader::Result::Lost:
        state_ = State::Lost;
        break;
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
    tell(sink, anomalyEvent(direction_, {why, {from, offset_ - from}, line_.substr(0, 64)}));
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
        tell(sink, std::move(event));
    }
    line_.clear();
    state_ = State::Ended;
}

void Parser::endCut(ParserSink &sink)
{
    if (!line_.empty() && (inHead_ || state_ == State::Trailers)) {
        auto event = leaf(Kind::Unparsed);
        event.value = event.span.length;
        tell(sink, std::move(event));
    }
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
