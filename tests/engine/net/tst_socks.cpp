// SPDX-License-Identifier: GPL-3.0-or-later
// SOCKS 5 as bytes, at every cut, against the layouts of RFC 1928 and RFC 1929.
#include "engine/net/socks.h"

#include <QTest>

using engine::SocksSession;
using namespace std::string_literals;

namespace {

/// Feeds `answer` in pieces of `step`, and returns all that was sent.
std::string play(SocksSession &session, std::string_view answer, std::size_t step)
{
    std::string sent = std::exchange(session.outgoing(), {});
    for (; !answer.empty() && session.state() == SocksSession::State::Asking;
         answer.remove_prefix(std::min(step, answer.size()))) {
        session.received(answer.substr(0, step));
        sent += std::exchange(session.outgoing(), {});
    }
    return sent;
}

} // namespace

class TestSocks : public QObject {
    Q_OBJECT

private slots:
    void asks()
    {
        for (std::size_t step = 1; step < 14; ++step) {
            SocksSession named("host", 0x1234, "", "");
            QCOMPARE(play(named, "\x05\0\x05\0\0\x01\x7f\0\0\x01\0\x50"s, step),
                     "\x05\x01\0\x05\x01\0\x03\x04host\x12\x34"s);
            QVERIFY(named.state() == SocksSession::State::Open);

            SocksSession user("1.2.3.4", 80, "u", "pw");
            QCOMPARE(play(user, "\x05\x02\x01\0\x05\0\0\x03\x02xy\0\x50"s, step),
                     "\x05\x02\0\x02\x01\x01u\x02pw\x05\x01\0\x01\x01\x02\x03\x04\0\x50"s);
            QVERIFY(user.state() == SocksSession::State::Open);

            SocksSession v6("::1", 80, "", "");
            std::string granted = "\x05\0\x05\0\0\x04"s;
            granted.resize(granted.size() + 18);
            QCOMPARE(play(v6, granted, step).size(), std::size_t(3 + 4 + 16 + 2));
            QVERIFY(v6.state() == SocksSession::State::Open);
        }
    }

    void takesNoByteOfTheTunnel()
    {
        SocksSession session("h", 80, "", "");
        session.received("\x05\0"s);
        QCOMPARE(session.wanted(), std::size_t(5));
        session.received("\x05\0\0\x01\x7f"s);
        QCOMPARE(session.wanted(), std::size_t(5));
        session.received("\0\0\x01\0\x50"s);
        QCOMPARE(session.wanted(), std::size_t(0));
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<QByteArray>("user");
        QTest::addColumn<QByteArray>("says");
        const auto row = [](std::string answer, const char *user, const char *says) {
            QTest::newRow(says) << QByteArray::fromStdString(answer) << QByteArray(user) << QByteArray(says);
        };
        row("HTTP/1.1 400", "", "is no SOCKS 5 proxy: it answers HTTP;");
        row("HTTX", "", "begins with \"HTT"); // and what came with it
        row("Hello", "", "begins with \"He\"");
        row("SSH-2.0-x", "", "begins with \"SS\"");
        row("\0\x5b"s, "", "begins with \"\\x00[\"");
        row("\x05\xff"s, "",
            "it may want a user and a password (write socks5://user:password@host:port) or another method");
        row("\x05\xff"s, "u", "neither none at all nor a user and a password");
        row("\x05\x02"s, "", "wants a user and a password: write socks5:");
        row("\x05\x01"s, "", "chose method 1 of authentication, which was not offered");
        row("\x05\x80"s, "u", "chose method 128 of");
        row("\x05\x02\x01\x01"s, "u", "refused the user");
        row("\x05\0\x05\x05\0\x01\0\0\0\0\0\0"s, "", "h:80: the connection was refused");
        row("\x05\0\x05\x63\0\x01\0\0\0\0\0\0"s, "", "unknown reply 99");
    }
    void refusals()
    {
        QFETCH(QByteArray, answer);
        QFETCH(QByteArray, user);
        QFETCH(QByteArray, says);
        for (std::size_t step = 1; step < 8; ++step) {
            SocksSession session("h", 80, user.toStdString(), "");
            play(session, answer.toStdString(), step);
            QVERIFY(session.state() == SocksSession::State::Failed);
            QVERIFY2(session.words().find(says.toStdString()) != std::string::npos, session.words().c_str());
        }
    }

    void tooLongAName()
    {
        QVERIFY(SocksSession(std::string(256, 'h'), 80, "", "").state() == SocksSession::State::Failed);
    }
};

INTERIM_SUITE(TestSocks)
#include "tst_socks.moc"
