// SPDX-License-Identifier: GPL-3.0-or-later
// One place says each duration, size, count and outcome (app/words, and app/base/quantity.h for what is recorded).
#pragma once

#include "arch/source_reader.h"

using namespace Qt::StringLiterals;

namespace arch {

inline const QString wordedEnumerator =
    u"(?:\\w+::)*(?:GateOutcome|Outcome|ConnectionAfter|Reason|Decision|CloseHow)::\\w+"_s;
inline const QString wordedUnit = u"(?:bytes?|[KMGT]i?B|ns|µs|us|ms|s|min)"_s;

struct WordingRule {
    const char *pattern; // in which WORDED and UNIT stand for these
    const char *why;
    QStringList but; // files in which it may stand
};

/// Each exception with its reason.
inline const QList<WordingRule> &wordingRules()
{
    static const QList<WordingRule> rules{
        {R"RX(\b(?:[lL]ocale_?(?:\(\))?|QLocale(?:\(\)|\(QLocale::\w+\)|::c\(\)|::system\(\)))\.toString\()RX",
         "a number or time through a locale: see words/units.h",
         {u"app/formats/http_file/http_file_dynamic.cpp"_s, // the pattern of a file's {{$datetime}}
          u"app/formats/curl/curl_conditions.cpp"_s}},      // a field's date
        {R"RX("[^"\n]*%\d(?: B| ?UNIT)\b[^"\n]*")RX",
         "a number put together with its unit: durationText, sizeText, bytesText",
         {u"app/model/wire_rows.cpp"_s}}, // three decimals, as in the events' column of milliseconds
        {R"RX(" (?:B|UNIT)\b)RX",
         "a unit behind a number: durationText, sizeText, bytesText",
         {u"app/formats/http_file/http_file_writer.cpp"_s, // JetBrains' own form of a time
          u"ui/kit/typed_quantity.cpp"_s,                  // nothing is rounded in what is edited
          u"ui/history/history_limits.cpp"_s}},            // a field for a number of MiB
        {R"RX(\bcase\s+WORDED\s*:\s*return\b)RX"
         R"RX((?:[^;]*\btr\s*\(|\s*u?"[^"\n]* [^"\n]*"))RX",
         "an outcome, an end, a reason or a decision in words: see words/outcomes.h, words/decided.h",
         {}},
        {R"RX(\{\s*WORDED\s*,[^{}]*\btr\s*\()RX",
         "a table of words for an outcome, an end, a reason or a decision: see words/outcomes.h, words/decided.h",
         {}},
    };
    return rules;
}

/// The rule's matches, a line each, `file:line: what: why`.
inline QStringList checkWording(const WordingRule &rule, const QString &file, const QString &text)
{
    const QString code = blankOut(text, false);
    QString form = QString::fromUtf8(rule.pattern);
    const QRegularExpression pattern(form.replace("WORDED"_L1, wordedEnumerator).replace("UNIT"_L1, wordedUnit));
    QStringList wrong;
    for (const auto &match : pattern.globalMatch(code))
        wrong << u"%1:%2: %3: %4"_s.arg(file)
                     .arg(code.left(match.capturedStart()).count(u'\n') + 1)
                     .arg(match.captured().simplified(), QString::fromUtf8(rule.why));
    return wrong;
}

} // namespace arch
