// SPDX-License-Identifier: GPL-3.0-or-later
// What is opened, what is not and in which words; that nothing waits: a FIFO would for ever.
#include "record/regular_file.h"

#include "support/suite.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace record;

class TestRegularFile : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::string path(const char *name) const
    {
        return QFile::encodeName(folder_.filePath(QLatin1String(name))).toStdString();
    }

    std::string make(const char *name, const QByteArray &bytes) const
    {
        QFile file(folder_.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return path(name);
    }

    static std::string errorOf(const std::string &name, std::uint64_t most = RegularFile::anySize)
    {
        const auto opened = RegularFile::open(name, most);
        const auto *error = std::get_if<std::string>(&opened);
        const std::string also = readFile(name, most).error;
        return error && *error == also ? *error : error ? "open says " + *error + ", read " + also : also;
    }

private slots:
    void readsWhole_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, (256 << 10) - 1, 256 << 10, (256 << 10) + 1, 1'000'000})
            QTest::addRow("%d bytes", size) << size;
    }

    void readsWhole()
    {
        QFETCH(int, size);
        QByteArray bytes(size, 'x');
        for (int i = 0; i < size; i += 7)
            bytes[i] = static_cast<char>(i);
        const std::string name = make("whole", bytes);
        const FileText exact = readFile(name, static_cast<std::uint64_t>(size));
        QCOMPARE(exact.error, std::string());
        QVERIFY(exact.bytes == bytes.toStdString());
        QVERIFY(readFile(name, RegularFile::anySize).bytes == bytes.toStdString());
        auto opened = RegularFile::open(name);
        QCOMPARE(std::get<RegularFile>(opened).size(), static_cast<std::uint64_t>(size));
    }

    void limitsTheSize()
    {
        const std::string name = make("long", QByteArray((2 << 20) + 1, 'x'));
        QCOMPARE(errorOf(name, 2 << 20), std::string("it is larger than 2 MiB"));
        QCOMPARE(errorOf(name, 1000), std::string("it is larger than 1,000 bytes"));
        // /proc says 0 bytes of each of its files.
        QCOMPARE(readFile("/proc/self/maps", 100).error, std::string("it is larger than 100 bytes"));
        QVERIFY(readFile("/proc/self/maps", 16 << 20).bytes.size() > 100);
    }

    void refusesWhatIsNoFile()
    {
        QCOMPARE(::mkfifo(path("fifo").c_str(), 0600), 0);
        QCOMPARE(errorOf(path("fifo")),
                 std::string("it is a pipe, no regular file: save what comes out of it and name that file"));
        QCOMPARE(errorOf("/dev/zero"), std::string("it is a device, no regular file"));
        QCOMPARE(errorOf(folder_.path().toStdString()), std::string("it is a folder, no regular file"));
        QCOMPARE(errorOf(""), std::string("its name is empty"));
        QCOMPARE(errorOf(std::string("/etc/passwd\0.har", 16)), std::string("its name has a NUL byte"));
        QCOMPARE(errorOf(path("none")), std::string("No such file or directory"));
        QCOMPARE(::symlink("fifo", path("link").c_str()), 0);
        QVERIFY(errorOf(path("link")).starts_with("it is a pipe"));
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        qstrncpy(address.sun_path, path("socket").c_str(), sizeof address.sun_path);
        QCOMPARE(::bind(socket, reinterpret_cast<sockaddr *>(&address), sizeof address), 0);
        QCOMPARE(errorOf(path("socket")), std::string("it is a socket, no regular file"));
        ::close(socket);
    }

    /// `<(command)` of a shell is /dev/fd/63, a pipe.
    void refusesPipesOfAShell()
    {
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        QVERIFY(errorOf("/dev/fd/" + std::to_string(ends[0])).starts_with("it is a pipe"));
        ::close(ends[0]);
        ::close(ends[1]);
    }

    /// A writer that waits for a reader must not be told of one, or it would write, and die of SIGPIPE.
    void leavesTheWriterOfAFifoAlone()
    {
        QCOMPARE(::mkfifo(path("waits").c_str(), 0600), 0);
        QVERIFY(!errorOf(path("waits")).empty());
        QCOMPARE(::open(path("waits").c_str(), O_WRONLY | O_NONBLOCK), -1);
        QCOMPARE(errno, ENXIO);
    }

    void closesWhatItOpened()
    {
        const std::string name = make("moved", "abc");
        auto opened = RegularFile::open(name);
        RegularFile file = std::move(std::get<RegularFile>(opened));
        QVERIFY(!std::get<RegularFile>(opened).isOpen());
        const int fd = file.descriptor();
        char bytes[8];
        QCOMPARE(file.read(bytes, sizeof bytes), 3);
        file = RegularFile();
        QCOMPARE(::fcntl(fd, F_GETFD), -1);
        QVERIFY(!file.isOpen());
    }
};

INTERIM_SUITE(TestRegularFile)
#include "tst_regular_file.moc"
