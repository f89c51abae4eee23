// SPDX-License-Identifier: GPL-3.0-or-later
// What was concluded, in words, for suites of points: conclusions that were wrong once, each with the bytes that they
// were drawn from, what must be said of them, and what must not. The number before a test's name is the point's in the
// list that an expert made of them.
#pragma once

#include "guidance/cases.h"

#include <QTest>

namespace test {

inline constexpr const char *closing = "Connection: close\r\nContent-Length: 0\r\n";

inline QString allOf(const guidance::Evaluation &evaluation)
{
    QStringList out{evaluation.verdict.headline};
    for (const auto &sentence : evaluation.verdict.sentences)
        out.append(sentence.text);
    for (const auto &finding : evaluation.findings)
        out.append(finding.title + u' ' + finding.text);
    return out.join(u'\n');
}

inline QStringList firedBy(const guidance::Evaluation &evaluation)
{
    QStringList out;
    for (const auto &finding : evaluation.findings)
        out.append(finding.rule);
    return out;
}

inline wire::Severity worst(const guidance::Evaluation &evaluation)
{
    wire::Severity out = wire::Severity::Info;
    for (const auto &finding : evaluation.findings)
        out = std::max(out, finding.severity);
    return out;
}

} // namespace test

#define SAYS(evaluation, words)                                                                                        \
    QVERIFY2(test::allOf(evaluation).contains(QStringLiteral(words)), qPrintable(test::allOf(evaluation)))
#define NEVER(evaluation, words)                                                                                       \
    QVERIFY2(!test::allOf(evaluation).contains(QStringLiteral(words), Qt::CaseInsensitive),                            \
             qPrintable(test::allOf(evaluation)))
