// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/private_values.h"

#include "base/text.h"

#include <algorithm>
#include <memory>

namespace request {
namespace {

struct Known {
    std::string value;
    std::vector<std::string> forms; // the value first
};

using List = std::vector<Known>;

// A list is never changed: the window's thread and the engine's both ask, and take whichever stands.
std::shared_ptr<const List> known = std::make_shared<const List>();

std::shared_ptr<const List> current()
{
    return std::atomic_load(&known);
}

void add(std::vector<std::string> &forms, std::string form)
{
    if (form.size() >= shortestPrivate && std::ranges::find(forms, form) == forms.end())
        forms.push_back(std::move(form));
}

std::string escapedForJson(std::string_view value)
{
    std::string out;
    for (const char c : value) {
        constexpr std::string_view from = "\"\\\b\f\n\r\t", to = "\"\\bfnrt";
        const auto at = from.find(c);
        out += at == from.npos ? std::string(1, c) : std::string{'\\', to[at]};
    }
    return out;
}

/// What all base64 of texts with the value in them has in common: it may begin at each of three places.
void addBase64(std::vector<std::string> &forms, const std::string &value)
{
    constexpr std::size_t longEnough = 8; // letters of base64
    for (std::size_t before = 0; before < 3; ++before) {
        const std::string coded = base::base64(std::string(before, 'x') + value);
        const std::size_t first = before == 0 ? 0 : before + 1; // letters that hold bits of what stands before
        const std::size_t last = (before + value.size()) * 8 / 6;
        if (last < first + longEnough)
            continue;
        std::string inner = coded.substr(first, last - first);
        add(forms, inner);
        std::ranges::replace(inner, '+', '-');
        std::ranges::replace(inner, '/', '_');
        add(forms, std::move(inner));
    }
}

Known knownOf(const std::string &value)
{
    Known out{value, {value}};
    add(out.forms, base::percentEncoded(value, "-._~"));
    std::string lower = base::percentEncoded(value, "-._~");
    for (std::size_t i = 0; i + 2 < lower.size(); ++i)
        if (lower[i] == '%')
            lower.replace(i, 3, base::lowered(lower.substr(i, 3)));
    add(out.forms, std::move(lower));
    std::string form = base::percentEncoded(value, "-._~ ");
    std::ranges::replace(form, ' ', '+');
    add(out.forms, std::move(form));
    add(out.forms, escapedForJson(value));
    addBase64(out.forms, value);
    return out;
}

bool saysNothing(const std::string &value)
{
    return value.size() < shortestPrivate || value.size() > longestPrivate || value == "true" || value == "false"
        || value == "null";
}

} // namespace

void knowPrivate(const std::vector<std::string> &values)
{
    for (auto before = current();;) {
        List all = *before;
        for (const std::string &value : values) {
            const bool there = std::ranges::find(all, value, &Known::value) != all.end();
            if (!there && !saysNothing(value) && all.size() < mostPrivate)
                all.push_back(knownOf(value));
        }
        if (std::atomic_compare_exchange_strong(&known, &before, std::make_shared<const List>(std::move(all))))
            return;
    }
}

SecretParts privatePartsOf(std::string_view text)
{
    SecretParts out;
    const auto all = current();
    for (const Known &one : *all)
        for (const std::string &form : one.forms)
            for (auto at = text.find(form); at != text.npos; at = text.find(form, at + form.size()))
                out.push_back({at, form.size()});
    return merged(std::move(out));
}

std::vector<std::string> privateIn(std::string_view text)
{
    std::vector<std::string> out;
    const auto all = current();
    for (const Known &one : *all)
        if (std::ranges::any_of(one.forms, [&](const std::string &form) { return text.find(form) != text.npos; }))
            out.push_back(one.value);
    return out;
}

void forgetPrivate()
{
    std::atomic_store(&known, std::make_shared<const List>());
}

} // namespace request
