// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/facts/exchange_reading.h"

#include "request/expect_rule.h"
#include "request/form.h"
#include "request/route.h"
#include "request/typed_head.h"
#include "request/url.h"

namespace rules {

namespace {

std::optional<ProxyReading> readProxy(const request::RequestSpec &spec)
{
    if (spec.proxy.empty())
        return std::nullopt;
    const auto url = request::parseUrl(spec.url);
    if (!std::holds_alternative<request::Url>(url))
        return std::nullopt;
    const auto read = request::routeOf(spec, std::get<request::Url>(url));
    const auto *route = std::get_if<request::Route>(&read);
    if (!route || route->proxy == request::ProxyKind::None)
        return std::nullopt;
    const bool socks = route->proxy == request::ProxyKind::Socks;
    return ProxyReading{socks               ? "socks"
                            : route->tunnel ? "tunnels"
                                            : "forwards",
                        request::hostPort(route->host, route->port)};
}

std::optional<BoundaryReading> readBoundary(const request::RequestSpec &spec)
{
    if (spec.body.kind != request::BodyKind::Multipart)
        return std::nullopt;
    std::string type = request::contentType(spec.body);
    if (spec.rawHead || request::typedLine(spec, "Content-Type"))
        type = request::typedValue(spec, "Content-Type");
    else if (request::isRemoved(spec, "Content-Type"))
        type.clear();
    const std::string named = request::boundaryIn(type);
    const std::string written = request::boundaryOf(spec.body);
    if (named == written)
        return std::nullopt;
    return BoundaryReading{!named.empty(), written};
}

} // namespace

ExchangeReading readExchange(const record::Exchange &exchange, const request::RequestSpec &spec, std::int64_t now)
{
    ExchangeReading out{exchange, spec, now, partsOf(exchange), {}, {}};
    if (exchange.role == wire::Role::Client)
        out.asked = {request::ruleKey(request::decideExpect(spec), spec.expect.rule), readProxy(spec),
                     readBoundary(spec)};
    else if (out.parts.first)
        out.client = record::judgeClient(*out.parts.first);
    return out;
}

} // namespace rules
