// SPDX-License-Identifier: GPL-3.0-or-later
// The client's seat as a playbook: inputs in, actions out. No content byte is released while the gate waits.
#include "wire/connection.h"

#include <QTest>

using namespace wire;

namespace {

const std::string head = "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n";

/// Actions as words: "arm 1000", "send-body", ...
QByteArray words(const std::vector<Action> &actions)
{
    constexpr const char *names[] = {"send-head", "send-body", "stop-body", "arm", "cancel-timer", "finished", "give-up", "unreadable", "readable"};
    QByteArrayList all;
    for (const Action &action : actions) {
        QByteArray word = names[static_cast<std::size_t>(action.kind)];
        if (action.kind == ActionKind::ArmTimer)
            word += ' ' + QByteArray::number(qlonglong(action.ns / 1'000'000));
        all << word;
    }
    return all.join(", ");
}

class Client : public ConnectionSink {
public:
    explicit Client(GatePolicy policy = {}, bool gated = true)
    {
        submission.headLength = head.size();
        submission.bodyLength = 4;
        submission.method = "PUT";
        submission.gated = gated;
        submission.expectSent = true;
        submission.policy = policy;
    }
    QByteArray submit()
    {
        Input input{InputKind::Submit, {}, &submission, CloseHow::Fin, {}};
        return words(connection.handle(input, *this));
    }
    QByteArray give(InputKind kind, std::string_view bytes = {}, CloseHow how = CloseHow::Fin)
    {
        return words(connection.handle({kind, bytes, nullptr, how, {}}, *this));
    }
    void onEvent(Event event, bool, std::uint64_t) override { events.push_back(std::move(event)); }
    void onBytes(Direction, ByteClass, std::string_view) override { }
    void onCheckpoint(Direction, const Checkpoint &) override { }
    int count(Kind kind) const
    {
        return static_cast<int>(std::count_if(events.begin(), events.end(), [kind](const Event &e) { return e.kind == kind; }));
    }
    /// Of the last one.
    Event event(Kind kind) const
    {
        const auto found = std::find_if(events.rbegin(), events.rend(), [kind](const Event &e) { return e.kind == kind; });
        return found == events.rend() ? Event() : *found;
    }
    Submission submission;
    Connection connection{Role::Client};
    std::vector<Event> events;
};

} // namespace

class TestConnection : public QObject {
    Q_OBJECT
private slots:
    void continueOpensTheGate()
    {
        Client client;
        QCOMPARE(client.submit(), QByteArray("send-head"));
        QCOMPARE(client.give(InputKind::Flushed, head.substr(0, 20)), QByteArray());
        QCOMPARE(client.give(InputKind::Flushed, head.substr(20)), QByteArray("arm 1000")); // not before the last byte left
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 100 Continue\r\n\r\n"), QByteArray("cancel-timer, send-body"));
        QCOMPARE(client.give(InputKind::Flushed, "abcd"), QByteArray());
        QVERIFY(client.connection.requestFlushed());
        QCOMPARE(client.connection.bodyBytes(), std::uint64_t(4));
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"), QByteArray("finished"));
        QVERIFY(client.connection.reusable());
        QVERIFY(client.connection.responseDone());
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
        QCOMPARE(client.connection.gate().outcome(), GateOutcome::FinalStatus);
        QCOMPARE(client.connection.bodyBytes(), std::uint64_t(0));
    }

    void theTimerSendsKeepsOrStops()
    {
        for (const auto &[after, expected] : {std::pair{AfterWait::Send, "send-body"}, {AfterWait::Keep, ""}, {AfterWait::Stop, "give-up"}}) {
            Client client({50'000'000, after, false, false});
            client.submit();
            QCOMPARE(client.give(InputKind::Flushed, head), QByteArray("arm 50"));
            const QByteArray done = client.give(InputKind::Timer);
            QVERIFY2(done.contains(expected) && done.contains("send-body") == (after == AfterWait::Send), done.constData());
        }
    }

    void theUserReleases()
    {
        Client client({1'000'000'000, AfterWait::Keep, false, false});
        client.submit();
        client.give(InputKind::Flushed, head);
        QVERIFY(client.give(InputKind::Release).contains("send-body"));
        QCOMPARE(client.connection.gate().outcome(), GateOutcome::ReleasedByUser);
    }

    void aCloseWhileWaitingRefuses()
    {
        Client client;
        client.submit();
        client.give(InputKind::Flushed, head);
        QVERIFY(!client.give(InputKind::PeerClosed, {}, CloseHow::Reset).contains("send-body"));
        QCOMPARE(client.connection.gate().outcome(), GateOutcome::Closed);
    }

    void withoutAGateTheContentGoesAtOnce()
    {
        Client client({}, false);
        QCOMPARE(client.submit(), QByteArray("send-head, send-body"));
    }

    void anEarlyFinalStopsTheUpload()
    {
        Client client({}, false);
        client.submit();
        client.give(InputKind::Flushed, head + "ab");
        QVERIFY(client.give(InputKind::Received, "HTTP/1.1 413 No\r\nContent-Length: 0\r\n\r\n").contains("stop-body"));
        QCOMPARE(client.connection.bodyBytes(), std::uint64_t(2));
    }

    void otherProtocolsAreUnreadable()
    {
        Client client;
        client.submit();
        client.give(InputKind::Flushed, head);
        QVERIFY(client.give(InputKind::Received, "SSH-2.0-OpenSSH_9.2\r\n").contains("unreadable"));
        QVERIFY(client.count(Kind::Anomaly) > 0);
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 200 OK\r\n"), QByteArray("readable"));
    }

    void foreignBytesBehindAnInterimAreStillHttp()
    {
        Client client;
        client.submit();
        client.give(InputKind::Flushed, head);
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 100 Continue\r\nContent-Length: 2\r\n\r\nhi"),
                 QByteArray("cancel-timer, send-body"));
        client.give(InputKind::Flushed, "abcd");
        QCOMPARE(client.give(InputKind::Received, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), QByteArray("finished"));
    }

    void nothingMayFollowWhat_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("a stray response") << QByteArray("HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200 OK\r\nX: half");
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
        QVERIFY(client.connection.responseDone());
        QVERIFY(!client.connection.reusable());
    }

    void theFirstFinalHeadStays()
    {
        Client client({}, false);
        client.submit();
        client.give(InputKind::Flushed, head + "abcd");
        client.give(InputKind::Received, "HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
                                         "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nLocation: /c\r\nContent-Length: 0\r\n\r\n");
        QCOMPARE(client.connection.finalStatus(), 302);
        QCOMPARE(valueOf(client.connection.finalHead().fields, "Location"), std::optional<std::string_view>("/b"));
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
