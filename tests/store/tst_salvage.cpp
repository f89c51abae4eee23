// SPDX-License-Identifier: GPL-3.0-or-later
// Damage of every kind, anywhere in the file: what can be read is read again, and nothing that is wrong.
#include "store/salvage.h"

#include "record/file.h"
#include "store/history_db.h"
#include "store/samples.h"
#include "store/summary.h"

#include <QDir>
#include <QFile>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

#include <variant>

using namespace Qt::StringLiterals;

class TestSalvage : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void readsAll();
    void readsTheLog();
    void keepsMarksAndLimits();
    void leavesOutWhatWasDeleted();
    void flippedBits();
    void zeroedPages();
    void cutShort_data();
    void cutShort();
    void oddFiles_data();
    void oddFiles();
    void saysHowMuch();
    void contentIsNoPage();

private:
    QByteArray sound_; // a history of `all` exchanges
};

namespace {

constexpr int all = 60;
constexpr int page = 4096;

QString fileIn(const QTemporaryDir &dir)
{
    return dir.filePath(store::DatabaseFile::fileName());
}

void putIn(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    QCOMPARE(file.write(bytes), bytes.size());
}

QByteArray bytesIn(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

qint64 keepIn(store::HistoryDb &db, const record::Record &record, bool lab = false)
{
    auto entry = store::entryOf(record, lab);
    store::Dropped dropped;
    const auto bytes = record::serialize(record);
    return db.insert(&entry, {}, QByteArray::fromStdString(bytes), &dropped) ? entry.id : 0;
}

std::string urlOf(int number)
{
    return "http://host.test/" + std::to_string(number);
}

void fillUp(store::HistoryDb &db)
{
    for (int i = 1; i <= all; ++i) // small ones, some of many pages
        QVERIFY(
            keepIn(db, support::answered("GET", urlOf(i), 200, i % 7 == 0 ? 30'000 : 10 * std::size_t(i)), i % 2 == 0)
            == i);
}

/// Of a history how many exchanges are there and can be opened, and are what they were.
int readable(const QString &folder, QStringList *lines = nullptr)
{
    store::HistoryDb db;
    db.open(folder);
    for (auto line = db.takeLine(); lines && !line.isEmpty(); line = db.takeLine())
        lines->append(line);
    store::Page seen;
    if (!db.page({}, {}, 1000, &seen))
        return -1;
    int count = 0;
    for (const auto &entry : seen.entries) {
        QByteArray bytes;
        db.bytesOf(entry.id, &bytes);
        const auto read = record::deserialize(bytes.toStdString());
        if (const auto *record = std::get_if<record::Record>(&read))
            count += record->spec.url == urlOf(static_cast<int>(entry.id)) ? 1 : -1000;
    }
    return count;
}

} // namespace

void TestSalvage::initTestCase()
{
    QTemporaryDir dir;
    {
        store::HistoryDb db;
        db.open(dir.path());
        fillUp(db);
    }
    sound_ = bytesIn(fileIn(dir));
    QVERIFY(sound_.size() > 80 * page);
}

void TestSalvage::readsAll()
{
    QTemporaryDir dir;
    putIn(dir.filePath(u"from"_s), sound_);
    const auto result = store::salvage(dir.filePath(u"from"_s), dir.filePath(u"to"_s), {});
    QVERIFY2(result.done, qPrintable(result.why));
    QCOMPARE(result.read, all);
    QCOMPARE(result.known, all);
    QCOMPARE(bytesIn(dir.filePath(u"from"_s)), sound_);
    QVERIFY(QFile::rename(dir.filePath(u"to"_s), fileIn(dir)));
    QStringList lines;
    QCOMPARE(readable(dir.path(), &lines), all);
    QCOMPARE(lines, QStringList());
}

// What was committed last may stand in the log alone.
void TestSalvage::readsTheLog()
{
    QTemporaryDir dir, copy;
    store::HistoryDb db;
    db.open(dir.path());
    fillUp(db);
    putIn(copy.filePath(u"from"_s), bytesIn(fileIn(dir)));
    putIn(copy.filePath(u"from-wal"_s), bytesIn(fileIn(dir) + u"-wal"_s));
    const auto result = store::salvage(copy.filePath(u"from"_s), copy.filePath(u"to"_s), {});
    QVERIFY(result.done);
    QCOMPARE(result.read, all);
}

void TestSalvage::keepsMarksAndLimits()
{
    QTemporaryDir dir;
    {
        store::HistoryDb db;
        db.open(dir.path());
        store::Dropped dropped;
        QVERIFY(db.setLimits({5000, 7'000'000'000}, &dropped));
        fillUp(db);
        QVERIFY(db.pin({7}, true));
    }
    auto bytes = bytesIn(fileIn(dir));
    bytes[3] = char(bytes[3] ^ 1); // of the header's first words
    putIn(fileIn(dir), bytes);
    store::HistoryDb db;
    db.open(dir.path(), [](const store::Entry &) { return u"word"_s; });
    QCOMPARE(db.limits(), (store::Limits{5000, 7'000'000'000}));
    QList<store::Entry> entries;
    QVERIFY(db.these(store::filterOf(u"word"_s), {6, 7}, &entries));
    QCOMPARE(entries.size(), 2);
    QVERIFY(entries[0].pinned && !entries[0].lab && !entries[1].pinned && entries[1].lab);
    QCOMPARE(entries[1].url, QString::fromStdString(urlOf(6)));
    QVERIFY(entries[1].bytes > 0);
    QVERIFY(keepIn(db, support::healed()) > all); // an id is never given twice
}

void TestSalvage::leavesOutWhatWasDeleted()
{
    QTemporaryDir dir;
    {
        store::HistoryDb db;
        db.open(dir.path());
        fillUp(db);
        QVERIFY(db.remove({3, 4}));
        QVERIFY(db.remove({5}) && db.forget({5}));
    }
    const auto result = store::salvage(fileIn(dir), dir.filePath(u"to"_s), {});
    QCOMPARE(result.read, all - 3);
    QCOMPARE(result.known, all - 3);
}

// A bit anywhere costs at most the few exchanges whose rows share a page. The step is prime, so that all places of a
// page come up in the end.
void TestSalvage::flippedBits()
{
    QTemporaryDir dir;
    int lost = 0, worst = 0, tried = 0;
    const auto flip = [&](qsizetype at, int bit) {
        auto bytes = sound_;
        bytes[at] = char(bytes[at] ^ (1 << bit));
        QDir(dir.path()).removeRecursively();
        QVERIFY(QDir().mkpath(dir.path()));
        putIn(fileIn(dir), bytes);
        const int count = readable(dir.path());
        QVERIFY2(count >= all - 8, qPrintable(u"byte %1 bit %2: %3"_s.arg(at).arg(bit).arg(count)));
        worst = std::max(worst, all - count);
        lost += all - count;
        ++tried;
    };
    for (qsizetype at = 0; at < 100; at += 3) // the header
        flip(at, static_cast<int>(at % 8));
    for (qsizetype at = 100; at < sound_.size(); at += 6007)
        flip(at, static_cast<int>(at % 8));
    qInfo("%d bits flipped: at most %d of %d exchanges lost, %d in all", tried, worst, all, lost);
    QVERIFY(lost < tried);
}

void TestSalvage::zeroedPages()
{
    QTemporaryDir dir;
    for (qsizetype at = 0; at < sound_.size(); at += 9 * page) {
        auto bytes = sound_;
        bytes.replace(at, page, QByteArray(page, '\0'));
        QDir(dir.path()).removeRecursively();
        QVERIFY(QDir().mkpath(dir.path()));
        putIn(fileIn(dir), bytes);
        const int count = readable(dir.path());
        QVERIFY2(count >= all - 8, qPrintable(u"page %1: %2"_s.arg(at / page).arg(count)));
    }
}

void TestSalvage::cutShort_data()
{
    QTest::addColumn<int>("percent");
    QTest::addColumn<int>("least"); ///< of the exchanges; they fill the file in their order
    QTest::newRow("in the first page") << 0 << 0;
    QTest::newRow("a third") << 33 << 12;
    QTest::newRow("half") << 50 << 20;
    QTest::newRow("most") << 95 << 45;
}

void TestSalvage::cutShort()
{
    QFETCH(int, percent);
    QFETCH(int, least);
    QTemporaryDir dir;
    putIn(fileIn(dir), sound_.left(sound_.size() * percent / 100 + 77));
    QStringList lines;
    const int count = readable(dir.path(), &lines);
    QVERIFY2(count >= least && count < all, qPrintable(QString::number(count)));
    QCOMPARE(lines.size(), 1);
}

void TestSalvage::oddFiles_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<int>("count");
    QTest::newRow("nothing in it") << QByteArray() << QByteArray() << 0;
    QTest::newRow("another's header") << QByteArray("PK\3\4").leftJustified(100, 'x') + sound_.mid(100) << QByteArray()
                                      << all;
    QTest::newRow("text") << QByteArray("not a database\n").repeated(1000) << QByteArray() << 0;
    QTest::newRow("a log of garbage") << sound_ << QByteArray(50'000, '\x5a') << all;
    QTest::newRow("a log of zeros") << sound_ << QByteArray(50'000, '\0') << all;
    QTest::newRow("a page size of 512") << QByteArray(sound_).replace(16, 2, QByteArray("\2\0", 2)) << QByteArray()
                                        << all;
    QTest::newRow("version 0 with tables")
        << QByteArray(sound_).replace(60, 4, QByteArray(4, '\0')) << QByteArray() << all;
    QTest::newRow("a newer version's number alone")
        << QByteArray(sound_).replace(60, 4, QByteArray("\0\0\0\x42", 4)) << QByteArray() << all;
    QTest::newRow("said to be UTF-16") << QByteArray(sound_).replace(56, 4, QByteArray("\0\0\0\2", 4)) << QByteArray()
                                       << all;
    QTest::newRow("said to be read-only") << QByteArray(sound_).replace(18, 1, "\3") << QByteArray() << all;
    QTest::newRow("another table's text")
        << QByteArray(sound_).replace("outcome TEXT", "outcame TEXT") << QByteArray() << all;
}

void TestSalvage::oddFiles()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QByteArray, log);
    QFETCH(int, count);
    QTemporaryDir dir;
    putIn(fileIn(dir), bytes);
    if (!log.isEmpty())
        putIn(fileIn(dir) + u"-wal"_s, log);
    QCOMPARE(readable(dir.path()), count);
    store::HistoryDb db;
    db.open(dir.path());
    QCOMPARE(db.takeLine(), QString()); // it was mended, or sound
    QCOMPARE(db.place(), store::Place::Disk);
    QVERIFY(keepIn(db, support::healed()) > 0);
}

void TestSalvage::saysHowMuch()
{
    QTemporaryDir dir;
    auto bytes = sound_;
    bytes.replace(0, 16, QByteArray(16, 'x'));
    const auto at = bytes.lastIndexOf(QByteArray("GET /60 HTTP/1.1")); // in the tape of the last recording
    QVERIFY(at > 0);
    bytes[at] = 'X';
    putIn(fileIn(dir), bytes);
    QStringList lines;
    QCOMPARE(readable(dir.path(), &lines), all - 1);
    const auto kept = QDir(dir.path()).entryInfoList({u"history.damaged-*.sqlite"_s}, QDir::Files);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(lines,
             QStringList(u"The history was damaged: 59 of 60 exchanges were read again; the damaged file is kept at "_s
                         + kept.first().filePath()));
    QCOMPARE(bytesIn(kept.first().filePath()).size(), bytes.size());
    QVERIFY(!(kept.first().permissions() & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
}

// A server can send pages of a database: they are content, not rows.
void TestSalvage::contentIsNoPage()
{
    QTemporaryDir dir;
    {
        store::HistoryDb db;
        db.open(dir.path());
        auto sample = support::answered("GET", urlOf(1), 200, 1);
        support::SampleMaker maker(sample.spec);
        maker.at(0).begin("first").at(100).head().at(900);
        for (int shift = 0; shift < 3; ++shift)
            maker.received((shift ? std::string(std::size_t(shift), '\r') : std::string("HTTP/1.1 200 OK\r\n\r\n"))
                           + sound_.toStdString());
        maker.at(1000).end("final-status");
        auto record = maker.recorder().take();
        record.spec = sample.spec;
        QVERIFY(keepIn(db, record) > 0);
    }
    auto bytes = bytesIn(fileIn(dir));
    bytes[3] = 'x';
    putIn(fileIn(dir), bytes);
    QCOMPARE(readable(dir.path()), 1);
}

INTERIM_SUITE(TestSalvage)
#include "tst_salvage.moc"
