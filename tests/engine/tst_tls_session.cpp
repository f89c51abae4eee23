// SPDX-License-Identifier: GPL-3.0-or-later
// A client's session against OpenSSL's own server, in memory, at several cuts of the bytes.
#include "engine/tls_session.h"

#include "engine/tls_peer.h"

#include <QtCore/QTemporaryFile>
#include <QTest>

using engine::TlsSession;

namespace {

// Both ends; `cut` bytes at most cross at a time.
struct Pair {
    Pair(const SelfSigned &identity, const wire::TlsSettings &settings, const std::string &host, std::size_t most)
        : server(identity.session())
        , cut(most)
    {
        SSL_set_bio(server.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
        auto made = TlsSession::create(settings, host);
        client = std::move(std::get<std::unique_ptr<TlsSession>>(made));
    }
    bool cross()
    {
        const std::string_view out = client->outgoing().substr(0, cut);
        BIO_write(SSL_get_rbio(server.get()), out.data(), static_cast<int>(out.size()));
        client->sent(out.size());
        std::string back(cut, '\0');
        const int n = BIO_read(SSL_get_wbio(server.get()), back.data(), static_cast<int>(cut));
        client->received(std::string_view(back).substr(0, n > 0 ? static_cast<std::size_t>(n) : 0));
        return !out.empty() || n > 0;
    }
    void shake()
    {
        client->handshake();
        while (client->state() == TlsSession::State::Handshaking && (cross() || !client->outgoing().empty())) {
            SSL_do_handshake(server.get());
            client->handshake();
        }
        while (cross())
            SSL_do_handshake(server.get());
    }
    std::unique_ptr<SSL, decltype(&SSL_free)> server;
    std::unique_ptr<TlsSession> client;
    std::size_t cut;
};

/// Written to `file`, which must outlive the settings that name it.
wire::TlsSettings trusting(const SelfSigned &identity, QTemporaryFile &file)
{
    wire::TlsSettings settings;
    if (!file.open())
        qFatal("no temporary file");
    file.write(QByteArray::fromStdString(identity.pem()));
    file.flush();
    settings.caFile = file.fileName().toStdString();
    return settings;
}

} // namespace

class TestTlsSession : public QObject {
    Q_OBJECT
private slots:
    void carriesBytes_data();
    void carriesBytes();
    void selfSignedIsRefused();
    void uncheckedKeepsTheProblems();
    void trustedByFile();
    void otherNameIsRefused();
    void badCaFile();
    void noTls();
};

void TestTlsSession::carriesBytes_data()
{
    QTest::addColumn<int>("cut");
    QTest::newRow("1") << 1;
    QTest::newRow("1000") << 1000;
    QTest::newRow("100000") << 100'000;
}

void TestTlsSession::carriesBytes()
{
    QFETCH(int, cut);
    const SelfSigned identity;
    wire::TlsSettings settings;
    settings.verify = false;
    Pair pair(identity, settings, "localhost", static_cast<std::size_t>(cut));
    pair.shake();
    QCOMPARE(pair.client->state(), TlsSession::State::Open);
    QVERIFY(pair.client->report().protocol.starts_with("TLSv1."));
    const std::string text(20'000, 'x'); // more than a record
    std::size_t sealed = pair.client->encrypt(text);
    QCOMPARE(sealed, TlsSession::recordBytes);
    sealed += pair.client->encrypt(std::string_view(text).substr(sealed));
    QCOMPARE(sealed, text.size());
    while (pair.cross()) { }
    std::string came(text.size(), '\0');
    std::size_t got = 0;
    std::size_t n = 0;
    while (SSL_read_ex(pair.server.get(), came.data() + got, came.size() - got, &n) == 1)
        got += n;
    QVERIFY(came == text);
    SSL_write(pair.server.get(), "answer", 6);
    SSL_shutdown(pair.server.get());
    while (pair.cross()) { }
    char buffer[100];
    QCOMPARE(pair.client->decrypt(buffer, sizeof buffer), std::size_t(6));
    QCOMPARE(pair.client->decrypt(buffer, sizeof buffer), std::size_t(0));
    QCOMPARE(pair.client->state(), TlsSession::State::Closed);
}

void TestTlsSession::selfSignedIsRefused()
{
    Pair pair(SelfSigned(), {}, "localhost", 4096);
    pair.shake();
    QCOMPARE(pair.client->state(), TlsSession::State::Failed);
    QCOMPARE(pair.client->error(), std::string("its certificate is not trusted: the certificate is self-signed"));
    QCOMPARE(pair.client->report().chain.size(), std::size_t(1));
}

void TestTlsSession::uncheckedKeepsTheProblems()
{
    wire::TlsSettings settings;
    settings.verify = false;
    Pair pair(SelfSigned("DNS:other.example", -1), settings, "localhost", 4096);
    pair.shake();
    QCOMPARE(pair.client->state(), TlsSession::State::Open);
    const std::string words = pair.client->report().words();
    for (const char *part : {"self-signed", "expired on", "for other.example, not for localhost", "subject CN"})
        QVERIFY2(words.find(part) != std::string::npos, words.c_str());
}

void TestTlsSession::trustedByFile()
{
    const SelfSigned identity;
    QTemporaryFile file;
    const wire::TlsSettings settings = trusting(identity, file);
    for (const char *host : {"localhost", "127.0.0.1"}) {
        Pair pair(identity, settings, host, 4096);
        pair.shake();
        QVERIFY2(pair.client->state() == TlsSession::State::Open, pair.client->error().c_str());
        QVERIFY(pair.client->report().problems.empty());
    }
}

void TestTlsSession::otherNameIsRefused()
{
    const SelfSigned identity;
    QTemporaryFile file;
    const wire::TlsSettings settings = trusting(identity, file);
    Pair pair(identity, settings, "127.0.0.2", 4096);
    pair.shake();
    QCOMPARE(pair.client->state(), TlsSession::State::Failed);
    QVERIFY2(pair.client->error().find("not for 127.0.0.2") != std::string::npos, pair.client->error().c_str());
}

void TestTlsSession::badCaFile()
{
    wire::TlsSettings settings;
    settings.caFile = "/nonexistent.pem";
    const auto made = TlsSession::create(settings, "localhost");
    const auto *line = std::get_if<std::string>(&made);
    QVERIFY(line && line->find("/nonexistent.pem") != std::string::npos);
}

void TestTlsSession::noTls()
{
    auto made = TlsSession::create({}, "localhost");
    auto &client = *std::get<std::unique_ptr<TlsSession>>(made);
    client.handshake();
    client.received("HTTP/1.1 400 Bad Request\r\n\r\n");
    client.handshake();
    QCOMPARE(client.state(), TlsSession::State::Failed);
    QVERIFY2(client.error().find("not TLS") != std::string::npos, client.error().c_str());
}

INTERIM_SUITE(TestTlsSession)
#include "tst_tls_session.moc"
