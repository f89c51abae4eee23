// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/scribe.h"

#include "record/exchange.h"
#include "record/script.h"

#include <QTest>

using namespace record;

namespace {

/// Allows reads of `piece` bytes, until `most` facts were written.
class Most : public Budget {
public:
    Most(std::size_t piece, std::size_t facts) : piece_(piece), facts_(facts) {}
    std::size_t mostOf(std::size_t bytes) const override { return told_ >= facts_ ? 0 : std::min(bytes, piece_); }
    void spent(const Recorder &) override { ++told_; }
    std::size_t told() const { return told_; }

private:
    std::size_t piece_;
    std::size_t facts_;
    std::size_t told_ = 0;
};

} // namespace

class TestScribe : public QObject {
    Q_OBJECT
private slots:
    void placeAndTime()
    {
        Recorder recorder;
        Scribe scribe(recorder, 1000);
        QCOMPARE(scribe.epoch(), std::int64_t(1000));
        QVERIFY(!scribe.machine());
        scribe.begin(1001, 0, 0, wire::Role::Client, Reason::First, "why", {"h", 80, {}, false});
        scribe.decide(1002, Decision::FieldsAdded, "Host");
        scribe.end(1003, Outcome::ConnectFailed, "refused");
        scribe.begin(1004, 1, 1, wire::Role::Server, Reason::Redirect, "again", {});
        scribe.closed(1005, "done", wire::CloseHow::Reset);
        const auto &facts = recorder.recording().facts;
        QCOMPARE(facts.size(), std::size_t(5));
        for (std::size_t i = 0; i < facts.size(); ++i) {
            QCOMPARE(facts[i].at, std::int64_t(i + 1));
            QCOMPARE(facts[i].attempt, std::uint32_t(i < 3 ? 0 : 1));
            QCOMPARE(facts[i].connection, facts[i].attempt);
        }
        QCOMPARE(facts[0].name, std::string("first"));
        QCOMPARE(facts[0].target.host, std::string("h"));
        QCOMPARE(facts[1].name, std::string("fields-added"));
        QCOMPARE(facts[2].name, std::string("connect-failed"));
        QCOMPARE(facts[3].role, wire::Role::Server);
        QCOMPARE(facts[4].code, static_cast<std::int32_t>(wire::CloseHow::Reset));
        QVERIFY(scribe.machine() == recorder.machine(1));
    }

    void bytesGoToTheMachine()
    {
        Recorder recorder;
        Scribe scribe(recorder);
        scribe.begin(0, 0, 0, wire::Role::Client, Reason::First, {}, {});
        wire::Submission submission;
        submission.headLength = plainHead.size();
        submission.bodyLength = 5;
        submission.method = "POST";
        QCOMPARE(scribe.submit(1, submission, plainHead).at(0).bytes, std::string(plainHead));
        QCOMPARE(recorder.recording().tapes.at(0).sent.size(), std::uint64_t(0)); // nothing has left yet
        scribe.moved(2, FactKind::Flushed, plainHead);
        scribe.moved(2, FactKind::Flushed, "hello");
        const auto wanted = scribe.moved(3, FactKind::Received, okResponse);
        QVERIFY(std::ranges::count(wanted, wire::ActionKind::Finished, &wire::Action::kind) == 1);
        scribe.peerClosed(4, wire::CloseHow::Fin, {});
        QCOMPARE(summarize(recorder.events()).attempts.at(0).final->status, 200);
        QCOMPARE(summarize(recorder.events()).attempts.at(0).after, ConnectionAfter::ClosedByServer);
    }

    void readsWhatTheBudgetAllows()
    {
        Recorder recorder;
        Most budget(4, 5);
        Scribe scribe(recorder, 0, &budget);
        scribe.begin(0, 0, 0, wire::Role::Client, Reason::First, {}, {});
        scribe.moved(1, FactKind::Flushed, plainHead); // what has left has left
        QCOMPARE(budget.told(), std::size_t(2));
        scribe.moved(2, FactKind::Received, okResponse);
        QCOMPARE(budget.told(), std::size_t(5));
        QCOMPARE(recorder.recording().tapes.at(0).received.size(), std::uint64_t(12));
        scribe.moved(3, FactKind::Received, okResponse);
        QCOMPARE(recorder.recording().tapes.at(0).received.size(), std::uint64_t(12));
    }
};

INTERIM_SUITE(TestScribe)
#include "tst_scribe.moc"
