// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/decisions.h"

#include "base/quantity.h"
#include "base/safe_bytes.h"
#include "base/text.h"
#include "request/sensitive.h"
#include "request/typed_head.h"
#include "wire/event.h"
#include "wire/retry_after.h"

#include <algorithm>

namespace engine {

namespace {

std::string whyExpect(const request::RequestSpec &spec, const request::ExpectDecision &expect)
{
    switch (expect.why) {
    case request::ExpectWhy::AboveThreshold:
        return " (" + base::bytesText(spec.body.length()) + " of content, more than the threshold of "
            + base::bytesText(spec.expect.threshold) + ")";
    case request::ExpectWhy::RuleAlways: return " (by the rule always)";
    case request::ExpectWhy::CustomValue: return " (with the value that was asked for)";
    default: return {};
    }
}

/// Only where the rule's own setting would have sent it.
std::optional<Decision> expectNotSent(const request::ComposedRequest &request, const request::RequestSpec &spec)
{
    if (request.expect.why == request::ExpectWhy::NoContent && spec.expect.rule == request::ExpectRule::Always)
        return Decision{record::Decision::ExpectNotSent,
                        "no Expect by the rule always: there is no content (RFC 9110 section 10.1.1)"};
    if (request.expect.why == request::ExpectWhy::Http10 && spec.body.length() > spec.expect.threshold)
        return Decision{record::Decision::ExpectNotSent,
                        "no Expect for " + base::bytesText(spec.body.length())
                            + " of content: a server must ignore it in HTTP/1.0 (RFC 9110 section 10.1.1)"};
    return {};
}

/// The next proxy alone is to read the field; behind a tunnel, or SOCKS, that is the origin. It goes out, since it was
/// typed.
std::optional<Decision> proxyCredentialsToOrigin(const request::ComposedRequest &request,
                                                 const request::RequestSpec &spec)
{
    const bool behindProxy = request.route.proxy != request::ProxyKind::None && !request.route.absoluteForm();
    if (!behindProxy || !wire::hasField(request::typedHead(spec).fields, "Proxy-Authorization"))
        return {};
    return Decision{record::Decision::ProxyCredentialsToOrigin,
                    "Proxy-Authorization goes to " + request::hostPort(request.url.host, request.url.port)
                        + (request.route.tunnel ? " through the tunnel" : " through the SOCKS proxy")
                        + ", which may read it; the proxy takes no credentials from there (RFC 9110 section 11.7.2): a "
                          "user and a password "
                          "for the proxy belong into its URL"};
}

} // namespace

std::string listed(const std::vector<std::string> &words)
{
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i)
        out += (i == 0 ? "" : i + 1 == words.size() ? " and " : ", ") + words[i];
    return out;
}

std::vector<Decision> headDecisions(const request::ComposedRequest &request, const request::RequestSpec &spec,
                                    std::vector<std::string> typed)
{
    std::vector<Decision> out;
    std::vector<std::string> names = std::move(typed);
    for (const request::ComposedField &field : request.fields) {
        if (field.added)
            names.push_back(base::equalsIgnoringCase(field.name, "Expect")
                                ? field.name + whyExpect(spec, request.expect)
                                : field.name);
    }
    if (!names.empty())
        out.push_back({record::Decision::FieldsAdded, "fields added: " + listed(names)});
    if (!request.url.typedHost.empty())
        out.push_back({record::Decision::HostInAscii,
                       "the host " + request.url.typedHost + " goes out as " + request.url.host + " (IDNA, UTS #46)"});
    if (auto unsent = expectNotSent(request, spec))
        out.push_back(std::move(*unsent));
    if (auto handed = proxyCredentialsToOrigin(request, spec))
        out.push_back(std::move(*handed));
    if (request.expect.sent && request.hasContent && !request.expect.waits && spec.expect.waitNs != 0)
        out.push_back({record::Decision::NotWaited,
                       "no wait: Expect is not 100-continue, which a client that will wait must send (RFC "
                       "9110 section 10.1.1); --wait-any waits all the same"});
    return out;
}

std::optional<Decision> noRetry(const request::ExpectDecision &expect, const request::ExpectSettings &settings,
                                const wire::Fields &response)
{
    const auto because = [](const std::string &why) {
        return Decision{record::Decision::NoRetry, "the request is not repeated without Expect: " + why};
    };
    if (settings.on417 == request::On417::Show)
        return because("as you asked");
    if (!expect.asks100 && !settings.anyValue)
        return because(
            "RFC 9110 section 10.1.1 asks for that only after 100-continue; --wait-any repeats after any value");
    for (const std::string_view later : wire::valuesOf(response, "Retry-After")) {
        if (wire::readRetryAfter(later) != wire::RetryAfter::Invalid)
            return because("the 417 says when to come back (Retry-After: " + base::escaped(later).substr(0, 60) + ")");
    }
    return {};
}

std::string shownLocation(std::string_view location)
{
    const std::string shown = request::maskedUrl(location);
    const auto mark = std::min(shown.find_first_of("?#"), shown.size());
    std::string out = base::escaped(shown.substr(0, mark));
    if (mark + 1 < shown.size())
        out += shown[mark] + std::string(request::maskText);
    return out;
}

} // namespace engine
