// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/history_db.h"

#include "record/file.h"
#include "store/history_rows.h"
#include "store/samples.h"
#include "store/summary.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>
#include <limits>

using namespace Qt::StringLiterals;
using store::add;
using store::HistoryDb;
using store::ids;

class TestHistoryDb : public QObject {
    Q_OBJECT
private slots:
    void insertsAndReadsBack();
    void pagesNewestFirst();
    void filters_data();
    void filters();
    void deletesAndRestores();
    void forgetsWhatWasDeletedLongAgo();
    void damageUnderWayBeginsAnew();
    void takenAwayBeginsAnew();
    void otherProgramWaits();
    void hundredThousandStayFast();
};

void TestHistoryDb::insertsAndReadsBack()
{
    QTemporaryDir dir;
    const auto record = support::healed();
    auto entry = store::entryOf(record, true);
    const auto bytes = QByteArray::fromStdString(record::serialize(record));
    {
        HistoryDb db;
        db.open(dir.path());
        store::Dropped gone;
        QVERIFY2(db.insert(&entry, {}, bytes, &gone), qPrintable(db.takeLine()));
        QVERIFY(entry.id > 0 && gone.ids.isEmpty());
        QCOMPARE(entry.bytes, quint64(bytes.size()));
    }
    HistoryDb db;
    db.open(dir.path());
    QVERIFY(db.takeLine().isEmpty());
    store::Page page;
    QVERIFY(db.page({}, {}, 10, &page));
    QCOMPARE(page.entries, QList<store::Entry>{entry});
    QVERIFY(!page.more);
    QByteArray read;
    QVERIFY(db.bytesOf(entry.id, &read));
    QCOMPARE(read, bytes);
    QVERIFY(db.bytesOf(entry.id + 1, &read));
    QVERIFY(read.isEmpty());
    store::Entry empty; // all texts null
    store::Dropped gone;
    QVERIFY2(db.insert(&empty, {}, "x", &gone), qPrintable(db.takeLine()));
}

void TestHistoryDb::pagesNewestFirst()
{
    HistoryDb db;
    db.open({});
    QList<qint64> all;
    for (int i = 0; i < 25; ++i)
        all.prepend(add(db, support::answered("GET", "http://a/" + std::to_string(i), 200)));
    QCOMPARE(ids(db), all);
    QList<qint64> paged;
    store::Page page;
    do {
        QVERIFY(db.page({}, {paged.isEmpty() ? 0 : paged.last(), 0}, 10, &page));
        for (const auto &entry : page.entries)
            paged.append(entry.id);
    } while (page.more);
    QCOMPARE(paged, all);
    QVERIFY(db.page({}, {0, all.at(3)}, 10, &page));
    QCOMPARE(page.entries.size(), 3);
    QCOMPARE(page.entries.last().id, all.at(2));
}

void TestHistoryDb::filters_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QList<int>>("found"); // places of insertion, newest first
    QTest::newRow("all") << u""_s << QList<int>{4, 3, 2, 1, 0};
    QTest::newRow("method, any case") << u"put"_s << QList<int>{2};
    QTest::newRow("host") << u"Nginx.test"_s << QList<int>{2, 1};
    QTest::newRow("status") << u"200"_s << QList<int>{1};
    QTest::newRow("status of the first attempt") << u"417"_s << QList<int>{0};
    QTest::newRow("class") << u"4xx"_s << QList<int>{3, 0};
    QTest::newRow("two words") << u"nginx 2xx"_s << QList<int>{2, 1};
    QTest::newRow("words of what happened") << u"waited"_s << QList<int>{1};
    QTest::newRow("pinned") << u"pinned"_s << QList<int>{3};
    QTest::newRow("wildcard is itself") << u"%"_s << QList<int>{4};
    QTest::newRow("underscore is itself") << u"a_b"_s << QList<int>{4};
    QTest::newRow("quote") << u"'"_s << QList<int>{};
    QTest::newRow("other scripts") << u"äÖ"_s << QList<int>{4};
}

