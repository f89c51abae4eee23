// SPDX-License-Identifier: GPL-3.0-or-later
// The way from an event to its bytes and back, and what is asked for while they move.
#include "model/wire_blocks.h"

#include "support/events.h"

#include <QTest>

using model::WireBlocks;
using wire::Kind;

class TestWireBlocks : public QObject {
    Q_OBJECT

private slots:
    void eventsAndBytesFindEachOther();
    void blocksUntilAnInstant();
    void bytesAreAskedForOnce();
};

void TestWireBlocks::eventsAndBytesFindEachOther()
{
    const auto script = support::refusedThenHealed();
    WireBlocks blocks;
    blocks.setEvents(&script.events());
    QVERIFY(!blocks.tookAll());
    QCOMPARE(blocks.take(SIZE_MAX), std::size_t(0));
    QVERIFY(blocks.tookAll());
    const auto mark = blocks.markOf(script.seqOf(Kind::FinalResponse, 417));
    QVERIFY(mark.span.length > 30);
    const std::size_t index = blocks.indexOf(mark.tape, mark.span.offset);
    QCOMPARE(blocks[index].code, 417);
    QVERIFY(blocks[index].response && !blocks[index].content);
    std::uint64_t seq = 0;
    QVERIFY(blocks.eventAt(mark.tape, mark.span.offset + 3, &seq));
    const auto leaf = blocks.markOf(seq);
    QVERIFY(leaf.contains(mark.tape, mark.span.offset + 3));
    QCOMPARE(leaf.span.length, std::uint64_t(33));
    QCOMPARE(blocks.markOf(script.seqOf(Kind::Pause)).span.length, std::uint64_t(0));
    QVERIFY(!blocks.eventAt(mark.tape, 1'000'000, &seq));
    QCOMPARE(blocks.indexOf(mark.tape, 1'000'000), blocks.size());
    QCOMPARE(blocks.firstBehind({9, wire::Direction::Sent}, 0), blocks.size());
}

void TestWireBlocks::blocksUntilAnInstant()
{
    const auto script = support::refusedThenHealed();
    WireBlocks blocks;
    blocks.setEvents(&script.events());
    blocks.take(SIZE_MAX);
    const auto &last = blocks.all().back();
    QCOMPARE(blocks.moved(last, -1).length, last.span.length);
    QCOMPARE(blocks.moved(last, last.at - 1).length, std::uint64_t(0));
    QCOMPARE(blocks.firstMoving(script.events().back().at), blocks.size());
    QCOMPARE(blocks.firstMoving(blocks[1].at - 1), std::size_t(1));
}

void TestWireBlocks::bytesAreAskedForOnce()
{
    const auto script = support::refusedThenHealed();
    WireBlocks blocks;
    blocks.setEvents(&script.events());
    std::map<model::TapeId, std::uint64_t> asked;
    while (!blocks.tookAll()) {
        blocks.take(1);
        for (const auto &wish : blocks.takeWanted(10)) {
            QVERIFY(wish.span.offset >= asked[wish.tape]);
            asked[wish.tape] = wish.span.end();
        }
    }
    const auto record = script.record();
    QVERIFY((asked[{1, wire::Direction::Sent}]) < record->tapes[1].sent.size()); // of its content the first ten alone
    QVERIFY(blocks.takeWanted(10).empty());
}

INTERIM_SUITE(TestWireBlocks)
#include "tst_wire_blocks.moc"
