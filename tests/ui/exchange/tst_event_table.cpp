// SPDX-License-Identifier: GPL-3.0-or-later
// The event table with mouse and keys, live and at rest.

#include "ui/exchange/events/event_table.h"

#include "support/events.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QSignalSpy>
#include <QTest>
#include <QToolTip>

using namespace Qt::StringLiterals;
using ui::EventTable;
using wire::Kind;

class TestEventTable : public QObject {
    Q_OBJECT

private slots:
    void clicksAndKeysSelect();
    void selectsFromOutside();
    void appendKeepsTheSelection();
    void everyEvent();
    void copies();
    void wholeWordsOfACutCell();
    void wordsGoOnWhereThereAreNoBytes();
};

namespace {

std::unique_ptr<EventTable> tableOf(const support::Script &script)
{
    auto table = std::make_unique<EventTable>();
    table->resize(430, 300);
    table->setEvents(&script.events());
    return table;
}

quint64 seqAt(const EventTable &table, int row)
{
    return table.log()->index(row, 0).data(model::EventLogModel::SeqRole).toULongLong();
}

} // namespace

void TestEventTable::clicksAndKeysSelect()
{
    const auto script = support::refusedThenHealed();
    const auto table = tableOf(script);
    QSignalSpy spy(table.get(), &EventTable::selected);
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, table->visualRect(table->log()->index(2, 2)).center());
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.last().first().toULongLong(), seqAt(*table, 2));
    QTest::keyClick(table.get(), Qt::Key_Down);
    QCOMPARE(spy.size(), 2);
    QCOMPARE(spy.last().first().toULongLong(), seqAt(*table, 3));
}

void TestEventTable::selectsFromOutside()
{
    const auto script = support::refusedThenHealed();
    const auto table = tableOf(script);
    QSignalSpy spy(table.get(), &EventTable::selected);
    table->select(script.seqOf(Kind::FinalResponse, 201));
    QCOMPARE(seqAt(*table, table->currentIndex().row()), script.seqOf(Kind::FinalResponse, 201));
    QVERIFY(table->visualRect(table->currentIndex()).isValid());
    table->select(~quint64(0));
    QVERIFY(!table->currentIndex().isValid());
    QVERIFY(spy.isEmpty());
}

void TestEventTable::appendKeepsTheSelection()
{
    const auto script = support::refusedThenHealed();
    std::vector<wire::Event> events(script.events().begin(), script.events().begin() + 12);
    EventTable table;
    table.setEvents(&events);
    table.select(script.seqOf(Kind::Connect));
    const quint64 before = seqAt(table, table.currentIndex().row());
    events = script.events();
    table.eventsAppended();
    QCOMPARE(seqAt(table, table.currentIndex().row()), before);
}

void TestEventTable::everyEvent()
{
    const auto script = support::refusedThenHealed();
    const auto table = tableOf(script);
    table->select(script.seqOf(Kind::FinalResponse, 417));
    QSignalSpy spy(table.get(), &EventTable::selected);
    table->setEveryEvent(true);
    QCOMPARE(table->log()->rowCount(), static_cast<int>(script.events().size()));
    QCOMPARE(seqAt(*table, table->currentIndex().row()), script.seqOf(Kind::FinalResponse, 417));
    QVERIFY(spy.isEmpty());
}

void TestEventTable::copies()
{
    const auto script = support::refusedThenHealed();
    const auto table = tableOf(script);
    table->copy();
    const QString text = QApplication::clipboard()->text();
    QCOMPARE(text.count(u'\n'), table->log()->rowCount());
    QVERIFY(text.contains(u"417 Expectation Failed"_s));
}

void TestEventTable::wholeWordsOfACutCell()
{
    support::Script script;
    script.attempt(0, 0, "first")
        .connect(0, 120, 1)
        .attemptEnd(125, "connect-failed", "<b>connection</b> refused by nobody that could be asked");
    const auto table = tableOf(script);
    table->setVisible(true);
    const auto tipOf = [&table](int row) {
        QToolTip::hideText();
        const auto cell = table->visualRect(table->log()->index(row, model::EventLogModel::EventColumn));
        QHelpEvent help(QEvent::ToolTip, cell.center(), table->viewport()->mapToGlobal(cell.center()));
        QCoreApplication::sendEvent(table->viewport(), &help);
        return QToolTip::isVisible() ? QToolTip::text() : QString();
    };
    const int last = table->log()->rowCount() - 1;
    QVERIFY2(tipOf(last).contains("&lt;b&gt;connection&lt;/b&gt; refused by nobody that could be asked"),
             qPrintable(tipOf(last)));
    table->resize(1200, 300);
    QTRY_COMPARE(tipOf(0), QString());
}

/// Beside an empty column nothing is cut: the last of the words are drawn there.
void TestEventTable::wordsGoOnWhereThereAreNoBytes()
{
    support::Script script;
    script.attempt(0, 0, "first")
        .connect(0, 120, 1)
        .attemptEnd(125, "connect-failed", "refused: the deciding words come last");
    const auto table = tableOf(script);
    table->setVisible(true);
    table->resize(520, 300);
    const auto last = table->log()->index(table->log()->rowCount() - 1, model::EventLogModel::BytesColumn);
    QVERIFY(last.data().toString().isEmpty());
    QVERIFY(!table->isColumnHidden(last.column()));
    const auto cell = table->visualRect(last);
    QVERIFY(cell.width() > 20);
    const auto picture = table->viewport()->grab(cell.adjusted(0, 2, 0, -3)).toImage();
    bool drawn = false;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            drawn = drawn || picture.pixelColor(x, y).lightness() < 160;
    QVERIFY(drawn);
}

INTERIM_SUITE(TestEventTable)
#include "tst_event_table.moc"
