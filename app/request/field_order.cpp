// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/field_order.h"

#include "base/text.h"
#include "request/compose.h"
#include "request/typed_head.h"

#include <algorithm>
#include <map>
#include <set>

namespace request {

namespace {

constexpr std::string_view others = "*";

std::string keyOf(std::string_view name)
{
    return base::lowered(base::trimmed(name));
}

using Ranks = std::map<std::string, std::size_t>;

/// By name; "*" is the place of all others.
Ranks ranksOf(const std::vector<std::string> &order)
{
    Ranks ranks;
    for (std::size_t i = 0; i < order.size(); ++i)
        ranks.try_emplace(keyOf(orderedName(order[i])), i);
    ranks.try_emplace(std::string(others), order.size());
    return ranks;
}

std::size_t rankOf(const Ranks &ranks, const std::string &key)
{
    const auto at = ranks.find(key);
    return (at == ranks.end() ? ranks.find(std::string(others)) : at)->second;
}

/// Names of the head that goes out, typed and added.
std::vector<std::string> namesSent(RequestSpec spec)
{
    spec.rawHead.reset();
    auto made = compose(spec);
    if (std::holds_alternative<UrlError>(made)) { // an order does not hang on the URL
        spec.url = "http://h/";
        spec.proxy.clear();
        made = compose(spec);
    }
    std::vector<std::string> names;
    const auto *request = std::get_if<ComposedRequest>(&made);
    if (!request)
        return names;
    for (const HeaderLine &field : request->fields) {
        if (!field.name.empty())
            names.push_back(field.name);
    }
    return names;
}

/// Every name that is sent has an entry of its own; the rest keeps its place.
std::vector<std::string> namedOrder(const RequestSpec &spec)
{
    auto order = spec.fieldOrder;
    auto ranks = ranksOf(order);
    std::vector<std::string> missing;
    for (const std::string &name : namesSent(spec))
        if (ranks.try_emplace(keyOf(name), 0).second)
            missing.push_back(name);
    const auto at = std::ranges::find(order, others);
    order.insert(at, missing.begin(), missing.end());
    return order;
}

bool staysTogether(const std::vector<std::string> &keys)
{
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < keys.size(); ++i)
        if ((i == 0 || keys[i] != keys[i - 1]) && !seen.insert(keys[i]).second)
            return false;
    return true;
}

} // namespace

std::vector<HeaderLine> typedInOrder(const RequestSpec &spec)
{
    auto lines = spec.headers;
    if (spec.fieldOrder.empty())
        return lines;
    const auto ranks = ranksOf(spec.fieldOrder);
    std::ranges::stable_sort(lines, {}, [&](const HeaderLine &line) { return rankOf(ranks, keyOf(line.name)); });
    return lines;
}

void setTypedInOrder(RequestSpec &spec, std::vector<HeaderLine> lines)
{
    spec.headers = lines;
    if (typedInOrder(spec) == lines)
        return;
    std::vector<std::string> keys;
    for (const HeaderLine &line : lines)
        keys.push_back(keyOf(line.name));
    auto order = namedOrder(spec);
    const auto isTyped = [&keys](const std::string &entry) {
        return std::ranges::find(keys, keyOf(orderedName(entry))) != keys.end();
    };
    if (!staysTogether(keys)) {
        std::erase(order, others);
        const auto first = std::ranges::find_if(order, isTyped) - order.begin();
        std::erase_if(order, isTyped);
        order.emplace(order.begin() + first, others);
        spec.fieldOrder = std::move(order);
        return;
    }
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    std::map<std::string, std::string> entries; // as they were written: "Expect: 100-Continue"
    for (const std::string &entry : order)
        entries.try_emplace(keyOf(orderedName(entry)), entry);
    auto next = keys.begin();
    for (std::string &entry : order)
        if (next != keys.end() && isTyped(entry))
            entry = entries.at(*next++);
    spec.fieldOrder = std::move(order);
}

} // namespace request
