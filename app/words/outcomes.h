// SPDX-License-Identifier: GPL-3.0-or-later
// How an exchange, a wait for 100 and a connection ended, and why an attempt was made: the same words in the history, a
// comparison, the table of events, the timeline and the terminal.
#pragma once

#include "record/attempt.h"
#include "wire/event.h"
#include "wire/expect_gate.h"

#include <QLocale>
#include <QString>

namespace words {

/// "could not connect", "closed early": in a cell, and behind "instead of".
QString outcomeText(record::Outcome outcome);

/// What came of waiting for 100, in a cell and behind "instead of": "no Expect", "no 100".
QString gateText(wire::GateOutcome outcome);
/// With its time: "100 after 300 µs", "no 100, waited 1 s". `sent`: the request had the field; `continuedBy`: the
/// status of the interim response behind Continued.
QString gateText(wire::GateOutcome outcome, bool sent, int continuedBy, std::int64_t pauseNs, const QLocale &locale);

/// What ended a wait: "ended by 100 (Continue)", "ended by hand"; "" where nothing did.
QString waitEndText(wire::GateOutcome outcome, int continuedBy);
/// The same with the final status that ended it, and where it ended with the attempt, by what ended that.
QString waitEndText(const record::Attempt &attempt);

/// "connection reset": what one side did; who, says the arrow beside it.
QString closeText(wire::CloseHow how);

/// "kept open", "closed by the server": in a cell, and behind "instead of".
QString connectionText(record::ConnectionAfter after);
/// The same as a sentence: "the server closed the connection".
QString connectionSentence(record::ConnectionAfter after);

/// What leads from the attempt before to this one: "retry without Expect (RFC 9110 §10.1.1)".
QString reasonText(record::Reason reason);

} // namespace words
