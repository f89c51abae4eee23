// SPDX-License-Identifier: GPL-3.0-or-later
// Words for items, lanes and links. Wire text passes through visibleText before it is shown.
#include "model/timeline_text.h"

#include "model/wire_text.h"
#include "words/decided.h"
#include "words/outcomes.h"
#include "words/units.h"

#include "wire/expect_gate.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace model {

namespace {

struct TimelineWords {
    Q_DECLARE_TR_FUNCTIONS(Timeline)
};

qint64 endOf(const TimelineItem &item, qint64 now)
{
    return item.open ? std::max(item.end, now) : item.end;
}

QString shortName(const TimelineItem &item)
{
    switch (item.kind) {
    case ItemKind::Lookup: return TimelineWords::tr("DNS");
    case ItemKind::Tcp: return TimelineWords::tr("TCP");
    case ItemKind::Tls: return TimelineWords::tr("TLS");
    case ItemKind::Proxy: return TimelineWords::tr("SOCKS");
    case ItemKind::Head: return TimelineWords::tr("Head");
    case ItemKind::Pause: return TimelineWords::tr("pause");
    case ItemKind::Body: return TimelineWords::tr("body");
    case ItemKind::Think: return TimelineWords::tr("think");
    case ItemKind::Interim:
    case ItemKind::Response: return item.code > 0 ? QString::number(item.code) : QString(QChar(0x2026));
    case ItemKind::Close: return item.failed ? TimelineWords::tr("reset") : TimelineWords::tr("close");
    case ItemKind::Failure: break;
    }
    if (item.name == "not-http")
        return TimelineWords::tr("not HTTP");
    if (item.name.rfind("timeout-", 0) == 0)
        return TimelineWords::tr("time-out");
    return item.name == "aborted" ? words::outcomeText(record::Outcome::Aborted) : TimelineWords::tr("error");
}

QString longName(const TimelineItem &item)
{
    switch (item.kind) {
    case ItemKind::Lookup:
        return item.failed ? TimelineWords::tr("Name look-up failed") : TimelineWords::tr("Name look-up");
    case ItemKind::Tcp: return item.failed ? TimelineWords::tr("TCP connect failed") : TimelineWords::tr("TCP connect");
    case ItemKind::Tls:
        return item.failed ? TimelineWords::tr("TLS handshake failed") : TimelineWords::tr("TLS handshake");
    case ItemKind::Proxy:
        return item.failed ? TimelineWords::tr("The SOCKS proxy refused")
                           : TimelineWords::tr("SOCKS: the proxy is asked to connect");
    case ItemKind::Head: return TimelineWords::tr("Request head");
    case ItemKind::Pause: return TimelineWords::tr("Pause: the content waits for 100 (Continue)");
    case ItemKind::Body:
        return item.cut ? TimelineWords::tr("Request body, cut short") : TimelineWords::tr("Request body");
    case ItemKind::Think: return TimelineWords::tr("Nothing moves: the request is out, the response has not begun");
    case ItemKind::Interim: return TimelineWords::tr("Interim response");
    case ItemKind::Response: return TimelineWords::tr("Final response");
    case ItemKind::Close:
        return item.direction == wire::Direction::Received ? TimelineWords::tr("The peer closed the connection")
                                                           : TimelineWords::tr("We closed the connection");
    case ItemKind::Failure: break;
    }
    return item.name == "not-http" ? TimelineWords::tr("These bytes are not HTTP") : TimelineWords::tr("Failure");
}

QStringList bodyLabels(const TimelineItem &item, qint64 now, const QLocale &locale)
{
    const qint64 took = endOf(item, now) - item.begin;
    const bool partly = item.total > 0 && item.bytes < item.total;
    const QString size = partly
        ? TimelineWords::tr("%1 of %2").arg(words::sizeText(item.bytes, locale), words::sizeText(item.total, locale))
        : words::sizeText(item.bytes, locale);
    const QString rate = words::rateText(item.bytes, took, locale);
    QStringList labels;
    if (!rate.isEmpty() && item.bytes > 0)
        labels << TimelineWords::tr("body %1 · %2").arg(size, rate);
    return labels << TimelineWords::tr("body %1").arg(size) << TimelineWords::tr("body");
}

QString bytesLine(const TimelineItem &item, const QLocale &locale)
{
    if (item.kind == ItemKind::Body && item.total > 0)
        return TimelineWords::tr("%1 of %2 of content")
            .arg(words::countText(item.bytes, locale), words::bytesText(item.total, locale));
    if (item.kind == ItemKind::Body)
        return TimelineWords::tr("%1 of content").arg(words::bytesText(item.bytes, locale));
    if (item.span.length == 0)
        return {};
    return TimelineWords::tr("%1 on the wire, offset %2–%3")
        .arg(words::bytesText(item.span.length, locale), words::countText(item.span.offset, locale),
             words::countText(item.span.end() - 1, locale));
}

} // namespace

QString roleOf(const TimelineItem &item)
{
    if (item.failed)
        return u"failure"_s;
    switch (item.kind) {
    case ItemKind::Lookup:
    case ItemKind::Tcp:
    case ItemKind::Tls:
    case ItemKind::Proxy: return u"network"_s;
    case ItemKind::Head: return u"head"_s;
    case ItemKind::Pause: return u"pause"_s;
    case ItemKind::Interim: return u"interim"_s;
    case ItemKind::Body: return u"body"_s;
    case ItemKind::Think: return u"think"_s;
    case ItemKind::Response: return item.code >= 400 ? u"failure"_s : item.code > 0 ? u"success"_s : u"muted"_s;
    case ItemKind::Close: return u"muted"_s;
    case ItemKind::Failure: break;
    }
    return u"failure"_s;
}

