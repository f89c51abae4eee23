// SPDX-License-Identifier: GPL-3.0-or-later
// Bounds and what must survive them.
#include "model/timeline_samples.h"

#include <QTest>

class TestTimelineSamples : public QObject {
    Q_OBJECT

private slots:
    void keepsTheLongestGaps();
    void progressIsBoundedAndTrue();
};

void TestTimelineSamples::keepsTheLongestGaps()
{
    model::IdleGaps gaps;
    for (int i = 0; i < 1000; ++i)
        gaps.add({i * 1000, i * 1000 + (i % 100 == 0 ? 900 : 10)});
    const auto sorted = gaps.sorted();
    QVERIFY(sorted.size() <= 24);
    int longOnes = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        longOnes += sorted[i].end - sorted[i].begin == 900;
        QVERIFY(i == 0 || sorted[i - 1].begin < sorted[i].begin);
    }
    QCOMPARE(longOnes, 10);
}

void TestTimelineSamples::progressIsBoundedAndTrue()
{
    model::BodyProgress progress;
    for (int i = 0; i <= 100'000; ++i)
        progress.add(i, static_cast<quint64>(i) * 10);
    QVERIFY(progress.size() <= 512);
    QCOMPARE(progress.at(-1), quint64(0));
    for (const int t : {0, 5, 50'000, 99'000}) {
        const quint64 bytes = progress.at(t);
        QVERIFY(bytes <= static_cast<quint64>(t) * 10); // never more than had moved
        QVERIFY(bytes + 10'000 >= static_cast<quint64>(t) * 10);
    }
}

INTERIM_SUITE(TestTimelineSamples)
#include "tst_timeline_samples.moc"
