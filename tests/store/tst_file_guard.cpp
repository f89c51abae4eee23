// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/file_guard.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;
using store::FileGuard;

class TestFileGuard : public QObject {
    Q_OBJECT
private slots:
    void manyOrOne();
    void waitsAsLongAsItIsTold();
    void noLockWhereNoneCanBe();
    void tightensAndSaysIt();
    void respectsReadOnly();
};

void TestFileGuard::manyOrOne()
{
    QTemporaryDir dir;
    const auto path = dir.filePath(u"guard"_s);
    FileGuard one;
    QCOMPARE(one.share(path, 0), FileGuard::Held::Yes);
    {
        FileGuard two;
        QCOMPARE(two.share(path, 0), FileGuard::Held::Yes);
        QCOMPARE(one.takeAlone(), FileGuard::Held::Other);
        QCOMPARE(one.share(path, 0), FileGuard::Held::Yes);
    }
    QCOMPARE(one.takeAlone(), FileGuard::Held::Yes);
    FileGuard three;
    QCOMPARE(three.share(path, 0), FileGuard::Held::Other);
    one.release();
    QCOMPARE(three.share(path, 0), FileGuard::Held::Yes);
}

void TestFileGuard::waitsAsLongAsItIsTold()
{
    QTemporaryDir dir;
    const auto path = dir.filePath(u"guard"_s);
    FileGuard one, two;
    QCOMPARE(one.share(path, 0), FileGuard::Held::Yes);
    QCOMPARE(one.takeAlone(), FileGuard::Held::Yes);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(two.share(path, 200), FileGuard::Held::Other);
    QVERIFY(timer.elapsed() >= 200 && timer.elapsed() < 5000);
}

void TestFileGuard::noLockWhereNoneCanBe()
{
    QTemporaryDir dir;
    FileGuard guard;
    QCOMPARE(guard.share(dir.path(), 1000), FileGuard::Held::NoLock);
    QCOMPARE(guard.share(dir.filePath(u"missing/guard"_s), 1000), FileGuard::Held::NoLock);
    QCOMPARE(guard.takeAlone(), FileGuard::Held::NoLock);
}

void TestFileGuard::tightensAndSaysIt()
{
    QTemporaryDir dir;
    const auto path = dir.filePath(u"file"_s);
    QCOMPARE(store::tighten(path), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0444), 0);
    QVERIFY(store::tighten(path).contains(path));
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(path).constData(), &status), 0);
    QCOMPARE(status.st_mode & 07777, mode_t(0400)); // what its owner may not do is not given
    QCOMPARE(store::tighten(path), QString());
}

void TestFileGuard::respectsReadOnly()
{
    QTemporaryDir dir;
    const auto path = dir.filePath(u"file"_s);
    QVERIFY(store::mayWrite(path));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(store::mayWrite(path));
    QCOMPARE(::chmod(QFile::encodeName(path).constData(), 0400), 0);
    QVERIFY(!store::mayWrite(path));
}

INTERIM_SUITE(TestFileGuard)
#include "tst_file_guard.moc"
