// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/summary.h"

#include "record/recorder.h"

using namespace Qt::StringLiterals;

namespace store {

namespace {

/// The enumerator up to `last` whose key this is; the first one when none is.
template <typename Enum>
Enum fromKey(const QString &key, Enum last)
{
    const auto bytes = key.toStdString();
    for (int i = 0; i <= static_cast<int>(last); ++i)
        if (keyOf(static_cast<Enum>(i)) == bytes)
            return static_cast<Enum>(i);
    return Enum();
}

AttemptSeen seen(const record::Attempt &attempt)
{
    return {toText(keyOf(attempt.reason)), attempt.final ? attempt.final->status : 0};
}

} // namespace

int Entry::status() const
{
    int status = 0;
    for (const auto &attempt : attempts)
        if (attempt.status > 0 && attempt.reason != "follow-up"_L1)
            status = attempt.status;
    return status;
}

Entry entryOf(const record::Record &record, bool lab)
{
    auto entry = entryOf(record.spec, record::summarize(record::replay(record)), record.startedAt);
    entry.lab = lab;
    return entry;
}

Entry entryOf(const request::RequestSpec &spec, const record::Exchange &exchange, qint64 at)
{
    Entry entry;
    entry.at = at;
    entry.method = toText(spec.method);
    entry.url = toText(spec.url);
    entry.outcome = exchange.outcome;
    entry.durationNs = exchange.duration;
    entry.ended = toText(record::ownEnd(exchange.outcome, exchange.error));
    if (exchange.attempts.empty())
        return entry;
    const auto &first = *exchange.main();
    if (exchange.role == wire::Role::Server)
        entry.url = urlAt(first.target, first.request.head.target);
    const bool own = first.reason != record::Reason::ProxyConnect;       // a tunnel's CONNECT is not what was asked for
    if (own && first.request.seen && !first.request.head.method.empty()) // of a head typed raw, what went out
        entry.method = toText(first.request.head.method);
    entry.expect = first.handshake.sent;
    entry.gate = first.handshake.outcome;
    entry.continuedBy = first.handshake.continuedBy;
    entry.pauseNs = first.handshake.pauseNs();
    for (const auto &attempt : exchange.attempts) {
        if (attempt.reason == record::Reason::ProxyConnect && &attempt != exchange.main())
            continue;
        if (entry.attempts.size() < mostAttempts)
            entry.attempts.append(seen(attempt));
        else
            entry.attempts.back() = seen(attempt);
    }
    return entry;
}

QString urlAt(const record::Target &lab, std::string_view target)
{
    const auto path = toText(target);
    if (!path.startsWith('/'_L1))
        return path;
    const auto host = toText(lab.host);
    return u"%1://%2:%3%4"_s.arg(lab.tls ? u"https"_s : u"http"_s,
                                 host.contains(':'_L1) ? '['_L1 + host + ']'_L1 : host, QString::number(lab.port),
                                 path);
}

record::Outcome outcomeOf(const QString &key)
{
    return fromKey(key, record::Outcome::Aborted);
}

wire::GateOutcome gateOf(const QString &key)
{
    return fromKey(key, wire::GateOutcome::Aborted);
}

QString toText(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

} // namespace store
