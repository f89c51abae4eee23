// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/summary.h"

#include "store/samples.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestSummary : public QObject {
    Q_OBJECT
private slots:
    void tellsTheHandshake();
    void whatContinuedItAndWhatEndedIt();
    void aStatusSpeaksForTheExchange();
    void countsManyAttempts();
    void emptyRecordIsPending();
    void keysGoBothWays();
};

void TestSummary::tellsTheHandshake()
{
    const auto entry = store::entryOf(support::healed(), true);
    QCOMPARE(entry.method, u"POST"_s);
    QCOMPARE(entry.url, u"http://127.0.0.1:8080/refuse-417"_s);
    QVERIFY(entry.lab && entry.expect);
    QCOMPARE(entry.gate, wire::GateOutcome::FinalStatus);
    QCOMPARE(entry.pauseNs, 1'630'000);
    QCOMPARE(entry.durationNs, 4'100'000);
    const QList<store::AttemptSeen> attempts{{u"first"_s, 417}, {u"retry-without-expect"_s, 201}};
    QCOMPARE(entry.attempts, attempts);
    QCOMPARE(entry.status(), 201);
    QCOMPARE(entry.outcome, record::Outcome::FinalStatus);
}

void TestSummary::whatContinuedItAndWhatEndedIt()
{
    const auto ended = [](const char *why) {
        auto spec = support::uploadSpec(2 << 20);
        spec.expect.accept104 = true;
        support::SampleMaker maker(spec);
        maker.at(0).begin("first").at(100).head().at(500).received("HTTP/1.1 104 Upload Resumption Supported\r\n\r\n");
        maker.end("aborted", why);
        return store::entryOf(maker.recorder().take(), false);
    };
    QCOMPARE(ended("ended at 7 events").continuedBy, 104);
    QCOMPARE(ended("ended at 7 events").ended, u"ended at 7 events"_s);
    QCOMPARE(ended(record::cancelledByUser).ended, QString());
    QCOMPARE(store::entryOf(support::healed(), true).ended, QString());
}

void TestSummary::aStatusSpeaksForTheExchange()
{
    store::Entry entry;
    QCOMPARE(entry.status(), 0);
    entry.attempts = {{u"first"_s, 413}, {u"follow-up"_s, 200}};
    QCOMPARE(entry.status(), 413);
    entry.attempts = {{u"first"_s, 417}, {u"retry-without-expect"_s, 0}};
    QCOMPARE(entry.status(), 417);
}

void TestSummary::countsManyAttempts()
{
    request::RequestSpec spec;
    spec.url = "http://127.0.0.1:8080/";
    support::SampleMaker maker(spec);
    for (int i = 0; i < 20; ++i) {
        maker.begin(i == 0 ? "first" : "follow-up").head();
        maker.received("HTTP/1.1 " + std::to_string(200 + i) + " OK\r\nContent-Length: 0\r\n\r\n").end("final-status");
    }
    auto record = maker.recorder().take();
    record.spec = spec;
    const auto entry = store::entryOf(record, false);
    QCOMPARE(entry.attempts.size(), store::mostAttempts);
    QCOMPARE(entry.attempts.last().status, 219);
    QCOMPARE(entry.attempts.first().status, 200);
}

void TestSummary::emptyRecordIsPending()
{
    const auto entry = store::entryOf({}, false);
    QCOMPARE(entry.outcome, record::Outcome::Pending);
    QVERIFY(entry.attempts.isEmpty());
}

void TestSummary::keysGoBothWays()
{
    for (int i = 0; i <= static_cast<int>(record::Outcome::Aborted); ++i) {
        const auto outcome = static_cast<record::Outcome>(i);
        QCOMPARE(store::outcomeOf(store::toText(keyOf(outcome))), outcome);
    }
    for (int i = 0; i <= static_cast<int>(wire::GateOutcome::Aborted); ++i) {
        const auto gate = static_cast<wire::GateOutcome>(i);
        QCOMPARE(store::gateOf(store::toText(keyOf(gate))), gate);
    }
    QCOMPARE(store::outcomeOf(u"of a later version"_s), record::Outcome::Pending);
}

INTERIM_SUITE(TestSummary)
#include "tst_summary.moc"
