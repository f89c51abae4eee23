// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl_simplify.h"

#include "wire/compose.h"
#include "wire/text.h"

#include <algorithm>
#include <functional>

namespace formats {
namespace {

bool sameRequest(const wire::RequestSpec &a, const wire::RequestSpec &b)
{
    const auto left = wire::compose(a), right = wire::compose(b);
    const auto *one = std::get_if<wire::ComposedRequest>(&left), *other = std::get_if<wire::ComposedRequest>(&right);
    return one && other && one->head == other->head && one->chunked == other->chunked
        && one->wireLength == other->wireLength && one->expect.sent == other->expect.sent
        && one->expect.waits == other->expect.waits;
}

using Headers = std::vector<wire::HeaderLine>;

Headers::iterator lastNamed(Headers &headers, std::string_view name)
{
    const auto found = std::find_if(headers.rbegin(), headers.rend(), [&](const wire::HeaderLine &line) {
        return wire::equalsIgnoringCase(line.name, name);
    });
    return found == headers.rend() ? headers.end() : std::prev(found.base());
}

/// `change` gets the value of the last field of this name, which is gone then.
void tryWithout(wire::RequestSpec &spec, std::string_view name,
                const std::function<void(wire::RequestSpec &, const std::string &)> &change)
{
    wire::RequestSpec next = spec;
    const auto line = lastNamed(next.headers, name);
    if (line == next.headers.end())
        return;
    const std::string value = line->value;
    next.headers.erase(line);
    change(next, value);
    if (sameRequest(spec, next))
        spec = std::move(next);
}

void firstFields(wire::RequestSpec &spec)
{
    wire::RequestSpec next = spec;
    for (const std::string_view name : {"User-Agent", "Accept"}) {
        if (const auto line = lastNamed(next.headers, name); line != next.headers.end())
            next.headers.erase(line);
    }
    if (sameRequest(spec, next))
        spec = std::move(next);
}

void removals(wire::RequestSpec &spec)
{
    for (const std::string &name : std::vector<std::string>(spec.removed)) {
        wire::RequestSpec next = spec;
        std::erase(next.removed, name);
        if (sameRequest(spec, next))
            spec = std::move(next);
    }
}

} // namespace

wire::RequestSpec simplified(wire::RequestSpec spec)
{
    // From the end on: what stands behind a field decides whether it may be written by itself.
    tryWithout(spec, "Expect", [](wire::RequestSpec &next, const std::string &value) {
        next.expect.rule = value == "100-continue" ? wire::ExpectRule::Always : wire::ExpectRule::Custom;
        if (next.expect.rule == wire::ExpectRule::Custom)
            next.expect.custom = value;
    });
    tryWithout(spec, "Content-Type", [](wire::RequestSpec &next, const std::string &value) {
        const bool form = next.body.kind == wire::BodyKind::Form && value == "application/x-www-form-urlencoded";
        next.body.mediaType = form ? std::string() : value;
    });
    tryWithout(spec, "Transfer-Encoding", [](wire::RequestSpec &next, const std::string &) { next.body.chunked = true; });
    tryWithout(spec, "Content-Length", [](wire::RequestSpec &, const std::string &) {});
    firstFields(spec);
    removals(spec);
    return spec;
}

} // namespace formats
