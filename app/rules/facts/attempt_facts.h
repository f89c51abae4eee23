// SPDX-License-Identifier: GPL-3.0-or-later
// The facts of one attempt, as resources/guidance/README.md names them, a file a subject.
#pragma once

#include "rules/facts/attempt_reading.h"
#include "rules/facts/fact_table.h"

namespace rules {

using AttemptFact = Fact<AttemptReading>;
using AttemptFamily = Family<AttemptReading>;
using AttemptTable = FactTable<AttemptReading>;
using AttemptTables = FactTables<AttemptReading>;

/// Those of every subject.
AllFacts<AttemptReading> attemptFacts();

AttemptTables placeFacts();     ///< place_facts.cpp: where it went, and what failed on the way
AttemptTables endFacts();       ///< end_facts.cpp: how it ended, and what spoke no HTTP
AttemptTables requestFacts();   ///< request_facts.cpp: the head and the content
AttemptTables expectFacts();    ///< expect_facts.cpp: the Expect field and the wait
AttemptTables interimFacts();   ///< interim_facts.cpp: interim responses, and hops that speak HTTP/1.0
AttemptTables continueFacts();  ///< continue_facts.cpp: the first 100
AttemptTables answerFacts();    ///< answer_facts.cpp: what came behind the final response or in its stead
AttemptTables finalFacts();     ///< final_facts.cpp: its status and when it came
AttemptTables finalHeadFacts(); ///< final_head_facts.cpp: what its head says, and its content

/// switch (101), success, redirection, expectation (417), refusal (another 4xx), failure (5xx), or invalid: a status
/// outside 100 to 599, or an interim one, which no final response can have (RFC 9110 section 15).
const char *kindOfStatus(int status);
/// A response whose first byte came before the wait was over, and so before the content went.
bool beganInWait(const record::Attempt &attempt, std::int64_t beganAt);

/// Values of all lines of each field, joined by ", " in their order, by the field's name in lower case. Cookies, which
/// hold commas of their own, are joined by "; ".
Members joinedFields(const wire::Fields &fields);

} // namespace rules
