// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/certificate.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QTest>

class TestCertificate : public QObject {
    Q_OBJECT
private slots:
    void standsForLoopbackAndTheHost()
    {
        const auto made = engine::makeCertificate(QStringLiteral("lab.example"));
        QCOMPARE(made.error, QString());
        const QSslCertificate certificate(made.certificatePem, QSsl::Pem);
        QVERIFY(!certificate.isNull());
        QVERIFY(certificate.isSelfSigned());
        const auto names = certificate.subjectAlternativeNames();
        QVERIFY(names.contains(QSsl::DnsEntry, QStringLiteral("localhost")));
        QVERIFY(names.contains(QSsl::DnsEntry, QStringLiteral("lab.example")));
        QVERIFY(names.contains(QSsl::IpAddressEntry, QStringLiteral("127.0.0.1")));
        QCOMPARE(names.values(QSsl::IpAddressEntry).size(), 2);
        QCOMPARE(certificate.publicKey().algorithm(), QSsl::Ec);
        QCOMPARE(certificate.publicKey().length(), 256);
        QCOMPARE(certificate.effectiveDate().daysTo(certificate.expiryDate()), 31);
        const QSslKey key(made.keyPem, QSsl::Ec);
        QVERIFY(!key.isNull());
    }

    void isAnotherEachTime()
    {
        const auto one = engine::makeCertificate({});
        const auto two = engine::makeCertificate({});
        QVERIFY(one.keyPem != two.keyPem);
        QVERIFY(QSslCertificate(one.certificatePem).serialNumber() != QSslCertificate(two.certificatePem).serialNumber());
    }

    /// The list of names is text to OpenSSL: a host must not add to it.
    void hostAddsNothingElse()
    {
        const auto made = engine::makeCertificate(QStringLiteral("a,DNS:evil.example"));
        const auto names = QSslCertificate(made.certificatePem).subjectAlternativeNames();
        QVERIFY(!names.contains(QSsl::DnsEntry, QStringLiteral("evil.example")));
    }
};

INTERIM_SUITE(TestCertificate)
#include "tst_certificate.moc"
