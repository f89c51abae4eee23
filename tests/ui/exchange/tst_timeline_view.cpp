// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline as a person uses it: mouse, wheel, keys, readers, themes.

#include "ui/exchange/timeline/timeline_view.h"

#include "ui/exchange/timeline_fixture.h"

#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>
#include <QPainter>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWheelEvent>

using namespace Qt::StringLiterals;
using ui::TimelineView;
using wire::Kind;

namespace {

void wheel(TimelineView &view, QPointF at, int delta)
{
    QWheelEvent event(at, view.mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&view, &event);
}

/// 1 000 interim responses, then an upload logged piece by piece: 100 000 events.
std::vector<wire::Event> manyEvents()
{
    support::Script many;
    const auto head = support::requestHead(1 << 20, true);
    many.attempt(0, 0, "first").connect(0, 100).submit(110, head, 1 << 20, true).sent(120, head);
    for (int i = 0; i < 1000; ++i)
        many.received(200 + i * 10, "HTTP/1.1 102 Processing\r\nX-A: 1\r\nX-B: 2\r\n\r\n");
    std::vector<wire::Event> events = many.events();
    const auto pieces = 100'000 - events.size();
    for (std::size_t i = 0; i < pieces; ++i) {
        wire::Event event;
        event.seq = events.back().seq + 1;
        event.at = events.back().at + 1000;
        event.kind = i == 0 ? Kind::ContentBegin : Kind::ContentData;
        event.direction = wire::Direction::Sent;
        event.span = {head.size() + i, 1};
        event.value = 1;
        events.push_back(event);
    }
    return events;
}

} // namespace

class TestTimelineView : public support::TimelineFixture {
    Q_OBJECT

private slots:
    void init() { make(); }
    void clickSelects();
    void keysMoveTheSelection();
    void wheelKeepsTheInstantUnderThePointer();
    void dragPansAndFitReturns();
    void zoomsToThePause();
    void foldsIdleTime();
    void axisScrubs();
    void speaksToReaders();
    void inkIsReadable();
    void savesPictures();
    void aHundredThousandEvents();
};

void TestTimelineView::clickSelects()
{
    QSignalSpy spy(view_.get(), &TimelineView::selected);
    const auto *bar = barOf(model::ItemKind::Response, 0);
    QTest::mouseClick(view_.get(), Qt::LeftButton, {}, bar->rect.center().toPoint());
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toULongLong(), script_.seqOf(Kind::FinalResponse, 417));
    QCOMPARE(view_->cursor(), 2'063'000);
    view_->select(script_.seqOf(Kind::Pause));
    QCOMPARE(spy.size(), 1); // selecting from outside says nothing
}

void TestTimelineView::keysMoveTheSelection()
{
    QSignalSpy spy(view_.get(), &TimelineView::selected);
    QTest::keyClick(view_.get(), Qt::Key_Right);
    const quint64 first = view_->selectedSeq();
    QTest::keyClick(view_.get(), Qt::Key_Right);
    QVERIFY(view_->selectedSeq() != first);
    QTest::keyClick(view_.get(), Qt::Key_Left);
    QCOMPARE(view_->selectedSeq(), first);
    QTest::keyClick(view_.get(), Qt::Key_End);
    QVERIFY(view_->cursor() > 5'000'000);
    QCOMPARE(spy.size(), 4);
}

void TestTimelineView::wheelKeepsTheInstantUnderThePointer()
{
    const QPointF at = barOf(model::ItemKind::Body, 1)->rect.center();
    const qint64 before = view_->scene().timeAt(at.x());
    for (int i = 0; i < 12; ++i)
        wheel(*view_, at, 120);
    const double apart = view_->scene().xOf(before) - at.x();
    QVERIFY2(std::abs(apart) < 1.5, qPrintable(QString::number(apart)));
    QVERIFY(view_->scene().density > view_->scene().fitted * 10);
    for (int i = 0; i < 30; ++i)
        wheel(*view_, at, -120);
    QCOMPARE(view_->scene().density, view_->scene().fitted);
}

void TestTimelineView::dragPansAndFitReturns()
{
    const QPoint middle = view_->scene().plot.center().toPoint();
    for (int i = 0; i < 8; ++i)
        wheel(*view_, middle, 120);
    const double before = view_->scene().offset;
    QTest::mousePress(view_.get(), Qt::LeftButton, {}, middle);
    QTest::mouseMove(view_.get(), middle - QPoint(60, 0));
    QTest::mouseRelease(view_.get(), Qt::LeftButton, {}, middle - QPoint(60, 0));
    QCOMPARE(view_->scene().offset, before + 60);
    QTest::keyClick(view_.get(), Qt::Key_F);
    QCOMPARE(view_->scene().offset, 0.0);
}

