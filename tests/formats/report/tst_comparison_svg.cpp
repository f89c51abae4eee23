// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/comparison_svg.h"

#include "formats/report/comparison_sample.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestComparisonSvg : public QObject {
    Q_OBJECT
    static double attribute(const QString &svg, const char *classes, const char *name)
    {
        const QRegularExpression tag(
            u"class=\"%1\"[^>]* %2=\"([0-9.]+)\""_s.arg(QLatin1String(classes), QLatin1String(name)));
        const auto match = tag.match(svg);
        return match.hasMatch() ? match.captured(1).toDouble() : -1;
    }

private slots:
    void oneAxisForAllRows()
    {
        const auto report = samples::hostileReport();
        const ComparisonAxis axis(report);
        QCOMPARE(axis.x(-500'000), 0.0);
        QCOMPARE(axis.x(1'100'000'000), ComparisonAxis::room);
        QVERIFY(qAbs(axis.x(549'750'000) - ComparisonAxis::room / 2) < 0.01);
        QCOMPARE(ComparisonAxis(ComparisonReport()).x(5), ComparisonAxis::room); // nothing to fall over
    }

    void barsStandWhereTheirTimesAre()
    {
        const auto report = samples::hostileReport();
        const ComparisonAxis axis(report);
        const QString svg = rowSvg(report.lines[0], axis);
        const double left = attribute(svg, "hatched", "x"), width = attribute(svg, "hatched", "width");
        QVERIFY(qAbs(left - axis.x(0)) < 0.01);
        QVERIFY(qAbs(left + width - axis.x(1'000'000'000)) < 0.02);
        QVERIFY(qAbs(attribute(svg, "body", "x") - axis.x(1'000'000'000)) < 0.01);
        QVERIFY(attribute(svg, "success", "width") >= 40); // a moment still shows its number
        QVERIFY(svg.contains(">200</text>"_L1));
        QVERIFY(svg.contains("class=\"interim\""_L1));
        QVERIFY(rowSvg(report.lines[1], axis).contains("class=\"failure\""_L1));
    }

    void onlyTheLastAnswerIsABadge()
    {
        auto report = samples::hostileReport();
        auto &bars = report.lines[0].bars;
        bars.insert(3, {u"response"_s, 1, 1, 417, u"417"_s});
        const QString svg = rowSvg(report.lines[0], ComparisonAxis(report));
        QCOMPARE(attribute(svg, "failure", "width"), 3.0);
        QVERIFY(svg.contains("class=\"small\""_L1));
    }

    void wordsOfTheAxisDoNotTouch()
    {
        auto report = samples::hostileReport();
        report.ticks = {{0, u"0 ms"_s}, {1'000'000, u"1 ms"_s}, {900'000'000, u"900 ms"_s}};
        const QString svg = axisSvg(report, ComparisonAxis(report));
        QCOMPARE(svg.count("class=\"tick\""_L1), 3);
        QCOMPARE(svg.count("class=\"tickword\""_L1), 2);
    }

    void histogramIsInProportion()
    {
        const auto report = samples::hostileReport();
        ComparisonSpread spread = *report.lines[1].pause;
        const QString svg = histogramSvg(spread);
        QCOMPARE(svg.count("class=\"pausefill\""_L1), 2);
        QCOMPARE(attribute(svg, "pausefill", "width"), 640.0);
        spread.buckets[0].count = 1'000'000;
        QVERIFY(histogramSvg(spread).contains("width=\"1.50\""_L1)); // a single one beside many
        QVERIFY(!histogramSvg({}).contains("pausefill"_L1));
    }
};

INTERIM_SUITE(TestComparisonSvg)
#include "tst_comparison_svg.moc"
