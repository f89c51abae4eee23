// SPDX-License-Identifier: GPL-3.0-or-later
// Rows as SQLite itself wrote them, of every kind of value and size.
#include "store/page_file.h"

#include <QFile>
#include <QMap>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestPageFile : public QObject {
    Q_OBJECT
private slots:
    void readsWhatSqliteWrote_data();
    void readsWhatSqliteWrote();
    void circleEnds();
    void noiseEnds();

private:
    static void make(const QString &path, bool log);
};

namespace {

/// `count` bytes that depend on `seed`.
QByteArray noise(int count, quint32 seed)
{
    QByteArray bytes(count, '\0');
    for (auto &byte : bytes)
        byte = char((seed = seed * 1664525 + 1013904223) >> 24);
    return bytes;
}

} // namespace

/// Rows 1…60 of (NULL, number, real, text, blob); with `log` all of it stands in the log alone.
void TestPageFile::make(const QString &path, bool log)
{
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"pages"_s);
        database.setDatabaseName(path);
        QVERIFY(database.open());
        QSqlQuery query(database);
        if (log)
            QVERIFY(query.exec(u"PRAGMA journal_mode = WAL"_s));
        QVERIFY(query.exec(u"CREATE TABLE t (id INTEGER PRIMARY KEY, n INTEGER, r REAL, s TEXT, b BLOB)"_s));
        QVERIFY(query.prepare(u"INSERT INTO t VALUES (?, ?, ?, ?, ?)"_s));
        for (int i = 1; i <= 60; ++i) {
            query.bindValue(0, i);
            query.bindValue(1, (i % 2 ? -1 : 1) * (qint64(1) << i % 63));
            query.bindValue(2, i + 0.5);
            query.bindValue(3, u"ä"_s.repeated(i));
            query.bindValue(4, noise(i * i * 6, quint32(i)));
            QVERIFY(query.exec());
        }
        if (log) {
            QVERIFY(QFile::copy(path, path + u".copy"_s));
            QVERIFY(QFile::copy(path + u"-wal"_s, path + u".copy-wal"_s));
        }
        query.finish();
        database.close();
    }
    QSqlDatabase::removeDatabase(u"pages"_s);
}

void TestPageFile::readsWhatSqliteWrote_data()
{
    QTest::addColumn<bool>("log");
    QTest::newRow("file") << false;
    QTest::newRow("log") << true;
}

void TestPageFile::readsWhatSqliteWrote()
{
    QFETCH(bool, log);
    QTemporaryDir dir;
    const auto path = dir.filePath(u"db"_s);
    make(path, log);
    store::PageFile file;
    QString why;
    QVERIFY2(file.open(log ? path + u".copy"_s : path, &why), qPrintable(why));
    QMap<qint64, store::RawRow> rows;
    file.forEachRow([&](const store::RawRow &row) {
        if (file.types(row).size() == 5 && file.types(row).first() == 0)
            rows.insert(row.id, row);
    });
    QCOMPARE(rows.size(), 60);
    for (int i = 1; i <= 60; ++i) {
        const auto columns = file.columns(rows[i], 5);
        QCOMPARE(columns.size(), 5);
        QVERIFY(!columns[0].isValid());
        QCOMPARE(columns[1].toLongLong(), (i % 2 ? -1 : 1) * (qint64(1) << i % 63));
        QCOMPARE(columns[2].toDouble(), i + 0.5);
        QCOMPARE(columns[3].toString(), u"ä"_s.repeated(i));
        QCOMPARE(columns[4].toByteArray(), noise(i * i * 6, quint32(i)));
    }
}

// Every page says that the next one is itself: a row is at most as long as it says, and so ends.
void TestPageFile::circleEnds()
{
    QTemporaryDir dir;
    const auto path = dir.filePath(u"db"_s);
    make(path, false);
    QFile raw(path);
    QVERIFY(raw.open(QIODevice::ReadWrite));
    for (int number = 1; number <= raw.size() / 4096; ++number) {
        raw.seek((number - 1) * 4096);
        if (raw.read(1) == QByteArray(1, '\0')) {
            raw.seek((number - 1) * 4096);
            raw.write(QByteArray("\0\0", 2) + char(number >> 8) + char(number));
        }
    }
    raw.close();
    store::PageFile file;
    QString why;
    QVERIFY(file.open(path, &why));
    int rows = 0;
    file.forEachRow([&](const store::RawRow &row) { rows += file.columns(row, 5).isEmpty() ? 0 : 1; });
    QVERIFY(rows > 10);
}

void TestPageFile::noiseEnds()
{
    QTemporaryDir dir;
    const auto path = dir.filePath(u"noise"_s);
    for (quint32 seed = 1; seed < 40; ++seed) {
        auto bytes = noise(20 * 4096, seed);
        for (int page = 0; page < 20; ++page)
            bytes[page * 4096 + (page ? 0 : 100)] = '\x0d';
        QFile raw(path);
        QVERIFY(raw.open(QIODevice::WriteOnly) && raw.write(bytes) > 0);
        raw.close();
        store::PageFile file;
        QString why;
        QVERIFY(file.open(path, &why));
        file.forEachRow([&](const store::RawRow &row) {
            file.types(row);
            file.columns(row, 20);
        });
    }
}

INTERIM_SUITE(TestPageFile)
#include "tst_page_file.moc"
