// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tls_channel.h"

#include "engine/certificate.h"
#include "engine/socket_pair.h"

#include <QSslCertificate>
#include <QSslKey>
#include <QTest>

using support::Notes;
using support::SocketPair;

namespace {

QSslConfiguration serverSide()
{
    const auto made = engine::makeCertificate({});
    auto configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(made.certificatePem));
    configuration.setPrivateKey(QSslKey(made.keyPem, QSsl::Ec));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

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
        QVERIFY(notes.protocol.startsWith(QLatin1String("TLS")));
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
};

INTERIM_SUITE(TestTlsChannel)
#include "tst_tls_channel.moc"
