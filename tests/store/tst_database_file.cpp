// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/database_file.h"

#include "store/schema.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

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
    void openRightsAreTakenAway();
    void secondWindowSharesTheFile();
    void whatAnotherHasOpenStays();
    void lockedFileCostsLittle();
    void oldLockFilesCostNothing();
    void interruptedMendingIsFinished();
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
    QCOMPARE(file.open(folder), QStringList());
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
    QCOMPARE(file.open(folder), QStringList());
    QVERIFY(file.place() == store::Place::Disk);
    QCOMPARE(ask(file, u"SELECT count(*) FROM recording"_s).toInt(), 500);
    QCOMPARE(ask(file, u"PRAGMA journal_mode"_s).toString(), u"wal"_s);
    QCOMPARE(ask(file, u"PRAGMA synchronous"_s).toInt(), 2);
    QCOMPARE(ask(file, u"PRAGMA auto_vacuum"_s).toInt(), 2);
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
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
    const auto line = file.open(dir.path()).join(u'|');
    QCOMPARE(setAside(dir.path()).size(), 1);
    QVERIFY2(line.contains(setAside(dir.path()).first()), qPrintable(line));
    QVERIFY(!line.contains(u'\n'));
    QVERIFY(file.place() == store::Place::Disk);
    QCOMPARE(ask(file, u"SELECT count(*) FROM recording"_s).toInt(), 0);
    store::DatabaseFile again;
    QCOMPARE(again.open(dir.path()), QStringList());
}

void TestDatabaseFile::newerIsLeftAlone()
{
    QTemporaryDir dir;
    makeFile(dir.path());
    {
        store::DatabaseFile file;
        file.open(dir.path());
        QVERIFY(QSqlQuery(file.database()).exec(u"ALTER TABLE exchange ADD COLUMN later TEXT"_s));
        QVERIFY(QSqlQuery(file.database()).exec(u"PRAGMA user_version = 99"_s));
    }
    store::DatabaseFile file;
    const auto line = file.open(dir.path()).join(u'|');
    QVERIFY2(line.contains(u"newer Interim"_s), qPrintable(line));
    QCOMPARE(file.place(), store::Place::Memory);
    QCOMPARE(ask(file, u"SELECT count(*) FROM recording"_s).toInt(), 0);
    QVERIFY(setAside(dir.path()).isEmpty());
    file.close();
    QFile raw(pathIn(dir.path()));
    QVERIFY(raw.size() > 4096 * 3);
}

void TestDatabaseFile::noFolderMeansMemory()
{
    store::DatabaseFile file;
    QCOMPARE(file.open({}), QStringList());
    QCOMPARE(file.place(), store::Place::Memory);
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
    const auto line = file.open(blocker.fileName()).join(u'|');
    QVERIFY2(line.contains(blocker.fileName()) && line.contains(u"until the program ends"_s), qPrintable(line));
    QVERIFY(!line.contains(u'\n'));
    QCOMPARE(file.place(), store::Place::Memory);
    QCOMPARE(ask(file, u"SELECT count(*) FROM exchange"_s).toInt(), 0);
}

void TestDatabaseFile::openRightsAreTakenAway()
{
    QTemporaryDir dir;
    const auto folder = dir.filePath(u"data"_s);
    makeFile(folder);
    const auto open = QFileDevice::Permissions(0x7777);
    QVERIFY(QFile::setPermissions(folder, open) && QFile::setPermissions(pathIn(folder), open));
    store::DatabaseFile file;
    const auto lines = file.open(folder);
    QCOMPARE(lines.size(), 2);
    QVERIFY2(lines[0].contains(folder) && lines[1].contains(pathIn(folder)), qPrintable(lines.join(u'|')));
    QVERIFY(QSqlQuery(file.database()).exec(u"INSERT INTO recording VALUES (1000, 'x')"_s));
    const auto others = QFileDevice::Permissions(0x0077);
    QVERIFY(!(QFile::permissions(folder) & others));
    for (const auto *suffix : {"", "-wal", "-shm"})
        QVERIFY2(!(QFile::permissions(pathIn(folder) + QLatin1String(suffix)) & others), suffix);
    store::DatabaseFile again;
    QCOMPARE(again.open(folder), QStringList());
}

