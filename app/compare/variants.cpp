// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/variants.h"

#include "base/text.h"
#include "request/compose.h"

namespace compare {

namespace {

request::RequestSpec withExpect(request::RequestSpec spec)
{
    std::erase_if(spec.removed, [](const std::string &name) { return base::equalsIgnoringCase(name, "Expect"); });
    if (spec.expect.rule != request::ExpectRule::Custom)
        spec.expect.rule = request::ExpectRule::Always;
    return spec;
}

request::RequestSpec asHttp10(request::RequestSpec spec)
{
    spec = request::withoutExpect(std::move(spec));
    spec.version = 10;
    spec.body.chunked = false; // RFC 9112 section 6.1: not to an HTTP/1.0 recipient
    return spec;
}

} // namespace

std::string_view keyOf(VariantKind kind)
{
    switch (kind) {
    case VariantKind::ExpectOff: return "expect-off";
    case VariantKind::ExpectOn: return "expect-on";
    case VariantKind::Http10: return "http-1.0";
    }
    return "expect-off";
}

std::vector<Variant> variantsOf(const request::RequestSpec &spec)
{
    std::vector<Variant> variants;
    if (spec.rawHead)
        return variants;
    const auto add = [&](const request::RequestSpec &base, Hop hop) {
        variants.push_back({VariantKind::ExpectOff, hop, request::withoutExpect(base)});
        variants.push_back({VariantKind::ExpectOn, hop, withExpect(base)});
        variants.push_back({VariantKind::Http10, hop, asHttp10(base)});
    };
    if (spec.proxy.empty()) {
        add(spec, Hop::AsAsked);
        return variants;
    }
    request::RequestSpec straight = spec;
    straight.proxy.clear();
    add(straight, Hop::Straight);
    add(spec, Hop::ThroughProxy);
    return variants;
}

} // namespace compare
