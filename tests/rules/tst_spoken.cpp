// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/spoken.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace std::string_view_literals;

class TestSpoken : public QObject {
    Q_OBJECT
private slots:
    void protocols_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("key");
        const auto row = [](std::string_view bytes, const char *key) {
            QTest::newRow(key) << QByteArray(bytes.data(), qsizetype(bytes.size())) << QString::fromLatin1(key);
        };
        row("\0\0\6\4\0\0\0\0\0\0\3\0\0\0\x64"sv, "http2");
        row("\0\0\x12\7\0\0\0\0\0\0\0\0\0\0\0\0\1"sv, "http2");
        row("\0\0\0\4\1\0\0\0\0"sv, "http2");
        row("\0\0\5\4\0\0\0\0\0"sv, "other"); // settings have six bytes each
        row("\0\0\6\4\0\0\0\0\1"sv, "other"); // and stand on stream 0
        row("\0\0\6\4"sv, "other");
        row("\x15\x03\x01\x00\x02\x02\x46"sv, "tls");
        row("\x16"sv, "tls");
        row("\x15\x09"sv, "other");
        row("SSH-2.0-OpenSSH_9.2\r\n"sv, "ssh");
        row("220 mail.example ESMTP Postfix\r\n"sv, "smtp");
        row("220-Welcome to vsFTPd\r\n"sv, "ftp");
        row("220 hello\r\n"sv, "greeting");
        row("2200 hello\r\n"sv, "other");
        row("+OK POP3 ready\r\n"sv, "pop3");
        row("* OK IMAP4\r\n"sv, "imap");
        row("-ERR wrong number of arguments\r\n"sv, "redis");
        row("\x4a\0\0\0\x0a"
            "8.0.36\0"sv,
            "mysql");
        row("AMQP\0\0\x09\1"sv, "amqp");
        row("RTSP/1.0 400 Bad Request\r\n"sv, "rtsp");
        row("ICY 200 OK\r\n"sv, "icy");
        row("<html>"sv, "markup");
        row(""sv, "other");
        row("HTP/1.1 200 OK\r\n"sv, "other");
    }
    void protocols()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, key);
        const auto spoken = rules::spokenBy({bytes.constData(), std::size_t(bytes.size())});
        QCOMPARE(spoken.key, key);
        QCOMPARE(spoken.name.isEmpty(), key == "other"_L1 || key == "markup"_L1);
    }
};

INTERIM_SUITE(TestSpoken)
#include "tst_spoken.moc"
