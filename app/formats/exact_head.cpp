// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/exact_head.h"

#include "formats/curl/curl_simplify.h"
#include "request/form.h"
#include "request/serializer.h"
#include "request/typed_head.h"

#include <initializer_list>
#include <utility>
#include <variant>

namespace formats {
namespace {

using Composed = std::variant<request::ComposedRequest, request::UrlError>;

bool sameOnTheWire(const Composed &made, const request::RequestSpec &next)
{
    const auto right = request::compose(next);
    const auto *one = std::get_if<request::ComposedRequest>(&made),
               *other = std::get_if<request::ComposedRequest>(&right);
    return one && other && request::http1Head(*one) == request::http1Head(*other)
        && one->wireLength == other->wireLength && one->expect.sent == other->expect.sent;
}

void settleExpect(request::RequestSpec &spec, ExpectFrom from)
{
    const bool typed = request::typedLine(spec, "Expect") != nullptr;
    if (from == ExpectFrom::Fields) {
        if (!typed)
            spec.expect.rule = request::ExpectRule::Off;
        return;
    }
    request::RequestSpec next = spec;
    request::eraseTyped(next, "Expect");
    const request::ExpectDecision decision = request::decideExpect(next);
    if (!spec.body.mediaType.empty() && request::typedValue(spec, "Content-Type") == request::contentType(spec.body)) {
        request::eraseTyped(spec, "Content-Type");
        request::eraseTyped(next, "Content-Type");
    }
    if (typed && decision.sent && decision.value == request::typedValue(spec, "Expect"))
        spec = std::move(next);
}

std::vector<std::string> namesInOrder(const Composed &made)
{
    std::vector<std::string> names;
    for (const request::HeaderLine &field : std::get<request::ComposedRequest>(made).fields)
        names.push_back(field.name);
    return names;
}

/// Without those typed fields, but with the order told; `made` is what the request is on the wire.
void tryOrdered(request::RequestSpec &spec, const Composed &made, std::initializer_list<std::string_view> names)
{
    request::RequestSpec next = spec;
    for (const std::string_view name : names) {
        const std::string value = request::typedValue(next, name);
        const std::size_t before = next.headers.size();
        request::eraseTyped(next, name);
        if (name == "Content-Type" && before != next.headers.size() && next.body.present())
            next.body.mediaType = value;
    }
    if (next.headers.size() == spec.headers.size())
        return;
    next.fieldOrder = namesInOrder(made);
    if (sameOnTheWire(made, next))
        spec = std::move(next);
}

request::RequestSpec plained(request::RequestSpec typed, ExpectFrom from, std::string *wrong)
{
    if (!typed.rawHead)
        settleExpect(typed, from);
    const Composed settled = request::compose(typed);
    const auto *error = std::get_if<request::UrlError>(&settled);
    if (error && wrong)
        *wrong = error->text;
    if (error || typed.rawHead)
        return typed;
    if (!typed.headers.empty()
        && request::isNamed(typed.headers.front(), "Host")) { // where it stands without being typed
        request::RequestSpec next = typed;
        request::eraseTyped(next, "Host");
        if (sameOnTheWire(settled, next))
            typed = std::move(next);
    }
    // Fields that say what the settings say already are theirs: the rule must not become another one.
    const request::ExpectSettings rules = typed.expect;
    request::RequestSpec plain = simplified(typed, settled);
    if (from == ExpectFrom::Settings && !(plain.expect == rules))
        plain = typed;
    tryOrdered(plain, settled, {"Host", "Content-Length", "Content-Type"});
    tryOrdered(plain, settled, {"Host", "Content-Length"});
    tryOrdered(plain, settled, {"Content-Length"});
    return plain;
}

} // namespace

request::RequestSpec plainRequest(request::RequestSpec typed, ExpectFrom from, std::string *wrong)
{
    if (typed.body.kind != request::BodyKind::Text)
        return plained(std::move(typed), from, wrong);
    // Only its length counts for the head: the text is not copied with each try.
    std::string text = std::move(typed.body.text);
    const std::uint64_t size = std::exchange(typed.body.size, text.size());
    typed.body.kind = request::BodyKind::Generated;
    typed.body.text.clear();
    request::RequestSpec plain = plained(std::move(typed), from, wrong);
    plain.body.kind = request::BodyKind::Text;
    plain.body.size = size;
    plain.body.text = std::move(text);
    return plain;
}

} // namespace formats