QStringList labelsOf(const TimelineItem &item, qint64 now, const QLocale &locale)
{
    if (item.kind == ItemKind::Pause)
        return {TimelineWords::tr("pause %1").arg(words::durationText(endOf(item, now) - item.begin, locale)),
                TimelineWords::tr("pause"), QString()};
    if (item.kind == ItemKind::Body)
        return bodyLabels(item, now, locale) << QString();
    if (item.kind == ItemKind::Response && item.code > 0 && !item.text.empty()) {
        const QString reason = visibleText(item.text, 40);
        return {QString::number(item.code) + u' ' + reason, QString::number(item.code), QString()};
    }
    return {shortName(item), QString()};
}

QString tipOf(const TimelineItem &item, qint64 now, const QLocale &locale)
{
    QStringList lines{longName(item)};
    if (item.kind == ItemKind::Interim || item.kind == ItemKind::Response)
        lines.first() += u": %1 %2"_s.arg(item.code).arg(visibleText(item.text, 80)).trimmed();
    const qint64 end = endOf(item, now);
    if (item.moment())
        lines << TimelineWords::tr("at %1").arg(words::exactDurationText(item.end, locale));
    else
        lines << TimelineWords::tr("%1 – %2").arg(words::exactDurationText(item.begin, locale),
                                                  item.open ? TimelineWords::tr("now")
                                                            : words::exactDurationText(end, locale))
              << TimelineWords::tr("lasts %1").arg(words::exactDurationText(end - item.begin, locale));
    if (item.kind == ItemKind::Pause && !item.open)
        lines << words::waitEndText(static_cast<wire::GateOutcome>(item.code), item.continuedBy);
    const QString bytes = bytesLine(item, locale);
    if (!bytes.isEmpty())
        lines << bytes;
    const QString rate =
        item.kind == ItemKind::Body ? words::rateText(item.bytes, end - item.begin, locale) : QString();
    if (!rate.isEmpty() && item.bytes > 0)
        lines << rate;
    const bool own = item.kind != ItemKind::Interim && item.kind != ItemKind::Response;
    if (own && !item.text.empty())
        lines << visibleText(item.text, 160);
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString wordsOf(const TimelineItem &item, qint64 now, const QLocale &locale)
{
    QString words = item.kind == ItemKind::Interim || item.kind == ItemKind::Response
        ? TimelineWords::tr("%1 %2").arg(longName(item)).arg(item.code)
        : longName(item);
    if (item.moment())
        return TimelineWords::tr("%1 at %2").arg(words, words::durationText(item.end, locale));
    if (item.kind == ItemKind::Body)
        words += u", "_s + bytesLine(item, locale);
    return TimelineWords::tr("%1, %2 from %3")
        .arg(words, words::durationText(endOf(item, now) - item.begin, locale),
             words::durationText(item.begin, locale));
}

QString labelOf(const TimelineLane &lane)
{
    return TimelineWords::tr("Attempt %1").arg(lane.attempt + 1);
}

QString sublabelOf(const TimelineLane &lane)
{
    switch (lane.expect) {
    case TimelineLane::Expect::With: return TimelineWords::tr("with Expect");
    case TimelineLane::Expect::Without: return TimelineWords::tr("without Expect");
    case TimelineLane::Expect::Unknown: break;
    }
    return {};
}

namespace {

/// What Interim decided, where no link or bar shows it, each once; the event table says why.
QStringList decisionsOf(const TimelineLane &lane)
{
    QStringList out;
    for (const auto told : {words::decisionsOnHead(), words::decisionsBehindEnd()}) {
        for (const record::Decision what : told) {
            if (std::ranges::find(lane.decisions, what) != lane.decisions.end())
                out << words::decisionText(what);
        }
    }
    return out;
}

/// What the pause and the content came to.
QStringList handshakeOf(const TimelineLane &lane, const QLocale &locale)
{
    if (!lane.paused && !lane.bodyCut)
        return {};
    QStringList parts;
    if (lane.paused && !lane.continued && (lane.status > 0 || lane.gateOutcome > 0 || !lane.open))
        parts << words::gateText(wire::GateOutcome::TimedOut);
    const bool decided = lane.gateOutcome > 0 || !lane.open;
    if (decided && lane.bodyBytes == 0 && !lane.bodyDone && lane.status > 0)
        parts << TimelineWords::tr("body never sent");
    else if (lane.bodyCut)
        parts << TimelineWords::tr("body cut short");
    else if (lane.bodyDone && lane.paused && !lane.continued)
        parts << TimelineWords::tr("body sent all the same");
    if (!parts.isEmpty() && lane.bodyTotal > 0 && !lane.bodyDone)
        parts << TimelineWords::tr("%1 of %2")
                     .arg(words::countText(lane.bodyBytes, locale), words::bytesText(lane.bodyTotal, locale));
    return parts;
}

} // namespace

QString noteOf(const TimelineLane &lane, const QLocale &locale)
{
    QStringList parts = handshakeOf(lane, locale) + decisionsOf(lane);
    if (!lane.error.empty())
        parts << visibleText(lane.error, 120);
    return parts.join(u" · "_s);
}

QString labelOf(const TimelineLink &link)
{
    return words::reasonText(link.reason);
}

} // namespace model
