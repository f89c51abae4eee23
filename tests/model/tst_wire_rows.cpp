// SPDX-License-Identifier: GPL-3.0-or-later
// Lines, ranges of large bodies, and what following a live exchange costs.
#include "model/wire_rows.h"

#include "support/events.h"

#include <QTest>

using namespace Qt::StringLiterals;
using model::WireRow;
using model::WireRows;
using wire::Kind;

namespace {

const QLocale en(QLocale::English);

struct Pane {
    explicit Pane(const support::Script &script)
    {
        rows.setEvents(&script.events());
        store = model::ByteStore::of(*script.record());
        rows.eventsAppended(store);
    }
    std::string text(const WireRow &row) const { return std::string(store.view(rows.tapeOf(row), row.span)); }
    model::ByteStore store;
    WireRows rows;
};

int countOf(const WireRows &rows, WireRow::Kind kind)
{
    int count = 0;
    for (qint64 i = 0; i < rows.count(); ++i)
        count += rows.row(i).kind == kind;
    return count;
}

} // namespace

class TestWireRows : public QObject {
    Q_OBJECT

private slots:
    void blocksInTheirOrder();
    void everyByteOnce();
    void bytesFindTheirRow();
    void largeBodiesByRange();
    void notKeptIsSaid();
    void hexRows();
    void untilAnInstant();
    void liveAsksForBytes();
    void aFloodCostsWhatItBrings();
    void aLongHeadGrowsByItsLines();
};

void TestWireRows::blocksInTheirOrder()
{
    const auto script = support::refusedThenHealed();
    const Pane pane(script);
    QStringList headings;
    for (qint64 i = 0; i < pane.rows.count(); ++i) {
        if (pane.rows.row(i).kind == WireRow::Kind::Heading)
            headings << pane.rows.textOf(pane.rows.row(i), en);
    }
    QCOMPARE(headings.size(), 5);
    QVERIFY(headings[0].startsWith(u"▸ sent at 0.431 ms, offset 0–"_s));
    QVERIFY(headings[1].startsWith(u"◂ received at 2.063 ms, offset 0–"_s));
    QVERIFY(headings[2].contains(u"sent at 2.980 ms"_s) && headings[2].endsWith(u"connection 2"_s));
    const WireRow &first = pane.rows.row(1);
    QVERIFY(first.startLine);
    QCOMPARE(pane.text(first), std::string("POST /refuse-417 HTTP/1.1\r\n"));
}

void TestWireRows::everyByteOnce()
{
    const auto script = support::stalled();
    Pane pane(script);
    for (int round = 0; round < 20; ++round) { // reveal all
        for (qint64 i = 0; i < pane.rows.count(); ++i) {
            if (pane.rows.row(i).kind == WireRow::Kind::Hidden) {
                pane.rows.reveal(i, pane.store);
                break;
            }
        }
    }
    QCOMPARE(countOf(pane.rows, WireRow::Kind::Hidden), 0);
    std::map<model::TapeId, std::uint64_t> at;
    for (qint64 i = 0; i < pane.rows.count(); ++i) {
        const WireRow &row = pane.rows.row(i);
        if (row.kind != WireRow::Kind::Bytes)
            continue;
        QCOMPARE(row.span.offset, at[pane.rows.tapeOf(row)]);
        QVERIFY(row.span.length <= WireRows::lineBytes);
        at[pane.rows.tapeOf(row)] = row.span.end();
    }
    QCOMPARE((at[{0, wire::Direction::Sent}]), script.record()->tapes[0].sent.size());
    QCOMPARE((at[{0, wire::Direction::Received}]), script.record()->tapes[0].received.size());
}

void TestWireRows::bytesFindTheirRow()
{
    const auto script = support::refusedThenHealed();
    Pane pane(script);
    const auto mark = pane.rows.blocks().markOf(script.seqOf(Kind::FinalResponse, 417));
    const qint64 row = pane.rows.rowOf(mark.tape, mark.span.offset, pane.store);
    QCOMPARE(pane.text(pane.rows.row(row)), std::string("HTTP/1.1 417 Expectation Failed\r\n"));
    QCOMPARE(pane.rows.rowOf(mark.tape, 1'000'000, pane.store), qint64(-1));
}

