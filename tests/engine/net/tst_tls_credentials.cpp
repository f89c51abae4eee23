// SPDX-License-Identifier: GPL-3.0-or-later
// Which files are read as certificates and keys, and the line for each that is not.
#include "engine/net/tls_credentials.h"

#include "engine/net/certificate.h"
#include "engine/net/tls_peer.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

using namespace engine;

class TestTlsCredentials : public QObject {
    Q_OBJECT

    QTemporaryDir folder_;
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_{nullptr, SSL_CTX_free};

    std::string file(const char *name, const QByteArray &bytes)
    {
        QFile file(folder_.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write");
        return file.fileName().toStdString();
    }

private slots:
    void init() { context_.reset(SSL_CTX_new(TLS_client_method())); }

    void trustsAFile()
    {
        const QByteArray pem = makeCertificate({}).certificatePem, other = makeCertificate({}).certificatePem;
        QCOMPARE(trustFile(context_.get(), file("ca", "a text\n" + pem + "another\n" + other)), std::string());
        const STACK_OF(X509_OBJECT) *all = X509_STORE_get0_objects(SSL_CTX_get_cert_store(context_.get()));
        QCOMPARE(sk_X509_OBJECT_num(all), 2);
        for (const QByteArray &bad : {QByteArray(), QByteArray("text"), pem.left(pem.size() / 2)})
            QVERIFY(trustFile(context_.get(), file("bad", bad)).ends_with("bad: choose a file in PEM form"));
    }

    void usesOurOwn()
    {
        const Certificate made = makeCertificate({}), other = makeCertificate({});
        const std::string both = file("both", made.certificatePem + made.keyPem), key = file("key", made.keyPem);
        QCOMPARE(useOwnFiles(context_.get(), both, {}), std::string());
        QCOMPARE(useOwnFiles(context_.get(), both, key), std::string());
        const std::string chain = file("chain", made.certificatePem + other.certificatePem);
        QCOMPARE(useOwnFiles(context_.get(), chain, key), std::string());
        STACK_OF(X509) *more = nullptr;
        SSL_CTX_get0_chain_certs(context_.get(), &more);
        QCOMPARE(sk_X509_num(more), 1);
        QVERIFY(useOwnFiles(context_.get(), key, key).starts_with("cannot read our certificate from "));
        QVERIFY(useOwnFiles(context_.get(), chain, file("other", other.keyPem)).ends_with("that belongs to " + chain));
        const std::string broken = file("broken", made.certificatePem + other.certificatePem.left(200));
        QVERIFY(useOwnFiles(context_.get(), broken, key).starts_with("cannot read our certificate from "));
    }

    /// OpenSSL would wait in it for a writer.
    void opensNoPipe()
    {
        const std::string pipe = folder_.filePath(u"pipe"_s).toStdString();
        QCOMPARE(mkfifo(pipe.c_str(), 0600), 0);
        const Certificate made = makeCertificate({});
        const std::string certificate = file("certificate", made.certificatePem);
        for (const std::string &line : {trustFile(context_.get(), pipe), useOwnFiles(context_.get(), pipe, {}),
                                        useOwnFiles(context_.get(), certificate, pipe)})
            QVERIFY2(line.find(pipe + ": it is a pipe, no regular file") != std::string::npos, line.c_str());
    }

    void servesWithPem()
    {
        const Certificate made = makeCertificate({});
        QVERIFY(std::holds_alternative<TlsIdentity>(
            tlsIdentity(made.certificatePem.toStdString(), made.keyPem.toStdString())));
        QVERIFY(std::holds_alternative<std::string>(tlsIdentity("text", made.keyPem.toStdString())));
    }
};

INTERIM_SUITE(TestTlsCredentials)
#include "tst_tls_credentials.moc"
