// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/timeline_rows.h"

#include "support/exchange_sample.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace cli;

class TestTimelineRows : public QObject {
    Q_OBJECT
    static const Row *find(const Lane &lane, const char *label)
    {
        for (const Row &row : lane.rows) {
            if (row.label == QLatin1String(label))
                return &row;
        }
        return nullptr;
    }
private slots:
    void healed417()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const auto events = support::healed417(spec);
        const auto lanes = lanesOf(record::summarize(events), spec);
        QCOMPARE(lanes.size(), std::size_t(2));
        QVERIFY(lanes[0].link.isEmpty());
        QVERIFY(lanes[1].link.contains("without Expect"_L1));
        const Row *pause = find(lanes[0], "pause");
        QVERIFY(pause);
        QCOMPARE(pause->begin, 100'000);
        QCOMPARE(pause->end, 1'730'000);
        QCOMPARE(pause->text, u"1.63 ms · ended by 417"_s);
        QCOMPARE(find(lanes[0], "body")->text, u"never sent · 0 of 2,097,152 bytes"_s);
        QCOMPARE(find(lanes[0], "body")->begin, -1);
        QVERIFY(find(lanes[0], "417")->kind == RowKind::Failure);
        QVERIFY(!find(lanes[0], "server")); // the pause says it
        QVERIFY(find(lanes[0], "close"));
        QVERIFY(!find(lanes[1], "pause"));
        QVERIFY(find(lanes[1], "103")->kind == RowKind::Interim);
        QVERIFY(find(lanes[1], "201")->kind == RowKind::Success);
        QVERIFY(find(lanes[1], "TCP"));
    }

    void stoppedBody()
    {
        const auto spec = support::uploadSpec(2 << 20);
        support::SampleMaker maker(spec);
        maker.at(0).begin("first").at(10).head().at(20).received("HTTP/1.1 100 Continue\r\n\r\n");
        maker.at(30).sent(std::string(1000, 'x')).at(40).received("HTTP/1.1 413 Too\r\nContent-Length: 0\r\n\r\n");
        maker.closed().end("final-status");
        const auto lanes = lanesOf(record::summarize(maker.events()), spec);
        QCOMPARE(find(lanes.front(), "body")->text, u"stopped · 1,000 of 2,097,152 bytes"_s);
        QCOMPARE(find(lanes.front(), "pause")->text, u"10 µs · ended by 100 (Continue)"_s);
    }

    void waitThatA104Ended()
    {
        auto spec = support::uploadSpec(2 << 20);
        spec.expect.accept104 = true;
        support::SampleMaker maker(spec);
        maker.at(0).begin("first").at(10).head().at(15).received("HTTP/1.1 103 Early Hints\r\n\r\n");
        maker.at(20).received("HTTP/1.1 104 Upload Resumption Supported\r\n\r\n");
        const auto lanes = lanesOf(record::summarize(maker.events()), spec);
        QCOMPARE(find(lanes.front(), "pause")->text, u"10 µs · ended by 104 (Upload Resumption Supported)"_s);
    }

