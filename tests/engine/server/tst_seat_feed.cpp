// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/server/seat_feed.h"

#include "lab/peer.h"
#include "support/scenario_files.h"

#include <QSignalSpy>
#include <QTest>

class TestSeatFeed : public QObject {
    Q_OBJECT
    static record::ServerSeat seatOfLab()
    {
        return record::ServerSeat([library = support::allScenarios()] { return std::make_unique<lab::Peer>(*library); },
                                  {"127.0.0.1", 80, "127.0.0.1", false});
    }
private slots:
    void readsWhatIsUnderWayAndThenWhatWasKept()
    {
        record::ServerSeat seat = seatOfLab();
        const std::string head = "POST /hang HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n";
        seat.received(1000, head);
        engine::SeatFeed feed(seat);
        QSignalSpy finished(&feed, &engine::SeatFeed::finished);
        QCOMPARE(feed.startedAt(), std::int64_t(1000));
        QVERIFY(!feed.done() && feed.events() == seat.recorder()->events());
        const auto before = feed.events().size();
        seat.received(2000, "hello");
        QVERIFY(feed.events().size() > before);
        QCOMPARE(feed.readTape(0, wire::Direction::Received, {head.size(), 5}, 100), std::string("hello"));
        QCOMPARE(feed.readTape(1, wire::Direction::Received, {0, 5}, 100), std::string());
        const auto live = seat.recorder()->events();

        seat.gone(3000, record::ServerSeat::Gone::Ended, "over");
        auto record = std::make_shared<const record::Record>(std::move(seat.takeFinished().at(0).record));
        feed.finish(record);
        QCOMPARE(finished.count(), 1);
        QVERIFY(feed.done() && feed.events().size() > live.size());
        QVERIFY(std::equal(live.begin(), live.end(), feed.events().begin()));
        QCOMPARE(feed.readTape(0, wire::Direction::Received, {head.size(), 5}, 100), std::string("hello"));
        QCOMPARE(feed.takeWhole(), record);
        QVERIFY(!feed.takeWhole());
    }

    void endsWithoutARecording()
    {
        record::ServerSeat seat = seatOfLab();
        seat.received(0, "POST /hang HTTP/1.1\r\n");
        engine::SeatFeed feed(seat);
        feed.finish({});
        QVERIFY(feed.done() && feed.events().empty() && !feed.takeWhole());
        QCOMPARE(feed.readTape(0, wire::Direction::Received, {0, 4}, 100), std::string());
    }
};

INTERIM_SUITE(TestSeatFeed)
#include "tst_seat_feed.moc"
