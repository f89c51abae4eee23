// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/accepted_stream.h"

#include "engine/net/certificate.h"
#include "engine/net/socket_pair.h"

#include <QSslSocket>
#include <QTest>
#include <QTimer>

#include <openssl/ssl.h>

#include <atomic>
#include <cerrno>
#include <functional>
#include <thread>

using namespace Qt::StringLiterals;

using support::Notes;
using support::readSome;
using support::SocketPair;

namespace {

engine::TlsIdentity serverSide()
{
    const auto made = engine::makeCertificate({});
    return std::get<engine::TlsIdentity>(
        engine::tlsIdentity(made.certificatePem.toStdString(), made.keyPem.toStdString()));
}

/// A client of OpenSSL's on a thread: shakes hands and does as it is told, until the connection breaks.
class Client {
public:
    Client(int fd, std::function<bool(SSL *)> again)
        : thread_([fd, again = std::move(again), this] {
            SSL_CTX *context = SSL_CTX_new(TLS_client_method());
            SSL *ssl = SSL_new(context);
            SSL_set_fd(ssl, fd);
            if (SSL_connect(ssl) == 1)
                while (again(ssl))
                    ++rounds;
            SSL_free(ssl);
            SSL_CTX_free(context);
            ended = true;
        })
    {}
    ~Client() { thread_.join(); }

    std::atomic<int> rounds = 0;
    std::atomic<bool> ended = false;

private:
    std::thread thread_;
};

} // namespace

class TestAcceptedStream : public QObject {
    Q_OBJECT
private slots:
    void readsWritesAndHalfClosesPlain()
    {
        SocketPair pair;
        Notes notes;
        engine::AcceptedStream stream(pair.server, {});
        stream.open(&notes);
        QCOMPARE(notes.opened, 1);
        QCOMPARE(::send(pair.client, "hello", 5, 0), 5);
        QTRY_COMPARE(notes.read, std::string("hello"));
        stream.write("answer");
        QCOMPARE(notes.written, 6u); // at once: the kernel had room
        ::shutdown(pair.client, SHUT_WR);
        QTRY_VERIFY(notes.closed == wire::CloseHow::Fin);
        stream.write("more");
        stream.finishWriting();
        std::string got;
        while (readSome(pair.client, got, 5000) > 0) {}
        QCOMPARE(got, std::string("answermore"));
        QCOMPARE(notes.closes, 1);
    }

    void leavesBytesToTheKernel()
    {
        SocketPair pair;
        Notes notes;
        engine::AcceptedStream stream(pair.server, {});
        stream.setReading(false);
        stream.open(&notes);
        ::send(pair.client, "hello", 5, 0);
        QTest::qWait(30);
        QCOMPARE(notes.read, std::string());
        stream.drop(); // unread bytes: the kernel resets
        std::string got;
        QCOMPARE(readSome(pair.client, got, 5000), ssize_t(-ECONNRESET));
    }

    void waitsForRoom()
    {
        SocketPair pair;
        Notes notes;
        engine::AcceptedStream stream(pair.server, {});
        stream.open(&notes);
        const std::size_t much = 32 << 20;
        stream.write(std::string(much, 'x'));
        stream.finishWriting();
        QVERIFY(notes.written < much);
        std::string got;
        const auto readAll = [&] {
            while (readSome(pair.client, got, 0) > 0) {}
            return got.size() == much;
        };
        QTRY_VERIFY_WITH_TIMEOUT(readAll(), 30000);
        QCOMPARE(notes.written, much);
        QCOMPARE(notes.wholes, 1);
        QTRY_COMPARE(readSome(pair.client, got, 100), ssize_t(0)); // FIN, behind the last byte
    }

    void resetsPlain()
    {
        SocketPair pair;
        Notes notes;
        engine::AcceptedStream stream(pair.server, {});
        stream.open(&notes);
        stream.write("partly");
        stream.reset();
        std::string got;
        ssize_t result = 1;
        while (result > 0)
            result = readSome(pair.client, got, 5000);
        QCOMPARE(result, ssize_t(-ECONNRESET));
        QCOMPARE(notes.closes, 0); // it was ours
    }

    void tellsOfAReset()
    {
        SocketPair pair;
        Notes notes;
        engine::AcceptedStream stream(pair.server, {});
        stream.open(&notes);
        pair.resetOnClose();
        pair.closeClient();
        QTRY_VERIFY(notes.closed == wire::CloseHow::Reset);
        stream.write("too late");
        QCOMPARE(notes.closes, 1);
    }

    /// After the client's FIN the rest of ours goes on, and a reset then is told too.
    void tellsOfAResetBehindAFin()
    {
        SocketPair pair;
        Notes notes;
        engine::AcceptedStream stream(pair.server, {});
        stream.open(&notes);
        ::shutdown(pair.client, SHUT_WR);
        QTRY_COMPARE(notes.closes, 1);
        pair.resetOnClose();
        pair.closeClient();
        stream.write(std::string(1 << 20, 'x'));
        QTRY_COMPARE(notes.closes, 2);
        QCOMPARE(*notes.closed, wire::CloseHow::Reset);
    }

