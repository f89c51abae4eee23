// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/facts/exchange_facts.h"

#include <array>

namespace rules {

namespace {

/// On the connection of the first one.
Value sharesConnection(const Part &part)
{
    const record::Attempt *first = part.all.first;
    return as::flag(part.attempt != first && part.attempt->connection == first->connection);
}

/// On the connection of the request that was repeated without Expect, which then stands for the first one.
Value followsRepeat(const Part &part)
{
    const record::Attempt *repeat = part.all.repeat;
    return as::flag(repeat && repeat != part.attempt && repeat->connection == part.attempt->connection);
}

constexpr Fact<Part> existsRows[]{
    {"exists", [](const Part &part) { return as::flag(part.attempt != nullptr); }},
};

constexpr Fact<Part> connectionRows[]{
    {"same-connection", &sharesConnection},
    {"after-repeat", &followsRepeat},
};

constexpr FactTable<Part> partTables[]{
    {nullptr, existsRows},
    {[](const Part &part) { return part.attempt != nullptr; }, connectionRows},
};

} // namespace

AllFacts<ExchangeReading> exchangeFacts()
{
    static const std::array all{courseFacts(), specFacts(), clientFacts()};
    return all;
}

AllFacts<Part> partFacts()
{
    static constexpr std::array all{FactTables<Part>(partTables)};
    return all;
}

} // namespace rules
