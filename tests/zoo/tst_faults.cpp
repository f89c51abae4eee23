// SPDX-License-Identifier: GPL-3.0-or-later
// What a machine can refuse: descriptors, disk, standard output, every folder of the user's. No crash, nothing saved
// before is lost, one clear line.
#include "zoo/child.h"

#include "support/sanitizer.h"
#include "support/suite.h"

#include "session/workbench.h"

#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

constexpr int mostMs = 60'000;

struct Ran {
    zoo::ChildEnd end;
    QByteArray errors;
};

/// interim-cli by a shell that takes something away before.
Ran runAfter(const QString &before, const QString &words, const QString &output, const QString &folder)
{
    const QString errors = folder + u"/errors"_s;
    Ran ran;
    const QString command = before + u"; exec " INTERIM_CLI " "_s + words;
    ran.end =
        zoo::runChild({"/bin/sh", "-c", command.toStdString()}, output.toStdString(), errors.toStdString(), mostMs);
    QFile file(errors);
    if (file.open(QIODevice::ReadOnly))
        ran.errors = file.readAll();
    return ran;
}

bool isOneLine(const QByteArray &errors)
{
    return errors.startsWith("interim-cli: ") && errors.count('\n') == 1 && errors.endsWith('\n');
}

} // namespace

class TestFaults : public QObject {
    Q_OBJECT
private slots:
    void outOfDescriptors();
    void fullDiskKeepsWhatWasSaved();
    void standardOutputIsFull();
    void noFolderIsTheUsers();

private:
    QTemporaryDir folder_;
};

/// From too few to start at all up to enough: never a crash, and a line whenever it did not work.
void TestFaults::outOfDescriptors()
{
    int worked = 0;
    for (int limit = 4; limit <= 32; ++limit) {
        const Ran ran = runAfter(u"ulimit -n %1"_s.arg(limit), u"send --json http://127.0.0.1:1/"_s,
                                 QProcess::nullDevice(), folder_.path());
        QVERIFY2(ran.end.signal == 0,
                 qPrintable(u"%1 descriptors: signal %2: "_s.arg(limit).arg(ran.end.signal)
                            + QString::fromUtf8(ran.errors)));
        if (ran.end.status == 127) // the loader could not open a library
            continue;
        QCOMPARE(ran.end.status, 1);
        // UBSan looks at an object's type through a pipe, for which there is no descriptor, and reports that instead.
        QVERIFY2(support::addressSanitizer || isOneLine(ran.errors), ran.errors.constData());
        worked += ran.errors.contains("connection refused") ? 1 : 0;
    }
    QVERIFY(worked > 0);
}

void TestFaults::fullDiskKeepsWhatWasSaved()
{
    const QString saved = folder_.filePath(u"kept.interim"_s);
    QString field; // nothing that a compressor makes small
    for (int i = 0; i < 64; ++i)
        field += QString::number(QRandomGenerator::global()->generate64(), 36);
    const QString words = u"send --json -H X:%1 --save %2 http://127.0.0.1:1/"_s.arg(field, saved);
    runAfter(u":"_s, words, QProcess::nullDevice(), folder_.path());
    QFile file(saved);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    file.close();
    QVERIFY2(before.size() > 512, qPrintable(QString::number(before.size())));
    // Files of 512 bytes at most: a line fits, the record does not, as on a disk that is full.
    const Ran ran = runAfter(u"trap '' XFSZ; ulimit -f 1"_s, words, QProcess::nullDevice(), folder_.path());
    QCOMPARE(ran.end.signal, 0);
    QCOMPARE(ran.end.status, 1);
    QVERIFY2(ran.errors.contains("kept.interim"), ran.errors.constData());
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), before);
    QVERIFY(std::holds_alternative<record::Record>(session::openRecord(saved)));
}

void TestFaults::standardOutputIsFull()
{
    const Ran ran = runAfter(u":"_s, u"send --json http://127.0.0.1:1/"_s, u"/dev/full"_s, folder_.path());
    QCOMPARE(ran.end.signal, 0);
    QCOMPARE(ran.end.status, 1);
    QVERIFY2(ran.errors.contains("standard output cannot be written"), ran.errors.constData());
}

/// Below /proc no folder can be made, not by root either.
void TestFaults::noFolderIsTheUsers()
{
    QString before;
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"})
        before += u"%1=/proc/nowhere; export %1; "_s.arg(QLatin1String(name));
    const Ran sent =
        runAfter(before + u":"_s, u"send --json http://127.0.0.1:1/"_s, QProcess::nullDevice(), folder_.path());
    QCOMPARE(sent.end.signal, 0);
    QCOMPARE(sent.end.status, 1);
    QVERIFY2(isOneLine(sent.errors) && sent.errors.contains("connection refused"), sent.errors.constData());
    const Ran kept =
        runAfter(before + u":"_s, u"compare --json --save-targets zoo http://127.0.0.1:1/ http://127.0.0.1:2/"_s,
                 QProcess::nullDevice(), folder_.path());
    QCOMPARE(kept.end.signal, 0);
    QVERIFY(kept.end.status != 0);
    QVERIFY2(kept.errors.contains("zoo") || kept.errors.contains("/proc/nowhere"), kept.errors.constData());
}

INTERIM_SUITE(TestFaults)
#include "tst_faults.moc"
