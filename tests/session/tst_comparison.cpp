// SPDX-License-Identifier: GPL-3.0-or-later
// Rows against the lab: one gate, one request, rounds, cancels.
#include "session/comparison.h"

#include "session/lab_server.h"
#include "session/workbench.h"
#include "support/script_server.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <atomic>
#include <memory>
#include <mutex>

using namespace session;
using namespace Qt::StringLiterals;

namespace {

constexpr int longMs = 60'000;

request::RequestSpec uploading(std::uint64_t size = 65536)
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://127.0.0.1:1/";
    spec.body.kind = request::BodyKind::Generated;
    spec.body.size = size;
    spec.expect.rule = request::ExpectRule::Always;
    spec.expect.on417 = request::On417::Show;
    return spec;
}

} // namespace

class TestComparison : public QObject {
    Q_OBJECT
    Workbench workbench_;
    QString lab_;

    std::vector<ComparisonTarget> labTargets(const QStringList &paths,
                                             const request::RequestSpec &base = uploading()) const
    {
        QStringList urls;
        for (const QString &path : paths)
            urls << lab_ + path;
        return std::get<0>(comparisonTargets(base, urls));
    }
    static bool ended(Comparison &comparison, int ms = longMs)
    {
        QSignalSpy finished(&comparison, &Comparison::finished);
        return !comparison.running() || finished.wait(ms);
    }

private slots:
    void initTestCase()
    {
        QSignalSpy started(workbench_.lab(), &LabServer::started);
        workbench_.lab()->start({});
        QVERIFY(started.count() > 0 || started.wait(longMs));
        lab_ = workbench_.lab()->baseUrl();
    }

    void targetsAreNamedAndChecked()
    {
        const auto named =
            std::get<0>(comparisonTargets(uploading(), {u"http://a/x"_s, u"http://b:81/x"_s, u"http://b:81/y"_s}));
        QCOMPARE(named[0].name, u"a"_s);
        QCOMPARE(named[1].name, u"b:81/x"_s);
        QCOMPARE(named[2].name, u"b:81/y"_s);
        QCOMPARE(std::get<0>(comparisonTargets(uploading(), {u"http://b/x"_s, u"http://b/y"_s}))[1].name, u"/y"_s);
        QCOMPARE(named[1].spec.url, std::string("http://b:81/x"));
        QCOMPARE(named[1].spec.body.size, 65536u);
        for (const QStringList &urls : {QStringList(), QStringList{u"ftp://x"_s}, QStringList(65, u"http://a/"_s)})
            QVERIFY(std::holds_alternative<QString>(comparisonTargets(uploading(), urls)));
        QCOMPARE(std::get<0>(comparisonVariants(uploading())).size(), std::size_t(3));
        auto raw = uploading();
        raw.rawHead = "GET / HTTP/1.1\r\n\r\n";
        QVERIFY(std::holds_alternative<QString>(comparisonVariants(raw)));
    }

    void everyRowIsItsOwnExchange()
    {
        Comparison comparison(
            workbench_, labTargets({u"/continue"_s, u"/refuse-417"_s, u"/reject-413?limit=1"_s, u"/silent"_s}), 1);
        QVERIFY(ended(comparison));
        const auto &rows = comparison.rows();
        QVERIFY((rows[0].summary.statuses == std::vector{200}) && (rows[1].summary.statuses == std::vector{417})
                && (rows[2].summary.statuses == std::vector{413}));
        QVERIFY(rows[0].summary.handshake.outcome == wire::GateOutcome::Continued);
        QVERIFY(rows[3].summary.handshake.outcome == wire::GateOutcome::TimedOut);
        QCOMPARE(rows[0].summary.bodySent, 65536u);
        QCOMPARE(rows[1].summary.bodySent, 0u);
        for (const ComparisonRow &row : rows) {
            QVERIFY(!row.running && row.record && !row.events.empty());
            QVERIFY(row.content.whole);
            QCOMPARE(row.samples.size(), std::size_t(1));
        }
        QVERIFY(comparison.allAnswered());
        QVERIFY(comparison.differencesOf(0, 0).empty());
        const auto found = comparison.differencesOf(1, 0);
        QVERIFY(std::ranges::any_of(found, [](const compare::Difference &one) {
            return one.aspect == compare::Aspect::Status && one.baseline == "200" && one.value == "417";
        }));
        QVERIFY(comparison.differencesOf(9, 0).empty());
    }

