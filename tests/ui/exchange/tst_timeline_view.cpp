// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline as a person uses it: mouse, wheel, keys, replay, themes; and pictures of it on demand
// (INTERIM_PICTURES=folder).

#include "ui/exchange/timeline/timeline_view.h"

#include "support/events.h"
#include "ui/kit/theme.h"

#include <QAccessible>
#include <QApplication>
#include <QDir>
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

const ui::SceneBar *barOf(const TimelineView &view, model::ItemKind kind, int lane)
{
    for (const auto &bar : view.scene().bars) {
        const auto &item = view.timeline().items()[static_cast<std::size_t>(bar.item)];
        if (item.kind == kind && item.lane == lane)
            return &bar;
    }
    return nullptr;
}

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

class TestTimelineView : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();
    void barsFitTheirPlot();
    void wordsDoNotShowThroughBars();
    void numbersOfFlagsStandFree();
    void aNarrowAxisKeepsTwoNumbers();
    void laterIsNeverFurtherLeft();
    void shortPhasesAreSeenAndMarked();
    void clickSelects();
    void keysMoveTheSelection();
    void wheelKeepsTheInstantUnderThePointer();
    void dragPansAndFitReturns();
    void zoomsToThePause();
    void foldsIdleTime();
    void axisScrubs();
    void replayHidesWhatComesLater();
    void growsWhileRunning();
    void wireTextIsNeverRaw();
    void speaksToReaders();
    void inkIsReadable();
    void savesPictures();
    void aHundredThousandEvents();
    void pictures_data();
    void pictures();

private:
    support::Script script_;
    TimelineView *view_ = nullptr;
};

void TestTimelineView::initTestCase()
{
    ui::Theme::choose(ui::Theme::Choice::Light);
    script_ = support::refusedThenHealed();
}

void TestTimelineView::init()
{
    view_ = new TimelineView;
    view_->setLocale(QLocale(QLocale::English));
    view_->resize(860, 260);
    view_->setEvents(&script_.events());
}

void TestTimelineView::cleanup()
{
    delete view_;
}

void TestTimelineView::barsFitTheirPlot()
{
    const auto &scene = view_->scene();
    QCOMPARE(scene.lanes.size(), std::size_t(2));
    QVERIFY(scene.bars.size() >= 8);
    for (const auto &bar : scene.bars) {
        QVERIFY(bar.rect.width() > 0);
        QVERIFY(bar.rect.left() >= scene.plot.left() - 0.5);
        QVERIFY(bar.rect.right() <= scene.plot.right() + 0.5);
    }
    QVERIFY(scene.contentHeight <= view_->height());
}

