// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_simplify.h"

#include "base/text.h"
#include "request/serializer.h"
#include "request/typed_head.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace formats {
namespace {

/// A request and what it is on the wire, which is composed once for all tries.
struct Simplified {
    /// Takes what is the same on the wire.
    void take(request::RequestSpec next)
    {
        const auto other = request::compose(next);
        const auto *left = std::get_if<request::ComposedRequest>(&made),
                   *right = std::get_if<request::ComposedRequest>(&other);
        if (left && right && request::http1Head(*left) == request::http1Head(*right) && left->chunked == right->chunked
            && left->wireLength == right->wireLength && left->expect.sent == right->expect.sent
            && left->expect.waits == right->expect.waits)
            spec = std::move(next);
    }

    request::RequestSpec spec;
    const std::variant<request::ComposedRequest, request::UrlError> &made;
};

using Headers = std::vector<request::HeaderLine>;

Headers::iterator lastNamed(Headers &headers, std::string_view name)
{
    const auto found = std::find_if(headers.rbegin(), headers.rend(), [&](const request::HeaderLine &line) {
        return base::equalsIgnoringCase(line.name, name);
    });
    return found == headers.rend() ? headers.end() : std::prev(found.base());
}

/// `change` gets the value of the last field of this name, which is gone then.
void tryWithout(Simplified &now, std::string_view name,
                const std::function<void(request::RequestSpec &, const std::string &)> &change)
{
    if (lastNamed(now.spec.headers, name) == now.spec.headers.end())
        return;
    request::RequestSpec next = now.spec;
    const auto line = lastNamed(next.headers, name);
    const std::string value = line->value;
    next.headers.erase(line);
    change(next, value);
    now.take(std::move(next));
}

/// "interim/1.0" and "*/*": other values are not those that are added without being typed.
bool mayBeOwn(const Simplified &now, std::string_view name, std::string_view value)
{
    const std::string typed = request::typedValue(now.spec, name);
    return typed.empty() || typed.starts_with(value);
}

void firstFields(Simplified &now)
{
    if (!mayBeOwn(now, "User-Agent", "interim/") || !mayBeOwn(now, "Accept", "*/*"))
        return;
    request::RequestSpec next = now.spec;
    for (const std::string_view name : {"User-Agent", "Accept"}) {
        if (const auto line = lastNamed(next.headers, name); line != next.headers.end())
            next.headers.erase(line);
    }
    if (next.headers.size() != now.spec.headers.size())
        now.take(std::move(next));
}

void removals(Simplified &now)
{
    const bool first = !now.spec.rawHead; // these two come by themselves where they are neither typed nor removed
    for (const std::string &name : std::vector<std::string>(now.spec.removed)) {
        if (first && (name == "User-Agent" || name == "Accept") && !request::typedLine(now.spec, name))
            continue;
        request::RequestSpec next = now.spec;
        std::erase(next.removed, name);
        now.take(std::move(next));
    }
}

} // namespace

request::RequestSpec simplified(request::RequestSpec spec)
{
    const auto made = request::compose(spec);
    return simplified(std::move(spec), made);
}

request::RequestSpec simplified(request::RequestSpec spec,
                                const std::variant<request::ComposedRequest, request::UrlError> &made)
{
    Simplified now{std::move(spec), made};
    // From the end on: what stands behind a field decides whether it may be written by itself.
    tryWithout(now, "Expect", [](request::RequestSpec &next, const std::string &value) {
        next.expect.rule = value == "100-continue" ? request::ExpectRule::Always : request::ExpectRule::Custom;
        if (next.expect.rule == request::ExpectRule::Custom)
            next.expect.custom = value;
    });
    tryWithout(now, "Content-Type", [](request::RequestSpec &next, const std::string &value) {
        const bool form = next.body.kind == request::BodyKind::Form && value == "application/x-www-form-urlencoded";
        next.body.mediaType = form ? std::string() : value;
    });
    tryWithout(now, "Transfer-Encoding",
               [](request::RequestSpec &next, const std::string &) { next.body.chunked = true; });
    tryWithout(now, "Content-Length", [](request::RequestSpec &, const std::string &) {});
    firstFields(now);
    removals(now);
    return std::move(now.spec);
}

} // namespace formats
