// SPDX-License-Identifier: GPL-3.0-or-later
// What guidance says of an exchange, as values. All texts are plain text: bytes from the wire stand in them as
// data and are already escaped (no control bytes); whoever draws them as markup must escape them again.
#pragma once

#include "wire/anomaly.h"

#include <QString>
#include <QStringList>
#include <QVector>

namespace guidance {

/// How far the record carries a conclusion. Certain: the bytes say it. Likely: they say it unless something rare did
/// the same; the text names what. Open: more than one cause is left, and the text names them.
enum class Confidence : quint8 { Certain, Likely, Open };

/// Characters of a text.
struct TextSpan {
    qsizetype begin = 0;
    qsizetype length = 0; ///< above 0
    bool operator==(const TextSpan &) const = default;
};

/// A sentence and the events that prove it (their seq), so that a click can select them.
struct Sentence {
    QString text;
    QVector<quint64> events;
    QVector<TextSpan> values{}; ///< what this exchange put into it, in order
    bool operator==(const Sentence &) const = default;
};

/// Something a person can do next. The keys are listed in resources/guidance/verdicts.json under "actions".
struct ActionHint {
    QString key;   ///< "send-without-expect"
    QString words; ///< "Send without Expect"
    bool operator==(const ActionHint &) const = default;
};

/// One problem or remark seen on the wire.
struct Finding {
    QString rule; ///< id of the rule, or the key of the anomaly
    wire::Severity severity = wire::Severity::Info;
    Confidence confidence = Confidence::Certain;
    QString title;
    QString text;
    QString reference; ///< "RFC 9110 section 10.1.1"; more than one are joined by "; "
    QVector<quint64> events;
    bool operator==(const Finding &) const = default;
};

/// A row of "not to be confused with".
struct SideBySideRow {
    QString code;
    QString says;         ///< what it says
    QString fixes;        ///< what fixes it
    bool current = false; ///< the code of this exchange
    bool operator==(const SideBySideRow &) const = default;
};

/// A widespread claim that bears on the topic and is not true as told.
struct Correction {
    int number = 0; ///< of the claim, in claims.json
    QString claim;
    QString verdict; ///< "false", "misleading", "outdated", "partly true"
    QString correction;
    bool operator==(const Correction &) const = default;
};

/// The headline and what belongs to it. `rule` is empty when nothing can be said yet.
struct Verdict {
    QString rule;
    QString topic;                                  ///< a status code ("417") or a word ("waiting", "connect")
    wire::Severity severity = wire::Severity::Info; ///< Info: as it should be
    Confidence confidence = Confidence::Certain;    ///< of the headline
    QString headline;
    QVector<Sentence> sentences;
    QVector<ActionHint> actions;
    QString whoDoesThis; ///< "" when there is nothing measured to say
    QString whyClient;   ///< why this request carried Expect, or did not
    QStringList references;
    QVector<SideBySideRow> sideBySide;
    QVector<Correction> corrections;
};

struct Evaluation {
    Verdict verdict;
    QVector<Finding> findings; ///< worst first, then by first event
};

} // namespace guidance
