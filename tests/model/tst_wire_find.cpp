// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/wire_find.h"

#include "support/events.h"

#include <QTest>

using model::WireBlocks;

class TestWireFind : public QObject {
    Q_OBJECT

private slots:
    void finds();
};

void TestWireFind::finds()
{
    const auto script = support::refusedThenHealed();
    WireBlocks blocks;
    blocks.setEvents(&script.events());
    blocks.take(SIZE_MAX);
    const auto store = model::ByteStore::of(*script.record());
    auto hit = model::findBytes(blocks.all(), store, "HTTP/1.1", {}, false);
    QCOMPARE(hit.tape.direction, wire::Direction::Sent);
    const auto first = hit;
    int hits = 0;
    do {
        hit = model::findBytes(blocks.all(), store, "HTTP/1.1", hit, false);
        ++hits;
    } while (hits < 10 && !(hit.tape == first.tape && hit.span == first.span));
    QCOMPARE(hits, 4); // two requests, two responses
    const auto back = model::findBytes(blocks.all(), store, "HTTP/1.1", first, true);
    QVERIFY(back.tape.connection == 1 && back.tape.direction == wire::Direction::Received);
    QCOMPARE(model::findBytes(blocks.all(), store, "no such bytes", {}, false).span.length, std::uint64_t(0));
}

INTERIM_SUITE(TestWireFind)
#include "tst_wire_find.moc"
