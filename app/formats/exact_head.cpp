// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/exact_head.h"

#include "formats/curl/curl_simplify.h"
#include "wire/compose.h"
#include "wire/form.h"
#include "wire/typed_head.h"

#include <initializer_list>
#include <utility>
#include <variant>

namespace formats {
namespace {

using Composed = std::variant<wire::ComposedRequest, wire::UrlError>;

bool sameOnTheWire(const Composed &made, const wire::RequestSpec &next)
{
    const auto right = wire::compose(next);
    const auto *one = std::get_if<wire::ComposedRequest>(&made), *other = std::get_if<wire::ComposedRequest>(&right);
    return one && other && one->head == other->head && one->wireLength == other->wireLength
        && one->expect.sent == other->expect.sent;
}

void settleExpect(wire::RequestSpec &spec, ExpectFrom from)
{
    const bool typed = wire::typedLine(spec, "Expect") != nullptr;
    if (from == ExpectFrom::Fields) {
        if (!typed)
            spec.expect.rule = wire::ExpectRule::Off;
        return;
    }
    wire::RequestSpec next = spec;
    wire::eraseTyped(next, "Expect");
    const wire::ExpectDecision decision = wire::decideExpect(next);
    if (!spec.body.mediaType.empty() && wire::typedValue(spec, "Content-Type") == wire::contentType(spec.body)) {
        wire::eraseTyped(spec, "Content-Type");
        wire::eraseTyped(next, "Content-Type");
    }
    if (typed && decision.sent && decision.value == wire::typedValue(spec, "Expect"))
        spec = std::move(next);
}

std::vector<std::string> namesInOrder(const Composed &made)
{
    wire::RequestSpec raw;
    raw.rawHead = std::get<wire::ComposedRequest>(made).head;
    std::vector<std::string> names;
    for (const wire::Field &field : wire::typedHead(raw).fields)
        names.push_back(field.name);
    return names;
}

/// Without those typed fields, but with the order told; `made` is what the request is on the wire.
void tryOrdered(wire::RequestSpec &spec, const Composed &made, std::initializer_list<std::string_view> names)
{
    wire::RequestSpec next = spec;
    for (const std::string_view name : names) {
        const std::string value = wire::typedValue(next, name);
        const std::size_t before = next.headers.size();
        wire::eraseTyped(next, name);
        if (name == "Content-Type" && before != next.headers.size() && next.body.present())
            next.body.mediaType = value;
    }
    if (next.headers.size() == spec.headers.size())
        return;
    next.fieldOrder = namesInOrder(made);
    if (sameOnTheWire(made, next))
        spec = std::move(next);
}

wire::RequestSpec plained(wire::RequestSpec typed, ExpectFrom from, std::string *wrong)
{
    if (!typed.rawHead)
        settleExpect(typed, from);
    const Composed settled = wire::compose(typed);
    const auto *error = std::get_if<wire::UrlError>(&settled);
    if (error && wrong)
        *wrong = error->text;
    if (error || typed.rawHead)
        return typed;
    if (!typed.headers.empty() && wire::isNamed(typed.headers.front(), "Host")) { // where it stands without being typed
        wire::RequestSpec next = typed;
        wire::eraseTyped(next, "Host");
        if (sameOnTheWire(settled, next))
            typed = std::move(next);
    }
    // Fields that say what the settings say already are theirs: the rule must not become another one.
    const wire::ExpectSettings rules = typed.expect;
    wire::RequestSpec plain = simplified(typed, settled);
    if (from == ExpectFrom::Settings && !(plain.expect == rules))
        plain = typed;
    tryOrdered(plain, settled, {"Host", "Content-Length", "Content-Type"});
    tryOrdered(plain, settled, {"Host", "Content-Length"});
    tryOrdered(plain, settled, {"Content-Length"});
    return plain;
}

} // namespace

wire::RequestSpec plainRequest(wire::RequestSpec typed, ExpectFrom from, std::string *wrong)
{
    if (typed.body.kind != wire::BodyKind::Text)
        return plained(std::move(typed), from, wrong);
    // Only its length counts for the head: the text is not copied with each try.
    std::string text = std::move(typed.body.text);
    const std::uint64_t size = std::exchange(typed.body.size, text.size());
    typed.body.kind = wire::BodyKind::Generated;
    typed.body.text.clear();
    wire::RequestSpec plain = plained(std::move(typed), from, wrong);
    plain.body.kind = wire::BodyKind::Text;
    plain.body.size = size;
    plain.body.text = std::move(text);
    return plain;
}

} // namespace formats