void TestDatabaseFile::secondWindowSharesTheFile()
{
    QTemporaryDir dir;
    store::DatabaseFile one, two;
    QCOMPARE(one.open(dir.path()), QStringList());
    QCOMPARE(two.open(dir.path()), QStringList());
    QVERIFY(QSqlQuery(one.database()).exec(u"INSERT INTO recording VALUES (1, 'x')"_s));
    QVERIFY(QSqlQuery(two.database()).exec(u"INSERT INTO recording VALUES (2, 'y')"_s));
    QCOMPARE(ask(one, u"SELECT count(*) FROM recording"_s).toInt(), 2);
}

// Putting a file aside that another window writes into would take along what that writes.
void TestDatabaseFile::whatAnotherHasOpenStays()
{
    QTemporaryDir dir;
    store::DatabaseFile one, two;
    QCOMPARE(one.open(dir.path()), QStringList());
    QVERIFY(QSqlQuery(one.database()).exec(u"PRAGMA wal_checkpoint(TRUNCATE)"_s));
    QFile raw(pathIn(dir.path()));
    QVERIFY(raw.open(QIODevice::ReadWrite) && raw.write("x") == 1);
    raw.close();
    const auto lines = two.open(dir.path());
    QCOMPARE(lines.size(), 1);
    QVERIFY2(lines.first().contains(u"another Interim has it open"_s), qPrintable(lines.first()));
    QCOMPARE(two.place(), store::Place::Memory);
    QVERIFY(setAside(dir.path()).isEmpty());
}

// Another program that holds the file for itself: shown as it is, within the time that is set, and not 10 s.
void TestDatabaseFile::lockedFileCostsLittle()
{
    QTemporaryDir dir;
    makeFile(dir.path());
    {
        store::DatabaseFile file;
        file.open(dir.path());
        QVERIFY(QSqlQuery(file.database()).exec(u"PRAGMA journal_mode = DELETE"_s)); // so that one lock is enough
    }
    const auto name = u"other"_s;
    {
        auto other = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        other.setDatabaseName(pathIn(dir.path()));
        QVERIFY(other.open());
        QVERIFY(QSqlQuery(other).exec(u"BEGIN EXCLUSIVE"_s));
        QElapsedTimer timer;
        timer.start();
        store::DatabaseFile file;
        const auto lines = file.open(dir.path());
        QVERIFY2(timer.elapsed() < 9000, qPrintable(QString::number(timer.elapsed())));
        QCOMPARE(lines.size(), 1);
        QVERIFY2(lines.first().contains(u"another program keeps it locked"_s), qPrintable(lines.first()));
        QCOMPARE(file.place(), store::Place::Memory);
        other.close();
    }
    QSqlDatabase::removeDatabase(name);
    store::DatabaseFile file;
    QCOMPARE(file.open(dir.path()), QStringList());
    QCOMPARE(ask(file, u"SELECT count(*) FROM recording"_s).toInt(), 500);
}

void TestDatabaseFile::oldLockFilesCostNothing()
{
    for (const auto *name : {"history.lock", "history.guard"}) {
        QTemporaryDir dir;
        QFile lock(dir.filePath(QLatin1String(name)));
        QVERIFY(lock.open(QIODevice::WriteOnly) && lock.write("1\ninterim\nelsewhere\n") > 0);
        lock.close();
        QElapsedTimer timer;
        timer.start();
        makeFile(dir.path());
        QVERIFY2(timer.elapsed() < 1500, qPrintable(QString::number(timer.elapsed())));
    }
    QTemporaryDir dir;
    QVERIFY(QDir(dir.path()).mkdir(u"history.guard"_s)); // no lock can be had: then without
    makeFile(dir.path());
}

void TestDatabaseFile::interruptedMendingIsFinished()
{
    QTemporaryDir dir;
    makeFile(dir.path());
    QVERIFY(QFile::rename(pathIn(dir.path()), dir.filePath(u"history.mended.sqlite"_s)));
    store::DatabaseFile file;
    QCOMPARE(file.open(dir.path()), QStringList());
    QCOMPARE(ask(file, u"SELECT count(*) FROM recording"_s).toInt(), 500);
    file.close();
    QVERIFY(QFile::copy(pathIn(dir.path()), dir.filePath(u"history.mended.sqlite"_s))); // and one that was not
    store::DatabaseFile again;
    QCOMPARE(again.open(dir.path()), QStringList());
    QVERIFY(!QFile::exists(dir.filePath(u"history.mended.sqlite"_s)));
}

INTERIM_SUITE(TestDatabaseFile)
#include "tst_database_file.moc"
