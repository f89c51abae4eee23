// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/row_summary.h"

#include "compare/made.h"

#include <QTest>

using namespace compare;

class TestSummary : public QObject {
    Q_OBJECT
private slots:
    void continued()
    {
        const auto made = made::continued(2000, "HTTP/1.0 201 Created\r\nContent-Length: 0\r\n\r\n");
        const Summary &summary = made.summary;
        QVERIFY(summary.outcome == record::Outcome::FinalStatus);
        QVERIFY(summary.handshake.outcome == wire::GateOutcome::Continued);
        QVERIFY((summary.interims == std::vector{100}) && (summary.statuses == std::vector{201}));
        QCOMPARE(summary.bodySent, 1000u);
        QCOMPARE(summary.response.version, 10);
        QCOMPARE(summary.toFinalNs, 2'600'000);
        QCOMPARE(summary.request.method, std::string("POST"));
    }

    // The handshake is the first request's, the answer the last one's.
    void aRetryHasBothStatuses()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const auto summary = made::from(spec, support::healed417(spec)).summary;
        QVERIFY(summary.handshake.outcome == wire::GateOutcome::FinalStatus);
        QVERIFY((summary.statuses == std::vector{417, 201}));
        QCOMPARE(summary.response.status, 201);
        QCOMPARE(summary.bodySent, 2u << 20);
    }

    void tunnelAndFollowUpAreLeftOut()
    {
        support::SampleMaker maker(made::upload());
        maker.at(0).begin("proxy-connect").at(10).head().received("HTTP/1.1 200 OK\r\n\r\n").end("final-status");
        maker.at(30).begin("first").at(40).head().received("HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n");
        maker.at(50).closed().end("final-status").begin("follow-up").at(60).head();
        maker.received("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n").end("final-status");
        const auto summary = made::from(made::upload(), maker.events()).summary;
        QVERIFY((summary.statuses == std::vector{413}));
        QVERIFY(summary.after == record::ConnectionAfter::ClosedByClient);
    }

    void nothingAtAll()
    {
        QVERIFY(!summaryOf({}).answered);
        const auto summary = made::unreachable().summary;
        QVERIFY(!summary.answered && !summary.sent && summary.statuses.empty());
        QCOMPARE(summary.error, std::string("no way"));
    }

    void sameButForHost()
    {
        const auto ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
        const auto a = made::continued(1, ok).summary;
        QVERIFY(sameRequest(a, made::continued(1, ok, "http://127.0.0.2:9/u").summary));
        QVERIFY(!sameRequest(a, made::continued(1, ok, "http://127.0.0.1:8080/v").summary));
        auto other = a;
        other.request.fields.push_back({"X", "1"});
        QVERIFY(!sameRequest(a, other));
    }
};

INTERIM_SUITE(TestSummary)
#include "tst_row_summary.moc"
