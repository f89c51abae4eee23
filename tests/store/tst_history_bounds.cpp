// SPDX-License-Identifier: GPL-3.0-or-later
// What a history holds at most, in exchanges and bytes, and what goes then.
#include "store/history_db.h"

#include "store/history_rows.h"
#include "store/samples.h"

#include <QDir>
#include <QFile>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using store::add;
using store::HistoryDb;
using store::ids;

class TestHistoryBounds : public QObject {
    Q_OBJECT
private slots:
    void limitsTakeTheOldestUnpinned();
    void limitsTakeBytes();
    void limitsOutliveTheProgram();
    void fullDiskIsOneLine();
    void seatsTakeAFifth();
    void givesPagesBack();
};

void TestHistoryBounds::limitsTakeTheOldestUnpinned()
{
    HistoryDb db;
    db.open({});
    QList<qint64> all;
    for (int i = 0; i < 6; ++i)
        all.prepend(add(db, support::answered("GET", "http://a/", 200)));
    QVERIFY(db.pin({all[5], all[3]}, true));
    store::Dropped gone;
    QVERIFY(db.setLimits({2, 1'000'000'000}, &gone));
    QCOMPARE(gone.ids, QList<qint64>({all[4], all[2]}));
    QCOMPARE(ids(db), QList<qint64>({all[0], all[1], all[3], all[5]}));
    const auto next = add(db, support::answered("GET", "http://a/", 200));
    QCOMPARE(ids(db), QList<qint64>({next, all[0], all[3], all[5]}));
    QByteArray bytes;
    QVERIFY(db.bytesOf(all[1], &bytes));
    QVERIFY(bytes.isEmpty());
}

void TestHistoryBounds::limitsTakeBytes()
{
    QTemporaryDir dir;
    HistoryDb db;
    db.open(dir.path());
    store::Dropped gone;
    QVERIFY(db.setLimits({1000, 250'000}, &gone));
    QList<qint64> all;
    for (int i = 0; i < 4; ++i)
        all.prepend(add(db, support::answered("GET", "http://a/", 200, 100'000)));
    QCOMPARE(ids(db), all.mid(0, 2));
    const auto large = add(db, support::answered("GET", "http://a/", 200, 900'000));
    QCOMPARE(ids(db), QList<qint64>{large}); // the newest is kept whatever its size
}

void TestHistoryBounds::limitsOutliveTheProgram()
{
    QTemporaryDir dir;
    store::Dropped gone;
    {
        HistoryDb db;
        db.open(dir.path());
        QCOMPARE(db.limits(), store::Limits());
        QVERIFY(db.setLimits({77, 5'000'000'000}, &gone));
    }
    HistoryDb db;
    db.open(dir.path());
    QCOMPARE(db.limits(), (store::Limits{77, 5'000'000'000}));
}

void TestHistoryBounds::fullDiskIsOneLine()
{
    QTemporaryDir dir;
    HistoryDb db;
    db.open(dir.path());
    const auto first = add(db, support::answered("GET", "http://a/", 200));
    QSqlQuery query(db.database());
    QVERIFY(query.exec(u"PRAGMA page_count"_s) && query.next());
    QVERIFY(query.exec(u"PRAGMA max_page_count = %1"_s.arg(query.value(0).toInt() + 2)));
    QCOMPARE(add(db, support::answered("GET", "http://a/", 200, 1'000'000)), 0);
    const auto line = db.takeLine();
    QVERIFY2(line.contains(u"the disk is full"_s) && !line.contains(u'\n'), qPrintable(line));
    QVERIFY(db.takeLine().isEmpty());
    QCOMPARE(ids(db), QList<qint64>{first});
    QVERIFY(query.exec(u"PRAGMA max_page_count = 1000000"_s));
    query.finish();
    QVERIFY(add(db, support::answered("GET", "http://a/", 200, 1'000'000)) > first);
}

// A load test against the lab leaves one's own exchanges where they are.
void TestHistoryBounds::seatsTakeAFifth()
{
    HistoryDb db;
    db.open({});
    store::Dropped gone;
    QVERIFY(db.setLimits({10, 1'000'000'000}, &gone));
    const auto own = add(db, support::healed());
    for (int i = 0; i < 30; ++i) {
        auto entry = store::entryOf(support::healed(), true);
        entry.seat = true;
        QVERIFY(db.insert(&entry, {}, QByteArray::fromStdString(record::serialize(support::healed())), &gone));
        QCOMPARE(gone.bySeat, i < 2 ? 0 : 1);
        QCOMPARE(gone.byCount + gone.byBytes, 0);
    }
    QCOMPARE(ids(db).size(), 3);
    QCOMPARE(ids(db).last(), own);
}

void TestHistoryBounds::givesPagesBack()
{
    QTemporaryDir dir;
    HistoryDb db;
    db.open(dir.path());
    QList<qint64> all;
    for (int i = 0; i < 10; ++i)
        all.append(add(db, support::answered("GET", "http://a/", 200, 400'000)));
    const auto size = [&] {
        QSqlQuery(db.database()).exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s);
        return QFile(dir.filePath(store::DatabaseFile::fileName())).size();
    };
    const auto before = size();
    QVERIFY(before > 4'000'000);
    QVERIFY(db.forget(all.mid(0, 9)));
    while (db.shrink(100)) {}
    QVERIFY2(size() < before / 4, qPrintable(QString::number(size())));
    QByteArray bytes;
    QVERIFY(db.bytesOf(all.last(), &bytes));
    QVERIFY(std::holds_alternative<record::Record>(record::deserialize(bytes.toStdString())));
}

INTERIM_SUITE(TestHistoryBounds)
#include "tst_history_bounds.moc"
