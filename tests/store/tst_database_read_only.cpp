// SPDX-License-Identifier: GPL-3.0-or-later
// A history that cannot be written is shown, and what is new is kept beside it.
#include "store/database_file.h"

#include "record/file.h"
#include "store/history_db.h"
#include "store/samples.h"
#include "store/schema.h"
#include "store/summary.h"

#include <QDir>
#include <QFile>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestDatabaseReadOnly : public QObject {
    Q_OBJECT
private slots:
    void isShown_data();
    void isShown();
    void olderVersionIsShown();
    void newerVersionIsLeftAlone();

private:
    static void makeHistory(const QString &folder);
};

namespace {

constexpr auto readOnlyFile = QFileDevice::ReadOwner;
constexpr auto readOnlyFolder = QFileDevice::ReadOwner | QFileDevice::ExeOwner;

qint64 keepNew(store::HistoryDb &db, const record::Record &record)
{
    auto entry = store::entryOf(record, false);
    store::Dropped dropped;
    const auto bytes = record::serialize(record);
    return db.insert(&entry, {}, QByteArray::fromStdString(bytes), &dropped) ? entry.id : 0;
}

QByteArray bytesAt(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void TestDatabaseReadOnly::makeHistory(const QString &folder)
{
    store::HistoryDb db;
    db.open(folder);
    for (int i = 1; i <= 5; ++i)
        QCOMPARE(keepNew(db, support::answered("GET", "http://a/" + std::to_string(i), 200)), i);
}

void TestDatabaseReadOnly::isShown_data()
{
    QTest::addColumn<bool>("folder");
    QTest::newRow("the file") << false;
    QTest::newRow("the folder") << true;
}

void TestDatabaseReadOnly::isShown()
{
    QFETCH(bool, folder);
    QTemporaryDir dir;
    makeHistory(dir.path());
    const auto path = dir.filePath(store::DatabaseFile::fileName());
    const auto before = bytesAt(path);
    QVERIFY(folder ? QFile::setPermissions(dir.path(), readOnlyFolder) : QFile::setPermissions(path, readOnlyFile));
    store::HistoryDb db;
    db.open(dir.path());
    const auto line = db.takeLine();
    QVERIFY2(line.contains(u"it is read-only"_s) && line.contains(u"it is shown"_s), qPrintable(line));
    QVERIFY(db.takeLine().isEmpty());
    QCOMPARE(db.place(), store::Place::ReadOnly);
    const auto added = keepNew(db, support::answered("PUT", "http://b/", 201));
    QVERIFY(added > 5); // no id of the file's
    store::Page page;
    QVERIFY(db.page({}, {}, 3, &page));
    QCOMPARE(page.entries.size(), 3);
    QCOMPARE(page.entries[0].id, added);
    QCOMPARE(page.entries[1].id, 5);
    QVERIFY(page.more);
    QVERIFY(db.page(store::filterOf(u"a/2"_s), {}, 3, &page));
    QCOMPARE(page.entries.size(), 1);
    QByteArray bytes;
    QVERIFY(db.bytesOf(2, &bytes) && !bytes.isEmpty());
    store::Totals totals;
    QVERIFY(db.totals(&totals));
    QCOMPARE(totals.exchanges, 6);
    QVERIFY(!db.remove({2}));
    QVERIFY(db.takeLine().contains(u"read-only"_s));
    QVERIFY(!db.pin({3}, true));
    db.takeLine();
    QVERIFY(db.pin({added}, true) && db.remove({added}));
    db.close();
    QFile::setPermissions(dir.path(), readOnlyFolder | QFileDevice::WriteOwner);
    QCOMPARE(bytesAt(path), before);
}

/// A file of the first version, as a ladder of one step makes it.
void TestDatabaseReadOnly::olderVersionIsShown()
{
    QTemporaryDir dir;
    const auto path = dir.filePath(store::DatabaseFile::fileName());
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"old"_s);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QSqlError error;
        QCOMPARE(store::migrate(database, store::steps().mid(0, 1), &error), store::Migration::Done);
        QVERIFY(QSqlQuery(database).exec(
            u"INSERT INTO exchange (at, method, url, lab, outcome, expect, gate, pause, duration, statuses, reasons, "
            u"search, size)"
            " VALUES (1, 'GET', 'http://old/', 0, 'final-status', 0, 'not-sent', 0, 0, ' 200 ', 'first', 'get', 9)"_s));
        database.close();
    }
    QSqlDatabase::removeDatabase(u"old"_s);
    QVERIFY(QFile::setPermissions(path, readOnlyFile));
    store::HistoryDb db;
    db.open(dir.path());
    store::Page page;
    QVERIFY(db.page({}, {}, 3, &page));
    QCOMPARE(page.entries.size(), 1);
    QCOMPARE(page.entries[0].url, u"http://old/"_s);
    QVERIFY(!page.entries[0].seat && page.entries[0].comparison == 0);
    QVERIFY(page.entries[0].continuedBy == 100 && page.entries[0].ended.isEmpty());
}

void TestDatabaseReadOnly::newerVersionIsLeftAlone()
{
    QTemporaryDir dir;
    makeHistory(dir.path());
    const auto path = dir.filePath(store::DatabaseFile::fileName());
    {
        store::DatabaseFile file;
        file.open(dir.path());
        QVERIFY(QSqlQuery(file.database()).exec(u"PRAGMA user_version = 99"_s));
    }
    QVERIFY(QFile::setPermissions(path, readOnlyFile));
    store::DatabaseFile file;
    const auto lines = file.open(dir.path());
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.first().contains(u"newer Interim"_s), qPrintable(lines.first()));
    QCOMPARE(file.place(), store::Place::Memory);
}

INTERIM_SUITE(TestDatabaseReadOnly)
#include "tst_database_read_only.moc"
