// SPDX-License-Identifier: GPL-3.0-or-later
// A report whose every text of the wire is hostile.
#pragma once

#include "formats/report/comparison_report.h"

namespace samples {

inline const QString &hostile()
{
    static const QString text = QStringLiteral("<script>alert(1)</script>\"'><img src=x onerror=y> | `code` **b** [l](http://e) "
                                               "&amp; %1 %2\r\n# head\u202Ex");
    return text;
}

inline formats::ComparisonReport hostileReport()
{
    using namespace formats;
    ComparisonLine base;
    base.name = QStringLiteral("a") + hostile();
    base.url = QStringLiteral("http://a/") + hostile();
    base.zeroBy = QStringLiteral("head");
    base.bars = {{QStringLiteral("network"), -500'000, -100'000, 0, QStringLiteral("connecting")},
                 {QStringLiteral("head"), -100'000, 0, 0, QStringLiteral("request head")},
                 {QStringLiteral("pause"), 0, 1'000'000'000, 2, QStringLiteral("pause 1 000 ms")},
                 {QStringLiteral("interim"), 1'000'000'000, 1'000'000'000, 100, QStringLiteral("100")},
                 {QStringLiteral("body"), 1'000'000'000, 1'100'000'000, 0, QStringLiteral("request body")},
                 {QStringLiteral("response"), 1'100'000'000, 1'100'000'000, 200, QStringLiteral("200")}};
    base.handshakeKey = QStringLiteral("continued");
    base.outcomeKey = QStringLiteral("final-status");
    base.afterKey = QStringLiteral("open");
    base.handshake = QStringLiteral("100 after 1 000 ms");
    base.answer = QStringLiteral("200");
    base.after = QStringLiteral("kept open");
    base.pauseNs = 1'000'000'000;
    base.interims = {100};
    base.statuses = {200};
    base.bodySent = 4194304;
    base.bodySentText = QStringLiteral("4 194 304");
    base.response = ComparisonAnswer{200, 11, hostile(), {{"X|<b>", hostile().toLatin1().toStdString()}, {"Same", "1"}}, 12};
    base.inShort = QStringLiteral("baseline");
    ComparisonLine other = base;
    other.name = QStringLiteral("b");
    other.response = ComparisonAnswer{417, 10, QStringLiteral("No"), {{"Same", "1"}}, 0};
    other.statuses = {417};
    other.bars.last().code = 417;
    other.error = hostile();
    other.inShort = hostile();
    other.differences = {{QStringLiteral("field"), QStringLiteral("removed"), QStringLiteral("X|<b>"), hostile(), {}, 0, hostile()},
                         {QStringLiteral("pause"), QStringLiteral("differs"), {}, QStringLiteral("1"), QStringLiteral("2"), -5, QStringLiteral("slower")}};
    other.pause = ComparisonSpread{50, 1, 2, 3, 4, {{0, 1000, 49, QStringLiteral("0 to 1 ms")}, {1000, 2000, 1, QStringLiteral("1 to 2 ms")}}, QStringLiteral("median")};
    other.outcomes = {{QStringLiteral("continued 200"), 49}, {QStringLiteral("timed-out ") + hostile(), 1}};
    ComparisonReport report;
    report.request = QStringLiteral("POST ") + hostile();
    report.when = QStringLiteral("2026-11-22T18:00:00Z");
    report.align = QStringLiteral("head");
    report.alignText = QStringLiteral("request head sent");
    report.rounds = 50;
    report.sameRequest = false;
    report.noiseRule = QStringLiteral("Rule.");
    report.lines = {base, other};
    report.ticks = {{0, QStringLiteral("0")}, {500'000'000, QStringLiteral("500 ms")}};
    return report;
}

} // namespace samples