void TestHistoryDb::filters()
{
    QFETCH(QString, typed);
    QFETCH(QList<int>, found);
    HistoryDb db;
    db.open({});
    const QList<qint64> all{add(db, support::healed(), u"417, then 201 without Expect"_s),
                            add(db, support::answered("GET", "http://nginx.test/x", 200), u"no 100, waited 1 s"_s),
                            add(db, support::answered("PUT", "http://nginx.test/y", 201)),
                            add(db, support::answered("DELETE", "http://b/413", 413)),
                            add(db, support::answered("GET", "http://c/100%25/ÄÖ?a_b", 500))};
    QVERIFY(db.pin({all[3]}, true));
    QList<qint64> expected;
    for (const int place : found)
        expected.append(all[place]);
    QCOMPARE(ids(db, typed), expected);
    QList<store::Entry> these;
    QVERIFY(db.these(store::filterOf(typed), all, &these));
    QCOMPARE(these.size(), expected.size());
}

void TestHistoryDb::deletesAndRestores()
{
    HistoryDb db;
    db.open({});
    QList<qint64> all;
    for (int i = 0; i < 4; ++i)
        all.prepend(add(db, support::healed()));
    QVERIFY(db.remove({all[1], all[2]}));
    QCOMPARE(ids(db), QList<qint64>({all[0], all[3]}));
    store::Totals totals;
    QVERIFY(db.totals(&totals));
    QCOMPARE(totals.exchanges, 2);
    QVERIFY(db.restore({all[1], all[2]}));
    QCOMPARE(ids(db), all);
    QByteArray bytes;
    QVERIFY(db.bytesOf(all[1], &bytes));
    QVERIFY(!bytes.isEmpty());
    QVERIFY(db.remove({all[1]}));
    QVERIFY(db.forget({all[1]}));
    QVERIFY(db.restore({all[1]}));
    QCOMPARE(ids(db), QList<qint64>({all[0], all[2], all[3]}));
    QVERIFY(db.bytesOf(all[1], &bytes));
    QVERIFY(bytes.isEmpty());
}

void TestHistoryDb::forgetsWhatWasDeletedLongAgo()
{
    QTemporaryDir dir;
    qint64 old = 0, fresh = 0;
    {
        HistoryDb db;
        db.open(dir.path());
        old = add(db, support::healed());
        fresh = add(db, support::healed());
        QVERIFY(db.remove({old, fresh}));
        QVERIFY(QSqlQuery(db.database()).exec(u"UPDATE exchange SET trashed = 1 WHERE id = %1"_s.arg(old)));
    }
    HistoryDb db;
    db.open(dir.path());
    QVERIFY(db.restore({old, fresh}));
    QCOMPARE(ids(db), QList<qint64>{fresh});
}

