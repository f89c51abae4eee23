// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange_text.h"

#include "model/wire_text.h"
#include "request/route.h"
#include "request/sensitive.h"
#include "request/url.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

using namespace Qt::StringLiterals;

namespace model {

namespace {

constexpr int mostShown = 60; // characters of a product's name

struct ExchangeWords {
    Q_DECLARE_TR_FUNCTIONS(model::Exchange)
};

/// What a peer calls itself; "" where it does not say.
QString productOf(const wire::Fields &fields, std::string_view name)
{
    return visibleText(wire::valueOf(fields, name).value_or(""), mostShown);
}

QString placeOf(const record::Target &target)
{
    if (!target.unixSocket.empty())
        return visibleText(target.unixSocket);
    const QString place = visibleText(request::hostPort(target.host, target.port));
    const bool named = !target.address.empty() && target.address != target.host;
    return named ? ExchangeWords::tr("%1 (%2)").arg(place, visibleText(target.address)) : place;
}

/// Nothing without a proxy.
std::optional<request::Route> throughProxy(const request::RequestSpec &spec)
{
    const auto url = request::parseUrl(spec.url);
    if (!std::holds_alternative<request::Url>(url))
        return std::nullopt;
    auto read = request::routeOf(spec, std::get<request::Url>(url));
    auto *route = std::get_if<request::Route>(&read);
    return route && route->proxy != request::ProxyKind::None ? std::optional(std::move(*route)) : std::nullopt;
}

/// `server`: what the answer calls its server, "" for nothing.
QString atPlace(const QString &server, const QString &place)
{
    return server.isEmpty() ? place : ExchangeWords::tr("%1 at %2").arg(server, place);
}

QString serverText(const record::Attempt &last, const request::RequestSpec &spec)
{
    const QString server = last.final ? productOf(last.final->fields, "Server") : QString();
    const auto route = throughProxy(spec);
    if (!route)
        return atPlace(server, placeOf(last.target));
    const QString proxy = visibleText(request::hostPort(route->host, route->port));
    if (last.reason == record::Reason::ProxyConnect) // nobody behind it was reached
        return atPlace(server, proxy);
    record::Target target = last.target;
    target.address.clear(); // the proxy's
    const QString place = placeOf(target);
    if (!route->absoluteForm()) // it carries what it does not read
        return ExchangeWords::tr("%1 through %2").arg(atPlace(server, place), proxy);
    // A proxy that forwards may have made the answer itself: whose the name is, nobody can tell.
    const QString text = ExchangeWords::tr("%1 through %2").arg(place, proxy);
    return server.isEmpty() ? text : ExchangeWords::tr("%1, Server: %2").arg(text, server);
}

} // namespace

QString askedText(const record::Exchange &exchange, const request::RequestSpec &spec)
{
    const auto first = std::ranges::find_if(exchange.attempts, [](const record::Attempt &one) {
        return one.reason != record::Reason::ProxyConnect && one.request.seen;
    });
    if (first != exchange.attempts.end()) {
        const wire::Head &head = first->request.head;
        return visibleText(head.method) + u' ' + visibleText(request::maskedUrl(head.target));
    }
    const auto url = request::parseUrl(spec.url);
    const auto *parsed = std::get_if<request::Url>(&url);
    return visibleText(spec.method) + u' ' + visibleText(request::maskedUrl(parsed ? parsed->target : spec.url));
}

QString peerText(const record::Exchange &exchange, const request::RequestSpec &spec)
{
    const record::Attempt *last = exchange.last();
    if (!last)
        return {};
    if (exchange.role == wire::Role::Client)
        return serverText(*last, spec);
    const QString client = last->request.seen ? productOf(last->request.head.fields, "User-Agent") : QString();
    return client.isEmpty() ? ExchangeWords::tr("a client of the lab")
                            : ExchangeWords::tr("%1, at the lab").arg(client);
}

} // namespace model
