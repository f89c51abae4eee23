// SPDX-License-Identifier: GPL-3.0-or-later
// The head of a message: start line, field lines and their folds, and what its end means.
#include "wire/http1/parser.h"

#include "base/text.h"
#include "wire/http1/lines.h"

namespace wire {

void Parser::startLine(ParserSink &sink)
{
    std::vector<Found> found;
    const auto text = withoutLineEnd(line_, lineStart_, found);
    if (text.empty()) { // RFC 9112 section 2.2
        tell(sink, leaf(Kind::EmptyLine));
        found.push_back({Anomaly::EmptyLineBefore, {lineStart_, offset_ - lineStart_}, {}});
        report(sink, found);
        if (++emptyLines_ < limits_.emptyLines)
            return;
        line_.clear(); // this line is told already
        lose(sink, strays() ? Anomaly::SurplusBytes : Anomaly::HeadTooLarge);
        return;
    }
    auto event = leaf(Kind::StartLine);
    bool lineOnly = false;
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
        lineOnly = !line.hasVersion;
    }
    event.value = static_cast<std::uint64_t>(head_.version);
    tell(sink, std::move(event));
    report(sink, found);
    state_ = State::HeadFields;
    if (lineOnly)
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
    if (base::isBlank(text[0])) {
        foldLine(text, found, event);
    } else {
        auto field = parseField(text, lineStart_, found);
        noteStatusLine(text, found);
        for (Found &one : found) {
            if (trailer && one.what == Anomaly::NoColon)
                one.what = Anomaly::BadTrailer;
        }
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

/// No field line begins so: the head before it lacks its empty line (RFC 9112 section 2.1). That it is no sound field
/// line either is no news then.
void Parser::noteStatusLine(std::string_view text, std::vector<Found> &found)
{
    constexpr std::string_view begin = "HTTP/";
    if (type_ != MessageType::Response || state_ != State::HeadFields || !text.starts_with(begin)
        || text.size() == begin.size() || !base::isDigit(text[begin.size()]))
        return;
    std::erase_if(found, [](const Found &one) {
        return one.what == Anomaly::NoColon || one.what == Anomaly::BadName || one.what == Anomaly::SpaceBeforeColon;
    });
    found.push_back({Anomaly::StatusLineInHead, {lineStart_, text.size()}, std::string(text.substr(0, 64))});
    if (!ownFields_)
        ownFields_ = head_.fields.size();
}

/// The head without what stands behind a status line in the midst of it.
Head Parser::ownHead() const
{
    Head head = head_;
    head.fields.resize(ownFields_.value_or(head.fields.size()));
    return head;
}

/// A line that begins with white space: obs-fold (RFC 9112 section 5.2), or, right after the start line, one that
/// section 2.2 speaks of.
void Parser::foldLine(std::string_view text, std::vector<Found> &found, Event &event)
{
    event.kind = Kind::FieldFold;
    event.text = base::trimmed(text);
    const bool first = head_.fields.empty() && state_ == State::HeadFields;
    found.push_back(
        {first ? Anomaly::LeadingSpace : Anomaly::ObsFold, {lineStart_, text.size()}, std::string(text.substr(0, 64))});
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
    headLength_ = event.span.length;
    headBytes_ = 0;
    inHead_ = false;
    line_.clear();
    state_ = State::Start;
    if (type_ == MessageType::Request)
        return requestDone(sink, std::move(event));
    event.code = head_.status;
    event.text = head_.reason;
    if (head_.status >= 100 && head_.status < 200 && head_.status != 101)
        interimDone(sink, std::move(event));
    else
        finalDone(sink, std::move(event));
}

void Parser::requestDone(ParserSink &sink, Event event)
{
    const auto span = event.span;
    framing_ = requestFraming(head_);
    event.kind = Kind::RequestHead;
    event.name = head_.method;
    event.text = head_.target;
    tell(sink, std::move(event));
    told_ = 0;
    frameAsSubmitted(sink, span);
    beginContent(sink, true);
}

/// What we send behind our own head is its content, even where a typed field declares another length. Declared chunks
/// stay what they are: who types the field may type the chunks.
void Parser::frameAsSubmitted(ParserSink &sink, Span head)
{
    if (!submitted_ || submitted_->headEnd != offset_ || framing_.mode == FramingMode::Chunked
        || framing_.length == submitted_->bodyLength)
        return;
    const auto sent = submitted_->bodyLength;
    const std::string declared = framing_.mode == FramingMode::None ? "none" : std::to_string(framing_.length);
    tell(
        sink,
        anomalyEvent(direction_,
                     {Anomaly::ContentNotAsDeclared, head, declared + " declared, " + std::to_string(sent) + " sent"}));
    framing_.mode = sent > 0 ? FramingMode::Length : FramingMode::None;
    framing_.length = sent;
}

void Parser::interimDone(ParserSink &sink, Event event)
{
    const auto span = event.span;
    event.kind = Kind::InterimResponse;
    tell(sink, std::move(event));
    const auto odd = [&](Anomaly what) {
        tell(sink, anomalyEvent(direction_, {what, span, std::to_string(head_.status)}));
    };
    const auto fields = ownHead().fields;
    if (hasField(fields, "Content-Length")) // RFC 9110 section 8.6
        odd(Anomaly::LengthInInterim);
    if (hasField(fields, "Transfer-Encoding")) // RFC 9112 section 6.1
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
    framing_ = responseFraming(head_.status == 101 ? ownHead() : head_, request.method);
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

} // namespace wire