void TestHistoryDb::damageUnderWayBeginsAnew()
{
    QTemporaryDir dir;
    HistoryDb db;
    db.open(dir.path());
    for (int i = 0; i < 40; ++i)
        add(db, support::answered("GET", "http://a/", 200, 3000));
    QVERIFY(QSqlQuery(db.database()).exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
    QVERIFY(QSqlQuery(db.database()).exec(u"PRAGMA cache_size = 1"_s));
    QFile raw(dir.filePath(store::DatabaseFile::fileName()));
    QVERIFY(raw.open(QIODevice::ReadWrite));
    raw.seek(4096);
    raw.write(QByteArray(static_cast<int>(raw.size()) - 4096 * 20, '\x5a'));
    raw.close();
    const auto id = add(db, support::healed());
    QVERIFY(id > 0);
    const auto line = db.takeLine();
    QVERIFY2(line.contains(u"exchanges were read again, and others may be lost"_s), qPrintable(line));
    QCOMPARE(ids(db).first(), id);
    QVERIFY(db.place() == store::Place::Disk);
    QCOMPARE(QDir(dir.path()).entryList({u"history.damaged-*"_s}, QDir::Files).isEmpty(), false);
}

// A file that was deleted under a running program would take all that follows along, unseen.
void TestHistoryDb::takenAwayBeginsAnew()
{
    QTemporaryDir dir;
    HistoryDb db;
    db.open(dir.path());
    add(db, support::healed());
    for (const auto *suffix : {"", "-wal", "-shm"})
        QFile::remove(dir.filePath(store::DatabaseFile::fileName()) + QLatin1String(suffix));
    QVERIFY(add(db, support::healed()) > 0);
    QVERIFY(db.takeLine().contains(u"was taken away"_s));
    HistoryDb other;
    other.open(dir.path());
    QCOMPARE(ids(other).size(), 1);
}

// Two programs with one history: each sees what the other wrote, and a lock is waited for.
void TestHistoryDb::otherProgramWaits()
{
    QTemporaryDir dir;
    HistoryDb one, two;
    one.open(dir.path());
    two.open(dir.path());
    QList<qint64> all;
    for (int i = 0; i < 10; ++i)
        all.prepend(add(i % 2 ? one : two, support::answered("GET", "http://a/", 200)));
    QCOMPARE(ids(one), all);
    QCOMPARE(ids(two), all);
    QVERIFY(one.remove({all[0]}));
    QCOMPARE(ids(two), all.mid(1));
}

// A page is found by its key, a filter looks at every entry: if a page did so too (by an index on something else, and
// sorted), it would take as long. The figures are for people.
void TestHistoryDb::hundredThousandStayFast()
{
    QTemporaryDir dir;
    HistoryDb db;
    db.open(dir.path());
    store::Dropped gone;
    QVERIFY(db.setLimits({200'000, 100'000'000'000}, &gone));
    add(db, support::healed(), u"417, then 201 without Expect"_s);
    QVERIFY(QSqlQuery(db.database())
                .exec(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 99999)"
                      " INSERT INTO exchange (at, method, url, lab, outcome, expect, gate, pause, duration, statuses, "
                      "reasons, search, size)"
                      " SELECT i, 'PUT', 'http://host.test/some/path/' || i, 0, 'final-status', 1, 'continued', "
                      "400000, 900000, ' 201 ',"
                      " 'first', 'put http://host.test/some/path/' || i || ' 100 after 0.4 ms', 1000 FROM n"_s));
    QVERIFY(
        QSqlQuery(db.database()).exec(u"INSERT INTO recording SELECT id, zeroblob(1000) FROM exchange WHERE id > 1"_s));
    const auto best = [](const char *what, int rounds, const std::function<void()> &work) {
        qint64 least = std::numeric_limits<qint64>::max();
        for (int i = 0; i < rounds; ++i) {
            QElapsedTimer timer;
            timer.start();
            work();
            least = std::min(least, timer.nsecsElapsed());
        }
        qInfo("%s: %.1f ms", what, double(least) / 1e6);
        return least;
    };
    store::Page page;
    const auto first = best("first page of 100 000", 5, [&] { QVERIFY(db.page({}, {}, 200, &page)); });
    QCOMPARE(page.entries.size(), 200);
    QVERIFY(page.more);
    const auto middle = best("a page in the middle", 5, [&] { QVERIFY(db.page({}, {50'000, 0}, 200, &page)); });
    QCOMPARE(page.entries.first().id, 49'999);
    const auto every =
        best("filter with one hit, the last", 2, [&] { QVERIFY(db.page(store::filterOf(u"417"_s), {}, 200, &page)); });
    QCOMPARE(page.entries.size(), 1);
    QVERIFY2(2 * first < every && 2 * middle < every, "see the figures above"); // a thirtieth of it, as it should be
    QVERIFY(QSqlQuery(db.database()).exec(u"PRAGMA wal_checkpoint"_s));         // the filling's own
    QVERIFY(add(db, support::answered("GET", "http://a/", 200)) > 0); // begins the log anew, after 100 MB in it
    best("insert with limits", 1, [&] { QVERIFY(add(db, support::answered("GET", "http://a/", 200)) > 0); });
}

INTERIM_SUITE(TestHistoryDb)
#include "tst_history_db.moc"
