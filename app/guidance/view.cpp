// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the flat view of an exchange. One function a group of names; the names of each group stand beside it.
#include "guidance/view.h"

#include "guidance/evidence.h"
#include "guidance/format.h"
#include "record/exchange.h"
#include "wire/expect_rule.h"
#include "wire/framing.h"
#include "wire/route.h"
#include "wire/text.h"
#include "wire/url.h"

#include <algorithm>

namespace guidance {

namespace {

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

/// Names are set below a prefix; a name without a value is not set at all.
class Section {
public:
    Section(View &view, QString prefix) : view_(view), prefix_(std::move(prefix)) {}
    template <typename... Args> void set(const char *name, Args &&...args)
    {
        view_.set(prefix_ + QLatin1String(name), std::forward<Args>(args)...);
    }
    void port(const char *name, std::uint16_t n) { set(name, static_cast<qint64>(n), Unit::Port); }
    void count(const char *name, std::uint64_t n) { set(name, static_cast<qint64>(n)); }
    void bytes(const char *name, std::uint64_t n) { set(name, static_cast<qint64>(n), Unit::Bytes); }
    void time(const char *name, std::int64_t ns) { set(name, static_cast<qint64>(std::max<std::int64_t>(ns, 0)), Unit::Nanoseconds); }
    void wire(const QString &name, std::string_view bytes) { view_.setWire(prefix_ + name, bytes); }
    void wire(const char *name, std::string_view bytes) { wire(QString::fromLatin1(name), bytes); }

private:
    View &view_;
    QString prefix_;
};

/// What a peer that does not speak HTTP seems to speak. The first byte alone tells a TLS record (alert 0x15,
/// handshake 0x16); a greeting takes more.
QString spokenBy(std::string_view begin)
{
    if (begin.starts_with("SSH-"))
        return QStringLiteral("ssh");
    if (begin.starts_with("220"))
        return QStringLiteral("greeting");
    if (!begin.empty() && (begin[0] == 0x15 || begin[0] == 0x16))
        return QStringLiteral("tls");
    return QStringLiteral("other");
}

/// What the events alone say of one attempt.
struct Noted {
    bool lookupFailed = false, connectFailed = false, tlsFailed = false, waitOver = false, stopped = false;
    bool connected = false, headBegun = false, broken = false;
    std::int64_t peerClosedAt = -1;
    std::int64_t bodyBeganAt = -1;
    int connects = 0;
    bool proxyFailed = false;
    std::string dialled; ///< host of the last look-up, or host:port of the last step of connecting
    std::string lookedUp;
    QString lookupError, connectError, proxyError, tlsError, timeout, speaks, errorKey;
};

void note(Noted &noted, const wire::Event &event, wire::Direction request, std::string_view firstReceived)
{
    const bool failed = event.phase == wire::Phase::End && event.code != 0;
    switch (event.kind) {
    case wire::Kind::Lookup:
        if (event.phase == wire::Phase::Begin)
            noted.dialled = noted.lookedUp = event.text;
        noted.lookupFailed = noted.lookupFailed || failed;
        if (failed)
            noted.lookupError = wireText(event.text);
        break;
    case wire::Kind::Connect:
        noted.connects += event.phase == wire::Phase::Begin ? 1 : 0;
        if (event.phase == wire::Phase::Begin)
            noted.dialled = event.text;
        noted.connected = noted.connected || (event.phase == wire::Phase::End && event.code == 0);
        noted.connectFailed = noted.connectFailed || failed;
        if (failed)
            noted.connectError = wireText(event.text);
        break;
    case wire::Kind::Proxy: // what speaks from here on is behind the SOCKS proxy
        if (event.phase == wire::Phase::Begin) {
            noted.dialled = event.text;
            noted.lookedUp.clear();
        }
        noted.proxyFailed = noted.proxyFailed || failed;
        if (failed)
            noted.proxyError = wireText(event.text, 400);
        break;
    case wire::Kind::Tls:
        noted.tlsFailed = noted.tlsFailed || failed;
        if (failed)
            noted.tlsError = wireText(event.text, 400);
        break;
    case wire::Kind::Close:
        if (event.direction == wire::Direction::Received && noted.peerClosedAt < 0) {
            noted.peerClosedAt = event.at;
            noted.broken = event.code == static_cast<int>(wire::CloseHow::Error);
        }
        break;
    case wire::Kind::WaitOver: noted.waitOver = true; break;
    case wire::Kind::Timeout: noted.timeout = text(event.name); break;
    case wire::Kind::Error: noted.errorKey = text(event.name); break;
    case wire::Kind::Decision: noted.stopped = noted.stopped || event.name == "stop-upload"; break;
    case wire::Kind::HeadBegin: noted.headBegun = noted.headBegun || event.direction == request; break;
    case wire::Kind::ContentBegin:
        if (event.direction == request && noted.bodyBeganAt < 0)
            noted.bodyBeganAt = event.at;
        break;
    case wire::Kind::Anomaly:
        if (event.name == "not-http" && event.direction != request && noted.speaks.isEmpty())
            noted.speaks = spokenBy(firstReceived.empty() ? std::string_view(event.text) : firstReceived);
        break;
    default: break;
    }
}

/// The place that was spoken to, which a proxy or a place to connect to makes another one than the URL's.
void setDialled(Section &out, const record::Attempt &attempt, const Noted &noted)
{
    const auto read = wire::parseUrl("http://" + noted.dialled);
    const auto *place = noted.dialled.empty() ? nullptr : std::get_if<wire::Url>(&read);
    const std::string host = !noted.lookedUp.empty() ? noted.lookedUp : place ? place->host : attempt.target.host;
    out.wire("dialled.host", host);
    out.port("dialled.port", place && place->portTyped ? place->port : attempt.target.port);
}

void setTransport(Section &out, const record::Attempt &attempt, const Noted &noted)
{
    out.set("reason", text(attempt.reason));
    out.wire("host", attempt.target.host);
    out.port("port", attempt.target.port);
    setDialled(out, attempt, noted);
    out.wire("address", attempt.target.address);
    out.set("tls", attempt.target.tls);
    out.set("outcome", text(record::keyOf(attempt.outcome)));
    out.wire("error", attempt.error);
    if (!noted.errorKey.isEmpty())
        out.set("error.key", noted.errorKey);
    out.set("after", text(record::keyOf(attempt.after)));
    out.set("broken", noted.broken);
    if (attempt.final && noted.peerClosedAt >= attempt.final->at)
        out.time("closed.after", noted.peerClosedAt - attempt.final->at);
    out.set("connected", noted.connected);
    out.count("connects", static_cast<std::uint64_t>(noted.connects));
    out.set("lookup.failed", noted.lookupFailed);
    out.set("lookup.error", noted.lookupError);
    out.set("connect.failed", noted.connectFailed);
    out.set("connect.error", noted.connectError);
    out.set("proxy.failed", noted.proxyFailed);
    out.set("proxy.error", noted.proxyError);
    out.set("tls.failed", noted.tlsFailed);
    out.set("tls.error", noted.tlsError);
    if (!noted.timeout.isEmpty())
        out.set("timeout", noted.timeout);
    if (!noted.speaks.isEmpty())
        out.set("speaks", noted.speaks);
}

void setRequest(Section &out, const record::Attempt &attempt, const Noted &noted)
{
    const wire::Head &head = attempt.request.head;
    out.set("head.begun", noted.headBegun);
    out.set("head.sent", attempt.request.seen);
    out.set("content.begun", noted.bodyBeganAt >= 0);
    out.bytes("content.sent", attempt.request.contentBytes);
    if (!attempt.request.seen)
        return;
    out.bytes("head.size", attempt.request.headBytes);
    out.wire("method", head.method);
    out.wire("target", head.target);
    out.set("http", QString::fromStdString(wire::httpVersion(head.version)));
    out.set("chunked", wire::hasMember(head.fields, "Transfer-Encoding", "chunked"));
    out.set("content", wire::announcesContent(head) || attempt.request.contentBytes > 0);
    if (const auto length = wire::declaredLength(head.fields).value)
        out.bytes("content.size", *length);
    out.set("content.complete", attempt.request.complete);
    out.set("upgrade", wire::hasField(head.fields, "Upgrade"));
    for (const wire::Field &field : head.fields)
        out.wire(QStringLiteral("field.") + text(wire::lowered(field.name)), field.value);
}

void setHandshake(Section &out, const record::Attempt &attempt, const Noted &noted, std::int64_t now)
{
    const record::Handshake &shake = attempt.handshake;
    const wire::ExpectReading reading = wire::readExpect(attempt.request.head.fields);
    out.set("expect.sent", shake.sent);
    if (shake.sent) {
        out.wire("expect.value", shake.value);
        out.set("expect.exact", reading.exact);
        out.set("expect.has100", reading.has100);
        if (!reading.shape.empty())
            out.set("expect.shape", text(reading.shape));
    }
    const bool open = shake.pauseBegan >= 0 && shake.pauseEnded < 0;
    out.set("gate", text(wire::keyOf(shake.outcome)));
    out.time("wait", shake.waitNs);
    out.set("wait.over", noted.waitOver);
    out.set("paused", shake.pauseBegan >= 0);
    out.set("waiting", open);
    if (shake.pauseBegan >= 0)
        out.time("pause", open ? now - shake.pauseBegan : shake.pauseNs());
    out.set("upload.stopped", noted.stopped);
}

void addOnce(QStringList &codes, int status)
{
    if (codes.size() < 8 && !codes.contains(QString::number(status)))
        codes.append(QString::number(status));
}

void setInterims(Section &out, const record::Attempt &attempt, const Noted &noted)
{
    const record::Handshake &shake = attempt.handshake;
    QStringList all;
    QStringList others;
    QStringList waiting;
    qint64 continues = 0;
    const record::ResponseSeen *first = nullptr;
    for (const record::ResponseSeen &seen : attempt.interims) {
        if (all.size() < 8)
            all.append(QString::number(seen.status));
        if (seen.status == 100) {
            ++continues;
            first = first ? first : &seen;
            continue;
        }
        addOnce(others, seen.status);
        if (shake.pauseBegan >= 0 && (shake.pauseEnded < 0 || seen.seq < shake.pauseSeq))
            addOnce(waiting, seen.status);
    }
    out.count("interims", attempt.interims.size());
    out.set("interim.list", all.join(QStringLiteral(", ")));
    out.set("interim.others", others.join(QStringLiteral(", ")));
    out.set("interim.waiting", waiting.join(QStringLiteral(", ")));
    out.set("continues", continues);
    if (!first)
        return;
    out.time("continue.after", first->at - attempt.request.endedAt);
    out.set("continue.late", noted.bodyBeganAt >= 0 && first->bodySentBefore > 0);
    out.count("continue.fields", first->fields.size());
    if (const auto server = wire::valueOf(first->fields, "Server"))
        out.wire("continue.server", *server);
    if (const auto via = wire::valueOf(first->fields, "Via"))
        out.wire("continue.via", *via);
}

void setFinal(Section &out, const record::Attempt &attempt, const CodeNames *codes)
{
    out.set("final", attempt.final.has_value());
    out.count("strays", attempt.strays.size());
    if (!attempt.final)
        return;
    const record::ResponseSeen &final = *attempt.final;
    wire::Head head;
    head.status = final.status;
    head.version = final.version;
    head.fields = final.fields;
    out.set("final.status", static_cast<qint64>(final.status));
    out.set("final.class", static_cast<qint64>(final.status / 100));
    out.wire("final.reason", final.reason);
    out.set("final.http", QString::fromStdString(wire::httpVersion(final.version)));
    out.time("final.after", final.at - attempt.request.endedAt);
    // The record counts chunk framing there; of content there cannot have been more than there was in the end.
    out.bytes("final.content-before", std::min(final.bodySentBefore, attempt.request.contentBytes));
    out.set("final.complete", final.complete);
    out.bytes("final.size", final.bodySize);
    out.set("final.persists", wire::persists(head));
    out.set("final.says-close", wire::hasMember(final.fields, "Connection", "close"));
    if (codes) {
        out.set("final.name", codes->nameOf(final.status));
        out.set("final.meaning", codes->sentenceOf(final.status));
    }
    for (const wire::Field &field : final.fields)
        out.wire(QStringLiteral("final.field.") + text(wire::lowered(field.name)), field.value);
}

/// forwards: an HTTP proxy that reads the request; tunnels and socks: it carries bytes that it does not read as HTTP.
void setProxy(Section &out, const wire::RequestSpec &spec)
{
    if (spec.proxy.empty())
        return;
    const auto url = wire::parseUrl(spec.url);
    if (!std::holds_alternative<wire::Url>(url))
        return;
    const auto read = wire::routeOf(spec, std::get<wire::Url>(url));
    const auto *route = std::get_if<wire::Route>(&read);
    if (!route || route->proxy == wire::ProxyKind::None)
        return;
    const bool socks = route->proxy == wire::ProxyKind::Socks;
    out.set("spec.proxy", QString::fromLatin1(socks ? "socks" : route->tunnel ? "tunnels" : "forwards"));
    out.wire("spec.proxy-host", wire::hostPort(route->host, route->port));
}

void setSpec(View &view, const wire::RequestSpec &spec)
{
    Section out(view, {});
    const wire::ExpectDecision decision = wire::decideExpect(spec);
    out.set("spec.rule", text(wire::ruleKey(decision, spec.expect.rule)));
    out.bytes("spec.threshold", spec.expect.threshold);
    out.bytes("spec.size", spec.body.length());
    out.time("spec.wait", spec.expect.waitNs);
    const char *after = spec.expect.afterWait == wire::AfterWait::Send ? "send"
        : spec.expect.afterWait == wire::AfterWait::Keep               ? "keep"
                                                                       : "stop";
    out.set("spec.after-wait", QString::fromLatin1(after));
    out.set("spec.retry", spec.expect.on417 == wire::On417::Retry);
    out.set("spec.accept-104", spec.expect.accept104);
    out.set("spec.raw", spec.rawHead.has_value());
    if (!spec.connectTo.empty())
        out.wire("spec.connect-to", spec.connectTo);
    setProxy(out, spec);
}

const QStringList &prefixes()
{
    static const QStringList all{QString(), QStringLiteral("retry."), QStringLiteral("redirect."),
                                 QStringLiteral("follow.")};
    return all;
}

const QStringList &families()
{
    static const QStringList all{QStringLiteral("final.field."), QStringLiteral("field.")};
    return all;
}

/// The last attempt but a follow-up, where a redirection was followed; its tunnel comes before it.
const record::Attempt *redirectedTo(const record::Exchange &exchange)
{
    const record::Attempt *end = nullptr;
    bool redirected = false;
    for (const record::Attempt &attempt : exchange.attempts) {
        const bool tunnel = end && end->final && end->final->status / 100 == 3 && attempt.reason == "proxy-connect";
        redirected = redirected || tunnel || attempt.reason == "redirect";
        if (attempt.reason != "follow-up")
            end = &attempt;
    }
    return redirected ? end : nullptr;
}

} // namespace

void View::setWire(const QString &name, std::string_view bytes)
{
    values_.insert(name, {wireText(bytes), Unit::Wire});
}

QString View::shown(const QString &name, const QLocale &locale) const
{
    const Value found = value(name);
    if (!found.value.isValid())
        return {};
    if (found.value.userType() == QMetaType::Bool)
        return found.value.toBool() ? QStringLiteral("yes") : QStringLiteral("no");
    if (found.value.userType() != QMetaType::LongLong)
        return found.value.toString();
    const qlonglong number = found.value.toLongLong();
    if (found.unit == Unit::Nanoseconds)
        return durationText(number, locale);
    if (found.unit == Unit::Bytes)
        return sizeText(static_cast<std::uint64_t>(std::max<qlonglong>(number, 0)), locale);
    return found.unit == Unit::Port ? QString::number(number) : locale.toString(number);
}

const record::Attempt *attemptFor(const record::Exchange &exchange, const QString &prefix)
{
    if (prefix.isEmpty())
        return exchange.main();
    if (prefix == QLatin1String("redirect."))
        return redirectedTo(exchange);
    const std::string_view reason = prefix == QLatin1String("retry.") ? "retry-without-expect" : "follow-up";
    const auto at = std::find_if(exchange.attempts.rbegin(), exchange.attempts.rend(),
                                 [reason](const record::Attempt &attempt) { return attempt.reason == reason; });
    return at == exchange.attempts.rend() ? nullptr : &*at;
}

View buildView(const record::Exchange &exchange, const std::vector<wire::Event> &events,
               const wire::RequestSpec &spec, const ViewOptions &options)
{
    View view;
    const bool client = exchange.role == wire::Role::Client;
    const auto request = client ? wire::Direction::Sent : wire::Direction::Received;
    const std::int64_t now = std::max(options.nowNs, events.empty() ? 0 : events.back().at);
    std::vector<Noted> noted(exchange.attempts.size());
    QHash<QString, qint64> anomalies;
    for (const wire::Event &event : events) {
        if (event.kind == wire::Kind::Anomaly && !isOwnCut(event, exchange))
            ++anomalies[text(event.name)];
        if (event.kind == wire::Kind::Decision && event.name == "follow-up-skipped")
            view.set(QStringLiteral("follow-up.skipped"), wireText(event.text));
        if (event.attempt < noted.size())
            note(noted[event.attempt], event, request, options.firstReceived);
    }
    Section out(view, {});
    out.set("seat", client ? QStringLiteral("client") : QStringLiteral("server"));
    out.set("begun", !exchange.attempts.empty());
    out.set("exchange.outcome", text(record::keyOf(exchange.outcome)));
    out.wire("exchange.error", exchange.error);
    out.count("attempts", exchange.attempts.size());
    out.time("elapsed", now);
    for (auto it = anomalies.cbegin(); it != anomalies.cend(); ++it)
        view.set(QStringLiteral("anomaly.") + it.key(), it.value());
    if (client)
        setSpec(view, spec);
    const record::Attempt *first = attemptFor(exchange, {});
    for (const QString &prefix : prefixes()) {
        const record::Attempt *attempt = attemptFor(exchange, prefix);
        Section part(view, prefix);
        part.set("exists", attempt != nullptr);
        if (!attempt)
            continue;
        const auto index = static_cast<std::size_t>(attempt - exchange.attempts.data());
        part.set("same-connection", attempt != first && attempt->connection == first->connection);
        setTransport(part, *attempt, noted[index]);
        setRequest(part, *attempt, noted[index]);
        setHandshake(part, *attempt, noted[index], now);
        setInterims(part, *attempt, noted[index]);
        setFinal(part, *attempt, options.codes);
    }
    if (!client && first) {
        const record::ClientVerdict judged = record::judgeClient(*first);
        out.set("client", text(record::keyOf(judged.did)));
        out.time("client.waited", judged.waitedNs);
        out.set("client.first", text(judged.first));
    }
    return view;
}

QStringList exchangeFactNames()
{
    return QStringLiteral("seat begun exchange.outcome exchange.error attempts elapsed spec.rule spec.threshold "
                          "spec.size spec.wait spec.after-wait spec.retry spec.accept-104 spec.raw spec.proxy "
                          "spec.proxy-host spec.connect-to follow-up.skipped client client.waited client.first anomaly.")
        .split(QLatin1Char(' '));
}

QStringList attemptFactNames()
{
    return QStringLiteral(
               "exists reason same-connection host port dialled.host dialled.port address tls outcome error error.key after "
               "broken closed.after connected connects lookup.failed lookup.error connect.failed connect.error proxy.failed proxy.error tls.failed tls.error timeout speaks head.begun head.sent "
               "head.size method target http chunked content content.size content.begun content.sent "
               "content.complete upgrade field. expect.sent expect.value expect.exact expect.has100 expect.shape gate wait "
               "wait.over paused waiting pause upload.stopped interims interim.list interim.others interim.waiting continues "
               "continue.after continue.late continue.fields continue.server continue.via final strays "
               "final.status final.class final.reason final.http final.after final.content-before final.complete "
               "final.size final.persists final.says-close final.name final.meaning final.field.")
        .split(QLatin1Char(' '));
}

bool knownFactName(const QString &name)
{
    static const QStringList whole = exchangeFactNames();
    static const QStringList parts = attemptFactNames();
    if (whole.contains(name) || name.startsWith(QLatin1String("anomaly.")))
        return !name.endsWith(QLatin1Char('.'));
    for (const QString &prefix : prefixes()) {
        if (!name.startsWith(prefix))
            continue;
        const QString rest = name.mid(prefix.size());
        if (parts.contains(rest) && !rest.endsWith(QLatin1Char('.')))
            return true;
        for (const QString &family : families()) {
            if (rest.startsWith(family) && rest.size() > family.size())
                return true;
        }
    }
    return false;
}

} // namespace guidance
