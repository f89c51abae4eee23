// SPDX-License-Identifier: GPL-3.0-or-later
// Words for items, lanes and links. Wire text passes through visibleText before it is shown.
#include "model/timeline_text.h"

#include "model/wire_text.h"
#include "words/units.h"

#include "wire/expect_gate.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace model {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Timeline", text);
}

qint64 endOf(const TimelineItem &item, qint64 now)
{
    return item.open ? std::max(item.end, now) : item.end;
}

QString shortName(const TimelineItem &item)
{
    switch (item.kind) {
    case ItemKind::Lookup: return tr("DNS");
    case ItemKind::Tcp: return tr("TCP");
    case ItemKind::Tls: return tr("TLS");
    case ItemKind::Proxy: return tr("SOCKS");
    case ItemKind::Head: return tr("Head");
    case ItemKind::Pause: return tr("pause");
    case ItemKind::Body: return tr("body");
    case ItemKind::Think: return tr("think");
    case ItemKind::Interim:
    case ItemKind::Response: return item.code > 0 ? QString::number(item.code) : QString(QChar(0x2026));
    case ItemKind::Close: return item.failed ? tr("reset") : tr("close");
    case ItemKind::Failure: break;
    }
    if (item.name == "not-http")
        return tr("not HTTP");
    if (item.name.rfind("timeout-", 0) == 0)
        return tr("time-out");
    return item.name == "aborted" ? tr("cancelled") : tr("error");
}

QString longName(const TimelineItem &item)
{
    switch (item.kind) {
    case ItemKind::Lookup: return item.failed ? tr("Name look-up failed") : tr("Name look-up");
    case ItemKind::Tcp: return item.failed ? tr("TCP connect failed") : tr("TCP connect");
    case ItemKind::Tls: return item.failed ? tr("TLS handshake failed") : tr("TLS handshake");
    case ItemKind::Proxy:
        return item.failed ? tr("The SOCKS proxy refused") : tr("SOCKS: the proxy is asked to connect");
    case ItemKind::Head: return tr("Request head");
    case ItemKind::Pause: return tr("Pause: the content waits for 100 (Continue)");
    case ItemKind::Body: return item.cut ? tr("Request body, cut short") : tr("Request body");
    case ItemKind::Think: return tr("Nothing moves: the request is out, the response has not begun");
    case ItemKind::Interim: return tr("Interim response");
    case ItemKind::Response: return tr("Final response");
    case ItemKind::Close:
        return item.direction == wire::Direction::Received ? tr("The peer closed the connection")
                                                           : tr("We closed the connection");
    case ItemKind::Failure: break;
    }
    return item.name == "not-http" ? tr("These bytes are not HTTP") : tr("Failure");
}

QStringList bodyLabels(const TimelineItem &item, qint64 now, const QLocale &locale)
{
    const qint64 took = endOf(item, now) - item.begin;
    const bool partly = item.total > 0 && item.bytes < item.total;
    const QString size = partly
        ? tr("%1 of %2").arg(words::sizeText(item.bytes, locale), words::sizeText(item.total, locale))
        : words::sizeText(item.bytes, locale);
    const QString rate = words::rateText(item.bytes, took, locale);
    QStringList labels;
    if (!rate.isEmpty() && item.bytes > 0)
        labels << tr("body %1 · %2").arg(size, rate);
    return labels << tr("body %1").arg(size) << tr("body");
}

QString outcomeText(const TimelineItem &pause)
{
    switch (static_cast<wire::GateOutcome>(pause.code)) {
    case wire::GateOutcome::Continued:
        return pause.continuedBy == 104 ? tr("Ended by 104 (Upload Resumption Supported)")
                                        : tr("Ended by 100 (Continue)");
    case wire::GateOutcome::FinalStatus: return tr("Ended by a final response");
    case wire::GateOutcome::TimedOut: return tr("Ended by the wait's own end: no 100 had come");
    case wire::GateOutcome::Closed: return tr("Ended by the peer's close");
    case wire::GateOutcome::ReleasedByUser: return tr("Ended by hand");
    case wire::GateOutcome::Aborted: return tr("Ended by the exchange's end");
    case wire::GateOutcome::NotSent:
    case wire::GateOutcome::NotWaited: break;
    }
    return {};
}

