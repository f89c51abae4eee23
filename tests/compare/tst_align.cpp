// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/align.h"

#include "compare/made.h"

#include <QTest>

using namespace compare;

class TestAlign : public QObject {
    Q_OBJECT
private slots:
    void keysGoBothWays()
    {
        for (const Align align : {Align::Head, Align::Start, Align::FirstByte})
            QVERIFY(alignFrom(keyOf(align)) == align);
        QVERIFY(!alignFrom("middle"));
    }

    void eachMoment()
    {
        const auto made = made::continued(2000, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        QCOMPARE(zeroOf(made.exchange, Align::Start).at, 0);
        QCOMPARE(zeroOf(made.exchange, Align::Head).at, 100'000);
        QCOMPARE(zeroOf(made.exchange, Align::FirstByte).at, 2'100'000);
        QVERIFY(zeroOf(made.exchange, Align::FirstByte).by == Align::FirstByte);
    }

    void theMomentBeforeWhereOneNeverCame()
    {
        const auto none = made::unreachable();
        const Zero zero = zeroOf(none.exchange, Align::FirstByte);
        QCOMPARE(zero.at, 0);
        QVERIFY(zero.by == Align::Start);

        support::SampleMaker silent(made::upload());
        silent.at(0).begin("first").at(100).head().at(900).end("timed-out");
        const auto exchange = record::summarize(silent.events());
        const Zero head = zeroOf(exchange, Align::FirstByte);
        QCOMPARE(head.at, 100'000);
        QVERIFY(head.by == Align::Head);
        QCOMPARE(zeroOf({}, Align::Head).at, 0);
    }

    void aTunnelDoesNotCount()
    {
        support::SampleMaker maker(made::upload());
        maker.at(0).begin("proxy-connect").at(10).head().at(20).received("HTTP/1.1 200 OK\r\n\r\n").end("final-status");
        maker.at(30).begin("first").at(40).head().at(90).received("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        const auto exchange = record::summarize(maker.events());
        QCOMPARE(zeroOf(exchange, Align::Head).at, 40'000);
        QCOMPARE(zeroOf(exchange, Align::FirstByte).at, 90'000);
    }
};

INTERIM_SUITE(TestAlign)
#include "tst_align.moc"
