// SPDX-License-Identifier: GPL-3.0-or-later
// Pieces that come in any order, overlap and leave holes; and tapes with elided ranges.
#include "model/byte_store.h"

#include "support/events.h"

#include <QTest>

using model::ByteStore;

namespace {

const model::TapeId tape{0, wire::Direction::Sent};

} // namespace

class TestByteStore : public QObject {
    Q_OBJECT

private slots:
    void joinsAndOverlaps();
    void tellsHoles();
    void readsARecord();
};

void TestByteStore::joinsAndOverlaps()
{
    ByteStore store;
    store.add(tape, 4, "efgh");
    store.add(tape, 0, "abcdXX"); // the overlap is dropped: what is known stays
    store.add(tape, 8, "ij");
    std::string all;
    for (std::uint64_t at = 0; at < 10;) {
        const auto run = store.view(tape, {at, 10 - at});
        QVERIFY(!run.empty());
        all += run;
        at += run.size();
    }
    QCOMPARE(all, std::string("abcdefghij"));
    QVERIFY(store.view({1, wire::Direction::Sent}, {0, 1}).empty());
}

void TestByteStore::tellsHoles()
{
    ByteStore store;
    store.add(tape, 10, "0123456789");
    const auto pieces = store.pieces(tape, {5, 20});
    QCOMPARE(pieces.size(), std::size_t(3));
    QVERIFY(pieces[0].kind == ByteStore::Piece::Kind::Unknown && pieces[0].span == (wire::Span{5, 5}));
    QVERIFY(pieces[1].kind == ByteStore::Piece::Kind::Kept && pieces[1].span == (wire::Span{10, 10}));
    QVERIFY(pieces[2].kind == ByteStore::Piece::Kind::Unknown && pieces[2].span == (wire::Span{20, 5}));
    QVERIFY(store.pieces(tape, {0, 0}).empty());
}

void TestByteStore::readsARecord()
{
    record::Record record;
    record.tapes.emplace_back();
    record::Segment head;
    head.length = 4;
    head.bytes = "head";
    record::Segment gone;
    gone.offset = 4;
    gone.length = 1000;
    gone.elided = true;
    gone.digest = 0x1234;
    record.tapes[0].sent = record::Tape::fromSegments({head, gone});
    const ByteStore store = ByteStore::of(record);
    QVERIFY(store.complete());
    QCOMPARE(store.view(tape, {0, 100}), std::string_view("head"));
    QVERIFY(store.view(tape, {4, 10}).empty());
    const auto pieces = store.pieces(tape, {2, 100});
    QCOMPARE(pieces.size(), std::size_t(2));
    QVERIFY(pieces[1].kind == ByteStore::Piece::Kind::NotKept && pieces[1].digest == 0x1234);
    const auto kept = store.kept();
    QCOMPARE(kept.size(), std::size_t(1));
    QVERIFY(kept[0].tape == tape && kept[0].offset == 0 && kept[0].bytes == "head");
    QCOMPARE(store.lost(), std::uint64_t(1000));
}

INTERIM_SUITE(TestByteStore)
#include "tst_byte_store.moc"