void TestWireRows::largeBodiesByRange()
{
    const auto script = support::stalled(); // 1 MiB sent
    Pane pane(script);
    QCOMPARE(countOf(pane.rows, WireRow::Kind::Hidden), 1);
    QVERIFY(pane.rows.count() < 2000);
    const qint64 row = pane.rows.rowOf({0, wire::Direction::Sent}, 600'000, pane.store);
    QVERIFY(row >= 0);
    const WireRow &found = pane.rows.row(row);
    QVERIFY(found.kind == WireRow::Kind::Bytes && found.span.offset <= 600'000 && found.span.end() > 600'000);
    QVERIFY(pane.rows.count() < 3000); // the neighbourhood, not all of it
}

void TestWireRows::notKeptIsSaid()
{
    const auto script = support::stalled();
    auto record = *script.record();
    auto segments = record.tapes[0].sent.segments();
    QVERIFY(!segments.empty());
    std::vector<record::Segment> cut{segments[0]};
    cut[0].bytes.resize(1000);
    cut[0].length = 1000;
    record::Segment gone;
    gone.offset = 1000;
    gone.length = record.tapes[0].sent.size() - 1000;
    gone.elided = true;
    gone.digest = 0xabc;
    cut.push_back(gone);
    record.tapes[0].sent = record::Tape::fromSegments(cut);
    Pane pane(script);
    pane.store = model::ByteStore::of(record);
    pane.rows.rebuild(pane.store);
    QCOMPARE(countOf(pane.rows, WireRow::Kind::Hidden), 0);
    int notKept = 0;
    for (qint64 i = 0; i < pane.rows.count(); ++i) {
        if (pane.rows.row(i).kind != WireRow::Kind::NotKept)
            continue;
        ++notKept;
        const QString text = pane.rows.textOf(pane.rows.row(i), en);
        QVERIFY2(text.contains(u"not kept, XXH3 0000000000000abc"_s), qPrintable(text));
    }
    QCOMPARE(notKept, 1);
}

void TestWireRows::hexRows()
{
    const auto script = support::refusedThenHealed();
    Pane pane(script);
    pane.rows.setMode(WireRows::Mode::Hex, pane.store);
    for (qint64 i = 0; i < pane.rows.count(); ++i) {
        if (pane.rows.row(i).kind == WireRow::Kind::Bytes)
            QVERIFY(pane.rows.row(i).span.length <= 16);
    }
}

void TestWireRows::untilAnInstant()
{
    const auto script = support::refusedThenHealed();
    Pane pane(script);
    const qint64 all = pane.rows.count();
    pane.rows.setUntil(1'000'000, pane.store);
    QCOMPARE(countOf(pane.rows, WireRow::Kind::Heading), 1); // the first head alone
    pane.rows.setUntil(2'063'000, pane.store);
    QCOMPARE(countOf(pane.rows, WireRow::Kind::Heading), 2);
    pane.rows.setUntil(-1, pane.store);
    QCOMPARE(pane.rows.count(), all);
}

void TestWireRows::liveAsksForBytes()
{
    const auto script = support::refusedThenHealed();
    std::vector<wire::Event> events;
    model::ByteStore store;
    WireRows rows;
    rows.setEvents(&events);
    std::map<model::TapeId, std::uint64_t> asked;
    for (const auto &event : script.events()) {
        events.push_back(event);
        rows.eventsAppended(store);
        for (const auto &wish : rows.takeWanted(store)) {
            QVERIFY(wish.span.offset >= asked[wish.tape]); // nothing twice
            asked[wish.tape] = wish.span.end();
            const auto record = script.record();
            const auto &tape = record->tapes[wish.tape.connection].of(wish.tape.direction);
            store.add(wish.tape, wish.span.offset, tape.read(wish.span, wish.span.length));
        }
    }
    QVERIFY((asked[{1, wire::Direction::Sent}]) <= WireRows::endBytes + 400); // the body's begin only
    rows.rebuild(store);
    QVERIFY(countOf(rows, WireRow::Kind::Awaited) > 0);
    store = model::ByteStore::of(*script.record());
    rows.rebuild(store);
    QCOMPARE(countOf(rows, WireRow::Kind::Awaited), 0);
    const Pane whole(script);
    QCOMPARE(rows.count(), whole.rows.count());
}

/// As a window follows it: batches of events, then the bytes that it asked for. Gives the wishes.
int follow(const support::Script &script, std::size_t batch, WireRows *rows, model::ByteStore *store,
           std::vector<wire::Event> *events)
{
    int wishes = 0;
    const auto record = script.record();
    rows->setEvents(events);
    for (std::size_t at = 0; at < script.events().size(); at += batch) {
        const auto end = std::min(at + batch, script.events().size());
        events->insert(events->end(), script.events().begin() + static_cast<std::ptrdiff_t>(at),
                       script.events().begin() + static_cast<std::ptrdiff_t>(end));
        rows->eventsAppended(*store);
        for (const auto &wish : rows->takeWanted(*store)) {
            ++wishes;
            const auto &tape = record->tapes[wish.tape.connection].of(wish.tape.direction);
            store->add(wish.tape, wish.span.offset, tape.read(wish.span, wish.span.length));
            rows->bytesCame(wish.tape, wish.span, *store);
        }
    }
    return wishes;
}

void isTheSame(const WireRows &rows, const WireRows &whole)
{
    QCOMPARE(rows.count(), whole.count());
    for (qint64 i = 0; i < rows.count(); ++i) {
        QCOMPARE(rows.row(i).kind, whole.row(i).kind);
        QCOMPARE(rows.row(i).block, whole.row(i).block);
        QCOMPARE(rows.row(i).span.offset, whole.row(i).span.offset);
        QCOMPARE(rows.row(i).span.length, whole.row(i).span.length);
    }
}

void TestWireRows::aFloodCostsWhatItBrings()
{
    const auto script = support::interimFlood(4000);
    WireRows rows;
    model::ByteStore store;
    std::vector<wire::Event> events;
    const int wishes = follow(script, 100, &rows, &store, &events);
    QVERIFY2(wishes <= static_cast<int>(script.events().size() / 100) + 4,
             qPrintable(QString::number(wishes))); // one a batch
    QVERIFY2(rows.made() <= 3 * static_cast<quint64>(rows.count()), qPrintable(QString::number(rows.made())));
    const Pane whole(script);
    isTheSame(rows, whole.rows);
    // A replay makes what the step brings, and back at the end all is there again.
    const auto before = rows.made();
    const auto near = script.events().back().at - 2000;
    rows.setUntil(near, store);
    rows.setUntil(-1, store);
    QVERIFY2(rows.made() - before < 100, qPrintable(QString::number(rows.made() - before)));
    isTheSame(rows, whole.rows);
}

void TestWireRows::aLongHeadGrowsByItsLines()
{
    support::Script script;
    script.attempt(0, 0, "first").connect(10, 20).submit(30, "GET / HTTP/1.1\r\n\r\n", 0, false);
    script.sent(40, "GET / HTTP/1.1\r\n\r\n");
    std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n";
    for (int i = 0; i < 5000; ++i)
        head += "X-Field-" + std::to_string(i) + ": value\r\n";
    script.received(100, head + "\r\n");
    script.attemptEnd(200);
    WireRows rows;
    model::ByteStore store;
    std::vector<wire::Event> events;
    follow(script, 100, &rows, &store, &events);
    QVERIFY2(rows.made() <= 4 * static_cast<quint64>(rows.count()), qPrintable(QString::number(rows.made())));
    isTheSame(rows, Pane(script).rows);
}

INTERIM_SUITE(TestWireRows)
#include "tst_wire_rows.moc"