void TestTimelineView::zoomsToThePause()
{
    QTest::keyClick(view_.get(), Qt::Key_P);
    const auto *pause = barOf(model::ItemKind::Pause, 0);
    const QRectF &plot = view_->scene().plot;
    QVERIFY(std::abs(pause->rect.width() - plot.width() * 0.8) < plot.width() * 0.05);
    QVERIFY(plot.left() <= pause->rect.left() && pause->rect.right() <= plot.right());
}

void TestTimelineView::foldsIdleTime()
{
    const auto stalled = support::stalled();
    view_->setEvents(&stalled.events());
    const double before = view_->scene().density;
    QVERIFY(view_->scene().breaks.empty());
    QSignalSpy spy(view_.get(), &TimelineView::foldIdleChanged);
    QTest::keyClick(view_.get(), Qt::Key_I);
    QCOMPARE(spy.size(), 1);
    QVERIFY(!view_->scene().breaks.empty());
    QVERIFY(view_->scene().density > before * 10);
    QVERIFY(!barOf(model::ItemKind::Pause, 0)->label.isEmpty());
}

void TestTimelineView::axisScrubs()
{
    QSignalSpy spy(view_.get(), &TimelineView::cursorMoved);
    const double x = view_->scene().xOf(1'500'000);
    QTest::mouseClick(view_.get(), Qt::LeftButton, {}, QPoint(qRound(x), 5));
    QCOMPARE(spy.size(), 1);
    QVERIFY(std::abs(view_->cursor() - 1'500'000) < 20'000);
}

void TestTimelineView::speaksToReaders()
{
    auto *access = QAccessible::queryAccessibleInterface(view_.get());
    QVERIFY(access);
    QCOMPARE(access->role(), QAccessible::Chart);
    const QString description = access->text(QAccessible::Description);
    QVERIFY(description.contains(u"Attempt 1 with Expect"_s));
    QVERIFY(description.contains(u"417"_s));
    QVERIFY(description.contains(u"body never sent"_s));
    QVERIFY(!access->text(QAccessible::Name).isEmpty());
    view_->select(script_.seqOf(Kind::FinalResponse, 201));
    QVERIFY(access->text(QAccessible::Value).contains(u"201"_s));
}

void TestTimelineView::inkIsReadable()
{
    for (const auto *t : {&ui::Theme::light(), &ui::Theme::darkTheme()}) {
        for (const auto &bar : {t->network, t->head, t->pause, t->interim, t->body, t->success, t->failure, t->think})
            QVERIFY(ui::Theme::contrast(ui::Theme::inkOn(bar), bar) >= 4.5);
        for (const auto &token : {t->pause, t->failure, t->success, t->interim, t->muted, t->accent}) {
            for (const auto &ground : {t->surface, t->raised, t->selection})
                QVERIFY(ui::Theme::contrast(ui::Theme::readable(token, ground), ground) >= 4.5);
        }
        QVERIFY(ui::Theme::contrast(t->muted, t->surface) >= 4.5);
        QVERIFY(ui::Theme::contrast(t->muted, t->raised) >= 4.5);
    }
}

void TestTimelineView::savesPictures()
{
    const QTemporaryDir folder;
    const QString svg = folder.filePath(u"t.svg"_s);
    const QString png = folder.filePath(u"t.png"_s);
    QCOMPARE(view_->savePicture(svg), QString());
    QCOMPARE(view_->savePicture(png), QString());
    QFile file(svg);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("417"));
    QCOMPARE(QImage(png).size(), view_->size() * 2);
    QVERIFY(!view_->savePicture(folder.filePath(u"missing/t.png"_s)).isEmpty());
}

void TestTimelineView::aHundredThousandEvents()
{
    const auto events = manyEvents();
    view_->setEvents(&events);
    QImage image(view_->size(), QImage::Format_ARGB32_Premultiplied);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 20; ++i) {
        QPainter painter(&image);
        view_->draw(painter);
        wheel(*view_, view_->rect().center(), i < 10 ? 120 : -120);
    }
    qInfo("%.2f ms a frame", static_cast<double>(timer.nsecsElapsed()) / 20e6);
    QVERIFY(timer.elapsed() < 60'000); // against a hang only; a benchmark judges speed
    view_->fit();
    const auto &flags = view_->scene().flags;
    QVERIFY(flags.size() < 400);
    int told = 0;
    for (const auto &flag : flags)
        told += flag.count;
    QCOMPARE(told, 1000);
}

INTERIM_SUITE(TestTimelineView)
#include "tst_timeline_view.moc"
