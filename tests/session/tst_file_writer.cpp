// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/file_writer.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace Qt::StringLiterals;

using session::FileAccess;
using session::writeFile;

namespace {

/// A limit on file size stands for the disk that is full: write(2) fails half way in the same manner.
class SmallDisk {
public:
    explicit SmallDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &before_);
        rlimit small = before_;
        small.rlim_cur = bytes;
        setrlimit(RLIMIT_FSIZE, &small);
    }
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &before_); }

private:
    rlimit before_ = {};
};

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(cannot be read)");
}

} // namespace

class TestFileWriter : public QObject {
    Q_OBJECT
private slots:
    void writesAndReplaces()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a"_s);
        QCOMPARE(writeFile(path, "one"), QString());
        QCOMPARE(writeFile(path, std::string_view("two\0", 4), FileAccess::OwnerOnly), QString());
        QCOMPARE(contentOf(path), QByteArray("two\0", 4));
        QVERIFY(!(QFile::permissions(path) & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    }

    // A link that was put there leads nowhere, and no moment has the file open to others.
    void anOwnFileStaysOnesOwn()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a"_s), target = folder.filePath(u"b"_s);
        const auto own =
            QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadUser | QFileDevice::WriteUser;
        QCOMPARE(writeFile(target, "b"), QString());
        QVERIFY(QFile::link(target, path));
        QCOMPARE(writeFile(path, "secret", FileAccess::OwnerOnly), QString());
        QCOMPARE(contentOf(target), QByteArray("b"));
        QCOMPARE(contentOf(path), QByteArray("secret"));
        QVERIFY(!QFileInfo(path).isSymLink());
        QVERIFY((QFile::permissions(path) & ~own) == 0);
        QVERIFY(QFile::setPermissions(path, own | QFileDevice::ReadOther | QFileDevice::ReadGroup));
        QCOMPARE(writeFile(path, "again", FileAccess::OwnerOnly), QString());
        QVERIFY((QFile::permissions(path) & ~own) == 0);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 2);
        QVERIFY(!writeFile(u"/nonexistent/x"_s, "x", FileAccess::OwnerOnly).isEmpty());
        const SmallDisk disk(10);
        QVERIFY(!writeFile(path, std::string(100, 'x'), FileAccess::OwnerOnly).isEmpty());
        QCOMPARE(contentOf(path), QByteArray("again"));
    }

    void aNewFolderIsForItsOwnerAlone()
    {
        const QTemporaryDir folder;
        const auto others =
            QFileDevice::ReadGroup | QFileDevice::ExeGroup | QFileDevice::ReadOther | QFileDevice::ExeOther;
        const QString made = folder.filePath(u"a/b"_s);
        session::makeOwnFolder(made);
        QVERIFY(QDir(made).exists() && !(QFile::permissions(made) & others));
        QVERIFY(QFile::setPermissions(made, QFile::permissions(made) | QFileDevice::ReadGroup));
        session::makeOwnFolder(made); // closed again
        QVERIFY(!(QFile::permissions(made) & others));
    }

    void aFullDiskLeavesTheOldFile_data()
    {
        QTest::addColumn<int>("size");
        QTest::newRow("within the write buffer") << 3000;
        QTest::newRow("beyond it") << 300'000;
    }
    void aFullDiskLeavesTheOldFile()
    {
        QFETCH(int, size);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a"_s);
        QCOMPARE(writeFile(path, "old"), QString());
        QString why;
        {
            const SmallDisk disk(1000);
            why = writeFile(path, std::string(static_cast<std::size_t>(size), 'x'));
        }
        QVERIFY(!why.isEmpty());
        QVERIFY2(!why.contains(u"Unknown"_s) && !why.contains('\n'_L1), qPrintable(why));
        QCOMPARE(contentOf(path), QByteArray("old"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void neverInADevicesPlace()
    {
        QVERIFY(!writeFile(u"/dev/full"_s, "x").isEmpty());
        QVERIFY(QFileInfo::exists(u"/dev/full"_s) && !QFileInfo(u"/dev/full"_s).isFile());
        QVERIFY(!writeFile(QDir::tempPath(), "x").isEmpty());
        QVERIFY(!writeFile(u"/nonexistent/x"_s, "x").isEmpty());
    }
};

INTERIM_SUITE(TestFileWriter)
#include "tst_file_writer.moc"
