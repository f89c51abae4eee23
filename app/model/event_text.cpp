// SPDX-License-Identifier: GPL-3.0-or-later
// One line an event. The arrow tells the direction, seen from the seat that recorded.
#include "model/event_text.h"

#include "model/wire_text.h"
#include "words/decided.h"
#include "words/outcomes.h"
#include "words/units.h"

#include "wire/anomaly.h"
#include "wire/expect_gate.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace model {

using wire::Event;
using wire::Kind;
using wire::Phase;

namespace {

struct EventWords {
    Q_DECLARE_TR_FUNCTIONS(EventLog)
};

QString shown(const std::string &text)
{
    return visibleText(text, 200);
}

QString arrow(const Event &event)
{
    return event.direction == wire::Direction::Sent    ? u"→ "_s
        : event.direction == wire::Direction::Received ? u"← "_s
                                                       : QString();
}

QString bracketText(const Event &event, const QString &began, const QString &done, const QString &failed)
{
    QString line = event.phase == Phase::Begin ? began : event.code == 0 ? done : failed;
    const QString detail = shown(event.text);
    if (!detail.isEmpty() && (event.phase == Phase::Begin || event.code != 0 || event.kind != Kind::Connect))
        line += event.phase == Phase::Begin ? u' ' + detail : u": "_s + detail;
    return line;
}

QString decisionText(const Event &event)
{
    const auto known = record::decisionFrom(event.name);
    const QString recorded = shown(event.text.empty() && !known ? event.name : event.text);
    return EventWords::tr("decision: %1").arg(known ? words::decisionSentence(*known, recorded) : recorded);
}

QString pauseText(const Event &event)
{
    if (event.phase == Phase::Begin)
        return EventWords::tr("pause: waiting for 100");
    const QString end = words::waitEndText(static_cast<wire::GateOutcome>(event.code), static_cast<int>(event.value));
    return end.isEmpty() ? EventWords::tr("pause over") : EventWords::tr("pause %1").arg(end);
}

QString closeText(const Event &event)
{
    const auto how = static_cast<wire::CloseHow>(event.code);
    const QString line = (event.direction == wire::Direction::Received ? u"← "_s : u"→ "_s) + words::closeText(how);
    const bool said = how == wire::CloseHow::Fin || how == wire::CloseHow::Reset;
    return said ? line : line + u": "_s + shown(event.text);
}

QString localText(const Event &event, const QLocale &locale)
{
    switch (event.kind) {
    case Kind::Attempt:
        if (event.phase == Phase::Begin)
            return EventWords::tr("attempt %1 begins: %2")
                .arg(words::countText(event.attempt + 1ull, locale))
                .arg(shown(event.text));
        return event.text.empty()
            ? EventWords::tr("attempt %1 ends").arg(words::countText(event.attempt + 1ull, locale))
            : EventWords::tr("attempt %1 ends: %2")
                  .arg(words::countText(event.attempt + 1ull, locale))
                  .arg(shown(event.text));
    case Kind::Lookup:
        return bracketText(event, EventWords::tr("look up"), EventWords::tr("found"), EventWords::tr("look-up failed"));
    case Kind::Connect:
        return event.name == wire::unixStep ? bracketText(event, EventWords::tr("connect to the Unix socket"),
                                                          EventWords::tr("connected"), EventWords::tr("connect failed"))
                                            : bracketText(event, EventWords::tr("connect"), EventWords::tr("connected"),
                                                          EventWords::tr("connect failed"));
    case Kind::Tls:
        return bracketText(event, EventWords::tr("TLS handshake"), EventWords::tr("TLS ready"),
                           EventWords::tr("TLS failed"));
    case Kind::Proxy:
        return bracketText(event, EventWords::tr("ask the proxy for"), EventWords::tr("the proxy connected"),
                           EventWords::tr("the proxy refused"));
    case Kind::Pause: return pauseText(event);
    case Kind::WaitOver: return EventWords::tr("the wait ran out; waiting goes on");
    case Kind::Decision: return decisionText(event);
    case Kind::Timeout: return EventWords::tr("time-out: %1").arg(shown(event.name));
    case Kind::Close: return closeText(event);
    default: return EventWords::tr("error: %1").arg(shown(event.text.empty() ? event.name : event.text));
    }
}

QString statusText(const Event &event)
{
    return arrow(event) + QString::number(event.code) + u' ' + shown(event.text);
}

QString messageText(const Event &event, const QLocale &locale)
{
    switch (event.kind) {
    case Kind::HeadBegin: return arrow(event) + EventWords::tr("first byte of a head");
    case Kind::RequestHead:
        return event.attempt == 0
            ? arrow(event) + EventWords::tr("request head")
            : arrow(event) + EventWords::tr("request head (%1)").arg(words::countText(event.attempt + 1ull, locale));
    case Kind::InterimResponse:
    case Kind::FinalResponse: return statusText(event);
    case Kind::ContentBegin: return arrow(event) + EventWords::tr("body begins");
    case Kind::ContentEnd: return arrow(event) + EventWords::tr("body complete");
    default:
        return arrow(event)
            + (event.code == 0 ? EventWords::tr("message complete") : EventWords::tr("message cut short"));
    }
}

QString leafText(const Event &event, const QLocale &locale)
{
    switch (event.kind) {
    case Kind::EmptyLine: return arrow(event) + EventWords::tr("empty line");
    case Kind::StartLine:
        return event.name.empty()
            ? arrow(event) + EventWords::tr("status line %1 %2").arg(event.code).arg(shown(event.text))
            : arrow(event) + EventWords::tr("request line %1 %2").arg(shown(event.name), shown(event.text));
    case Kind::FieldLine:
    case Kind::TrailerLine: return arrow(event) + shown(event.name) + u": "_s + shown(event.text);
    case Kind::FieldFold: return arrow(event) + EventWords::tr("folded: %1").arg(shown(event.text));
    case Kind::HeadEnd: return arrow(event) + EventWords::tr("end of the fields");
    case Kind::ChunkLine:
        return arrow(event) + EventWords::tr("chunk of %1").arg(words::bytesText(event.value, locale));
    case Kind::ContentData: return arrow(event) + EventWords::tr("content");
    case Kind::ChunkEnd: return arrow(event) + EventWords::tr("chunk ends");
    case Kind::TrailerEnd: return arrow(event) + EventWords::tr("end of the trailers");
    default: return arrow(event) + EventWords::tr("bytes that are not HTTP");
    }
}

/// Our own content that was not sent whole: as it has to be when the server refused it before.
bool isStoppedContent(const Event &event)
{
    return event.direction == wire::Direction::Sent && event.code == static_cast<int>(wire::Anomaly::CutInContent);
}

} // namespace

