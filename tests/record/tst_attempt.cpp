// SPDX-License-Identifier: GPL-3.0-or-later
// Keys, and what an attempt says of its own values; the fold that fills them is tested in tst_exchange_fold.cpp.
#include "record/attempt.h"

#include <QTest>

#include <set>

using namespace record;

namespace {

NetworkStep step(Step what, std::int64_t began, std::int64_t ended, bool failed = false)
{
    NetworkStep made;
    made.what = what;
    made.began = began;
    made.ended = ended;
    made.failed = failed;
    return made;
}

} // namespace

class TestAttempt : public QObject {
    Q_OBJECT
private slots:
    void decisionsAreFoundByTheirKeys()
    {
        std::set<std::string_view> keys;
        for (int i = 0; i <= int(Decision::FollowUpSkipped); ++i) {
            const auto decision = static_cast<Decision>(i);
            QVERIFY(keys.insert(keyOf(decision)).second);
            QVERIFY(decisionFrom(keyOf(decision)) == decision);
        }
        QVERIFY(!decisionFrom("unknown"));
        QVERIFY(!decisionFrom(""));
        QCOMPARE(keyOf(static_cast<Decision>(200)), std::string_view("unknown"));
    }

    void outcomesAndReasonsAreFoundByTheirKeys()
    {
        for (int i = 0; i <= int(Outcome::Aborted); ++i)
            QVERIFY(outcomeFrom(keyOf(static_cast<Outcome>(i))) == static_cast<Outcome>(i));
        for (int i = 0; i <= int(Reason::FollowUp); ++i)
            QVERIFY(reasonFrom(keyOf(static_cast<Reason>(i))) == static_cast<Reason>(i));
        QVERIFY(outcomeFrom("of-a-later-version") == Outcome::Pending);
        QVERIFY(reasonFrom("of-a-later-version") == Reason::Other);
    }

    void endsOnOurSideThatNobodyAskedFor()
    {
        QCOMPARE(ownEnd(Outcome::Aborted, "ended at 7 events"), std::string_view("ended at 7 events"));
        QCOMPARE(ownEnd(Outcome::Aborted, endedWithProgram), std::string_view(endedWithProgram));
        QCOMPARE(ownEnd(Outcome::Aborted, cancelledByUser), std::string_view());
        QCOMPARE(ownEnd(Outcome::TimedOut, "late"), std::string_view());
    }

    void theLastOfAKindSpeaks()
    {
        Attempt attempt;
        attempt.decisions = {{Decision::FieldsDropped, 1, 1, "one"},
                             {Decision::HostKept, 2, 2, "two"},
                             {Decision::FieldsDropped, 3, 3, "three"}};
        QCOMPARE(attempt.decided(Decision::FieldsDropped)->text, std::string("three"));
        QVERIFY(!attempt.decided(Decision::NoRetry));
        attempt.steps = {step(Step::Connect, 0, 5, true), step(Step::Connect, 6, 9)};
        QCOMPARE(attempt.failed(Step::Connect)->ended, std::int64_t(5));
        QVERIFY(!attempt.failed(Step::Tls));
    }

    // Neither a failed connect nor one to a Unix socket, nor one that goes on.
    void oneRoundTripIsAConnectThatSucceeded()
    {
        Attempt attempt;
        attempt.steps = {step(Step::Connect, 0, 5, true), step(Step::Connect, 6, -1)};
        QVERIFY(!attempt.roundTrip());
        attempt.steps.back().ended = 10;
        QCOMPARE(attempt.roundTrip().value_or(-1), std::int64_t(4));
        attempt.steps.back().unixSocket = true;
        QVERIFY(!attempt.roundTrip());
    }

    void aStepWithoutAnEndEndsWithTheAttempt()
    {
        Attempt attempt;
        const NetworkStep open = step(Step::Proxy, 3, -1);
        QCOMPARE(attempt.endOf(open, 8), std::int64_t(8));
        attempt.endedAt = 6;
        QCOMPARE(attempt.endOf(open, 8), std::int64_t(6));
        QCOMPARE(attempt.endOf(step(Step::Tls, 3, 4), 8), std::int64_t(4));
    }
};

INTERIM_SUITE(TestAttempt)
#include "tst_attempt.moc"
