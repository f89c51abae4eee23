// SPDX-License-Identifier: GPL-3.0-or-later
// The map from time to x: order, room, folds, zoom, ticks.
#include "model/time_axis.h"

#include <QLocale>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace model;

namespace {

AxisInput plain(qint64 end)
{
    AxisInput input;
    input.range = {0, end};
    return input;
}

} // namespace

class TestTimeAxis : public QObject {
    Q_OBJECT

private slots:
    void linearWhereNothingIsShort();
    void shortBarsGetRoom();
    void instantsStandSideBySide();
    void lanesShareOneOrder();
    void inverseAgrees();
    void fitsTheWidth_data();
    void fitsTheWidth();
    void foldsTakeFixedWidth();
    void ticksAreRound_data();
    void ticksAreRound();
    void ticksSkipFolds();
    void foldsComeFromLongGaps();
};

void TestTimeAxis::linearWhereNothingIsShort()
{
    AxisInput input = plain(1000);
    input.bars = {{0, 500, 10, 0}, {500, 1000, 10, 0}};
    const auto placed = placeBars(input, 0.5);
    QCOMPARE(placed.bars[0].left, 0.0);
    QCOMPARE(placed.bars[0].right, 250.0);
    QCOMPARE(placed.bars[1].right, 500.0);
    QCOMPARE(placed.scale.left(100), 50.0);
    for (const auto &stretch : placed.scale.stretches())
        QVERIFY(stretch.kind == TimeScale::Stretch::Kind::Plain);
}

