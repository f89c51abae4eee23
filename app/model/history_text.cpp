// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/history_text.h"

#include "model/wire_text.h"
#include "request/sensitive.h"
#include "request/url.h"
#include "words/outcomes.h"
#include "words/units.h"

#include <QCoreApplication>

#include <variant>

using namespace Qt::StringLiterals;

namespace model {

namespace {

using record::Outcome;
using wire::GateOutcome;

constexpr int shownEnd = 120; // characters of why it ended

struct HistoryWords {
    Q_DECLARE_TR_FUNCTIONS(model::History)
};

QString visible(const QString &text)
{
    return visibleText(text.toStdString());
}

QString refusedText(const store::Entry &entry)
{
    const auto first = QString::number(entry.attempts.front().status);
    if (entry.attempts.size() < 2 || entry.attempts[1].reason != "retry-without-expect"_L1)
        return HistoryWords::tr("%1 before the body").arg(first);
    const auto retry = entry.attempts[1].status;
    return retry > 0 ? HistoryWords::tr("%1, then %2 without Expect").arg(first, QString::number(retry))
                     : HistoryWords::tr("%1, then no answer without Expect").arg(first);
}

/// What kept the final response away; "" when it came, or when the gate's words say it.
QString failureText(const store::Entry &entry)
{
    const bool said = entry.outcome == Outcome::ClosedEarly && entry.gate == GateOutcome::Closed;
    const bool none = entry.outcome == Outcome::Pending || entry.outcome == Outcome::FinalStatus;
    if (!entry.ended.isEmpty()) { // a list is seen by others
        const auto line = entry.ended.toStdString();
        return visibleText(request::masked(line, request::secretPartsOfLines(line)), shownEnd);
    }
    return said || none ? QString() : words::outcomeText(entry.outcome);
}

bool spoke(const store::Entry &entry)
{
    return entry.outcome != Outcome::ConnectFailed && entry.outcome != Outcome::TlsFailed;
}

} // namespace

QString requestText(const store::Entry &entry)
{
    const auto url = request::parseUrl(entry.url.toStdString());
    const auto *parsed = std::get_if<request::Url>(&url);
    const std::string target = parsed ? parsed->target : entry.url.toStdString();
    return visible(entry.method) + ' '_L1 + visibleText(request::maskedUrl(target)); // a list is seen by others
}

QString whereText(const store::Entry &entry)
{
    if (entry.seat)
        return HistoryWords::tr("lab client");
    if (entry.lab)
        return HistoryWords::tr("lab");
    const auto url = request::parseUrl(entry.url.toStdString());
    const auto *parsed = std::get_if<request::Url>(&url);
    return parsed ? visibleText(parsed->authority()) : QString();
}

QString handshakeText(const store::Entry &entry, const QLocale &locale)
{
    QStringList parts;
    if (spoke(entry))
        parts.append(entry.gate == GateOutcome::FinalStatus
                         ? refusedText(entry)
                         : words::gateText(entry.gate, entry.expect, entry.continuedBy, entry.pauseNs, locale));
    parts.append(failureText(entry));
    parts.removeAll(QString());
    return parts.join(HistoryWords::tr(", "));
}

QString detailText(const store::Entry &entry, const QLocale &locale)
{
    const auto did = handshakeText(entry, locale);
    QStringList parts{entry.running() ? HistoryWords::tr("running") : QString(),
                      entry.running() && entry.gate == GateOutcome::NotSent ? QString() : did,
                      entry.comparison > 0 ? HistoryWords::tr("compared") : QString(), whereText(entry)};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QString statusText(const store::Entry &entry)
{
    if (entry.running() && entry.status() == 0)
        return u"…"_s;
    return entry.status() > 0 ? QString::number(entry.status()) : u"✕"_s;
}

QString searchWords(const store::Entry &entry, const QLocale &locale)
{
    QStringList parts{whereText(entry), handshakeText(entry, locale),
                      entry.comparison > 0 ? HistoryWords::tr("compared") : QString(),
                      entry.running() ? HistoryWords::tr("running") : QString()};
    parts.removeAll(QString());
    return parts.join(' '_L1);
}

QString limitsText(const store::Limits &limits, const QLocale &locale)
{
    return HistoryWords::tr("Keep the last %1, %2")
        .arg(words::exchangesText(static_cast<std::uint64_t>(limits.exchanges), locale),
             words::sizeText(limits.bytes, locale));
}

} // namespace model
