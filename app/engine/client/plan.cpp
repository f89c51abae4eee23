// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/plan.h"

#include "engine/client/redirect.h"
#include "engine/net/error_lines.h"
#include "request/url.h"
#include "wire/http1/framing.h"

namespace engine {

namespace {

/// A second answer on the connection is what a follow-up is there to find.
constexpr std::int64_t followUpLingerNs = 100'000'000;

// `/` of the same place, and nothing of the first request's that could be what puts the server out of step.
request::RequestSpec followUpOf(const request::RequestSpec &spec, const request::Url &url)
{
    request::RequestSpec next;
    next.url = (url.tls ? "https://" : "http://") + url.authority() + "/";
    next.version = spec.version;
    next.timeouts = spec.timeouts;
    next.tls = spec.tls;
    next.proxy = spec.proxy;
    next.connectTo = spec.connectTo;
    next.unixSocket = spec.unixSocket;
    next.expect.rule = request::ExpectRule::Off;
    next.lingerNs = spec.lingerNs.value_or(followUpLingerNs);
    return next;
}

Decision contentLeft(const Answered &answered)
{
    const wire::Framing framing = wire::responseFraming(answered.stream.finalHead(), answered.composed.method);
    return {record::Decision::ContentLeft,
            "the rest of its content is not waited for: the head of the "
                + std::to_string(answered.stream.finalStatus()) + " decides"
                + (framing.mode == wire::FramingMode::UntilClose
                       ? ", and as it has neither Content-Length nor chunks, only a close would end the content"
                       : "")};
}

Plan retryAfter(const Answered &answered, const Stand &stand)
{
    std::string words = "417 refuses the expectation, so the request goes out again without Expect";
    words += stand.reusable ? ", on the same connection: the whole request had been sent and the connection persists"
        : answered.stream.requestFlushed()
        ? ", on a new connection"
        : ", on a new connection: on this one the server may still wait for the content";
    return {record::Reason::RetryWithoutExpect, words, request::withoutExpect(answered.plan.spec), stand.reusable};
}

bool repeatsAfter417(const Answered &answered, Next &next)
{
    if (answered.stream.finalStatus() != 417 || !answered.composed.expect.sent)
        return false;
    auto none = noRetry(answered.composed.expect, answered.asked.expect, answered.stream.finalHead().fields);
    if (none)
        next.decisions.push_back(std::move(*none));
    return !none;
}

void redirect(const Answered &answered, Next &next)
{
    if (answered.asked.redirects <= 0) // never asked for
        return;
    const int status = answered.stream.finalStatus();
    const auto location = wire::valueOf(answered.stream.finalHead().fields, "Location").value_or("");
    Redirection to = redirected(answered.plan.spec, status, location);
    if (!to.refusal.empty())
        next.decisions.push_back({record::Decision::RedirectNotFollowed, to.refusal});
    if (!to.next)
        return;
    const std::string words = std::to_string(status) + " redirects to " + shownLocation(location);
    next.decisions.push_back({record::Decision::Redirect, words});
    next.plan = Plan{record::Reason::Redirect, words, std::move(*to.next), false, {}, std::move(to.changes)};
}

void followUp(const Answered &answered, const Stand &stand, Next &next)
{
    if (stand.final && stand.inStep && stand.persistent) {
        next.plan = Plan{record::Reason::FollowUp, "is the connection still in step?",
                         followUpOf(answered.asked, answered.composed.url), true};
        return;
    }
    next.decisions.push_back({record::Decision::FollowUpSkipped,
                              !stand.final       ? "no follow-up: the exchange did not end well"
                                  : stand.closed ? "no follow-up: the connection is closed"
                                                 : "no follow-up: by its response the connection carries no further "
                                                   "request"});
}

} // namespace

std::optional<Plan> tunnelFor(const Plan &next, const Composed &composed)
{
    const auto *request = std::get_if<request::ComposedRequest>(&composed);
    if (next.sameConnection || !request || !request->route.tunnel)
        return std::nullopt;
    Plan tunnel{record::Reason::ProxyConnect,
                "a tunnel through the proxy " + request::hostPort(request->route.host, request->route.port),
                request::tunnelRequest(next.spec, request->route)};
    tunnel.tunnelVia = request->route;
    return tunnel;
}

bool headDecides(const Answered &answered)
{
    const auto &fields = answered.stream.finalHead().fields;
    const int status = answered.stream.finalStatus();
    if (status == 417 && answered.composed.expect.sent)
        return !noRetry(answered.composed.expect, answered.asked.expect, fields);
    if (answered.plan.reason == record::Reason::FollowUp || answered.asked.redirects <= 0)
        return false;
    const auto location = wire::valueOf(fields, "Location").value_or("");
    return redirected(answered.plan.spec, status, location).next.has_value();
}

Next nextAfter(const Answered &answered, const Stand &stand)
{
    Next next;
    const bool probe = answered.plan.reason == record::Reason::FollowUp;
    if (stand.contentLeft)
        next.decisions.push_back(contentLeft(answered));
    if (stand.final && repeatsAfter417(answered, next)) {
        next.plan = retryAfter(answered, stand);
        next.decisions.push_back({record::Decision::RetryWithoutExpect, next.plan->words});
        return next;
    }
    if (stand.final && !probe)
        redirect(answered, next);
    if (!next.plan && answered.asked.followUp && !probe)
        followUp(answered, stand, next);
    return next;
}

wire::Submission submissionOf(const request::ComposedRequest &composed, const request::RequestSpec &spec,
                              std::uint64_t headLength)
{
    wire::Submission submission;
    submission.headLength = headLength;
    submission.bodyLength = composed.wireLength;
    submission.method = composed.method;
    submission.version = composed.version;
    submission.upgrade = composed.upgrade;
    submission.gated = composed.expect.waits;
    submission.expectSent = composed.expect.sent;
    submission.policy.waitNs = spec.expect.waitNs;
    submission.policy.afterWait = spec.expect.afterWait;
    submission.policy.accept104 = spec.expect.accept104;
    submission.policy.bodyAfterFinal = spec.expect.bodyAfterFinal;
    return submission;
}

std::string whoAnswers(const Plan &plan, const request::ComposedRequest &composed, const std::string &address)
{
    const request::Route &route = plan.tunnelVia ? *plan.tunnelVia : composed.route;
    if (!route.unixSocket.empty())
        return unixSocketName(route.unixSocket);
    const std::string place = request::hostPort(address, route.port);
    const std::string origin = request::hostPort(composed.url.host, composed.url.port);
    if (route.proxy == request::ProxyKind::None)
        return place;
    if (route.proxy == request::ProxyKind::Socks)
        return origin + " through the SOCKS proxy " + place;
    if (route.tunnel && !plan.tunnelVia)
        return origin + " through the tunnel";
    return "the proxy " + place;
}

} // namespace engine
