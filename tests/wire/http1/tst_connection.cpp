// SPDX-License-Identifier: GPL-3.0-or-later
// The client's seat as a playbook: inputs in, actions out. No content byte is released while the gate waits.
#include "wire/http1/connection.h"

#include "wire/http1/connection_client.h"

#include <QTest>

using namespace wire;
using namespace wire::seat;

class TestConnection : public QObject {
    Q_OBJECT
private slots:
    void continueOpensTheGate()
    {
        Client client;
        QCOMPARE(client.submit(), QByteArray("send-head"));
        QCOMPARE(client.written, head); // the machine says which bytes
        QCOMPARE(client.give(InputKind::Flushed, head.substr(0, 20)), QByteArray());
        QCOMPARE(client.give(InputKind::Flushed, head.substr(20)),
                 QByteArray("arm 1000")); // not before the last byte left
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 100 Continue\r\n\r\n"),
                 QByteArray("cancel-timer, send-body"));
        QCOMPARE(client.give(InputKind::Flushed, "abcd"), QByteArray());
        QVERIFY(client.connection.stream().requestFlushed());
        QCOMPARE(client.connection.stream().bodyBytes(), std::uint64_t(4));
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"),
                 QByteArray("finished"));
        QVERIFY(client.connection.reusable());
        QVERIFY(client.connection.stream().responseDone());
    }

    void aFinalStatusKeepsTheContentBack()
    {
        Client client;
        client.submit();
        client.give(InputKind::Flushed, head);
        // With the content owed, the connection must carry nothing else.
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n"),
                 QByteArray("cancel-timer, finished"));
        QVERIFY(!client.connection.reusable());
        QCOMPARE(client.connection.stream().gate.outcome(), GateOutcome::FinalStatus);
        QCOMPARE(client.connection.stream().bodyBytes(), std::uint64_t(0));
    }

    void theTimerSendsKeepsOrStops()
    {
        for (const auto &[after, expected] :
             {std::pair{AfterWait::Send, "send-body"}, {AfterWait::Keep, ""}, {AfterWait::Stop, "give-up"}}) {
            Client client({50'000'000, after, false, false});
            client.submit();
            QCOMPARE(client.give(InputKind::Flushed, head), QByteArray("arm 50"));
            const QByteArray done = client.give(InputKind::Timer);
            QVERIFY2(done.contains(expected) && done.contains("send-body") == (after == AfterWait::Send),
                     done.constData());
        }
    }

    void theUserReleases()
    {
        Client client({1'000'000'000, AfterWait::Keep, false, false});
        client.submit();
        client.give(InputKind::Flushed, head);
        QVERIFY(client.give(InputKind::Release).contains("send-body"));
        QCOMPARE(client.connection.stream().gate.outcome(), GateOutcome::ReleasedByUser);
    }

    void aCloseWhileWaitingRefuses()
    {
        Client client;
        client.submit();
        client.give(InputKind::Flushed, head);
        QVERIFY(!client.give(InputKind::PeerClosed, {}, CloseHow::Reset).contains("send-body"));
        QCOMPARE(client.connection.stream().gate.outcome(), GateOutcome::Closed);
    }

    void withoutAGateTheContentGoesAtOnce()
    {
        Client client({}, false);
        QCOMPARE(client.submit(), QByteArray("send-head, send-body"));
    }

    void lengthsThatDecideNothing_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<bool>("invalid");
        const QByteArray two = "Content-Length: 3\r\nContent-Length: 5\r\n";
        QTest::newRow("two") << QByteArray("PUT") << QByteArray("200 OK\r\n" + two) << true;
        QTest::newRow("a list") << QByteArray("PUT") << QByteArray("200 OK\r\nContent-Length: 3, 5\r\n") << true;
        QTest::newRow("no number") << QByteArray("PUT") << QByteArray("200 OK\r\nContent-Length: three\r\n") << true;
        QTest::newRow("negative") << QByteArray("PUT") << QByteArray("200 OK\r\nContent-Length: -1\r\n") << true;
        QTest::newRow("empty") << QByteArray("PUT") << QByteArray("200 OK\r\nContent-Length:\r\n") << true;
        QTest::newRow("twice the same") << QByteArray("PUT") << QByteArray("200 OK\r\nContent-Length: 3, 3\r\n")
                                        << false;
        QTest::newRow("chunked") << QByteArray("PUT")
                                 << QByteArray("200 OK\r\n" + two + "Transfer-Encoding: chunked\r\n") << false;
        QTest::newRow("another coding") << QByteArray("PUT")
                                        << QByteArray("200 OK\r\n" + two + "Transfer-Encoding: gzip\r\n") << false;
        QTest::newRow("interim") << QByteArray("PUT") << QByteArray("103 Hints\r\n" + two) << false;
        QTest::newRow("204") << QByteArray("PUT") << QByteArray("204 No\r\n" + two) << false;
        QTest::newRow("304") << QByteArray("GET") << QByteArray("304 No\r\n" + two) << false;
        QTest::newRow("HEAD") << QByteArray("HEAD") << QByteArray("200 OK\r\n" + two) << false;
        QTest::newRow("CONNECT") << QByteArray("CONNECT") << QByteArray("200 OK\r\n" + two) << false;
        QTest::newRow("CONNECT refused") << QByteArray("CONNECT") << QByteArray("407 No\r\n" + two) << true;
    }
    void lengthsThatDecideNothing()
    {
        QFETCH(const QByteArray, method);
        QFETCH(const QByteArray, answer);
        QFETCH(const bool, invalid);
        Client client({}, false);
        client.submission.method = method.toStdString();
        client.submit();
        client.give(InputKind::Flushed, head + "abcd");
        const QByteArray done = client.give(InputKind::Received, "HTTP/1.1 " + answer.toStdString() + "\r\n");
        QCOMPARE(client.connection.stream().invalidLength(), invalid);
        QCOMPARE(done.contains("unreadable"), invalid); // until its end, by the rule for reading on
        client.give(InputKind::Received, "abc");
        QVERIFY(!invalid || !client.connection.reusable());
    }
    void brokenChunks_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QByteArray>("what");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("lost");
        const auto row = [](const char *name, const char *content, const char *what, const char *text, bool lost) {
            QTest::newRow(name) << QByteArray(content) << QByteArray(what) << QByteArray(text) << lost;
        };
        row("no size", "5\r\nhello\r\nzz\r\n", "bad-chunk-size", "zz\r", true);
        row("no size, and more lines", "zz\r\nyy\r\n", "bad-chunk-size", "zz\r", true);
        row("no size, not at its end", "5\r\nhello\r\nzz", "bad-chunk-size", "zz", false);
        row("larger than any", "FFFFFFFFFFFFFFFFF\r\n", "chunk-size-too-large", "FFFFFFFFFFFFFFFFF\r", true);
        row("more than its size", "5\r\nhello world\r\n", "chunk-end-missing", " ", true);
        row("more than its size, so far", "5\r\nhellob", "chunk-end-missing", "b", false);
        row("no line ends, but whole", "5\r\nhello0\r\n\r\n", "", "", false);
        row("no size yet", "5\r\nhello\r\n2", "", "", false);
    }
    // RFC 9112 section 7.1: told at once, however the bytes come, and once.
    void brokenChunks()
    {
        QFETCH(const QByteArray, content);
        QFETCH(const QByteArray, what);
        QFETCH(const QByteArray, text);
        QFETCH(const bool, lost);
        const std::string answer = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + content.toStdString();
        for (std::size_t step = 1; step <= answer.size(); ++step) {
            Client client({}, false);
            client.submit();
            client.give(InputKind::Flushed, head + "abcd");
            QByteArray done;
            for (std::size_t at = 0; at < answer.size(); at += step)
                done += client.give(InputKind::Received, std::string_view(answer).substr(at, step));
            const auto broken = client.connection.stream().brokenContent();
            QCOMPARE(broken.has_value(), !what.isEmpty());
            QCOMPARE(client.connection.stream().contentLost(), lost);
            if (what.isEmpty()) {
                QCOMPARE(done.count("readable"), 2 * done.count("unreadable")); // and taken back, when it was complete
                QCOMPARE(done.contains("finished"), content.endsWith("\r\n\r\n"));
                continue;
            }
            QCOMPARE(done.count("unreadable"), qsizetype(1));
            QCOMPARE(QByteArray::fromStdString(std::string(infoOf(broken->what).key)), what);
            QCOMPARE(QByteArray::fromStdString(broken->text), text);
            client.give(InputKind::PeerClosed);
            QCOMPARE(client.connection.stream().brokenContent(), broken); // the close is not what broke it
        }
    }

    void nothingMayFollowWhat_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("a stray response")
            << QByteArray("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nX: half");
        QTest::newRow("a whole stray response")
            << QByteArray("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        QTest::newRow("surplus bytes") << QByteArray("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n<html>");
        QTest::newRow("two lengths") << QByteArray("HTTP/1.1 417 No\r\nContent-Length: 0\r\nContent-Length: 3\r\n\r\n");
        QTest::newRow("a length beside chunks")
            << QByteArray("HTTP/1.1 417 No\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("chunks in HTTP/1.0")
            << QByteArray("HTTP/1.0 417 No\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
        QTest::newRow("close") << QByteArray("HTTP/1.1 417 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
    }
    void nothingMayFollowWhat()
    {
        QFETCH(const QByteArray, answer);
        Client client({}, false);
        client.submit();
        client.give(InputKind::Flushed, head + "abcd");
        client.give(InputKind::Received, answer.toStdString());
        QVERIFY(client.connection.stream().responseDone());
        QVERIFY(!client.connection.reusable());
    }

    void theFirstFinalHeadStays()
    {
        Client client({}, false);
        client.submit();
        client.give(InputKind::Flushed, head + "abcd");
        client.give(InputKind::Received,
                    "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
                    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nLocation: /c\r\nContent-Length: 0\r\n\r\n");
        QCOMPARE(client.connection.stream().finalStatus(), 302);
        QCOMPARE(valueOf(client.connection.stream().finalHead().fields, "Location"),
                 std::optional<std::string_view>("/b"));
    }

    void theNextRequestEndsWhatWasOwed()
    {
        Client client;
        client.submit();
        client.give(InputKind::Flushed, head);
        client.give(InputKind::Received, "HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n");
        const std::string next = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
        client.submission = {};
        client.submission.headLength = next.size();
        client.submission.method = "GET";
        client.submit();
        QCOMPARE(client.event(Kind::MessageEnd).code, 1); // the first request, cut
        client.give(InputKind::Flushed, next);
        QCOMPARE(client.count(Kind::RequestHead), 2);
        QCOMPARE(client.event(Kind::RequestHead).span, (Span{head.size(), next.size()}));
        QCOMPARE(client.count(Kind::ContentBegin), 0);
    }

    void contentIsWhatWeSendBehindTheHead_data()
    {
        QTest::addColumn<QByteArray>("field");
        QTest::addColumn<QByteArray>("found");
        QTest::newRow("as declared") << QByteArray("Content-Length: 4\r\n") << QByteArray();
        QTest::newRow("more") << QByteArray("Content-Length: 3\r\n") << QByteArray("3 declared, 4 sent");
        QTest::newRow("less") << QByteArray("Content-Length: 9\r\n") << QByteArray("9 declared, 4 sent");
        QTest::newRow("none") << QByteArray() << QByteArray("none declared, 4 sent");
        QTest::newRow("no number") << QByteArray("Content-Length: x\r\n") << QByteArray("none declared, 4 sent");
    }
    void contentIsWhatWeSendBehindTheHead()
    {
        QFETCH(const QByteArray, field);
        QFETCH(const QByteArray, found);
        const std::string typed = "PUT /a HTTP/1.1\r\nHost: h\r\n" + field.toStdString() + "\r\n";
        Client client({}, false);
        client.submission.headLength = typed.size();
        client.submit();
        client.give(InputKind::Flushed, typed + "ab");
        client.give(InputKind::Received, "HTTP/1.1 100 Continue\r\n\r\n");
        QCOMPARE(client.event(Kind::InterimResponse).contentSent, std::uint64_t(2));
        client.give(InputKind::Flushed, "cd");
        QCOMPARE(client.event(Kind::ContentEnd).span, (Span{typed.size(), 4}));
        QCOMPARE(client.event(Kind::MessageEnd).code, 0);
        const auto told = std::find_if(client.events.begin(), client.events.end(), [](const Event &event) {
            return event.code == static_cast<int>(Anomaly::ContentNotAsDeclared) && event.kind == Kind::Anomaly;
        });
        QCOMPARE(told == client.events.end() ? QByteArray() : QByteArray::fromStdString(told->text), found);
    }
};

INTERIM_SUITE(TestConnection)
#include "tst_connection.moc"
