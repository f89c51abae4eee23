// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/variants.h"

#include "wire/compose.h"
#include "wire/text.h"

namespace compare {

namespace {

wire::RequestSpec withExpect(wire::RequestSpec spec)
{
    std::erase_if(spec.removed, [](const std::string &name) { return wire::equalsIgnoringCase(name, "Expect"); });
    if (spec.expect.rule != wire::ExpectRule::Custom)
        spec.expect.rule = wire::ExpectRule::Always;
    return spec;
}

wire::RequestSpec asHttp10(wire::RequestSpec spec)
{
    spec = wire::withoutExpect(std::move(spec));
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

std::vector<Variant> variantsOf(const wire::RequestSpec &spec)
{
    std::vector<Variant> variants;
    if (spec.rawHead)
        return variants;
    const auto add = [&](const wire::RequestSpec &base, Hop hop) {
        variants.push_back({VariantKind::ExpectOff, hop, wire::withoutExpect(base)});
        variants.push_back({VariantKind::ExpectOn, hop, withExpect(base)});
        variants.push_back({VariantKind::Http10, hop, asHttp10(base)});
    };
    if (spec.proxy.empty()) {
        add(spec, Hop::AsAsked);
        return variants;
    }
    wire::RequestSpec straight = spec;
    straight.proxy.clear();
    add(straight, Hop::Straight);
    add(spec, Hop::ThroughProxy);
    return variants;
}

} // namespace compare
