// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/tls_channel.h"

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

class TestTlsChannel : public QObject {
    Q_OBJECT
private slots:
    void carriesBytesBothWays()
    {
        SocketPair pair;
        Notes notes;
        engine::TlsChannel channel(pair.server, serverSide());
        channel.open(&notes);
        QSslSocket client;
        client.setPeerVerifyMode(QSslSocket::VerifyNone);
        client.setSocketDescriptor(pair.client);
        pair.client = -1; // the socket's now
        client.startClientEncryption();
        QTRY_COMPARE(notes.opened, 1);
        QVERIFY(notes.protocol.startsWith("TLS"_L1));
        client.write("hello");
        QTRY_COMPARE(notes.read, std::string("hello"));
        channel.write(std::string(300000, 'x'));
        QTRY_COMPARE(client.bytesAvailable(), 300000);
        QTRY_COMPARE(notes.wholes, 1);
        QCOMPARE(notes.written, 300000u);
        channel.finishWriting();
        QTRY_COMPARE(client.state(), QAbstractSocket::UnconnectedState);
    }

    void tellsOfAClose()
    {
        SocketPair pair;
        Notes notes;
        engine::TlsChannel channel(pair.server, serverSide());
        channel.open(&notes);
        ::send(pair.client, "no TLS at all\r\n\r\n", 17, 0);
        QTRY_COMPARE(notes.closes, 1);
        QCOMPARE(notes.opened, 0);
    }

    /// It asks for our new keys again and again, and reads none: neither time nor memory without end.
    void endsAFloodOfNewKeys()
    {
        SocketPair pair;
        Notes notes;
        engine::TlsChannel channel(pair.server, serverSide());
        channel.open(&notes);
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
        channel.drop();
        QVERIFY2(turns > 2, qPrintable(QString::number(turns))); // the loop went on
        QTRY_VERIFY_WITH_TIMEOUT(client.ended, 20'000);
    }

    void readsAgainAfterAPause()
    {
        SocketPair pair;
        Notes notes;
        engine::TlsChannel channel(pair.server, serverSide());
        channel.open(&notes);
        const std::string block(1 << 20, 'x');
        const Client client(pair.client, [&block](SSL *ssl) {
            SSL_write(ssl, block.data(), static_cast<int>(block.size()));
            return SSL_shutdown(ssl) < 0;
        });
        QTRY_COMPARE(notes.opened, 1);
        channel.setReading(false);
        const std::size_t had = notes.read.size();
        QTest::qWait(50);
        QCOMPARE(notes.read.size(), had);
        channel.setReading(true);
        QTRY_COMPARE(notes.read.size(), block.size());
        QTRY_COMPARE(notes.closes, 1);
        QCOMPARE(*notes.closed, wire::CloseHow::Fin);
    }

    void resets()
    {
        SocketPair pair;
        Notes notes;
        engine::TlsChannel channel(pair.server, serverSide());
        channel.open(&notes);
        std::atomic<int> error = 0;
        const Client client(pair.client, [&error](SSL *ssl) {
            char byte = 0;
            const int got = SSL_read(ssl, &byte, 1);
            error = got > 0 ? 0 : SSL_get_error(ssl, got) == SSL_ERROR_SYSCALL ? errno : -1;
            return got > 0;
        });
        QTRY_COMPARE(notes.opened, 1);
        channel.reset();
        QTRY_VERIFY(client.ended);
        QCOMPARE(error, ECONNRESET);
    }
};

INTERIM_SUITE(TestTlsChannel)
#include "tst_tls_channel.moc"
