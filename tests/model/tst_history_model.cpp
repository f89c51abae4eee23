// SPDX-License-Identifier: GPL-3.0-or-later
// The list under Qt's own tester while entries come, go and come back.
#include "model/history_model.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using model::HistoryModel;

namespace {

store::Entry entry(qint64 id)
{
    store::Entry one;
    one.id = id;
    one.method = u"POST"_s;
    one.url = u"http://h/%1"_s.arg(id);
    one.attempts = {{u"first"_s, 200}};
    return one;
}

/// From the newest to the oldest.
QList<store::Entry> entries(qint64 newest, qint64 oldest)
{
    QList<store::Entry> list;
    for (auto id = newest; id >= oldest; --id)
        list.append(entry(id));
    return list;
}

QList<qint64> idsOf(const HistoryModel &list)
{
    QList<qint64> ids;
    for (int row = 0; row < list.rowCount(); ++row)
        ids.append(list.index(row).data(HistoryModel::IdRole).toLongLong());
    return ids;
}

} // namespace

class TestHistoryModel : public QObject {
    Q_OBJECT
private slots:
    void liveInsertKeepsTheRules();
    void asksForPagesOnce();
    void removesRuns();
    void emptiedListAsksForTheRest();
    void restoresInPlace();
    void saysPins();
    void cells();
    void runningStandsAbove();
};

void TestHistoryModel::liveInsertKeepsTheRules()
{
    HistoryModel list;
    QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    list.reset(entries(100, 81), true);
    qint64 newest = 100;
    for (int round = 0; round < 60; ++round) {
        newest += 1 + round % 3;
        list.prepend(entries(newest, list.firstId() - 2)); // what is there already is not doubled
        if (round % 7 == 0) {
            list.fetchMore({});
            list.append(entries(list.lastId() - 1, list.lastId() - 5), true);
        }
        if (round % 5 == 0)
            list.remove({newest, newest - 1, list.lastId(), 999'999});
        if (round % 10 == 0)
            list.restore({entry(newest)});
        list.setPinned({list.firstId()}, round % 2 == 0);
    }
    const auto ids = idsOf(list);
    QVERIFY(std::is_sorted(ids.begin(), ids.end(), std::greater<>()));
    QCOMPARE(QSet<qint64>(ids.begin(), ids.end()).size(), ids.size());
    list.reset({}, false);
    QCOMPARE(list.rowCount(), 0);
}

void TestHistoryModel::asksForPagesOnce()
{
    HistoryModel list;
    QSignalSpy wanted(&list, &HistoryModel::wanted);
    QVERIFY(!list.canFetchMore({}));
    list.reset(entries(10, 6), true);
    QVERIFY(list.canFetchMore({}));
    list.fetchMore({});
    list.fetchMore({});
    QCOMPARE(wanted.size(), 1);
    list.append(entries(5, 1), false);
    QVERIFY(!list.canFetchMore({}));
    QCOMPARE(list.lastId(), 1);
    QCOMPARE(list.rowOf(5), 5);
    QCOMPARE(list.rowOf(11), -1);
}

void TestHistoryModel::removesRuns()
{
    HistoryModel list;
    QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    list.reset(entries(10, 1), false);
    QSignalSpy removed(&list, &QAbstractItemModel::rowsRemoved);
    list.remove({10, 3, 8, 7, 1, 4, 77});
    QCOMPARE(idsOf(list), QList<qint64>({9, 6, 5, 2}));
    QCOMPARE(removed.size(), 4);
}

void TestHistoryModel::emptiedListAsksForTheRest()
{
    HistoryModel list;
    QSignalSpy wanted(&list, &HistoryModel::wanted);
    list.reset(entries(10, 9), true);
    list.remove({10, 9});
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(list.lastId(), 0);
}

void TestHistoryModel::restoresInPlace()
{
    HistoryModel list;
    QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    list.reset(entries(10, 5), true);
    list.remove({10, 7});
    list.restore({entry(10), entry(7), entry(3), entry(6)}); // 3 is not loaded yet, 6 is there
    QCOMPARE(idsOf(list), QList<qint64>({10, 9, 8, 7, 6, 5}));
    list.append(entries(4, 3), false);
    list.restore({entry(1)});
    QCOMPARE(list.lastId(), 1);
}

void TestHistoryModel::saysPins()
{
    HistoryModel list;
    list.reset(entries(3, 1), false);
    QSignalSpy changed(&list, &QAbstractItemModel::dataChanged);
    list.setPinned({2, 99}, true);
    QCOMPARE(changed.size(), 1);
    QVERIFY(list.index(1).data(HistoryModel::PinnedRole).toBool());
    QVERIFY(list.index(1).data(Qt::AccessibleTextRole).toString().endsWith(u"pinned"_s));
    QVERIFY(!list.index(0).data(Qt::AccessibleTextRole).toString().contains(u"pinned"_s));
}

void TestHistoryModel::cells()
{
    HistoryModel list;
    list.setLocale(QLocale::c());
    auto one = entry(1);
    one.url = u"http://h/<b>&"_s;
    one.durationNs = 6'400'000;
    list.reset({one}, false);
    const auto index = list.index(0);
    QCOMPARE(index.data().toString(), u"POST /<b>&"_s);
    QCOMPARE(index.data(HistoryModel::StatusRole).toString(), u"200"_s);
    QCOMPARE(index.data(HistoryModel::DetailRole).toString(), u"no Expect · h"_s);
    QCOMPARE(index.data(HistoryModel::DurationRole).toString(), u"6.4 ms"_s);
    QVERIFY(index.data(Qt::ToolTipRole).toString().contains(u"&lt;b&gt;&amp;"_s));
    QVERIFY(!list.index(1).data().isValid());
}

void TestHistoryModel::runningStandsAbove()
{
    HistoryModel list;
    QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    list.reset(entries(10, 6), true);
    list.setRunning(entry(-1));
    list.setRunning(entry(-2));
    QCOMPARE(idsOf(list), QList<qint64>({-2, -1, 10, 9, 8, 7, 6}));
    QVERIFY(list.index(0).data(HistoryModel::RunningRole).toBool());
    QVERIFY(!list.index(2).data(HistoryModel::RunningRole).toBool());
    auto changed = entry(-1);
    changed.method = u"PATCH"_s;
    list.setRunning(changed);
    QVERIFY(list.index(1).data().toString().startsWith(u"PATCH"_s));
    list.prepend(entries(12, 11));
    list.append(entries(5, 4), false);
    list.remove({9, 12, -1});
    list.restore({entry(9)});
    list.setPinned({9, -2}, true);
    QCOMPARE(idsOf(list), QList<qint64>({-2, -1, 11, 10, 9, 8, 7, 6, 5, 4}));
    QCOMPARE(list.rowOf(9), 4);
    QVERIFY(list.entryAt(4)->pinned);
    QCOMPARE(list.firstId(), 11);
    list.endRunning(-1);
    list.endRunning(-7);
    QCOMPARE(idsOf(list), QList<qint64>({-2, 11, 10, 9, 8, 7, 6, 5, 4}));
    list.reset({}, false);
    QCOMPARE(idsOf(list), QList<qint64>({-2}));
    QCOMPARE(list.firstId(), 0);
}

INTERIM_SUITE(TestHistoryModel)
#include "tst_history_model.moc"
