// SPDX-License-Identifier: GPL-3.0-or-later
// The byte pane with mouse and keys: bytes to event, event to bytes, copies, live bytes, replay.

#include "ui/exchange/wire/wire_view.h"

#include "support/events.h"
#include "support/pixels.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::WireView;
using wire::Kind;

class TestWireView : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { ui::Theme::choose(ui::Theme::Choice::Light); }
    void eventToBytes();
    void bytesToEvent();
    void hiddenRowsOpen();
    void showsAHitAndCopies();
    void liveBytesArrive();
    void onlyWhatIsLookedAtIsMade();
    void aFloodIsMadeInSlices();
    void replayShowsThatInstant();
    void pictures_data();
    void pictures();

private:
    const support::Script script_ = support::refusedThenHealed();
    std::unique_ptr<WireView> make(const support::Script &script) const
    {
        auto view = std::make_unique<WireView>();
        view->setLocale(QLocale(QLocale::English));
        view->resize(420, 300);
        view->show();
        view->setEvents(&script.events());
        view->setBytes(std::make_shared<model::ByteStore>(model::ByteStore::of(*script.record())));
        return view;
    }
};

void TestWireView::eventToBytes()
{
    const auto view = make(script_);
    QSignalSpy spy(view.get(), &WireView::selected);
    view->select(script_.seqOf(Kind::FinalResponse, 201));
    QVERIFY(view->selectedText().startsWith(u"HTTP/1.1 201 Created\r\n"_s));
    QVERIFY(view->verticalScrollBar()->value() > 0); // brought into view
    QVERIFY(spy.isEmpty());
    view->select(~quint64(0));
    QCOMPARE(view->marked().span.length, std::uint64_t(0));
}

void TestWireView::bytesToEvent()
{
    const auto view = make(script_);
    QSignalSpy spy(view.get(), &WireView::selected);
    const double row = view->viewport()->fontMetrics().height() * 1.25;
    QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, QPoint(40, static_cast<int>(row * 1.8))); // request line
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toULongLong(), script_.seqOf(Kind::StartLine));
    QCOMPARE(view->selectedText(), u"POST /refuse-417 HTTP/1.1\r\n"_s);
}

void TestWireView::hiddenRowsOpen()
{
    const auto stalled = support::stalled();
    const auto view = make(stalled);
    const qint64 rows = view->rows().count();
    qint64 hidden = 0;
    while (view->rows().row(hidden).kind != model::WireRow::Kind::Hidden)
        ++hidden;
    view->verticalScrollBar()->setValue(static_cast<int>(hidden));
    QTest::keyClick(view.get(), Qt::Key_Return);
    QVERIFY(view->rows().count() > rows + 1000);
}

void TestWireView::showsAHitAndCopies()
{
    const auto view = make(script_);
    const auto head = view->rows().blocks()[1]; // of the first response
    view->showHit({1, head.span.offset + 33, 12});
    QCOMPARE(view->selectedText(), u"Content-Type"_s);
    QVERIFY(view->standsAt() == (model::FindHit{1, head.span.offset + 33, 12}));
    QTest::keyClick(view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text(), u"Content-Type"_s);
    view->copyAsHex();
    QCOMPARE(QApplication::clipboard()->text(), u"43 6f 6e 74 65 6e 74 2d 54 79 70 65"_s);
    view->select(script_.seqOf(Kind::StartLine));
    view->copyAsCString();
    QCOMPARE(QApplication::clipboard()->text(), u"\"POST /refuse-417 HTTP/1.1\\r\\n\""_s);
}

void TestWireView::liveBytesArrive()
{
    std::vector<wire::Event> events;
    WireView view;
    view.resize(420, 300);
    view.show();
    view.setEvents(&events);
    connect(&view, &WireView::wanted, this, [&](quint32 connection, wire::Direction direction, wire::Span span) {
        const std::string bytes = script_.record()->tapes[connection].of(direction).read(span, span.length);
        view.addBytes(connection, direction, span, QByteArray::fromStdString(bytes));
    });
    for (const auto &event : script_.events()) {
        events.push_back(event);
        view.eventsAppended();
    }
    view.select(script_.seqOf(Kind::FinalResponse, 417));
    QVERIFY(view.selectedText().startsWith(u"HTTP/1.1 417"_s));
}

