// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/live/live_feed.h"

#include <QTest>

using session::LiveBatch;
using session::LiveBridge;
using session::LiveFeed;

namespace {

class FakeSource : public engine::LiveSource {
public:
    const std::vector<wire::Event> &events() const override { return made; }
    Progress progress() const override { return {made.size(), 0}; }
    bool done() const override { return over; }
    std::int64_t startedAt() const override { return 7; }
    std::string readTape(std::uint32_t, wire::Direction, wire::Span span, std::uint64_t) const override
    {
        return std::string(span.length, 't');
    }
    std::shared_ptr<const record::Record> takeWhole() override { return std::exchange(record, nullptr); }

    void make(std::size_t events)
    {
        for (; events > 0; --events) {
            wire::Event event;
            event.seq = made.size();
            made.push_back(event);
        }
    }
    std::vector<wire::Event> made;
    std::shared_ptr<const record::Record> record;
    bool over = false;
};

/// What arrives at the other end.
class Receiver : public QObject {
public:
    Receiver()
    {
        bridge->receiver = this;
        bridge->deliver = [this](const std::shared_ptr<LiveBatch> &batch) {
            largest = std::max(largest, batch->events.size());
            for (const wire::Event &event : batch->events)
                inOrder = inOrder && event.seq == events++;
            ends += batch->over ? 1 : 0;
            record = batch->record;
            ++batches;
        };
    }
    std::shared_ptr<LiveBridge> bridge = std::make_shared<LiveBridge>();
    std::size_t events = 0, largest = 0;
    int batches = 0, ends = 0;
    bool inOrder = true;
    std::shared_ptr<const record::Record> record;
};

} // namespace

class TestLiveFeed : public QObject {
    Q_OBJECT
private slots:
    void batchesOnceAFrame()
    {
        Receiver receiver;
        FakeSource source;
        LiveFeed feed(receiver.bridge);
        feed.setSource(&source);
        QCOMPARE(receiver.bridge->startedAt.load(), std::int64_t(7));
        for (int i = 0; i < 50; ++i) {
            source.make(1);
            emit source.progressed();
        }
        QTRY_COMPARE(receiver.events, std::size_t(50));
        QVERIFY2(receiver.batches < 25, qPrintable(QString::number(receiver.batches)));
        source.make(5001);
        emit source.progressed();
        QTRY_COMPARE(receiver.events, std::size_t(5051));
        QCOMPARE(receiver.largest, std::size_t(2000));
        QVERIFY(receiver.inOrder && receiver.ends == 0);
        QCOMPARE(feed.readTape(0, wire::Direction::Sent, {0, 3}), std::string("ttt"));
    }

    void endsOnceWithItsRecording()
    {
        Receiver receiver;
        FakeSource source;
        LiveFeed feed(receiver.bridge);
        feed.setSource(&source);
        source.make(3);
        source.over = true;
        source.record = std::make_shared<const record::Record>();
        emit source.progressed();
        emit source.finished();
        QTRY_COMPARE(receiver.ends, 1);
        QCoreApplication::processEvents();
        QVERIFY(receiver.record);
        QCOMPARE(receiver.batches, 1);
        QCOMPARE(receiver.events, std::size_t(3));
    }

    /// It was dropped, and its events with it.
    void endsWithoutOne()
    {
        Receiver receiver;
        FakeSource source;
        LiveFeed feed(receiver.bridge);
        feed.setSource(&source);
        source.make(3);
        emit source.progressed();
        QTRY_COMPARE(receiver.events, std::size_t(3));
        source.made.clear();
        source.over = true;
        emit source.finished();
        QTRY_COMPARE(receiver.ends, 1);
        QVERIFY(!receiver.record);
        LiveFeed(receiver.bridge).setSource(nullptr);
        QTRY_COMPARE(receiver.ends, 2);
    }

    void eitherEndMayGoFirst()
    {
        auto receiver = std::make_unique<Receiver>();
        const auto bridge = receiver->bridge;
        auto feed = std::make_unique<LiveFeed>(bridge);
        bool called = false;
        bridge->call([&called](LiveFeed &) { called = true; });
        QTRY_VERIFY(called);
        feed.reset();
        bridge->call([](LiveFeed &) { QFAIL("there is none"); });
        bridge->post([&called] { called = false; });
        QTRY_VERIFY(!called);
        bridge->receiver = nullptr; // as ~LiveExchange
        receiver.reset();
        bridge->post([] { QFAIL("nobody is there"); });
        QCoreApplication::processEvents();
    }
};

INTERIM_SUITE(TestLiveFeed)
#include "tst_live_feed.moc"
