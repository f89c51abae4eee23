// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/certificate.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QTest>

using namespace Qt::StringLiterals;

class TestCertificate : public QObject {
    Q_OBJECT
private slots:
    void standsForLoopbackAndTheHost()
    {
        const auto made = engine::makeCertificate(u"lab.example"_s);
        QCOMPARE(made.error, QString());
        const QSslCertificate certificate(made.certificatePem, QSsl::Pem);
        QVERIFY(!certificate.isNull());
        QVERIFY(certificate.isSelfSigned());
        const auto names = certificate.subjectAlternativeNames();
        QVERIFY(names.contains(QSsl::DnsEntry, u"localhost"_s));
        QVERIFY(names.contains(QSsl::DnsEntry, u"lab.example"_s));
        QVERIFY(names.contains(QSsl::IpAddressEntry, u"127.0.0.1"_s));
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
        QVERIFY(QSslCertificate(one.certificatePem).serialNumber()
                != QSslCertificate(two.certificatePem).serialNumber());
    }

    /// The list of names is text to OpenSSL: a host must not add to it.
    void hostAddsNothingElse()
    {
        const auto made = engine::makeCertificate(u"a,DNS:evil.example"_s);
        const auto names = QSslCertificate(made.certificatePem).subjectAlternativeNames();
        QVERIFY(!names.contains(QSsl::DnsEntry, u"evil.example"_s));
    }
};

INTERIM_SUITE(TestCertificate)
#include "tst_certificate.moc"
