// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of an exchange as a whole, and those of each of its parts that hold whether or not there is such an
// attempt.
#pragma once

#include "rules/facts/exchange_reading.h"
#include "rules/facts/fact_table.h"

namespace rules {

using ExchangeFact = Fact<ExchangeReading>;
using ExchangeFamily = Family<ExchangeReading>;
using ExchangeTable = FactTable<ExchangeReading>;
using ExchangeTables = FactTables<ExchangeReading>;

/// Those of every subject.
AllFacts<ExchangeReading> exchangeFacts();

ExchangeTables courseFacts(); ///< course_facts.cpp: how far it got
ExchangeTables specFacts();   ///< spec_facts.cpp: what was asked for
ExchangeTables clientFacts(); ///< client_facts.cpp: what a client did at the server's seat

/// One of the attempts that facts are named for, among the others.
struct Part {
    const Parts &all;
    const record::Attempt *attempt; ///< nullptr: there is none
};
AllFacts<Part> partFacts();

} // namespace rules