    // Byte for byte the same but for Host: two servers read what came.
    void theSameBytesGoToEach()
    {
        std::string heads[2], bodies[2];
        const auto script = [&](int n) {
            return [&, n](support::Peer &peer) {
                heads[n] = peer.readHead();
                peer.send("HTTP/1.1 100 Continue\r\n\r\n");
                bodies[n] = peer.read(5000);
                peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                peer.awaitClose();
            };
        };
        support::ScriptServer a({script(0)}), b({script(1)});
        auto base = uploading(5000);
        base.headers = {{"X-Odd ", " v\t"}, {"x-odd", "2"}};
        {
            Comparison comparison(
                workbench_,
                std::get<0>(comparisonTargets(
                    base, {QString::fromStdString(a.url("/u")), QString::fromStdString(b.url("/u"))})),
                1);
            QVERIFY(ended(comparison));
            QVERIFY(compare::sameRequest(comparison.rows()[0].summary, comparison.rows()[1].summary));
        }
        a.join();
        b.join();
        const auto withoutHost = [](const std::string &head) {
            const auto begin = head.find("Host: ");
            return head.substr(0, begin) + head.substr(head.find("\r\n", begin));
        };
        QVERIFY(heads[0] != heads[1]);
        QCOMPARE(withoutHost(heads[0]), withoutHost(heads[1]));
        QCOMPARE(bodies[0], bodies[1]);
        QCOMPARE(bodies[0].size(), std::size_t(5000));
    }

    // Thirty-two servers that answer after 300 ms each take nowhere near thirty-two times that.
    // Each row goes to the socket, and says the host that it was named by.
    void overAUnixSocket()
    {
        const QTemporaryDir folder;
        const std::string path = folder.filePath(u"s"_s).toStdString();
        std::mutex mutex;
        QStringList hosts;
        const auto answer = [&](support::Peer &peer) {
            const std::string head = peer.readHead();
            {
                const std::lock_guard lock(mutex);
                hosts << QString::fromStdString(head).section(u"Host: "_s, 1).section(u'\r', 0, 0);
            }
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            peer.awaitClose();
        };
        support::ScriptServer server(path, {answer, answer});
        request::RequestSpec base;
        base.unixSocket = path;
        Comparison comparison(workbench_, std::get<0>(comparisonTargets(base, {u"http://a/"_s, u"http://b/"_s})), 1);
        QVERIFY(ended(comparison));
        for (const ComparisonRow &row : comparison.rows())
            QCOMPARE(row.summary.statuses.back(), 200);
        hosts.sort();
        QCOMPARE(hosts, (QStringList{u"a"_s, u"b"_s}));
    }

