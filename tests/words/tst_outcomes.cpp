// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/outcomes.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace words;

using record::ConnectionAfter;
using record::Outcome;
using record::Reason;
using wire::GateOutcome;

class TestOutcomes : public QObject {
    Q_OBJECT

private slots:
    void eachValueHasWordsOfItsOwn();
    void waits_data();
    void waits();
    void expectWithoutAWait();
    void waitsThatAnAttemptEnded();
};

namespace {

const QLocale c = QLocale::c();

/// Of every value up to the last.
template <typename Enum, typename Text>
QStringList textsOf(Enum last, Text text)
{
    QStringList texts;
    for (int i = 0; i <= static_cast<int>(last); ++i)
        texts << text(static_cast<Enum>(i));
    return texts;
}

} // namespace

void TestOutcomes::eachValueHasWordsOfItsOwn()
{
    const QList<QStringList> lists{
        textsOf(Outcome::Aborted, outcomeText),
        textsOf(GateOutcome::Aborted, [](GateOutcome outcome) { return gateText(outcome); }),
        textsOf(ConnectionAfter::Reset, connectionText),
        textsOf(ConnectionAfter::Reset, connectionSentence),
        textsOf(Reason::FollowUp, reasonText),
    };
    for (const QStringList &texts : lists) {
        QVERIFY2(!texts.contains(QString()), qPrintable(texts.join(u'|')));
        QCOMPARE(QSet<QString>(texts.begin(), texts.end()).size(), texts.size());
    }
    QCOMPARE(outcomeText(Outcome::ProtocolError), u"the answer cannot be read"_s);
    QCOMPARE(closeText(wire::CloseHow::Reset), u"connection reset"_s);
    QCOMPARE(closeText(wire::CloseHow::Truncated), u"connection closed"_s);
    QCOMPARE(connectionText(ConnectionAfter::ClosedByClient), u"closed by the client"_s);
    QCOMPARE(connectionSentence(ConnectionAfter::ClosedByClient), u"the client closed the connection"_s);
    QCOMPARE(reasonText(Reason::RetryWithoutExpect), u"retry without Expect (RFC 9110 §10.1.1)"_s);
}

void TestOutcomes::waits_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QString>("plain");
    QTest::addColumn<QString>("timed");
    QTest::addColumn<QString>("ended");
    const auto row = [](GateOutcome outcome, const char *plain, const char *timed, const char *ended) {
        QTest::newRow(plain) << static_cast<int>(outcome) << QString::fromUtf8(plain) << QString::fromUtf8(timed)
                             << QString::fromUtf8(ended);
    };
    row(GateOutcome::NotSent, "no Expect", "no Expect", "");
    row(GateOutcome::NotWaited, "Expect, not waited", "Expect, not waited", "");
    row(GateOutcome::Continued, "100", "100 after 300 µs", "ended by 100 (Continue)");
    row(GateOutcome::FinalStatus, "a final status before the body", "a final status after 300 µs",
        "ended by a final status");
    row(GateOutcome::TimedOut, "no 100", "no 100, waited 300 µs", "ended by the wait's own limit: no 100 had come");
    row(GateOutcome::Closed, "closed while waiting", "closed while waiting, after 300 µs", "ended by the peer's close");
    row(GateOutcome::ReleasedByUser, "no 100, sent by hand", "no 100, sent by hand after 300 µs", "ended by hand");
    row(GateOutcome::Aborted, "ended while waiting", "ended while waiting", "ended by the exchange's end");
}

void TestOutcomes::waits()
{
    QFETCH(int, outcome);
    const auto gate = static_cast<GateOutcome>(outcome);
    QTEST(gateText(gate), "plain");
    QTEST(gateText(gate, false, 100, 300'000, c), "timed");
    QTEST(waitEndText(gate, 100), "ended");
}

void TestOutcomes::expectWithoutAWait()
{
    QCOMPARE(gateText(GateOutcome::NotSent, true, 100, 0, c), u"Expect, not waited"_s);
    QCOMPARE(gateText(GateOutcome::Continued, true, 104, 300'000, c), u"104 after 300 µs"_s);
}

void TestOutcomes::waitsThatAnAttemptEnded()
{
    record::Attempt attempt;
    attempt.handshake.outcome = GateOutcome::Continued;
    attempt.handshake.continuedBy = 104;
    QCOMPARE(waitEndText(attempt), u"ended by 104 (Upload Resumption Supported)"_s);
    attempt.handshake.outcome = GateOutcome::FinalStatus;
    attempt.final.emplace().status = 417;
    QCOMPARE(waitEndText(attempt), u"ended by 417"_s);
    attempt.handshake.outcome = GateOutcome::Aborted;
    QCOMPARE(waitEndText(attempt), u"cancelled"_s);
    attempt.failures.push_back({false, 0, 0, "aborted", {}});
    QCOMPARE(waitEndText(attempt), u"cancelled"_s);
    attempt.failures.push_back({false, 0, 0, "body-source", {}});
    QCOMPARE(waitEndText(attempt), u"ended by the failure"_s);
    attempt.failures.insert(attempt.failures.begin(), record::Failure{true, 0, 0, "whole", {}});
    QCOMPARE(waitEndText(attempt), u"ended by the time limit"_s);
}

INTERIM_SUITE(TestOutcomes)
#include "tst_outcomes.moc"