QString eventText(const Event &event, const QLocale &locale)
{
    if (event.kind == Kind::Anomaly) {
        if (isStoppedContent(event))
            return arrow(event) + EventWords::tr("the content ends here, not all of it was sent");
        const QString detail = shown(event.text);
        const QString line = arrow(event) + EventWords::tr("irregular: %1").arg(shown(event.name));
        return detail.isEmpty() ? line : line + u" (%1)"_s.arg(detail);
    }
    if (wire::isLocal(event.kind))
        return localText(event, locale);
    return event.kind <= Kind::MessageEnd ? messageText(event, locale) : leafText(event, locale);
}

bool isReadable(const Event &event)
{
    switch (event.kind) {
    case Kind::Attempt: return event.phase == Phase::End && !event.text.empty();
    case Kind::Pause: { // a 100 and a final response speak for themselves
        const auto outcome = static_cast<wire::GateOutcome>(event.code);
        return event.phase == Phase::Begin
            || (outcome != wire::GateOutcome::Continued && outcome != wire::GateOutcome::FinalStatus);
    }
    case Kind::HeadBegin: return false;
    case Kind::MessageEnd: return event.code != 0;
    case Kind::Unparsed:
    case Kind::Anomaly: return true;
    default: return wire::isLocal(event.kind) || event.kind < Kind::EmptyLine;
    }
}

QString roleOf(const Event &event)
{
    switch (event.kind) {
    case Kind::Lookup:
    case Kind::Connect:
    case Kind::Tls:
    case Kind::Proxy: return event.phase == Phase::End && event.code != 0 ? u"failure"_s : QString();
    case Kind::Pause:
    case Kind::WaitOver: return u"pause"_s;
    case Kind::InterimResponse: return u"interim"_s;
    case Kind::FinalResponse: return event.code >= 400 ? u"failure"_s : u"success"_s;
    case Kind::Timeout:
    case Kind::Error: return u"failure"_s;
    case Kind::Close: return event.code != 0 ? u"failure"_s : QString();
    case Kind::MessageEnd: // of a request, this is what followed from something else
        return event.code != 0 && event.direction == wire::Direction::Received ? u"failure"_s : QString();
    case Kind::Attempt: return event.phase == Phase::End && !event.text.empty() ? u"failure"_s : QString();
    case Kind::Anomaly:
        if (isStoppedContent(event))
            return {};
        return event.code >= 0 && wire::infoOf(static_cast<wire::Anomaly>(event.code)).severity == wire::Severity::Error
            ? u"failure"_s
            : u"pause"_s;
    case Kind::Unparsed: return u"failure"_s;
    default: return {};
    }
}

qint64 bytesOf(const Event &event)
{
    switch (event.kind) {
    case Kind::ContentEnd: return static_cast<qint64>(event.value);
    case Kind::HeadBegin:
    case Kind::ContentBegin:
    case Kind::MessageEnd:
    case Kind::Anomaly: return -1;
    default: return wire::isLocal(event.kind) ? -1 : static_cast<qint64>(event.span.length);
    }
}

} // namespace model
