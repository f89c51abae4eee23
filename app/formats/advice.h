// SPDX-License-Identifier: GPL-3.0-or-later
// What guidance says of an exchange, in the shape that documents carry. Filled by whoever may know guidance.
#pragma once

#include "wire/anomaly.h"

#include <QString>
#include <QStringList>
#include <QVector>

namespace formats {

struct FindingEntry {
    QString rule;
    wire::Severity severity = wire::Severity::Info;
    QString title;
    QString text;
    QString reference;
    QVector<quint64> events; ///< seq of the evidence
};

struct Advice {
    QString topic;
    QString headline;
    QStringList sentences;
    QVector<FindingEntry> findings;
};

} // namespace formats