    void manyInterimsAreFolded()
    {
        const auto spec = support::uploadSpec(2 << 20);
        support::SampleMaker maker(spec);
        maker.at(0).begin("first").at(10).head();
        for (int i = 0; i < 500; ++i)
            maker.at(20 + i).received("HTTP/1.1 102 P\r\n\r\n");
        maker.end("timed-out", "x");
        const auto lanes = lanesOf(record::summarize(maker.events()), spec);
        const auto count = std::count_if(lanes.front().rows.begin(), lanes.front().rows.end(),
                                         [](const Row &row) { return row.kind == RowKind::Interim; });
        QCOMPARE(count, 8);
        const Row *more = find(lanes.front(), "1xx");
        QVERIFY(more && more->text.startsWith("493 more"_L1));
        QCOMPARE(more->end, 519'000);
    }

    /// The wait for an answer that never came is drawn to the time limit, and nobody cancelled.
    void waitsThatEndInNothing()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const auto ended = [&spec](bool sent) {
            support::SampleMaker maker(spec);
            maker.at(0).begin("first").at(10).head();
            if (sent)
                maker.at(300).received("HTTP/1.1 100 Continue\r\n\r\n").sent(std::string(2 << 20, 'x'));
            record::Fact limit;
            limit.kind = record::FactKind::Timeout;
            limit.name = "whole";
            limit.at = 2'000'000;
            maker.recorder().apply(limit);
            maker.at(2000).closed().end("timed-out", "late");
            return lanesOf(record::summarize(maker.events()), spec).front();
        };
        const Lane silent = ended(true);
        QCOMPARE(find(silent, "server")->text, u"1.7 ms · no final response"_s);
        QCOMPARE(find(silent, "server")->end, 2'000'000);
        const Lane held = ended(false);
        QVERIFY(!find(held, "server"));
        QCOMPARE(find(held, "pause")->text, u"1.99 ms · ended by the time limit"_s);
    }

    void followUpThatWasSkipped()
    {
        const auto spec = support::uploadSpec(5);
        support::SampleMaker maker(spec);
        maker.at(0).begin("first").at(10).head().received("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        record::Fact decision;
        decision.kind = record::FactKind::Decision;
        decision.name = "follow-up-skipped";
        decision.text = "no follow-up: the connection is closed";
        maker.recorder().apply(decision);
        maker.end("final-status");
        const auto lanes = lanesOf(record::summarize(maker.events()), spec);
        QCOMPARE(find(lanes.front(), "next")->text, u"no follow-up: the connection is closed"_s);
    }

    /// What Interim left out or did not do is a line of its own; the fields of every head are not drawn.
    void decisionsAreDrawn()
    {
        const auto spec = support::uploadSpec(5);
        support::SampleMaker maker(spec);
        maker.at(0).begin("first");
        const auto decide = [&maker](const char *name, const char *text) {
            record::Fact decision;
            decision.kind = record::FactKind::Decision;
            decision.name = name;
            decision.text = text;
            maker.recorder().apply(decision);
        };
        decide("fields-added", "fields added: Host");
        decide("method-changed", "POST becomes GET after 302");
        decide("fields-dropped", "not sent to another origin: Cookie");
        decide("proxy-credentials-to-origin", "it goes to the origin");
        decide("not-waited", "no wait");
        maker.at(10).head().received("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
        decide("no-retry", "the request is not repeated");
        decide("redirect-not-followed", "302 is not followed");
        maker.end("final-status");
        const auto lanes = lanesOf(record::summarize(maker.events()), spec);
        QStringList drawn;
        for (const Row &row : lanes.front().rows)
            if (row.label == "note"_L1 || row.label == "next"_L1)
                drawn << row.label + u'|' + row.text;
        QCOMPARE(drawn.join(u'\n'),
                 u"note|POST becomes GET after 302\n"
                 "note|not sent to another origin: Cookie\nnote|it goes to the origin\nnote|no wait\n"
                 "next|the request is not repeated\nnext|302 is not followed"_s);
    }

    void bracketsAroundNumbersWithColons()
    {
        record::Exchange exchange;
        exchange.attempts.emplace_back().target = {"::1", 8080, "::1", false};
        QVERIFY(lanesOf(exchange, {}).front().title.endsWith(u" · [::1]:8080"_s));
    }

    void failureIsSaid()
    {
        const auto spec = support::uploadSpec(2 << 20);
        support::SampleMaker maker(spec);
        maker.at(0).begin("first").at(10).end("connect-failed", "connection refused");
        const auto lanes = lanesOf(record::summarize(maker.events()), spec);
        QCOMPARE(find(lanes.front(), "failed")->text, u"connection refused"_s);
        QVERIFY(!find(lanes.front(), "body"));
    }
};

INTERIM_SUITE(TestTimelineRows)
#include "tst_timeline_rows.moc"
