// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database_file.h"

#include "store/schema.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

using namespace Qt::StringLiterals;

class TestDatabaseFile : public QObject {
    Q_OBJECT
private slots:
    void opensAndKeeps();
    void damagedIsSetAside_data();
    void damagedIsSetAside();
    void newerIsLeftAlone();
    void noFolderMeansMemory();
    void unreadableMeansMemory();
    void reasonsAreWords();
};

namespace {

QString pathIn(const QString &folder)
{
    return QDir(folder).filePath(store::DatabaseFile::fileName());
}

QVariant ask(const store::DatabaseFile &file, const QString &sql)
{
    QSqlQuery query(file.database());
    return query.exec(sql) && query.next() ? query.value(0) : QVariant();
}

QStringList setAside(const QString &folder)
{
    return QDir(folder).entryList({u"history.damaged-*.sqlite"_s}, QDir::Files);
}

/// A sound file with some rows in it.
void makeFile(const QString &folder)
{
    store::DatabaseFile file;
    QCOMPARE(file.open(folder), QString());
    QSqlQuery query(file.database());
    QVERIFY(query.exec(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)"
                       " INSERT INTO recording SELECT i, randomblob(300) FROM n"_s));
}

} // namespace

void TestDatabaseFile::opensAndKeeps()
{
    QTemporaryDir dir;
    const auto folder = dir.filePath(u"a/b"_s);
    makeFile(folder);
    store::DatabaseFile file;
    QCOMPARE(file.open(folder), QString());
    QVERIFY(file.onDisk());
    QCOMPARE(ask(file, u"SELECT count(*) FROM recording"_s).toInt(), 500);
    QCOMPARE(ask(file, u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
    QCOMPARE(ask(file, u"PRAGMA synchronous"_s).toInt(), 2);
    QCOMPARE(ask(file, u"PRAGMA auto_vacuum"_s).toInt(), 2);
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    QVERIFY(!(QFile::permissions(folder) & others));
    QVERIFY(!(QFile::permissions(pathIn(folder)) & others));
}

void TestDatabaseFile::damagedIsSetAside_data()
{
    QTest::addColumn<int>("from");
    QTest::newRow("no database at all") << 0;
    QTest::newRow("first page") << 100;
    QTest::newRow("a later page") << 4096 * 3;
}

void TestDatabaseFile::damagedIsSetAside()
{
    QFETCH(int, from);
    QTemporaryDir dir;
    makeFile(dir.path());
    QFile raw(pathIn(dir.path()));
    QVERIFY(raw.open(QIODevice::ReadWrite));
    QVERIFY(raw.size() > from + 8192);
    raw.seek(from);
    raw.write(QByteArray(8192, '\x5a'));
    raw.close();

    store::DatabaseFile file;
    const auto line = file.open(dir.path());
    QCOMPARE(setAside(dir.path()).size(), 1);
    QVERIFY2(line.contains(setAside(dir.path()).first()), qPrintable(line));
    QVERIFY(!line.contains(u'\n'));
    QVERIFY(file.onDisk());
    QCOMPARE(ask(file, u"SELECT count(*) FROM recording"_s).toInt(), 0);
    store::DatabaseFile again;
    QCOMPARE(again.open(dir.path()), QString());
}

void TestDatabaseFile::newerIsLeftAlone()
{
    QTemporaryDir dir;
    makeFile(dir.path());
    {
        store::DatabaseFile file;
        file.open(dir.path());
        QVERIFY(QSqlQuery(file.database()).exec(u"PRAGMA user_version = 99"_s));
    }
    store::DatabaseFile file;
    const auto line = file.open(dir.path());
    QVERIFY2(line.contains(u"newer Interim"_s), qPrintable(line));
    QVERIFY(!file.onDisk());
    QCOMPARE(ask(file, u"SELECT count(*) FROM recording"_s).toInt(), 0);
    QVERIFY(setAside(dir.path()).isEmpty());
    file.close();
    QFile raw(pathIn(dir.path()));
    QVERIFY(raw.size() > 4096 * 3);
}

void TestDatabaseFile::noFolderMeansMemory()
{
    store::DatabaseFile file;
    QCOMPARE(file.open({}), QString());
    QVERIFY(!file.onDisk());
    QCOMPARE(ask(file, u"SELECT count(*) FROM exchange"_s).toInt(), 0);
}

// A file where the folder should be: nobody can write below it, not even root.
void TestDatabaseFile::unreadableMeansMemory()
{
    QTemporaryDir dir;
    QFile blocker(dir.filePath(u"data"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    blocker.close();
    store::DatabaseFile file;
    const auto line = file.open(blocker.fileName());
    QVERIFY2(line.contains(blocker.fileName()) && line.contains(u"until the program ends"_s), qPrintable(line));
    QVERIFY(!line.contains(u'\n'));
    QVERIFY(!file.onDisk());
    QCOMPARE(ask(file, u"SELECT count(*) FROM exchange"_s).toInt(), 0);
}

void TestDatabaseFile::reasonsAreWords()
{
    const auto error = [](int code) { return QSqlError({}, u"text"_s, QSqlError::StatementError, QString::number(code)); };
    QCOMPARE(store::reasonOf(error(13)), u"the disk is full"_s);
    QCOMPARE(store::reasonOf(error(8 | 3 << 8)), u"it cannot be written"_s);
    QCOMPARE(store::reasonOf(error(1)), u"text"_s);
    QVERIFY(store::isDamage(error(11)));
    QVERIFY(store::isDamage(error(26)));
    QVERIFY(!store::isDamage(error(13)));
}

INTERIM_SUITE(TestDatabaseFile)
#include "tst_database_file.moc"
