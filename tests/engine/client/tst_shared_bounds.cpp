// SPDX-License-Identifier: GPL-3.0-or-later
// What one exchange, and several together, may amount to: the whole of it, not each message.
#include "engine/client/shared_bounds.h"

#include "engine/runs.h"
#include "record/bounds.h"
#include "record/file.h"

using namespace support;
using wire::Kind;

class TestSharedBounds : public QObject {
    Q_OBJECT
private slots:
    // Bounds of a message and of a connection bound no exchange: 100 redirections with 9 000 fields each took 1 GiB.
    void boundedInSum()
    {
        std::string fields;
        for (int i = 0; i < 9000; ++i)
            fields += "X-" + std::to_string(i) + ": v\r\n";
        const auto elsewhere = [&fields](Peer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 307 Elsewhere\r\nLocation: /b\r\nContent-Length: 0\r\n" + fields + "\r\n");
            peer.awaitClose();
        };
        ScriptServer server(std::vector<std::function<void(Peer &)>>(30, elsewhere));
        request::RequestSpec spec;
        spec.url = server.url();
        spec.redirects = 30;
        const Run run = runExchange(spec);
        checkRecord(run);
        QVERIFY(run.events.size() > record::mostEvents && run.events.size() < record::mostEvents + 10'000);
        QVERIFY(run.exchange.attempts.size() > 8 && run.exchange.attempts.size() < 14);
        QVERIFY(run.exchange.outcome == record::Outcome::Aborted);
        QCOMPARE(run.exchange.error,
                 std::string("it was ended at 100,000 events, the most that one exchange may make"));
        QCOMPARE(run.count(Kind::Error, "too-many-events"), 1);
        QVERIFY(std::holds_alternative<record::Record>(record::deserialize(record::serialize(run.record))));
    }

    // Few events, of many bytes.
    void boundedInBytes()
    {
        const std::string field = "X: " + std::string(900'000, 'v') + "\r\n";
        const auto elsewhere = [&field](Peer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 307 Elsewhere\r\nLocation: /b\r\nContent-Length: 0\r\n" + field + "\r\n");
            peer.awaitClose();
        };
        ScriptServer server(std::vector<std::function<void(Peer &)>>(60, elsewhere));
        request::RequestSpec spec;
        spec.url = server.url();
        spec.redirects = 60;
        const Run run = runExchange(spec);
        checkRecord(run);
        QVERIFY(run.exchange.attempts.size() > 15 && run.exchange.attempts.size() < 30);
        QCOMPARE(run.exchange.error,
                 std::string("it was ended at 20 MiB of heads, the most that one exchange may make"));
        QVERIFY(std::holds_alternative<record::Record>(record::deserialize(record::serialize(run.record))));
    }

    // Together: the bound of all cuts who made much, and nobody else.
    void boundedTogether()
    {
        const auto flood = [](Peer &peer) {
            peer.readHead();
            for (int i = 0; i < 12'000 && peer.send("HTTP/1.1 102 P\r\n\r\n"); ++i) {}
            peer.awaitClose();
        };
        const auto plain = [](Peer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            peer.awaitClose();
        };
        constexpr std::size_t rows = 12;
        const auto together = std::make_shared<engine::SharedBounds>(rows);
        std::vector<std::unique_ptr<ScriptServer>> servers;
        std::vector<std::unique_ptr<engine::Runner>> runners;
        std::size_t over = 0;
        for (std::size_t i = 0; i < rows; ++i) {
            servers.push_back(
                std::make_unique<ScriptServer>(std::vector<std::function<void(Peer &)>>{i % 4 == 3 ? plain : flood}));
            request::RequestSpec spec;
            spec.url = servers.back()->url();
            runners.push_back(std::make_unique<engine::Runner>(spec, nullptr, together));
            QObject::connect(runners.back().get(), &engine::Runner::finished, [&over] { ++over; });
        }
        for (const auto &runner : runners)
            runner->start();
        QTRY_COMPARE_WITH_TIMEOUT(over, rows, 120'000);
        std::size_t events = 0, cut = 0;
        for (std::size_t i = 0; i < rows; ++i) {
            events += runners[i]->events().size();
            const auto exchange = record::summarize(runners[i]->events());
            const bool isCut = exchange.error.starts_with(
                "it was ended at 100,000 events, the most that a comparison's rows may make together");
            cut += isCut;
            if (i % 4 == 3)
                QVERIFY(exchange.outcome == record::Outcome::FinalStatus);
            const auto recorded = runners[i]->events();
            QVERIFY(record::replay(runners[i]->takeRecord()) == recorded);
        }
        QVERIFY2(cut >= 4, qPrintable(QString::number(cut)));
        QVERIFY2(events < engine::SharedBounds::mostEvents * 3 / 2 + rows * 2048, qPrintable(QString::number(events)));
    }
};

INTERIM_SUITE(TestSharedBounds)
#include "tst_shared_bounds.moc"
