// SPDX-License-Identifier: GPL-3.0-or-later
// What Interim decided beyond what was asked: the same words in the table of events, the timeline and the terminal.
#pragma once

#include "record/attempt.h"

#include <QString>

#include <span>

namespace words {

/// Those that are told beside an attempt: on its head, and behind its end. A field that every head gets, and what a
/// bar, a link or the next attempt shows, is in neither.
std::span<const record::Decision> decisionsOnHead();
std::span<const record::Decision> decisionsBehindEnd();

/// In a few words, beside others: "Expect left out".
QString decisionText(record::Decision decision);
/// As a sentence: what was recorded of it says why, and stands as it is; where nothing was, the few words.
QString decisionSentence(record::Decision decision, const QString &recorded);

} // namespace words
