// SPDX-License-Identifier: GPL-3.0-or-later
// Records are kept whole or not at all, and each failure is one line.
#include "session/workbench.h"

#include "record/recorder.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QTest>

#include <csignal>

#include <sys/resource.h>

using namespace Qt::StringLiterals;

namespace {

record::Record example()
{
    record::Recorder recorder(wire::Role::Client);
    record::Fact fact;
    fact.kind = record::FactKind::AttemptBegin;
    fact.name = "first";
    fact.target = {"127.0.0.1", 80, {}, false};
    recorder.apply(fact);
    fact.kind = record::FactKind::Received;
    recorder.apply(fact, "HTTP/1.1 200 OK\r\nContent-Length: 300000\r\n\r\n" + std::string(300'000, 'x'));
    fact.kind = record::FactKind::AttemptEnd;
    fact.name = "final-status";
    recorder.apply(fact);
    return recorder.take();
}

void write(const QString &path, const char *text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text);
}

} // namespace

class TestWorkbench : public QObject {
    Q_OBJECT
private slots:
    void savesAndOpens();
    void fullDiskLeavesTheOldFile();
    void failuresAreOneLine();
};

void TestWorkbench::savesAndOpens()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.interim"_s);
    const record::Record record = example();
    QCOMPARE(session::saveRecord(record, path), QString());
    const auto opened = session::openRecord(path);
    const auto *back = std::get_if<record::Record>(&opened);
    QVERIFY(back);
    QVERIFY(back->facts == record.facts);
    QVERIFY(record::replay(*back) == record::replay(record));
}

// A limit on file size stands for the disk that is full: write(2) fails half way in the same manner.
void TestWorkbench::fullDiskLeavesTheOldFile()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.interim"_s);
    write(path, "old");
    rlimit before = {};
    getrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit small = before;
    small.rlim_cur = 100'000;
    setrlimit(RLIMIT_FSIZE, &small);
    const QString line = session::saveRecord(example(), path);
    setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY2(line.startsWith(u"cannot save "_s + path + u": "_s), qPrintable(line));
    QVERIFY(!line.contains(u'\n'));
    QVERIFY2(!line.contains(u"Unknown"), qPrintable(line));
    QFile old(path);
    QVERIFY(old.open(QIODevice::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("old"));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    // Never a plain file in a device's place: root could do that.
    QVERIFY(session::saveRecord(example(), u"/dev/full"_s).startsWith(u"cannot save /dev/full: "_s));
    QVERIFY(QFileInfo::exists(u"/dev/full"_s) && !QFileInfo(u"/dev/full"_s).isFile());
}

void TestWorkbench::failuresAreOneLine()
{
    const QTemporaryDir folder;
    const QString foreign = folder.filePath(u"foreign"_s);
    write(foreign, "%PDF-1.4");
    for (const QString &path : {foreign, u"/nonexistent/x"_s, folder.path()}) {
        const auto opened = session::openRecord(path);
        const auto *line = std::get_if<QString>(&opened);
        QVERIFY(line);
        QVERIFY2(line->contains(path) && !line->contains(u'\n'), qPrintable(*line));
    }
    QVERIFY(session::saveRecord(example(), u"/nonexistent/x.interim"_s).contains(u"/nonexistent"_s));
}

INTERIM_SUITE(TestWorkbench)
#include "tst_workbench.moc"