/// Of an answer there is "HTTP/1.": whether it ends the wait is not known, and both are drawn.
void TestTimelineView::wordsDoNotShowThroughBars()
{
    support::Script s;
    const auto head = support::requestHead(5, false);
    s.attempt(0, 0, "first").connect(0, 100).submit(110, head, 5, false).sent(120, head).sent(130, "hello");
    s.received(300'000, "HTTP/1.").timeout(1'000'000, "head").closed(1'000'010).attemptEnd(1'000'020);
    for (const int width : {300, 430, 860}) {
        view_->resize(width, 260);
        view_->setEvents(&s.events());
        const auto &bars = view_->scene().bars;
        for (std::size_t i = 0; i < bars.size(); ++i)
            for (std::size_t j = i + 1; j < bars.size(); ++j) {
                const double half = QFontMetricsF(view_->scene().small).horizontalAdvance(bars[i].label) / 2;
                const QPointF middle = (bars[i].rect & view_->scene().plot).center();
                const QRectF words(middle.x() - half, bars[i].rect.top(), 2 * half, bars[i].rect.height());
                QVERIFY2(bars[i].label.isEmpty() || !bars[j].rect.intersects(words), qPrintable(bars[i].label));
            }
    }
}

void TestTimelineView::numbersOfFlagsStandFree()
{
    const auto upload = support::interruptedUpload();
    const double em = QFontMetricsF(view_->font()).height();
    int shown = 0;
    for (int width = 300; width <= 900; width += 20) {
        view_->resize(width, 260);
        view_->setEvents(&upload.events()); // not shown, it is not told its new size
        const auto &flags = view_->scene().flags;
        for (std::size_t i = 0; i + 1 < flags.size(); ++i) {
            if (flags[i].close || flags[i + 1].close || flags[i].label.isEmpty())
                continue;
            ++shown;
            QVERIFY(flags[i].x + 0.8 * em + QFontMetricsF(view_->scene().small).horizontalAdvance(flags[i].label)
                    <= flags[i + 1].x);
        }
    }
    QVERIFY(shown > 0);
}

void TestTimelineView::aNarrowAxisKeepsTwoNumbers()
{
    auto font = view_->font();
    font.setPointSizeF(font.pointSizeF() * 2);
    view_->setFont(font);
    for (const int width : {340, 420, 600}) {
        view_->resize(width, 400);
        view_->setEvents(&script_.events());
        QVERIFY2(view_->scene().ticks.size() >= 2, qPrintable(QString::number(width)));
    }
}

void TestTimelineView::laterIsNeverFurtherLeft()
{
    const auto *refused = barOf(*view_, model::ItemKind::Response, 0);
    const auto *retry = barOf(*view_, model::ItemKind::Tcp, 1);
    QVERIFY(refused && retry);
    QVERIFY(retry->rect.left() >= refused->rect.right() - 2.5);
}

void TestTimelineView::shortPhasesAreSeenAndMarked()
{
    const auto *head = barOf(*view_, model::ItemKind::Head, 0); // an instant
    QVERIFY(head);
    QCOMPARE(head->label, u"Head"_s);
    const double x = head->rect.center().x();
    const auto &marks = view_->scene().widened;
    QVERIFY(std::any_of(marks.begin(), marks.end(), [&](const QRectF &m) { return m.left() <= x && m.right() >= x; }));
}

void TestTimelineView::clickSelects()
{
    QSignalSpy spy(view_, &TimelineView::selected);
    const auto *bar = barOf(*view_, model::ItemKind::Response, 0);
    QTest::mouseClick(view_, Qt::LeftButton, {}, bar->rect.center().toPoint());
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toULongLong(), script_.seqOf(Kind::FinalResponse, 417));
    QCOMPARE(view_->cursor(), 2'063'000);
    view_->select(script_.seqOf(Kind::Pause));
    QCOMPARE(spy.size(), 1); // selecting from outside says nothing
}

void TestTimelineView::keysMoveTheSelection()
{
    QSignalSpy spy(view_, &TimelineView::selected);
    QTest::keyClick(view_, Qt::Key_Right);
    const quint64 first = view_->selectedSeq();
    QTest::keyClick(view_, Qt::Key_Right);
    QVERIFY(view_->selectedSeq() != first);
    QTest::keyClick(view_, Qt::Key_Left);
    QCOMPARE(view_->selectedSeq(), first);
    QTest::keyClick(view_, Qt::Key_End);
    QVERIFY(view_->cursor() > 5'000'000);
    QCOMPARE(spy.size(), 4);
}

void TestTimelineView::wheelKeepsTheInstantUnderThePointer()
{
    const QPointF at = barOf(*view_, model::ItemKind::Body, 1)->rect.center();
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
    QTest::mousePress(view_, Qt::LeftButton, {}, middle);
    QTest::mouseMove(view_, middle - QPoint(60, 0));
    QTest::mouseRelease(view_, Qt::LeftButton, {}, middle - QPoint(60, 0));
    QCOMPARE(view_->scene().offset, before + 60);
    QTest::keyClick(view_, Qt::Key_F);
    QCOMPARE(view_->scene().offset, 0.0);
}

void TestTimelineView::zoomsToThePause()
{
    QTest::keyClick(view_, Qt::Key_P);
    const auto *pause = barOf(*view_, model::ItemKind::Pause, 0);
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
    QSignalSpy spy(view_, &TimelineView::foldIdleChanged);
    QTest::keyClick(view_, Qt::Key_I);
    QCOMPARE(spy.size(), 1);
    QVERIFY(!view_->scene().breaks.empty());
    QVERIFY(view_->scene().density > before * 10);
    QVERIFY(!barOf(*view_, model::ItemKind::Pause, 0)->label.isEmpty());
}