QString bytesLine(const TimelineItem &item, const QLocale &locale)
{
    if (item.kind == ItemKind::Body && item.total > 0)
        return tr("%1 of %2 of content")
            .arg(words::countText(item.bytes, locale), words::bytesText(item.total, locale));
    if (item.kind == ItemKind::Body)
        return tr("%1 of content").arg(words::bytesText(item.bytes, locale));
    if (item.span.length == 0)
        return {};
    return tr("%1 on the wire, offset %2–%3")
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
        return {tr("pause %1").arg(words::durationText(endOf(item, now) - item.begin, locale)), tr("pause"), QString()};
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
        lines << tr("at %1").arg(words::exactDurationText(item.end, locale));
    else
        lines << tr("%1 – %2").arg(words::exactDurationText(item.begin, locale),
                                   item.open ? tr("now") : words::exactDurationText(end, locale))
              << tr("lasts %1").arg(words::exactDurationText(end - item.begin, locale));
    if (item.kind == ItemKind::Pause && !item.open)
        lines << outcomeText(item);
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
        ? tr("%1 %2").arg(longName(item)).arg(item.code)
        : longName(item);
    if (item.moment())
        return tr("%1 at %2").arg(words, words::durationText(item.end, locale));
    if (item.kind == ItemKind::Body)
        words += u", "_s + bytesLine(item, locale);
    return tr("%1, %2 from %3")
        .arg(words, words::durationText(endOf(item, now) - item.begin, locale),
             words::durationText(item.begin, locale));
}

QString labelOf(const TimelineLane &lane)
{
    return tr("Attempt %1").arg(lane.attempt + 1);
}

QString sublabelOf(const TimelineLane &lane)
{
    switch (lane.expect) {
    case TimelineLane::Expect::With: return tr("with Expect");
    case TimelineLane::Expect::Without: return tr("without Expect");
    case TimelineLane::Expect::Unknown: break;
    }
    return {};
}

namespace {

/// What Interim decided, where no link or bar shows it; the event table says why.
QStringList decisionsOf(const TimelineLane &lane)
{
    using record::Decision;
    static const std::array<std::pair<Decision, const char *>, 11> words{{
        {Decision::MethodChanged, QT_TRANSLATE_NOOP("Timeline", "became GET")},
        {Decision::FieldsDropped, QT_TRANSLATE_NOOP("Timeline", "fields left out")},
        {Decision::CertificateDropped, QT_TRANSLATE_NOOP("Timeline", "no client certificate")},
        {Decision::HostKept, QT_TRANSLATE_NOOP("Timeline", "Host kept")},
        {Decision::ConnectToDropped, QT_TRANSLATE_NOOP("Timeline", "no other place to connect to")},
        {Decision::TlsNameDropped, QT_TRANSLATE_NOOP("Timeline", "no other name for TLS")},
        {Decision::ExpectDropped, QT_TRANSLATE_NOOP("Timeline", "Expect left out")},
        {Decision::ExpectNotSent, QT_TRANSLATE_NOOP("Timeline", "Expect not sent")},
        {Decision::NotWaited, QT_TRANSLATE_NOOP("Timeline", "no wait for this Expect")},
        {Decision::NoRetry, QT_TRANSLATE_NOOP("Timeline", "not repeated")},
        {Decision::RedirectNotFollowed, QT_TRANSLATE_NOOP("Timeline", "redirection not followed")},
    }};
    QStringList out;
    for (const auto &[what, text] : words) {
        if (std::find(lane.decisions.begin(), lane.decisions.end(), what) != lane.decisions.end())
            out << tr(text);
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
        parts << tr("no 100");
    const bool decided = lane.gateOutcome > 0 || !lane.open;
    if (decided && lane.bodyBytes == 0 && !lane.bodyDone && lane.status > 0)
        parts << tr("body never sent");
    else if (lane.bodyCut)
        parts << tr("body cut short");
    else if (lane.bodyDone && lane.paused && !lane.continued)
        parts << tr("body sent all the same");
    if (!parts.isEmpty() && lane.bodyTotal > 0 && !lane.bodyDone)
        parts << tr("%1 of %2 bytes")
                     .arg(words::countText(lane.bodyBytes, locale), words::countText(lane.bodyTotal, locale));
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
    switch (link.reason) {
    case record::Reason::RetryWithoutExpect: return tr("retry without Expect (RFC 9110 §10.1.1)");
    case record::Reason::FollowUp: return tr("follow-up on the same connection");
    case record::Reason::Redirect: return tr("redirection followed");
    case record::Reason::First:
    case record::Reason::ProxyConnect:
    case record::Reason::Other: break;
    }
    return visibleText(record::keyOf(link.reason), 60);
}

} // namespace model