void TestWireView::onlyWhatIsLookedAtIsMade()
{
    const auto view = make(script_);
    const auto rows = view->rows().count();
    view->hide();
    view->setEvents(&script_.events());
    view->setBytes(std::make_shared<model::ByteStore>(model::ByteStore::of(*script_.record())));
    view->select(script_.seqOf(Kind::FinalResponse, 201));
    QCOMPARE(view->rows().made(), quint64(0));
    view->show();
    QCOMPARE(view->rows().count(), rows);
    QVERIFY(view->selectedText().startsWith(u"HTTP/1.1 201 Created\r\n"_s)); // what was selected meanwhile
    view->hide();
    view->setReplayAt(1'000'000);
    view->setReplayAt(-1);
    view->show();
    QCOMPARE(view->rows().count(), rows);
}

void TestWireView::aFloodIsMadeInSlices()
{
    const auto flood = support::interimFlood(6000);
    const auto view = make(flood);
    QVERIFY(view->rows().count() < 12'000); // of 18,000: no turn of the event loop makes all
    view->select(flood.seqOf(Kind::FinalResponse, 200));
    QTRY_COMPARE(view->selectedText(), u"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"_s);
    QVERIFY(view->rows().made()
            <= 2 * static_cast<quint64>(view->rows().count())); // once for the events, once for all bytes
    const int place = view->verticalScrollBar()->value();
    view->setBytes(std::make_shared<model::ByteStore>(model::ByteStore::of(*flood.record())));
    QCOMPARE(view->verticalScrollBar()->value(), place);
}

void TestWireView::replayShowsThatInstant()
{
    const auto view = make(script_);
    const qint64 all = view->rows().count();
    view->setReplayAt(1'000'000);
    QVERIFY(view->rows().count() < 10);
    view->setReplayAt(-1);
    QCOMPARE(view->rows().count(), all);
}

void TestWireView::pictures_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<bool>("hex");
    QTest::addColumn<double>("scale");
    for (const bool dark : {false, true}) {
        for (const bool hex : {false, true})
            QTest::addRow("wire-%s-%s", hex ? "hex" : "text", dark ? "dark" : "light") << dark << hex << 1.0;
    }
    QTest::newRow("wire-200") << false << false << 2.0;
}

void TestWireView::pictures()
{
    QFETCH(bool, dark);
    QFETCH(bool, hex);
    QFETCH(double, scale);
    ui::Theme::choose(dark ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
    const auto view = make(script_);
    QFont font = view->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    view->setFont(font);
    view->resize(QSize(hex ? 720 : 440, 300) * scale);
    view->setHexMode(hex);
    view->select(script_.seqOf(Kind::StartLine, 417));
    QTRY_VERIFY(view->marked().span.length > 0); // when the rows are made
    const QImage picture = view->grab().toImage();
    // What is selected is marked in the theme's colour, on the theme's ground.
    QVERIFY(support::pixelsOf(picture, ui::Theme::current().selection) > 100);
    QVERIFY(support::pixelsOf(picture, ui::Theme::current().surface) > picture.width() * picture.height() / 4);
    ui::Theme::choose(ui::Theme::Choice::Light);
    const QString folder = qEnvironmentVariable("INTERIM_PICTURES");
    const QString name = QString::fromLatin1(QTest::currentDataTag()) + u".png"_s;
    QVERIFY(folder.isEmpty() || picture.save(QDir(folder).filePath(name)));
    QCOMPARE(picture.size(), view->size());
}

INTERIM_SUITE(TestWireView)
#include "tst_wire_view.moc"
