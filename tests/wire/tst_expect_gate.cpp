// SPDX-License-Identifier: GPL-3.0-or-later
// Every state with every input under every policy, against a second statement of the rules.
#include "wire/expect_gate.h"

#include <QTest>

#include <optional>
#include <set>

using namespace wire;

namespace {

constexpr GateInput inputs[] = {GateInput::HeadFlushed, GateInput::Continue, GateInput::UploadResumption,
                                GateInput::FinalStatus, GateInput::Timer,    GateInput::User,
                                GateInput::PeerClosed,  GateInput::Abort};
constexpr GateState states[] = {GateState::Idle, GateState::HeadUnflushed, GateState::Waiting, GateState::Open,
                                GateState::Refused};

struct Expected {
    GateState state;
    GateOutcome outcome;
    bool began = false, ended = false, waitOver = false, sendBody = false, giveUp = false;
};

Expected open(GateOutcome outcome)
{
    return {GateState::Open, outcome, false, true, false, true, false};
}

Expected refused(GateOutcome outcome, bool giveUp = false)
{
    return {GateState::Refused, outcome, false, true, false, false, giveUp};
}

/// The rules in words: what opens, what refuses, and what the closed gate does not hear.
Expected rule(GateState state, GateOutcome outcome, GateInput input, const GatePolicy &policy)
{
    const Expected same{state, outcome};
    if (state != GateState::HeadUnflushed && state != GateState::Waiting)
        return same;
    switch (input) {
    case GateInput::HeadFlushed:
        return state == GateState::Waiting ? same : Expected{GateState::Waiting, outcome, true};
    case GateInput::Continue: return open(GateOutcome::Continued);
    case GateInput::UploadResumption: return policy.accept104 ? open(GateOutcome::Continued) : same;
    case GateInput::FinalStatus:
        return policy.bodyAfterFinal ? open(GateOutcome::FinalStatus) : refused(GateOutcome::FinalStatus);
    case GateInput::Timer:
        if (state == GateState::HeadUnflushed)
            return same;
        if (policy.afterWait == AfterWait::Keep)
            return {state, outcome, false, false, true};
        return policy.afterWait == AfterWait::Send ? open(GateOutcome::TimedOut) : refused(GateOutcome::TimedOut, true);
    case GateInput::User: return open(GateOutcome::ReleasedByUser);
    case GateInput::PeerClosed: return refused(GateOutcome::Closed);
    case GateInput::Abort: return refused(GateOutcome::Aborted);
    }
    return same;
}

std::optional<ExpectGate> gateIn(GateState state, const GatePolicy &policy)
{
    ExpectGate gate;
    if (state == GateState::Idle)
        return gate;
    gate.arm(policy);
    if (state == GateState::Waiting)
        gate.handle(GateInput::HeadFlushed);
    if (state == GateState::Open)
        gate.handle(GateInput::User);
    if (state == GateState::Refused)
        gate.handle(GateInput::PeerClosed);
    return gate.state() == state ? std::optional(gate) : std::nullopt;
}

} // namespace

class TestExpectGate : public QObject {
    Q_OBJECT

private slots:
    void everyPair()
    {
        int pairs = 0;
        for (const auto after : {AfterWait::Send, AfterWait::Keep, AfterWait::Stop}) {
            for (int choice = 0; choice < 4; ++choice) {
                const GatePolicy policy{1, after, (choice & 1) != 0, (choice & 2) != 0};
                for (const auto state : states) {
                    for (const auto input : inputs) {
                        auto gate = gateIn(state, policy);
                        QVERIFY(gate.has_value());
                        const auto expected = rule(state, gate->outcome(), input, policy);
                        const auto step = gate->handle(input);
                        QCOMPARE(gate->state(), expected.state);
                        QCOMPARE(gate->outcome(), expected.outcome);
                        QCOMPARE(step.began, expected.began);
                        QCOMPARE(step.ended, expected.ended);
                        QCOMPARE(step.waitOver, expected.waitOver);
                        QCOMPARE(step.sendBody, expected.sendBody);
                        QCOMPARE(step.giveUp, expected.giveUp);
                        ++pairs;
                    }
                }
            }
        }
        QCOMPARE(pairs, 3 * 4 * 5 * 8);
    }

    /// All input sequences of length 5: the gate sends once at most, and only what opened it sends.
    void everySequence()
    {
        for (const auto after : {AfterWait::Send, AfterWait::Keep, AfterWait::Stop}) {
            for (int number = 0; number < 8 * 8 * 8 * 8 * 8; ++number) {
                ExpectGate gate;
                gate.arm({1, after, false, false});
                int sent = 0, ended = 0, began = 0;
                for (int step = 0, rest = number; step < 5; ++step, rest /= 8) {
                    const bool held = gate.holds();
                    const auto result = gate.handle(inputs[rest % 8]);
                    sent += result.sendBody;
                    ended += result.ended;
                    began += result.began;
                    QVERIFY(held || (!result.sendBody && !result.ended && !result.began && !result.giveUp));
                    QVERIFY(result.ended == (held && !gate.holds()));
                    QVERIFY(result.sendBody == (held && gate.state() == GateState::Open));
                }
                QVERIFY(sent <= 1 && ended <= 1 && began <= 1);
            }
        }
    }

    void armsAgainForTheNextRequest()
    {
        ExpectGate gate;
        QCOMPARE(gate.state(), GateState::Idle);
        QCOMPARE(gate.outcome(), GateOutcome::NotSent);
        QVERIFY(!gate.holds());
        gate.arm({});
        QVERIFY(gate.holds());
        QCOMPARE(gate.outcome(), GateOutcome::NotWaited);
        gate.handle(GateInput::FinalStatus);
        QVERIFY(!gate.holds());
        gate.arm({});
        QCOMPARE(gate.state(), GateState::HeadUnflushed);
        QCOMPARE(gate.outcome(), GateOutcome::NotWaited);
        QVERIFY(gate.handle(GateInput::HeadFlushed).began);
    }

    void outcomesHaveTheKeysOfTheContract()
    {
        std::string keys;
        for (int outcome = 0; outcome <= static_cast<int>(GateOutcome::Aborted); ++outcome)
            keys.append(keyOf(static_cast<GateOutcome>(outcome))).append(" ");
        QCOMPARE(keys,
                 std::string("not-sent not-waited continued final-status timed-out closed released-by-user aborted "));
        QCOMPARE(keyOf(static_cast<GateOutcome>(99)), std::string_view("unknown"));
    }
};

INTERIM_SUITE(TestExpectGate)
#include "tst_expect_gate.moc"
