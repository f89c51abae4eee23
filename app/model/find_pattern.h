// SPDX-License-Identifier: GPL-3.0-or-later
// What is looked for: text with case or without, a regular expression, or bytes in hex.
#pragma once

#include <QRegularExpression>
#include <QString>

#include <string>

namespace model {

/// As it was typed.
struct FindQuery {
    enum class Kind : quint8 { Text, Expression, Hex };
    QString text;
    Kind kind = Kind::Text;
    bool matchCase = false; ///< of no use in hex
};

/// Made ready; any thread may read it.
struct FindPattern {
    static constexpr qsizetype longest = 4096; ///< characters of a query
    static constexpr int quickSteps = 2000;    ///< of an expression, from one place of the text
    static constexpr int patientSteps = 100'000;

    FindQuery query;
    std::string bytes;          ///< of Text in UTF-8, of Hex
    QRegularExpression quick;   ///< Expression: gives up soon, which most places of most texts do not come to
    QRegularExpression patient; ///< where that one did
    QString error;              ///< one line: what cannot be understood, and where

    /// Whether there is something to look for.
    bool some() const { return error.isEmpty() && !query.text.isEmpty() && (isExpression() || !bytes.empty()); }
    bool isExpression() const { return query.kind == FindQuery::Kind::Expression; }
};

FindPattern patternOf(const FindQuery &query);

} // namespace model
