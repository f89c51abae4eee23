// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/plain_channel.h"

#include "engine/net/socket_pair.h"

#include <QTest>

using support::Notes;
using support::readSome;
using support::SocketPair;

class TestPlainChannel : public QObject {
    Q_OBJECT
private slots:
    void readsWritesAndHalfCloses()
    {
        SocketPair pair;
        Notes notes;
        engine::PlainChannel channel(pair.server);
        channel.open(&notes);
        QCOMPARE(notes.opened, 1);
        QCOMPARE(::send(pair.client, "hello", 5, 0), 5);
        QTRY_COMPARE(notes.read, std::string("hello"));
        channel.write("answer");
        QCOMPARE(notes.written, 6u); // at once: the kernel had room
        ::shutdown(pair.client, SHUT_WR);
        QTRY_VERIFY(notes.closed == wire::CloseHow::Fin);
        channel.write("more");
        channel.finishWriting();
        std::string got;
        while (readSome(pair.client, got, 5000) > 0) {}
        QCOMPARE(got, std::string("answermore"));
        QCOMPARE(notes.closes, 1);
    }

    void leavesBytesToTheKernel()
    {
        SocketPair pair;
        Notes notes;
        engine::PlainChannel channel(pair.server);
        channel.setReading(false);
        channel.open(&notes);
        ::send(pair.client, "hello", 5, 0);
        QTest::qWait(30);
        QCOMPARE(notes.read, std::string());
        channel.drop(); // unread bytes: the kernel resets
        std::string got;
        QCOMPARE(readSome(pair.client, got, 5000), ssize_t(-ECONNRESET));
    }

    void waitsForRoom()
    {
        SocketPair pair;
        Notes notes;
        engine::PlainChannel channel(pair.server);
        channel.open(&notes);
        const std::size_t much = 32 << 20;
        channel.write(std::string(much, 'x'));
        channel.finishWriting();
        QVERIFY(notes.written < much);
        std::string got;
        const auto readAll = [&] {
            while (readSome(pair.client, got, 0) > 0) {}
            return got.size() == much;
        };
        QTRY_VERIFY_WITH_TIMEOUT(readAll(), 30000);
        QCOMPARE(notes.written, much);
        QCOMPARE(notes.wholes, 1);
        QTRY_COMPARE(readSome(pair.client, got, 100), ssize_t(0)); // FIN, behind the last byte
    }

    void resets()
    {
        SocketPair pair;
        Notes notes;
        engine::PlainChannel channel(pair.server);
        channel.open(&notes);
        channel.write("partly");
        channel.reset();
        std::string got;
        ssize_t result = 1;
        while (result > 0)
            result = readSome(pair.client, got, 5000);
        QCOMPARE(result, ssize_t(-ECONNRESET));
        QCOMPARE(notes.closes, 0); // it was ours
    }

    void tellsOfAReset()
    {
        SocketPair pair;
        Notes notes;
        engine::PlainChannel channel(pair.server);
        channel.open(&notes);
        engine::resetOnClose(pair.client);
        pair.closeClient();
        QTRY_VERIFY(notes.closed == wire::CloseHow::Reset);
        channel.write("too late");
        QCOMPARE(notes.closes, 1);
    }
};

INTERIM_SUITE(TestPlainChannel)
#include "tst_plain_channel.moc"
