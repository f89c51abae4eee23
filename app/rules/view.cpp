// SPDX-License-Identifier: GPL-3.0-or-later
// Builds the flat view of an exchange: what was asked for, how far the exchange got, and each attempt's own facts.
#include "rules/view.h"

#include "record/exchange.h"
#include "request/expect_rule.h"
#include "request/form.h"
#include "request/route.h"
#include "request/typed_head.h"
#include "request/url.h"
#include "rules/attempt_facts.h"
#include "rules/evidence.h"
#include "rules/response_facts.h"
#include "wire/http1/framing.h"
#include "words/units.h"
#include "words/wire_bytes.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rules {

namespace {

QString text(std::string_view bytes)
{
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

/// forwards: an HTTP proxy that reads the request; tunnels and socks: it carries bytes that it does not read as HTTP.
void setProxy(Section &out, const request::RequestSpec &spec)
{
    if (spec.proxy.empty())
        return;
    const auto url = request::parseUrl(spec.url);
    if (!std::holds_alternative<request::Url>(url))
        return;
    const auto read = request::routeOf(spec, std::get<request::Url>(url));
    const auto *route = std::get_if<request::Route>(&read);
    if (!route || route->proxy == request::ProxyKind::None)
        return;
    const bool socks = route->proxy == request::ProxyKind::Socks;
    out.set("spec.proxy", QString::fromLatin1(socks ? "socks" : route->tunnel ? "tunnels" : "forwards"));
    out.wire("spec.proxy-host", request::hostPort(route->host, route->port));
}

/// A typed head that does not name the boundary of the form behind it (RFC 7578 section 4.1).
void setBoundary(Section &out, const request::RequestSpec &spec)
{
    if (spec.body.kind != request::BodyKind::Multipart)
        return;
    std::string type = request::contentType(spec.body);
    if (spec.rawHead || request::typedLine(spec, "Content-Type"))
        type = request::typedValue(spec, "Content-Type");
    else if (request::isRemoved(spec, "Content-Type"))
        type.clear();
    const std::string named = request::boundaryIn(type), written = request::boundaryOf(spec.body);
    if (named == written)
        return;
    out.set("spec.boundary", QString::fromLatin1(named.empty() ? "missing" : "another"));
    out.wire("spec.boundary-written", written);
}

void setSpec(View &view, const request::RequestSpec &spec)
{
    Section out(view, {});
    const request::ExpectDecision decision = request::decideExpect(spec);
    out.set("spec.rule", text(request::ruleKey(decision, spec.expect.rule)));
    out.bytes("spec.threshold", spec.expect.threshold);
    out.bytes("spec.size", spec.body.length());
    out.time("spec.wait", spec.expect.waitNs);
    const char *after = spec.expect.afterWait == wire::AfterWait::Send ? "send"
        : spec.expect.afterWait == wire::AfterWait::Keep               ? "keep"
                                                                       : "stop";
    out.set("spec.after-wait", QString::fromLatin1(after));
    out.set("spec.retry", spec.expect.on417 == request::On417::Retry);
    out.set("spec.accept-104", spec.expect.accept104);
    out.set("spec.raw", spec.rawHead.has_value());
    if (!spec.connectTo.empty())
        out.wire("spec.connect-to", spec.connectTo);
    if (!spec.unixSocket.empty())
        out.wire("spec.unix-socket", spec.unixSocket);
    setProxy(out, spec);
    setBoundary(out, spec);
}

const QStringList &prefixes()
{
    static const QStringList all{QString(), u"retry."_s, u"redirect."_s, u"follow."_s};
    return all;
}

const QStringList &families()
{
    static const QStringList all{u"final.field."_s, u"field."_s, u"resumption."_s};
    return all;
}

/// The last attempt but a follow-up, where a redirection was followed; its tunnel comes before it.
const record::Attempt *redirectedTo(const record::Exchange &exchange)
{
    const record::Attempt *end = nullptr;
    bool redirected = false;
    for (const record::Attempt &attempt : exchange.attempts) {
        const bool tunnel =
            end && end->final && end->final->status / 100 == 3 && attempt.reason == record::Reason::ProxyConnect;
        redirected = redirected || tunnel || attempt.reason == record::Reason::Redirect;
        if (attempt.reason != record::Reason::FollowUp)
            end = &attempt;
    }
    return redirected ? end : nullptr;
}

/// Of an exchange of the client's that is over and has not ended with a final status.
const char *failedStage(const record::Exchange &exchange)
{
    const record::Attempt *main = exchange.main();
    if (redirectedTo(exchange))
        return "redirect-failed";
    if (attemptFor(exchange, u"retry."_s))
        return "repeat-failed";
    if (exchange.outcome == record::Outcome::ConnectFailed)
        return "unconnected";
    if (exchange.outcome == record::Outcome::TlsFailed)
        return "no-tls";
    if (main->reason == record::Reason::ProxyConnect)
        return "no-tunnel";
    return main->final && main->final->status != 0 ? "half-answered" : "unanswered";
}

/// How far an exchange got: none, live, aborted, unconnected, no-tls, no-tunnel, unanswered, half-answered (a final
/// response whose content did not come whole, or that came while content could not be sent), repeat-failed,
/// redirect-failed, redirected, answered; at the server's seat: seen.
const char *stageOf(const record::Exchange &exchange)
{
    if (exchange.attempts.empty())
        return "none";
    if (exchange.role == wire::Role::Server)
        return "seen";
    if (exchange.outcome == record::Outcome::Pending)
        return "live";
    if (exchange.outcome == record::Outcome::Aborted)
        return "aborted";
    const record::Attempt *redirected = redirectedTo(exchange);
    const record::Attempt *deciding = redirected ? redirected : exchange.main();
    if (exchange.outcome != record::Outcome::FinalStatus || !deciding->final)
        return failedStage(exchange);
    return redirected ? "redirected" : "answered";
}

/// On the connection of the request that was repeated without Expect, which then stands for the first one.
bool followsRepeat(const record::Exchange &exchange, const record::Attempt &attempt)
{
    const record::Attempt *repeat = attemptFor(exchange, u"retry."_s);
    return repeat && repeat != &attempt && repeat->connection == attempt.connection;
}

/// One address asked twice while redirections were followed.
bool redirectsLoop(const record::Exchange &exchange)
{
    const auto isHop = [](const record::Attempt &one) {
        return one.reason == record::Reason::First || one.reason == record::Reason::Redirect;
    };
    const auto &all = exchange.attempts;
    for (auto one = all.begin(); one != all.end(); ++one) {
        const bool again = isHop(*one) && std::any_of(one + 1, all.end(), [&](const record::Attempt &other) {
                               return isHop(other) && other.target.host == one->target.host
                                   && other.target.port == one->target.port
                                   && other.request.head.target == one->request.head.target
                                   && other.request.head.method == one->request.head.method;
                           });
        if (again)
            return true;
    }
    return false;
}

/// How often each irregularity was met, on both sides and on the request's.
void setIrregular(View &view, const record::Exchange &exchange)
{
    QHash<QString, qint64> anomalies;
    for (const record::Attempt &attempt : exchange.attempts) {
        for (const record::Irregular &one : attempt.irregular) {
            if (isOwnCut(one, attempt))
                continue;
            const QString key = text(wire::infoOf(one.what).key);
            anomalies[u"anomaly."_s + key] += one.count;
            if (one.ofRequest)
                anomalies[u"request-anomaly."_s + key] += one.count;
        }
    }
    for (auto it = anomalies.cbegin(); it != anomalies.cend(); ++it)
        view.set(it.key(), it.value());
}

void setExchange(View &view, const record::Exchange &exchange, std::int64_t now)
{
    Section out(view, {});
    out.set("seat", exchange.role == wire::Role::Client ? u"client"_s : u"server"_s);
    out.text("stage", stageOf(exchange));
    out.set("begun", !exchange.attempts.empty());
    out.text("exchange.outcome", record::keyOf(exchange.outcome));
    out.wire("exchange.error", exchange.error);
    out.count("attempts", exchange.attempts.size());
    out.count("redirects",
              static_cast<std::uint64_t>(
                  std::ranges::count(exchange.attempts, record::Reason::Redirect, &record::Attempt::reason)));
    out.set("redirects.loop", redirectsLoop(exchange));
    out.time("elapsed", now);
    for (const record::Attempt &attempt : exchange.attempts) {
        if (const auto *skipped = attempt.decided(record::Decision::FollowUpSkipped))
            out.set("follow-up.skipped", words::wireText(skipped->text));
    }
    setIrregular(view, exchange);
}

void setClient(View &view, const record::Exchange &exchange)
{
    const record::Attempt *first = attemptFor(exchange, {});
    if (!first)
        return;
    Section out(view, {});
    const record::ClientVerdict judged = record::judgeClient(*first);
    out.text("client", record::keyOf(judged.did));
    out.time("client.waited", judged.waitedNs);
    out.text("client.first", judged.first);
}

} // namespace

void View::setWire(const QString &name, std::string_view bytes)
{
    values_.insert(name, {words::wireText(bytes), Unit::Wire});
}

QString View::shown(const QString &name, const QLocale &locale) const
{
    const Value found = value(name);
    if (!found.value.isValid())
        return {};
    if (found.value.userType() == QMetaType::Bool)
        return found.value.toBool() ? u"yes"_s : u"no"_s;
    if (found.value.userType() != QMetaType::LongLong)
        return found.value.toString();
    const qlonglong number = found.value.toLongLong();
    if (found.unit == Unit::Nanoseconds)
        return words::durationText(number, locale);
    if (found.unit == Unit::Bytes)
        return words::sizeText(static_cast<std::uint64_t>(std::max<qlonglong>(number, 0)), locale);
    return found.unit == Unit::Port ? QString::number(number) : words::numberText(number, locale);
}

const record::Attempt *attemptFor(const record::Exchange &exchange, const QString &prefix)
{
    if (prefix.isEmpty())
        return exchange.main();
    if (prefix == "redirect."_L1)
        return redirectedTo(exchange);
    const auto reason = prefix == "retry."_L1 ? record::Reason::RetryWithoutExpect : record::Reason::FollowUp;
    const auto at = std::find_if(exchange.attempts.rbegin(), exchange.attempts.rend(),
                                 [reason](const record::Attempt &attempt) { return attempt.reason == reason; });
    return at == exchange.attempts.rend() ? nullptr : &*at;
}

View buildView(const record::Exchange &exchange, const request::RequestSpec &spec, const ViewOptions &options)
{
    View view;
    const std::int64_t now = std::max(options.nowNs, exchange.duration);
    setExchange(view, exchange, now);
    if (exchange.role == wire::Role::Client)
        setSpec(view, spec);
    else
        setClient(view, exchange);
    const record::Attempt *first = attemptFor(exchange, {});
    for (const QString &prefix : prefixes()) {
        const record::Attempt *attempt = attemptFor(exchange, prefix);
        Section part(view, prefix);
        part.set("exists", attempt != nullptr);
        if (!attempt)
            continue;
        part.set("same-connection", attempt != first && attempt->connection == first->connection);
        part.set("after-repeat", followsRepeat(exchange, *attempt));
        setAttempt(part, *attempt, now);
        setResponses(part, *attempt, options.codes);
    }
    return view;
}

QStringList exchangeFactNames()
{
    return u"seat stage begun exchange.outcome exchange.error attempts redirects redirects.loop elapsed "
           "spec.rule spec.threshold "
           "spec.size spec.wait spec.after-wait spec.retry spec.accept-104 spec.raw spec.proxy "
           "spec.proxy-host spec.connect-to spec.unix-socket spec.boundary spec.boundary-written "
           "follow-up.skipped client client.waited client.first anomaly. request-anomaly."_s.split(' '_L1);
}

QStringList attemptFactNames()
{
    return QStringList{u"exists"_s, u"same-connection"_s, u"after-repeat"_s} + attemptNames() + responseNames();
}

bool knownFactName(const QString &name)
{
    // Asked for every term of every rule at each start of the program.
    const auto setOf = [](const QStringList &names) { return QSet<QString>(names.begin(), names.end()); };
    static const QSet<QString> whole = setOf(exchangeFactNames());
    static const QSet<QString> parts = setOf(attemptFactNames());
    if (whole.contains(name) || name.startsWith("anomaly."_L1) || name.startsWith("request-anomaly."_L1))
        return !name.endsWith('.'_L1);
    for (const QString &prefix : prefixes()) {
        if (!name.startsWith(prefix))
            continue;
        const QString rest = name.mid(prefix.size());
        if (parts.contains(rest) && !rest.endsWith('.'_L1))
            return true;
        for (const QString &family : families()) {
            if (rest.startsWith(family) && rest.size() > family.size())
                return true;
        }
    }
    return false;
}

} // namespace rules
