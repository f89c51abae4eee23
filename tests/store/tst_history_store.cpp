// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/history_store.h"

#include "record/recorder.h"
#include "store/database_file.h"
#include "store/history_db.h"
#include "store/samples.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

#include <cstdio>

using namespace Qt::StringLiterals;
using store::History;

namespace {

/// The child of the tests below: keeps exchanges without end and says each that it was told is kept.
int writeWithoutEnd(int count, char **words)
{
    if (count < 3)
        return 2;
    const auto name = std::string(words[2]);
    History history({QString::fromLocal8Bit(words[1]), {}});
    int sent = 0;
    const auto most = count > 3 ? atoi(words[3]) : 1'000'000;
    const auto send = [&] {
        history.add(
            support::shared(support::answered("PUT", "http://" + name + "/" + std::to_string(++sent), 201, 20'000)),
            {});
    };
    QObject::connect(&history, &History::kept, &history, [&](quint64, const store::Entry &entry) {
        printf("%lld %s\n", entry.id, qPrintable(entry.url));
        fflush(stdout);
        if (sent < most)
            send();
        else if (entry.url.endsWith(u'/' + QString::number(most)))
            QCoreApplication::quit();
    });
    QObject::connect(&history, &History::problem,
                     [](const QString &line) { fprintf(stderr, "%s\n", qPrintable(line)); });
    for (int i = 0; i < 5; ++i) // some are always under way
        send();
    return QCoreApplication::exec();
}

const support::SuiteEntry writer("/tst_writer.cpp", &writeWithoutEnd);

struct Child {
    QProcess process;
    QHash<qint64, QString> said; // id -> url

    void start(const QString &folder, const QString &name, int most = 0)
    {
        QStringList words{u"writer"_s, folder, name};
        if (most > 0)
            words.append(QString::number(most));
        process.start(QCoreApplication::applicationFilePath(), words);
    }
    /// Whole lines only: a line cut by the kill was not said.
    void read()
    {
        while (process.canReadLine()) {
            const auto parts = QString::fromLocal8Bit(process.readLine()).trimmed().split(u' ');
            said.insert(parts.value(0).toLongLong(), parts.value(1));
        }
    }
};

} // namespace

class TestHistory : public QObject {
    Q_OBJECT
private slots:
    void keepsAndOpens();
    void addedBeforeTheEndIsKept();
    void removesAndTakesBack();
    void deletedIsForgottenAtTheEnd();
    void limitsAreTold();
    void staleQuestionsAreNotAnswered();
    void lostEntriesAreSaid();
    void problemsAreOneLine();
    void killNineLosesNothing();
    void fullDiskHeals();
    void limitsAreSaidOnce();
    void twoProgramsAtOnce();
};

void TestHistory::keepsAndOpens()
{
    QTemporaryDir dir;
    History history({dir.path(), [](const store::Entry &entry) { return u"words of "_s + entry.method; }});
    QSignalSpy kept(&history, &History::kept);
    QSignalSpy fetched(&history, &History::fetched);
    const auto record = support::shared(support::healed());
    const auto ticket = history.add(record, {.lab = true});
    QVERIFY(kept.wait(10000));
    QCOMPARE(kept.first().first().toULongLong(), ticket);
    const auto entry = kept.first().at(1).value<store::Entry>();
    QVERIFY(entry.lab && entry.id > 0);

    std::shared_ptr<const record::Record> opened;
    connect(&history, &History::opened, this,
            [&](qint64 id, bool lab, const std::shared_ptr<const record::Record> &read) {
                QCOMPARE(id, entry.id);
                QVERIFY(lab);
                opened = read;
            });
    history.open(entry.id);
    QTRY_VERIFY(opened);
    QVERIFY(record::replay(*opened) == record::replay(*record));
    QVERIFY(opened->spec == record->spec);

    history.fetch(1, store::filterOf(u"words of post"_s), {}, 10);
    QVERIFY(fetched.wait(10000));
    QCOMPARE(fetched.first().at(2).value<store::Page>().entries, QList<store::Entry>{entry});
}

void TestHistory::addedBeforeTheEndIsKept()
{
    QTemporaryDir dir;
    {
        History history({dir.path(), {}});
        for (int i = 0; i < 50; ++i)
            history.add(support::shared(support::answered("GET", "http://a/", 200)), {});
    }
    store::HistoryDb db;
    db.open(dir.path());
    store::Totals totals;
    QVERIFY(db.totals(&totals));
    QCOMPARE(totals.exchanges, 50);
    QVERIFY(!QFile::exists(dir.filePath(u"history.lock"_s)));
}

void TestHistory::removesAndTakesBack()
{
    History history{History::Options()};
    QSignalSpy kept(&history, &History::kept);
    QSignalSpy removed(&history, &History::removed);
    QSignalSpy restored(&history, &History::restored);
    for (int i = 0; i < 3; ++i)
        history.add(support::shared(support::healed()), {});
    QTRY_COMPARE(kept.size(), 3);
    const auto id = [&](int i) { return kept.at(i).at(1).value<store::Entry>().id; };
    history.remove({id(0), id(1)});
    history.remove({id(2)});
    history.undo({});
    history.undo({});
    history.undo({});
    QTRY_COMPARE(restored.size(), 2);
    QCOMPARE(removed.size(), 2);
    QVERIFY(removed.first().at(1).toBool());
    QCOMPARE(restored.at(0).at(0).value<QList<qint64>>(), QList<qint64>{id(2)});
    QCOMPARE(restored.at(1).at(1).value<QList<store::Entry>>().size(), 2);
    QTest::qWait(50);
    QCOMPARE(restored.size(), 2);
}

void TestHistory::deletedIsForgottenAtTheEnd()
{
    QTemporaryDir dir;
    qint64 id = 0;
    {
        History history({dir.path(), {}});
        QSignalSpy kept(&history, &History::kept);
        history.add(support::shared(support::healed()), {});
        QVERIFY(kept.wait(10000));
        id = kept.first().at(1).value<store::Entry>().id;
        history.remove({id});
    }
    store::HistoryDb db;
    db.open(dir.path());
    QByteArray bytes;
    QVERIFY(db.bytesOf(id, &bytes));
    QVERIFY(bytes.isEmpty());
}

void TestHistory::limitsAreTold()
{
    History history{History::Options()};
    QSignalSpy ready(&history, &History::ready);
    QSignalSpy kept(&history, &History::kept);
    QSignalSpy removed(&history, &History::removed);
    QVERIFY(ready.wait(10000));
    QCOMPARE(ready.first().first().value<store::Limits>(), store::Limits());
    QVERIFY(!ready.first().at(1).toBool());
    for (int i = 0; i < 3; ++i)
        history.add(support::shared(support::healed()), {});
    history.setLimits({1, 1'000'000'000});
    QVERIFY(removed.wait(10000));
    QCOMPARE(removed.first().first().value<QList<qint64>>().size(), 2);
    QVERIFY2(!removed.first().at(1).toBool(), "what the limits take cannot be undone");
    history.add(support::shared(support::healed()), {});
    QVERIFY(removed.wait(10000));
    QCOMPARE(removed.last().first().value<QList<qint64>>().size(), 1);
}

void TestHistory::staleQuestionsAreNotAnswered()
{
    History history{History::Options()};
    QSignalSpy fetched(&history, &History::fetched);
    for (quint64 generation = 1; generation <= 20; ++generation)
        history.fetch(generation, {}, {}, 10);
    QTRY_VERIFY(!fetched.isEmpty() && fetched.last().first().toULongLong() == 20);
    QVERIFY(fetched.size() < 20);
}

void TestHistory::lostEntriesAreSaid()
{
    History history{History::Options()};
    QSignalSpy lost(&history, &History::lost);
    history.open(12345);
    QVERIFY(lost.wait(10000));
    QCOMPARE(lost.first().first().toLongLong(), 12345);
    QVERIFY(!lost.first().at(1).toString().isEmpty());
}

// The folder cannot be made: one line, and the exchanges of this run are kept all the same.
void TestHistory::problemsAreOneLine()
{
    QTemporaryDir dir;
    QFile blocker(dir.filePath(u"data"_s));
    QVERIFY(blocker.open(QIODevice::WriteOnly));
    History history({blocker.fileName(), {}});
    QSignalSpy problem(&history, &History::problem);
    QSignalSpy kept(&history, &History::kept);
    history.add(support::shared(support::healed()), {});
    QVERIFY(kept.wait(10000));
    QCOMPARE(problem.size(), 1);
    QVERIFY(problem.first().first().toString().contains(blocker.fileName()));
}

// No file of this process can grow, as on a full disk: what is sent meanwhile waits, and is written later.
void TestHistory::fullDiskHeals()
{
    QTemporaryDir dir;
    QStringList lines;
    {
        History history({dir.path(), {}});
        QSignalSpy kept(&history, &History::kept);
        QSignalSpy notKept(&history, &History::notKept);
        connect(&history, &History::problem, this, [&](const QString &line) { lines.append(line); });
        history.add(support::shared(support::healed()), {});
        QVERIFY(kept.wait(10000));
        rlimit limit = {};
        getrlimit(RLIMIT_FSIZE, &limit);
        const auto before = limit;
        const auto signalBefore = std::signal(SIGXFSZ, SIG_IGN);
        limit.rlim_cur = 4096;
        setrlimit(RLIMIT_FSIZE, &limit);
        for (int i = 0; i < 3; ++i)
            history.add(support::shared(support::answered("GET", "http://full/", 200)), {.comparison = 7});
        const bool came = QTest::qWaitFor([&] { return notKept.size() == 3; }, 30000);
        setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, signalBefore);
        QVERIFY(came);
        QCOMPARE(kept.size(), 1);
        QCOMPARE(lines.size(), 1);
        QVERIFY2(lines[0].contains(u"waits in memory"_s), qPrintable(lines[0]));
        QVERIFY(QTest::qWaitFor([&] { return kept.size() == 4; }, 30000));
        QVERIFY(QTest::qWaitFor([&] { return lines.size() == 2; }, 10000));
        QVERIFY2(lines[1].contains(u"3 exchanges"_s), qPrintable(lines[1]));
        QCOMPARE(kept[3][0].toULongLong(), 4U);
        QCOMPARE(kept[3][1].value<store::Entry>().comparison, 7);
    }
    store::HistoryDb db;
    db.open(dir.path());
    store::Page page;
    QVERIFY(db.page({}, {}, 10, &page));
    QCOMPARE(page.entries.size(), 4);
}

void TestHistory::limitsAreSaidOnce()
{
    History history{History::Options()};
    QStringList lines;
    connect(&history, &History::problem, this, [&](const QString &line) { lines.append(line); });
    QSignalSpy kept(&history, &History::kept);
    QSignalSpy removed(&history, &History::removed);
    history.setLimits({3, 1'000'000'000});
    for (int i = 0; i < 8; ++i)
        history.add(support::shared(support::answered("GET", "http://a/", 200)), {});
    QVERIFY(QTest::qWaitFor([&] { return kept.size() == 8 && removed.size() == 5; }, 10000));
    QCOMPARE(lines,
             QStringList(u"The history is full (3 exchanges): 1 exchange went, the oldest, as will others as new ones "
                         "come; pin what is to stay"_s));
    history.setLimits({3, 1000});
    QVERIFY(QTest::qWaitFor([&] { return lines.size() == 2; }, 10000));
    QVERIFY2(lines[1].contains(u"(1,000 bytes): "_s) && lines[1].contains(u" exchange"_s), qPrintable(lines[1]));
}

void TestHistory::killNineLosesNothing()
{
    QTemporaryDir dir;
    QHash<qint64, QString> said;
    for (int round = 0; round < 6; ++round) {
        Child child;
        child.start(dir.path(), u"round%1"_s.arg(round));
        QVERIFY(child.process.waitForStarted());
        while (child.said.size() < 3 + 7 * round && child.process.waitForReadyRead(30000))
            child.read();
        child.process.kill(); // SIGKILL, with inserts under way
        QVERIFY(child.process.waitForFinished(30000));
        child.read();
        QVERIFY2(child.said.size() >= 3 + 7 * round, child.process.readAllStandardError().constData());
        QVERIFY(child.process.readAllStandardError().isEmpty());
        said.insert(child.said);
    }
    store::HistoryDb db;
    db.open(dir.path());
    QCOMPARE(db.takeLine(), QString());
    store::Page page;
    QVERIFY(db.page({}, {}, 100'000, &page));
    QHash<qint64, QString> there;
    for (const auto &entry : page.entries)
        there.insert(entry.id, entry.url);
    for (auto it = said.cbegin(); it != said.cend(); ++it) {
        QCOMPARE(there.value(it.key()), it.value());
        QByteArray bytes;
        QVERIFY(db.bytesOf(it.key(), &bytes));
        QVERIFY(!bytes.isEmpty());
    }
}

void TestHistory::twoProgramsAtOnce()
{
    QTemporaryDir dir;
    Child one, two;
    one.start(dir.path(), u"one"_s, 60);
    two.start(dir.path(), u"two"_s, 60);
    for (auto *child : {&one, &two}) {
        QVERIFY(child->process.waitForFinished(60000));
        child->read();
        QCOMPARE(child->process.exitCode(), 0);
        QCOMPARE(child->process.readAllStandardError(), QByteArray());
        QCOMPARE(child->said.size(), 60);
    }
    store::HistoryDb db;
    db.open(dir.path());
    store::Totals totals;
    QVERIFY(db.totals(&totals));
    QCOMPARE(totals.exchanges, 120);
}

INTERIM_SUITE(TestHistory)
#include "tst_history_store.moc"
