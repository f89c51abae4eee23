// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/tls_words.h"

#include "engine/net/tls_peer.h"

#include <QTest>

#include <openssl/err.h>

class TestTlsWords : public QObject {
    Q_OBJECT
private slots:
    void certificates();
    void problems();
    void failures();
};

void TestTlsWords::certificates()
{
    const SelfSigned identity;
    const std::string text = engine::describeCertificate(identity.certificate());
    QVERIFY2(text.find("subject CN = Interim test") != std::string::npos, text.c_str());
    QVERIFY2(text.find("issuer CN = Interim test") != std::string::npos, text.c_str());
    QVERIFY2(text.find("expires 20") != std::string::npos, text.c_str());
    QVERIFY(text.find('\x1b') == std::string::npos); // never a terminal escape
}

void TestTlsWords::problems()
{
    const SelfSigned identity("DNS:a.example,DNS:b.example,IP:192.0.2.7");
    X509 *x = identity.certificate();
    QCOMPARE(engine::describeProblem(X509_V_ERR_HOSTNAME_MISMATCH, x, "c.example"),
             std::string("the certificate is for a.example, b.example, 192.0.2.7, not for c.example"));
    QCOMPARE(engine::describeProblem(X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT, x, "c"),
             std::string("the certificate is self-signed"));
    const SelfSigned old("DNS:a.example", -1);
    QVERIFY(engine::describeProblem(X509_V_ERR_CERT_HAS_EXPIRED, old.certificate(), "a.example")
                .starts_with("the certificate expired on 20"));
    for (const int code : {X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY, X509_V_ERR_CERT_NOT_YET_VALID,
                           X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_CERT_REVOKED, X509_V_ERR_HOSTNAME_MISMATCH})
        QVERIFY(!engine::describeProblem(code, nullptr, "c.example").empty());
}

void TestTlsWords::failures()
{
    const auto packed = [](int reason) { return ERR_PACK(ERR_LIB_SSL, 0, reason); };
    QVERIFY(engine::describeTlsFailure(packed(SSL_R_WRONG_VERSION_NUMBER)).find("plain http") != std::string::npos);
    QVERIFY(!engine::describeTlsFailure(packed(SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE)).empty());
    // After the handshake the same bytes are a broken connection, not another protocol.
    QVERIFY(engine::describeTlsFailure(packed(SSL_R_WRONG_VERSION_NUMBER), true).find("plain http")
            == std::string::npos);
    QVERIFY(
        engine::describeTlsFailure(packed(SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED), true).find("client's certificate")
        != std::string::npos);
    QVERIFY(engine::describeTlsFailure(packed(SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL)).find("perhaps HTTP/2 alone")
            != std::string::npos);
    QVERIFY(!engine::describeTlsFailure(0).empty());
}

INTERIM_SUITE(TestTlsWords)
#include "tst_tls_words.moc"