void TestTimelineView::axisScrubs()
{
    QSignalSpy spy(view_, &TimelineView::cursorMoved);
    const double x = view_->scene().xOf(1'500'000);
    QTest::mouseClick(view_, Qt::LeftButton, {}, QPoint(qRound(x), 5));
    QCOMPARE(spy.size(), 1);
    QVERIFY(std::abs(view_->cursor() - 1'500'000) < 20'000);
}

void TestTimelineView::replayHidesWhatComesLater()
{
    view_->setReplayAt(1'200'000);
    QCOMPARE(view_->scene().replayX, view_->scene().xOf(1'200'000));
    QVERIFY(barOf(*view_, model::ItemKind::Pause, 0)->label.contains(u"769"_s)); // µs so far
    QVERIFY(barOf(*view_, model::ItemKind::Response, 0)->label.isEmpty());
    view_->setReplayAt(4'000'000);
    const auto *body = barOf(*view_, model::ItemKind::Body, 1);
    QVERIFY(body->hollow);
    QVERIFY(body->fill.width() > 0 && body->fill.width() < body->rect.width());
    view_->setReplayAt(-1);
    QVERIFY(!barOf(*view_, model::ItemKind::Body, 1)->hollow);
}

void TestTimelineView::growsWhileRunning()
{
    std::vector<wire::Event> live;
    view_->setEvents(&live);
    view_->setRunning(true);
    for (const auto &event : script_.events()) {
        live.push_back(event);
        view_->eventsAppended();
        view_->setNow(event.at + 10);
        QVERIFY(!view_->scene().lanes.empty());
    }
    view_->setRunning(false);
    TimelineView whole;
    whole.setLocale(view_->locale());
    whole.resize(view_->size());
    whole.setEvents(&script_.events());
    QCOMPARE(view_->scene().bars.size(), whole.scene().bars.size());
    for (std::size_t i = 0; i < whole.scene().bars.size(); ++i)
        QCOMPARE(view_->scene().bars[i].rect, whole.scene().bars[i].rect);
}

void TestTimelineView::wireTextIsNeverRaw()
{
    support::Script hostile;
    const auto head = support::requestHead(0, false);
    hostile.attempt(0, 0, "first").connect(0, 100).submit(110, head, 0, false).sent(120, head);
    hostile.received(900, "HTTP/1.1 400 <img src=x>\x1b[31m\r\nContent-Length: 0\r\n\r\n");
    view_->setEvents(&hostile.events());
    QVERIFY(barOf(*view_, model::ItemKind::Response, 0));
    QVERIFY(!view_->describe().contains(QChar(0x1b)));
    for (const auto &bar : view_->scene().bars)
        QVERIFY(!bar.label.contains(QChar(0x1b)));
}

void TestTimelineView::speaksToReaders()
{
    auto *access = QAccessible::queryAccessibleInterface(view_);
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

void TestTimelineView::pictures_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<bool>("dark");
    QTest::addColumn<double>("scale");
    QTest::addColumn<qint64>("replay");
    for (const bool dark : {false, true}) {
        const char *theme = dark ? "dark" : "light";
        for (const double scale : {1.0, 2.0}) {
            for (const char *what : {"refused", "stalled", "folded", "interrupted"})
                QTest::addRow("%s-%s-%d", what, theme, static_cast<int>(scale * 100))
                    << QString::fromLatin1(what) << dark << scale << qint64(-1);
        }
        QTest::addRow("replay-%s", theme) << u"refused"_s << dark << 1.0 << qint64(4'000'000);
    }
}

/// Nothing overlaps, whatever the font's size; the pictures are for people to look at.
void TestTimelineView::pictures()
{
    QFETCH(QString, what);
    QFETCH(bool, dark);
    QFETCH(double, scale);
    QFETCH(qint64, replay);
    ui::Theme::choose(dark ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
    const auto script = what == "refused"_L1 ? support::refusedThenHealed()
        : what == "interrupted"_L1           ? support::interruptedUpload()
                                             : support::stalled();
    QFont font = view_->font();
    font.setPointSizeF(font.pointSizeF() * scale);
    view_->setFont(font);
    view_->resize(QSize(860, 250) * scale);
    view_->setEvents(&script.events());
    view_->setFoldIdle(what == "folded"_L1);
    if (replay >= 0)
        view_->setReplayAt(replay);
    else
        view_->select(script.seqOf(Kind::FinalResponse));
    const auto &bars = view_->scene().bars;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        for (std::size_t j = i + 1; j < bars.size(); ++j)
            QVERIFY2(!bars[i].rect.adjusted(0.01, 0.01, -0.01, -0.01).intersects(bars[j].rect), "bars overlap");
    }
    const QImage picture = view_->grab().toImage();
    ui::Theme::choose(ui::Theme::Choice::Light);
    const QString folder = qEnvironmentVariable("INTERIM_PICTURES");
    const QString name = QString::fromLatin1(QTest::currentDataTag()) + u".png"_s;
    QVERIFY(folder.isEmpty() || picture.save(QDir(folder).filePath(name)));
    QCOMPARE(picture.size(), view_->size());
}

INTERIM_SUITE(TestTimelineView)
#include "tst_timeline_view.moc"
