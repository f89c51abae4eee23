// SPDX-License-Identifier: GPL-3.0-or-later
// Where bars, flags, links, words and the axis stand, at any size and instant; and pictures of it on demand
// (INTERIM_PICTURES=folder).
#include "ui/exchange/timeline/timeline_scene.h"

#include "ui/exchange/timeline_fixture.h"

#include <QDir>
#include <QTest>

using namespace Qt::StringLiterals;
using ui::TimelineView;
using wire::Kind;

class TestTimelineScene : public support::TimelineFixture {
    Q_OBJECT

private slots:
    void init() { make(); }
    void barsFitTheirPlot();
    void wordsDoNotShowThroughBars();
    void numbersOfFlagsStandFree();
    void aNarrowAxisKeepsTwoNumbers();
    void laterIsNeverFurtherLeft();
    void shortPhasesAreSeenAndMarked();
    void replayHidesWhatComesLater();
    void growsWhileRunning();
    void wireTextIsNeverRaw();
    void pictures_data();
    void pictures();
};

void TestTimelineScene::barsFitTheirPlot()
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
void TestTimelineScene::wordsDoNotShowThroughBars()
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

void TestTimelineScene::numbersOfFlagsStandFree()
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

void TestTimelineScene::aNarrowAxisKeepsTwoNumbers()
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

void TestTimelineScene::laterIsNeverFurtherLeft()
{
    const auto *refused = barOf(model::ItemKind::Response, 0);
    const auto *retry = barOf(model::ItemKind::Tcp, 1);
    QVERIFY(refused && retry);
    QVERIFY(retry->rect.left() >= refused->rect.right() - 2.5);
}

void TestTimelineScene::shortPhasesAreSeenAndMarked()
{
    const auto *head = barOf(model::ItemKind::Head, 0); // an instant
    QVERIFY(head);
    QCOMPARE(head->label, u"Head"_s);
    const double x = head->rect.center().x();
    const auto &marks = view_->scene().widened;
    QVERIFY(std::any_of(marks.begin(), marks.end(), [&](const QRectF &m) { return m.left() <= x && m.right() >= x; }));
}

void TestTimelineScene::replayHidesWhatComesLater()
{
    view_->setReplayAt(1'200'000);
    QCOMPARE(view_->scene().replayX, view_->scene().xOf(1'200'000));
    QVERIFY(barOf(model::ItemKind::Pause, 0)->label.contains(u"769"_s)); // µs so far
    QVERIFY(barOf(model::ItemKind::Response, 0)->label.isEmpty());
    view_->setReplayAt(4'000'000);
    const auto *body = barOf(model::ItemKind::Body, 1);
    QVERIFY(body->hollow);
    QVERIFY(body->fill.width() > 0 && body->fill.width() < body->rect.width());
    view_->setReplayAt(-1);
    QVERIFY(!barOf(model::ItemKind::Body, 1)->hollow);
}

void TestTimelineScene::growsWhileRunning()
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

void TestTimelineScene::wireTextIsNeverRaw()
{
    support::Script hostile;
    const auto head = support::requestHead(0, false);
    hostile.attempt(0, 0, "first").connect(0, 100).submit(110, head, 0, false).sent(120, head);
    hostile.received(900, "HTTP/1.1 400 <img src=x>\x1b[31m\r\nContent-Length: 0\r\n\r\n");
    view_->setEvents(&hostile.events());
    QVERIFY(barOf(model::ItemKind::Response, 0));
    QVERIFY(!view_->describe().contains(QChar(0x1b)));
    for (const auto &bar : view_->scene().bars)
        QVERIFY(!bar.label.contains(QChar(0x1b)));
}

void TestTimelineScene::pictures_data()
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
void TestTimelineScene::pictures()
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

INTERIM_SUITE(TestTimelineScene)
#include "tst_timeline_scene.moc"
