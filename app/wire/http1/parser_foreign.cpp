// SPDX-License-Identifier: GPL-3.0-or-later
// Where a message of our kind should begin: whether one does, and if not, where the next one does.
#include "wire/http1/parser.h"

#include "base/text.h"

#include <algorithm>

namespace wire {

namespace {

constexpr std::string_view httpPrefix = "http/";
constexpr std::uint64_t seekBytes = 64 << 10;
constexpr std::size_t foreignBytes = 64;

} // namespace

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
    const bool fits = type_ == MessageType::Request ? base::isTokenChar(c) || base::isBlank(c)
                                                    : line_ != "\r" && base::lower(c) == httpPrefix[line_.size()];
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
    foreign_.clear();
    const auto seen = line_;
    line_.clear();
    for (const char c : seen)
        seekByte(c, sink);
}

/// True when this byte completes "HTTP/" and a digit: a start line has begun six bytes ago.
bool Parser::seekByte(char c, ParserSink &sink)
{
    constexpr std::string_view pattern = "HTTP/";
    if (foreign_.size() < foreignBytes)
        foreign_ += c;
    const bool matches = seekMatched_ < pattern.size() ? c == pattern[seekMatched_] : base::isDigit(c);
    seekMatched_ = matches ? static_cast<std::uint8_t>(seekMatched_ + 1) : c == 'H' ? 1 : 0;
    if (seekMatched_ <= pattern.size())
        return false;
    const auto begin = offset_ - seekMatched_;
    Event event;
    event.kind = Kind::Unparsed;
    event.span = {lineStart_, begin - lineStart_};
    event.value = event.span.length;
    event.text = foreign_.substr(0, event.span.length);
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

} // namespace wire
