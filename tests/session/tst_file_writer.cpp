// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/file_writer.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

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
        const QString path = folder.filePath(QStringLiteral("a"));
        QCOMPARE(writeFile(path, "one"), QString());
        QCOMPARE(writeFile(path, std::string_view("two\0", 4), FileAccess::OwnerOnly), QString());
        QCOMPARE(contentOf(path), QByteArray("two\0", 4));
        QVERIFY(!(QFile::permissions(path) & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    }

    void aNewFolderIsForItsOwnerAlone()
    {
        const QTemporaryDir folder;
        const auto others = QFileDevice::ReadGroup | QFileDevice::ExeGroup | QFileDevice::ReadOther | QFileDevice::ExeOther;
        const QString made = folder.filePath(QStringLiteral("a/b"));
        session::makeOwnFolder(made);
        QVERIFY(QDir(made).exists() && !(QFile::permissions(made) & others));
        QVERIFY(QFile::setPermissions(made, QFile::permissions(made) | QFileDevice::ReadGroup));
        session::makeOwnFolder(made); // as it was
        QVERIFY(QFile::permissions(made) & QFileDevice::ReadGroup);
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
        const QString path = folder.filePath(QStringLiteral("a"));
        QCOMPARE(writeFile(path, "old"), QString());
        QString why;
        {
            const SmallDisk disk(1000);
            why = writeFile(path, std::string(static_cast<std::size_t>(size), 'x'));
        }
        QVERIFY(!why.isEmpty());
        QVERIFY2(!why.contains(QStringLiteral("Unknown")) && !why.contains(QLatin1Char('\n')), qPrintable(why));
        QCOMPARE(contentOf(path), QByteArray("old"));
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files).size(), 1);
    }

    void neverInADevicesPlace()
    {
        QVERIFY(!writeFile(QStringLiteral("/dev/full"), "x").isEmpty());
        QVERIFY(QFileInfo::exists(QStringLiteral("/dev/full")) && !QFileInfo(QStringLiteral("/dev/full")).isFile());
        QVERIFY(!writeFile(QDir::tempPath(), "x").isEmpty());
        QVERIFY(!writeFile(QStringLiteral("/nonexistent/x"), "x").isEmpty());
    }
};

INTERIM_SUITE(TestFileWriter)
#include "tst_file_writer.moc"