void TestTimeAxis::shortBarsGetRoom()
{
    AxisInput input = plain(1'000'000);
    input.bars = {{1000, 1020, 40, 0}, {1020, 900'000, 40, 0}};
    const auto placed = placeBars(input, 0.001);
    QCOMPARE(placed.bars[0].right - placed.bars[0].left, 40.0);
    QVERIFY(placed.bars[1].left >= placed.bars[0].right);
    QVERIFY(placed.scale.stretches()[1].kind == TimeScale::Stretch::Kind::Widened);
}

void TestTimeAxis::instantsStandSideBySide()
{
    AxisInput input = plain(1000);
    input.bars = {{0, 400, 5, 0}, {400, 400, 30, 0}, {400, 400, 20, 0}, {400, 1000, 5, 0}, {400, 400, 35, 2}};
    const auto placed = placeBars(input, 1);
    QCOMPARE(placed.bars[0].right, 400.0);
    QCOMPARE(placed.bars[1].left, 400.0);
    QCOMPARE(placed.bars[1].right, 430.0);
    QCOMPARE(placed.bars[2].left, 430.0);
    QCOMPARE(placed.bars[2].right, 450.0);
    QCOMPARE(placed.bars[3].left, 450.0); // after the longest row
    QCOMPARE(placed.bars[4].left, 400.0);
    QCOMPARE(placed.scale.left(400), 400.0);
    QCOMPARE(placed.scale.right(400), 450.0);
}

void TestTimeAxis::lanesShareOneOrder()
{
    AxisInput input = plain(10'000);
    for (int i = 0; i < 40; ++i)
        input.bars.push_back({i * 250, i * 250 + (i % 3) * 5, 25, i % 4});
    const auto placed = placeBars(input, 0.02);
    double last = -1;
    for (qint64 t = 0; t <= 10'000; t += 7) {
        QVERIFY(placed.scale.left(t) >= last);
        QVERIFY(placed.scale.right(t) >= placed.scale.left(t));
        last = placed.scale.left(t);
    }
    for (std::size_t a = 0; a < input.bars.size(); ++a) {
        for (std::size_t b = 0; b < input.bars.size(); ++b) {
            if (input.bars[a].end < input.bars[b].begin)
                QVERIFY(placed.bars[a].right <= placed.bars[b].left + 1e-6);
        }
    }
}

void TestTimeAxis::inverseAgrees()
{
    AxisInput input = plain(1'000'000);
    input.bars = {{1000, 1020, 40, 0}, {5000, 5000, 40, 0}};
    input.folds = {{200'000, 800'000}};
    input.foldWidth = 30;
    const auto scale = placeBars(input, 0.001).scale;
    for (const qint64 t : {0, 500, 1010, 4000, 5000, 100'000, 500'000, 900'000, 1'000'000, 1'500'000})
        QVERIFY2(std::abs(scale.time(scale.left(t)) - t) <= 1, qPrintable(QString::number(t)));
}

void TestTimeAxis::fitsTheWidth_data()
{
    QTest::addColumn<int>("bars");
    QTest::addColumn<double>("least");
    QTest::newRow("none") << 0 << 0.0;
    QTest::newRow("few") << 5 << 40.0;
    QTest::newRow("more than fit") << 60 << 40.0;
}

void TestTimeAxis::fitsTheWidth()
{
    QFETCH(int, bars);
    QFETCH(double, least);
    AxisInput input = plain(6'000'000);
    for (int i = 0; i < bars; ++i)
        input.bars.push_back({i * 20'000, i * 20'000 + 20, least, 0});
    const double density = fitDensity(input, 700, 6'000'000);
    const auto placed = placeBars(input, density);
    QVERIFY2(std::abs(placed.scale.width() - 700) < 1, qPrintable(QString::number(placed.scale.width())));
}

void TestTimeAxis::foldsTakeFixedWidth()
{
    AxisInput input = plain(1'000'000'000);
    input.folds = {{1'000'000, 990'000'000}};
    input.foldWidth = 50;
    const double density = fitDensity(input, 600, 1'000'000'000);
    const auto scale = placeBars(input, density).scale;
    QVERIFY(std::abs(scale.width() - 600) < 1);
    QVERIFY(std::abs(scale.left(990'000'000) - scale.right(1'000'000) - 50) < 0.01);
    QVERIFY(scale.stretches()[1].kind == TimeScale::Stretch::Kind::Folded);
}

void TestTimeAxis::ticksAreRound_data()
{
    QTest::addColumn<qint64>("end");
    QTest::addColumn<QStringList>("labels");
    QTest::newRow("6 ms") << qint64(6'000'000)
                          << QStringList{u"0"_s,         u"1\u00a0ms"_s, u"2\u00a0ms"_s, u"3\u00a0ms"_s,
                                         u"4\u00a0ms"_s, u"5\u00a0ms"_s, u"6\u00a0ms"_s};
    QTest::newRow("300 us") << qint64(300'000)
                            << QStringList{u"0"_s,           u"50\u00a0µs"_s,  u"100\u00a0µs"_s, u"150\u00a0µs"_s,
                                           u"200\u00a0µs"_s, u"250\u00a0µs"_s, u"300\u00a0µs"_s};
    QTest::newRow("1 s") << qint64(1'000'000'000)
                         << QStringList{u"0"_s,           u"200\u00a0ms"_s, u"400\u00a0ms"_s,
                                        u"600\u00a0ms"_s, u"800\u00a0ms"_s, u"1,000\u00a0ms"_s};
    QTest::newRow("100 s") << qint64(100'000'000'000) << QStringList{u"0"_s,         u"20\u00a0s"_s, u"40\u00a0s"_s,
                                                                     u"60\u00a0s"_s, u"80\u00a0s"_s, u"100\u00a0s"_s};
}

void TestTimeAxis::ticksAreRound()
{
    QFETCH(qint64, end);
    QFETCH(QStringList, labels);
    AxisInput input = plain(end);
    const auto scale = placeBars(input, 700.0 / static_cast<double>(end)).scale;
    QStringList found;
    double last = -100;
    for (const auto &tick : ticks(scale, 0, 701, 90, QLocale(QLocale::English))) {
        found << tick.label;
        QVERIFY(tick.x - last >= 60);
        last = tick.x;
    }
    QCOMPARE(found, labels);
}

void TestTimeAxis::ticksSkipFolds()
{
    AxisInput input = plain(100'000'000'000);
    input.folds = {{2'000'000, 99'998'000'000}};
    input.foldWidth = 40;
    const auto scale = placeBars(input, 1e-4).scale;
    const auto found = ticks(scale, 0, scale.width(), 60, QLocale(QLocale::English));
    QVERIFY(found.size() > 2 && found.size() < 20);
    for (const auto &tick : found)
        QVERIFY(tick.at <= 2'000'000 || tick.at >= 99'998'000'000);
}

void TestTimeAxis::foldsComeFromLongGaps()
{
    const auto folds = foldsOf({0, 1000}, {{0, 50}, {100, 600}, {700, 1200}}, 0.12);
    QCOMPARE(folds.size(), std::size_t(2));
    QVERIFY(folds[0].begin > 100 && folds[0].end < 600);
    QVERIFY(folds[1].end <= 1000);
}

INTERIM_SUITE(TestTimeAxis)
#include "tst_time_axis.moc"
