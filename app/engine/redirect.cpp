// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/redirect.h"

#include "wire/typed_head.h"
#include "wire/url.h"

#include <QtCore/QUrl>

#include <algorithm>
#include <array>

namespace engine {

namespace {

void dropFields(wire::RequestSpec &spec, std::initializer_list<std::string_view> names)
{
    for (const std::string_view name : names)
        wire::eraseTyped(spec, name);
}

bool becomesGet(const std::string &method, int status)
{
    if (status == 303)
        return method != "GET" && method != "HEAD";
    return (status == 301 || status == 302) && method == "POST";
}

QUrl urlOf(std::string_view text)
{
    return QUrl(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())), QUrl::TolerantMode);
}

} // namespace

std::optional<wire::RequestSpec> redirected(const wire::RequestSpec &spec, int status, std::string_view location)
{
    constexpr std::array followed = {301, 302, 303, 307, 308};
    if (std::ranges::find(followed, status) == followed.end() || location.empty() || spec.rawHead)
        return {};
    const std::string typed = spec.url.find("://") == std::string::npos ? "http://" + spec.url : spec.url;
    const QUrl base = urlOf(typed);
    const QUrl to = base.resolved(urlOf(location));
    if (to.scheme() != QLatin1String("http") && to.scheme() != QLatin1String("https"))
        return {};
    wire::RequestSpec next = spec;
    QUrl url = to.adjusted(QUrl::RemoveFragment);
    const int own = base.scheme() == QLatin1String("https") ? 443 : 80;
    const int others = to.scheme() == QLatin1String("https") ? 443 : 80;
    const bool samePlace = to.host() == base.host() && to.port(others) == base.port(own) && to.scheme() == base.scheme();
    if (samePlace && url.userInfo().isEmpty())
        url.setUserInfo(base.userInfo(QUrl::FullyEncoded), QUrl::TolerantMode);
    next.url = url.toEncoded().toStdString();
    if (std::holds_alternative<wire::UrlError>(wire::parseUrl(next.url)))
        return {};
    dropFields(next, {"Host"});
    if (!samePlace) {
        dropFields(next, {"Authorization", "Cookie"});
        next.connectTo.clear();
    }
    if (to.host() != base.host())
        next.tls.serverName.clear(); // it named the host that was left
    if (becomesGet(spec.method, status)) {
        next.method = "GET";
        next.body = {};
        next.expect.rule = wire::ExpectRule::Off; // RFC 9110 section 10.1.1: not without content
        dropFields(next, {"Content-Length", "Content-Type", "Content-Encoding", "Transfer-Encoding", "Expect"});
    }
    next.redirects = spec.redirects - 1;
    return next;
}

} // namespace engine
