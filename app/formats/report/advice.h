// SPDX-License-Identifier: GPL-3.0-or-later
// What guidance says of an exchange, in the shape that documents carry. Filled by whoever may know guidance.
#pragma once

#include "wire/anomaly.h"

#include <QString>
#include <QStringList>
#include <QVector>

namespace formats {

/// How far the record carries a conclusion; the schema says what the three words mean.
enum class Confidence : quint8 { Certain, Likely, Open };

struct FindingEntry {
    QString rule;
    wire::Severity severity = wire::Severity::Info;
    Confidence confidence = Confidence::Certain;
    QString title;
    QString text;
    QString reference; ///< all of `references` in one text
    QStringList references;
    QVector<quint64> events; ///< seq of the evidence
};

struct SentenceEntry {
    QString text;
    QVector<quint64> events; ///< seq of the evidence
};

/// Something to do next.
struct ActionEntry {
    QString key;
    QString words;
};

struct Advice {
    QString rule; ///< id; "" when nothing can be said yet
    QString topic;
    Confidence confidence = Confidence::Certain; ///< of the headline
    QString headline;
    QVector<SentenceEntry> sentences;
    QVector<ActionEntry> actions;
    QString who; ///< which clients and servers are known to do this; "" when none is
    QString why; ///< why the request carried Expect, or did not; may be ""
    QStringList references;
    QVector<FindingEntry> findings;
};

} // namespace formats
