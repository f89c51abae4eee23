// SPDX-License-Identifier: GPL-3.0-or-later
// What a client did with its expectation, as it is seen at the server's seat.
#include "rules/facts/exchange_facts.h"

namespace rules {

namespace {

using In = const ExchangeReading &;

constexpr ExchangeFact clientRows[]{
    {"client", [](In in) { return as::key(record::keyOf(in.client->did)); }},
    {"client.waited", [](In in) { return as::time(in.client->waitedNs); }},
    {"client.first", [](In in) { return as::key(in.client->first); }},
};

constexpr ExchangeTable clientTables[]{{[](In in) { return in.client.has_value(); }, clientRows}};

} // namespace

ExchangeTables clientFacts()
{
    return clientTables;
}

} // namespace rules