    void allAtOnce()
    {
        Comparison comparison(workbench_, labTargets(QStringList(32, u"/continue?delay=300ms"_s)), 1);
        QVERIFY(ended(comparison));
        QVERIFY(comparison.allAnswered());
        std::int64_t longest = 0;
        for (const ComparisonRow &row : comparison.rows())
            longest = std::max(longest, row.exchange.duration);
        QVERIFY2(longest < 4'000'000'000, qPrintable(QString::number(longest)));
    }

    void roundsSpread()
    {
        QSignalSpy *rounds = nullptr;
        Comparison comparison(workbench_, labTargets({u"/continue"_s, u"/refuse-417"_s}), 7);
        rounds = new QSignalSpy(&comparison, &Comparison::roundFinished);
        QVERIFY(ended(comparison));
        QCOMPARE(rounds->count(), 7);
        delete rounds;
        QCOMPARE(comparison.roundsDone(), 7);
        for (const ComparisonRow &row : comparison.rows()) {
            QCOMPARE(row.samples.size(), std::size_t(7));
            QCOMPARE(row.pause.count, std::size_t(7));
            QVERIFY(row.pause.least > 0 && row.pause.least <= row.pause.median && row.pause.median <= row.pause.most);
            QCOMPARE(row.samples.front().pauseNs, row.summary.handshake.pauseNs());
        }
        QCOMPARE(comparison.rows()[1].samples.back().status, 417);
    }

    void refusedPortIsARow()
    {
        auto targets = labTargets({u"/continue"_s});
        auto other =
            std::get<0>(comparisonTargets(uploading(), {u"http://127.0.0.1:%1/"_s.arg(support::unusedPort())}));
        targets.push_back(other.front());
        Comparison comparison(workbench_, targets, 2);
        QVERIFY(ended(comparison));
        QVERIFY(!comparison.allAnswered());
        QVERIFY(comparison.rows()[1].summary.outcome == record::Outcome::ConnectFailed);
        QCOMPARE(comparison.rows()[1].samples.size(), std::size_t(2));
    }

    void cancelledAtAnyInstant()
    {
        for (const int afterMs : {0, 1, 3, 10, 40, 120}) {
            Comparison comparison(workbench_, labTargets({u"/hang"_s, u"/continue"_s, u"/silent"_s}), 1000);
            QTest::qWait(afterMs);
            comparison.cancel();
            comparison.cancel();
            QVERIFY(ended(comparison));
            QVERIFY(comparison.cancelled() && !comparison.running() && !comparison.allAnswered());
            QCOMPARE(comparison.roundsDone(), 1);
            for (const ComparisonRow &row : comparison.rows())
                QVERIFY(!row.running && row.record);
        }
    }

    void cancelledBetweenRounds()
    {
        Comparison comparison(workbench_, labTargets({u"/continue"_s}), 1000);
        connect(&comparison, &Comparison::roundFinished, &comparison, [&](int round) {
            if (round == 3)
                comparison.cancel();
        });
        QVERIFY(ended(comparison));
        QCOMPARE(comparison.roundsDone(), 3);
        QCOMPARE(comparison.rows()[0].pause.count, std::size_t(3));
    }

    void deletedWhileItRuns()
    {
        for (int i = 0; i < 5; ++i) {
            const Comparison comparison(workbench_, labTargets({u"/hang"_s, u"/continue"_s}), 3);
            QTest::qWait(i * 5);
        }
        // What it had under way ends with it: the server sees the connection go.
        std::atomic<bool> waits = false, gone = false;
        support::ScriptServer server({[&](support::Peer &peer) {
            peer.readHead();
            waits = true;
            gone = peer.awaitClose();
        }});
        const QString url = QString::fromStdString(server.url());
        auto comparison =
            std::make_unique<Comparison>(workbench_, std::get<0>(comparisonTargets(uploading(), {url})), 3);
        QTRY_VERIFY(waits);
        comparison.reset();
        QTRY_VERIFY(gone);
    }

    void noRowsEnd()
    {
        Comparison comparison(workbench_, {}, 3);
        QVERIFY(ended(comparison));
        QVERIFY(!comparison.allAnswered());
    }

    // 64 uploads of 6 MiB, each of which alone would have 5 kept: all that is kept stays within its bound, and every
    // row keeps its part. The lab shares the engine's thread, and a slow machine its time: no time-out but the test's
    // own.
    void memoryIsBounded()
    {
        auto base = uploading(6 << 20);
        base.timeouts = {0, 0, 0, 0};
        Comparison comparison(workbench_, labTargets(QStringList(64, u"/continue"_s), base), 1);
        QVERIFY(ended(comparison, 4 * longMs));
        std::uint64_t held = 0;
        int without = 0;
        for (const ComparisonRow &row : comparison.rows()) {
            if (!row.record)
                ++without;
            else
                for (const record::TapePair &tapes : row.record->tapes)
                    held += tapes.sent.held() + tapes.received.held();
            QCOMPARE(row.summary.bodySent, 6u << 20);
        }
        QVERIFY2(held <= Comparison::keptBytes, qPrintable(QString::number(held)));
        QCOMPARE(without, 0);
    }

    // Recorded earlier, one of them twice: nothing is sent, and the rows say what they said then.
    void recordedExchanges()
    {
        Comparison sent(workbench_, labTargets({u"/continue"_s, u"/refuse-417"_s}), 1);
        QVERIFY(ended(sent));
        const Comparison again(workbench_,
                               recordedRows({sent.rows()[0].record, sent.rows()[1].record, sent.rows()[1].record}));
        QVERIFY(!again.running() && again.allAnswered() && again.roundsDone() == 1);
        QCOMPARE(again.rows().size(), std::size_t(3));
        for (std::size_t i = 0; i < 2; ++i) {
            const auto &before = sent.rows()[i], &after = again.rows()[i];
            QVERIFY(after.summary.statuses == before.summary.statuses && after.content == before.content);
            QCOMPARE(after.summary.handshake.pauseNs(), before.summary.handshake.pauseNs());
            QVERIFY(after.record == before.record);
        }
        QVERIFY(again.rows()[1].name.startsWith(u"2. "_s) && again.rows()[1].name.endsWith(u"/refuse-417"_s));
        QVERIFY(again.differencesOf(1, 0) == sent.differencesOf(1, 0));
        QVERIFY(again.differencesOf(2, 1).empty());
        QVERIFY(!Comparison(workbench_, recordedRows({})).allAnswered());
        QVERIFY(recordedRows({sent.rows()[0].record}, [] { return false; }).empty());
    }
};

INTERIM_SUITE(TestComparison)
#include "tst_comparison.moc"
