// SPDX-License-Identifier: GPL-3.0-or-later
// A client's session against OpenSSL's own server, in memory, at several cuts of the bytes.
#include "engine/net/tls_session.h"

#include "engine/net/tls_peer.h"

#include <QTemporaryFile>
#include <QTest>

using engine::TlsSession;

namespace {

// Both ends; `cut` bytes at most cross at a time.
struct Pair {
    Pair(const SelfSigned &identity, const request::TlsSettings &settings, const std::string &host, std::size_t most)
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
request::TlsSettings trusting(const SelfSigned &identity, QTemporaryFile &file)
{
    request::TlsSettings settings;
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
    void takesMessagesInTurns();
    void endsAFloodInTheHandshake();
    void endsAFloodOfTickets();
    void refusesRenegotiation();
    void commonNameIsNoName();
    void namesEveryProblem();
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
    request::TlsSettings settings;
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
    while (pair.cross()) {}
    std::string came(text.size(), '\0');
    std::size_t got = 0;
    std::size_t n = 0;
    while (SSL_read_ex(pair.server.get(), came.data() + got, came.size() - got, &n) == 1)
        got += n;
    QVERIFY(came == text);
    SSL_write(pair.server.get(), "answer", 6);
    SSL_shutdown(pair.server.get());
    while (pair.cross()) {}
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
    request::TlsSettings settings;
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
    const request::TlsSettings settings = trusting(identity, file);
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
    const request::TlsSettings settings = trusting(identity, file);
    Pair pair(identity, settings, "127.0.0.2", 4096);
    pair.shake();
    QCOMPARE(pair.client->state(), TlsSession::State::Failed);
    QVERIFY2(pair.client->error().find("not for 127.0.0.2") != std::string::npos, pair.client->error().c_str());
}

void TestTlsSession::badCaFile()
{
    request::TlsSettings settings;
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

// OpenSSL reads on by itself until content comes: a call must end all the same, with its replies in proportion.
void TestTlsSession::takesMessagesInTurns()
{
    request::TlsSettings settings;
    settings.verify = false;
    Pair pair(SelfSigned(), settings, "localhost", 1 << 20);
    pair.shake();
    constexpr int updates = 1000;
    for (int i = 0; i < updates; ++i) {
        SSL_key_update(pair.server.get(), SSL_KEY_UPDATE_REQUESTED);
        QCOMPARE(SSL_do_handshake(pair.server.get()), 1);
    }
    SSL_write(pair.server.get(), "content", 7);
    pair.cross();
    char buffer[100];
    int calls = 0;
    std::size_t got = 0;
    while (got == 0 && pair.client->state() == TlsSession::State::Open && calls < 2 * updates) {
        const std::size_t before = pair.client->outgoing().size();
        got = pair.client->decrypt(buffer, sizeof buffer);
        QVERIFY(pair.client->outgoing().size() - before < 16 << 10);
        QCOMPARE(pair.client->inputLeft(), got == 0);
        ++calls;
    }
    QCOMPARE(std::string(buffer, got), std::string("content"));
    QVERIFY2(calls > 4, qPrintable(QString::number(calls)));
    QVERIFY(!pair.client->inputLeft());
}

// A client skips every HelloRequest that comes before ServerHello (RFC 5246 section 7.4.1.1).
void TestTlsSession::endsAFloodInTheHandshake()
{
    request::TlsSettings settings;
    auto made = TlsSession::create(settings, "localhost");
    auto &client = *std::get<std::unique_ptr<TlsSession>>(made);
    client.handshake();
    const std::string record = std::string("\x16\x03\x03\x40\x00", 5) + std::string(16 << 10, '\0');
    int records = 0;
    while (client.state() == TlsSession::State::Handshaking && records < 1000) {
        client.received(record);
        for (int calls = 0; client.inputLeft() && client.state() == TlsSession::State::Handshaking; ++calls) {
            QVERIFY(calls < 1000);
            client.handshake();
        }
        ++records;
    }
    QCOMPARE(client.state(), TlsSession::State::Failed);
    QVERIFY2(client.error().starts_with("more than 4 MiB of TLS messages in a row"), client.error().c_str());
}

void TestTlsSession::endsAFloodOfTickets()
{
    request::TlsSettings settings;
    settings.verify = false;
    Pair pair(SelfSigned(), settings, "localhost", 1 << 20);
    pair.shake();
    char buffer[100];
    std::size_t came = 0;
    while (pair.client->state() == TlsSession::State::Open && came < 16 << 20) {
        for (int i = 0; i < 50; ++i) {
            SSL_new_session_ticket(pair.server.get());
            SSL_do_handshake(pair.server.get());
        }
        came += static_cast<std::size_t>(BIO_pending(SSL_get_wbio(pair.server.get())));
        pair.cross();
        do {
            QCOMPARE(pair.client->decrypt(buffer, sizeof buffer), std::size_t(0));
        } while (pair.client->inputLeft() && pair.client->state() == TlsSession::State::Open);
    }
    QCOMPARE(pair.client->state(), TlsSession::State::Failed);
    QVERIFY(came > 3 << 20);
    QVERIFY2(pair.client->error().starts_with("more than 4 MiB of TLS messages in a row"),
             pair.client->error().c_str());
}

void TestTlsSession::refusesRenegotiation()
{
    request::TlsSettings settings;
    settings.verify = false;
    Pair pair(SelfSigned(), settings, "localhost", 1 << 20);
    SSL_set_max_proto_version(pair.server.get(), TLS1_2_VERSION);
    pair.shake();
    QCOMPARE(pair.client->report().protocol, std::string("TLSv1.2"));
    const std::uint64_t before = pair.client->sealed();
    QCOMPARE(SSL_renegotiate(pair.server.get()), 1);
    SSL_do_handshake(pair.server.get());
    pair.cross();
    char buffer[100];
    QCOMPARE(pair.client->decrypt(buffer, sizeof buffer), std::size_t(0));
    QCOMPARE(pair.client->state(), TlsSession::State::Open);
    QVERIFY(pair.client->sealed() > before); // the alert no_renegotiation
}

// RFC 9110 section 4.3.4: a client must not look for the host in the subject's common name.
void TestTlsSession::commonNameIsNoName()
{
    const SelfSigned identity(nullptr, 1, "localhost");
    QTemporaryFile file;
    Pair pair(identity, trusting(identity, file), "localhost", 4096);
    pair.shake();
    QCOMPARE(pair.client->state(), TlsSession::State::Failed);
    QCOMPARE(
        pair.client->error(),
        std::string("its certificate is not trusted: the certificate names no host (subjectAltName); a common name, "
                    "CN = localhost, does not count (RFC 9110 section 4.3.4)"));
}

void TestTlsSession::namesEveryProblem()
{
    Pair pair(SelfSigned("DNS:other.example", -1), {}, "localhost", 4096);
    pair.shake();
    QCOMPARE(pair.client->state(), TlsSession::State::Failed);
    for (const char *part : {"self-signed", "expired on", "for other.example, not for localhost"})
        QVERIFY2(pair.client->error().find(part) != std::string::npos, pair.client->error().c_str());
}

INTERIM_SUITE(TestTlsSession)
#include "tst_tls_session.moc"
