// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_scene.h"

#include "record/exchange.h"
#include "support/events.h"

#include <QApplication>
#include <QTest>

#include <numeric>

using namespace Qt::StringLiterals;

class TestCompareScene : public QObject {
    Q_OBJECT
private slots:
    void oneAxisForAllRows();
};

// Pure geometry: heads end at one x, what came later stands further right, words fit into their bars.
void TestCompareScene::oneAxisForAllRows()
{
    const auto made = [](const std::vector<wire::Event> &events) {
        const auto exchange = record::summarize(events);
        return std::pair(compare::barsOf(exchange), compare::zeroOf(exchange, compare::Align::Head).at);
    };
    const auto healed = made(support::refusedThenHealed().events()), stalled = made(support::stalled().events()),
               cut = made(support::interruptedUpload().events());
    ui::CompareSceneInput input{
        {{&healed.first, healed.second}, {&stalled.first, stalled.second}, {&cut.first, cut.second}},
        800,
        QApplication::font(),
        QLocale::c()};
    const auto scene = ui::buildCompareScene(input);
    QCOMPARE(scene.rows.size(), std::size_t(3));
    for (const auto &row : scene.rows) {
        double left = -1;
        bool head = false;
        for (const auto &bar : row.bars) {
            QVERIFY(bar.left >= left - 0.01 && bar.right > bar.left);
            left = bar.left;
            if (bar.kind == compare::BarKind::Head && !head)
                QVERIFY2(std::abs(bar.right - scene.zero) < QFontMetricsF(input.font).height(),
                         qPrintable(QString::number(bar.right - scene.zero)));
            head = head || bar.kind == compare::BarKind::Head;
            QVERIFY(bar.label.isEmpty() || QFontMetricsF(input.font).horizontalAdvance(bar.label) <= bar.width());
        }
        QVERIFY(head && row.end <= input.width);
    }
    // A second of waiting is by far the longest bar.
    const auto pause = std::ranges::find(scene.rows[1].bars, compare::BarKind::Pause, &ui::CompareSceneBar::kind);
    QVERIFY(pause != scene.rows[1].bars.end() && pause->hatched && pause->width() > input.width / 3);
    QVERIFY(pause->label.startsWith(u'1') && pause->label.endsWith(u" s"_s));
    // 103, 102 and 100 within a millisecond of a second's axis: one flag that counts.
    const auto &flags = scene.rows[2].flags;
    QCOMPARE(std::accumulate(flags.begin(), flags.end(), 0, [](int sum, const auto &flag) { return sum + flag.count; }),
             3);
    QVERIFY(scene.ticks.size() >= 3);
    QVERIFY(ui::buildCompareScene({{}, 500, QApplication::font(), QLocale::c()}).rows.empty());
    QVERIFY(ui::buildCompareScene({{{&healed.first, 0}}, -5, QApplication::font(), QLocale::c()}).rows.size()
            == 1); // no room
}

INTERIM_SUITE(TestCompareScene)
#include "tst_compare_scene.moc"
