// SPDX-License-Identifier: GPL-3.0-or-later
// A report whose every text of the wire is hostile.
#pragma once

#include "formats/report/comparison_report.h"

using namespace Qt::StringLiterals;

namespace samples {

inline const QString &hostile()
{
    static const QString text = u"<script>alert(1)</script>\"'><img src=x onerror=y> | `code` **b** [l](http://e) "
                                "&amp; %1 %2\r\n# head\u202Ex"_s;
    return text;
}

inline formats::ComparisonReport hostileReport()
{
    using namespace formats;
    ComparisonLine base;
    base.name = u"a"_s + hostile();
    base.url = u"http://a/"_s + hostile();
    base.zeroBy = u"head"_s;
    base.bars = {{u"network"_s, -500'000, -100'000, 0, u"connecting"_s},
                 {u"head"_s, -100'000, 0, 0, u"request head"_s},
                 {u"pause"_s, 0, 1'000'000'000, 2, u"pause 1 s"_s},
                 {u"interim"_s, 1'000'000'000, 1'000'000'000, 100, u"100"_s},
                 {u"body"_s, 1'000'000'000, 1'100'000'000, 0, u"request body"_s},
                 {u"response"_s, 1'100'000'000, 1'100'000'000, 200, u"200"_s}};
    base.handshakeKey = u"continued"_s;
    base.outcomeKey = u"final-status"_s;
    base.afterKey = u"open"_s;
    base.handshake = u"100 after 1 s"_s;
    base.answer = u"200"_s;
    base.after = u"kept open"_s;
    base.pauseNs = 1'000'000'000;
    base.interims = {100};
    base.statuses = {200};
    base.bodySent = 4194304;
    base.bodySentText = u"4 194 304"_s;
    base.response =
        ComparisonAnswer{200, 11, hostile(), {{"X|<b>", hostile().toLatin1().toStdString()}, {"Same", "1"}}, 12};
    base.inShort = u"baseline"_s;
    ComparisonLine other = base;
    other.name = u"b"_s;
    other.response = ComparisonAnswer{417, 10, u"No"_s, {{"Same", "1"}}, 0};
    other.statuses = {417};
    other.bars.last().code = 417;
    other.error = hostile();
    other.inShort = hostile();
    other.differences = {{u"field"_s, u"removed"_s, u"X|<b>"_s, hostile(), {}, 0, hostile()},
                         {u"pause"_s, u"differs"_s, {}, u"1"_s, u"2"_s, -5, u"slower"_s}};
    other.pause =
        ComparisonSpread{50, 1, 2, 3, 4, {{0, 1000, 49, u"0 to 1 ms"_s}, {1000, 2000, 1, u"1 to 2 ms"_s}}, u"median"_s};
    other.outcomes = {{u"continued 200"_s, 49}, {u"timed-out "_s + hostile(), 1}};
    ComparisonReport report;
    report.request = u"POST "_s + hostile();
    report.when = u"2026-11-22T18:00:00Z"_s;
    report.align = u"head"_s;
    report.alignText = u"request head sent"_s;
    report.rounds = 50;
    report.sameRequest = false;
    report.noiseRule = u"Rule."_s;
    report.lines = {base, other};
    report.ticks = {{0, u"0"_s}, {500'000'000, u"500 ms"_s}};
    return report;
}

} // namespace samples