    /// What came is stamped by the kernel: a thread that comes late makes no pause longer.
    void stampsTheArrival()
    {
        SocketPair pair;
        Notes notes;
        engine::AcceptedStream stream(pair.server, {});
        stream.open(&notes);
        QTest::qWait(20);
        const std::int64_t before = engine::Clock::now();
        ::send(pair.client, "hello", 5, 0);
        const std::int64_t after = engine::Clock::now();
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        QTRY_COMPARE(notes.read, std::string("hello"));
        QVERIFY2(notes.readAt >= before && notes.readAt < after + 50'000'000,
                 qPrintable(QString::number(notes.readAt - before)));
    }

    void carriesBytesBothWays()
    {
        SocketPair pair;
        Notes notes;
        engine::AcceptedStream stream(pair.server, serverSide());
        stream.open(&notes);
        QSslSocket client;
        client.setPeerVerifyMode(QSslSocket::VerifyNone);
        client.setSocketDescriptor(pair.client);
        pair.client = -1; // the socket's now
        client.startClientEncryption();
        QTRY_COMPARE(notes.opened, 1);
        QVERIFY(notes.protocol.starts_with("TLS"));
        client.write("hello");
        QTRY_COMPARE(notes.read, std::string("hello"));
        stream.write(std::string(300000, 'x'));
        QTRY_COMPARE(client.bytesAvailable(), 300000);
        QTRY_COMPARE(notes.wholes, 1);
        QCOMPARE(notes.written, 300000u);
        stream.finishWriting();
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    }

    void tellsOfAClose()
    {
        SocketPair pair;
        Notes notes;
        engine::AcceptedStream stream(pair.server, serverSide());
        stream.open(&notes);
        ::send(pair.client, "no TLS at all\r\n\r\n", 17, 0);
        QTRY_COMPARE(notes.closes, 1);
        QCOMPARE(notes.opened, 0);
    }

    /// It asks for our new keys again and again, and reads none: neither time nor memory without end.
    void endsAFloodOfNewKeys()
    {
        SocketPair pair;
        Notes notes;
        engine::AcceptedStream stream(pair.server, serverSide());
        stream.open(&notes);
        const Client client(pair.client, [](SSL *ssl) {
            return SSL_key_update(ssl, SSL_KEY_UPDATE_REQUESTED) == 1 && SSL_do_handshake(ssl) == 1;
        });
        int turns = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&turns] { ++turns; });
        timer.start(1);
        // Until it is many, or it is held: nobody takes the replies.
        for (int last = -1; notes.closes == 0 && client.rounds < 10'000 && (last < 100 || client.rounds != last);) {
            last = client.rounds;
            QTest::qWait(500);
        }
        stream.drop();
        QVERIFY2(turns > 2, qPrintable(QString::number(turns))); // the loop went on
        QTRY_VERIFY_WITH_TIMEOUT(client.ended, 20'000);
    }

    void readsAgainAfterAPause()
    {
        SocketPair pair;
        Notes notes;
        engine::AcceptedStream stream(pair.server, serverSide());
        stream.open(&notes);
        const std::string block(1 << 20, 'x');
        const Client client(pair.client, [&block](SSL *ssl) {
            SSL_write(ssl, block.data(), static_cast<int>(block.size()));
            return SSL_shutdown(ssl) < 0;
        });
        QTRY_COMPARE(notes.opened, 1);
        stream.setReading(false);
        const std::size_t had = notes.read.size();
        QTest::qWait(50);
        QCOMPARE(notes.read.size(), had);
        stream.setReading(true);
        QTRY_COMPARE(notes.read.size(), block.size());
        QTRY_COMPARE(notes.closes, 1);
        QCOMPARE(*notes.closed, wire::CloseHow::Fin);
    }

    void resets()
    {
        SocketPair pair;
        Notes notes;
        engine::AcceptedStream stream(pair.server, serverSide());
        stream.open(&notes);
        std::atomic<int> error = 0;
        const Client client(pair.client, [&error](SSL *ssl) {
            char byte = 0;
            const int got = SSL_read(ssl, &byte, 1);
            error = got > 0 ? 0 : SSL_get_error(ssl, got) == SSL_ERROR_SYSCALL ? errno : -1;
            return got > 0;
        });
        QTRY_COMPARE(notes.opened, 1);
        stream.reset();
        QTRY_VERIFY(client.ended);
        QCOMPARE(error, ECONNRESET);
    }
};

INTERIM_SUITE(TestAcceptedStream)
#include "tst_accepted_stream.moc"
