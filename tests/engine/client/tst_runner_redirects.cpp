// SPDX-License-Identifier: GPL-3.0-or-later
// Redirections that are followed, and those that are not.
#include "engine/client/runner.h"

#include "engine/answers.h"

using namespace support;
using wire::Kind;

class TestRunnerRedirects : public QObject {
    Q_OBJECT
private slots:
    // What a redirection changes stands where the changed head begins, and holds no secret.
    void aRedirectionIsTold()
    {
        std::string second;
        ScriptServer target({[&](Peer &peer) {
            second = peer.readHead();
            peer.send("HTTP/1.1 302 Found\r\nLocation: gopher://x/\r\nContent-Length: 0\r\n\r\n");
            peer.awaitClose();
        }});
        const std::string place = "http://w:tell-no-one@" + target.url("/b").substr(7);
        ScriptServer server({[&](Peer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 302 Found\r\nLocation: " + place + "?tell-no-one\r\nContent-Length: 0\r\n\r\n");
            peer.awaitClose();
        }});
        request::RequestSpec spec = expecting("http://u:tell-no-one@" + server.url("/a").substr(7));
        spec.headers = {{"Cookie", "tell-no-one"}};
        spec.redirects = 5;
        const Run run = runExchange(spec);
        target.join();
        checkRecord(run);
        QCOMPARE(decisionsOf(run, 0), QByteArray("begin fields-added ... redirect ... end"));
        QCOMPARE(decisionsOf(run, 1),
                 QByteArray("begin fields-dropped method-changed expect-dropped fields-added ... "
                            "redirect-not-followed end"));
        QVERIFY2(second.starts_with("GET /b?tell-no-one "), second.c_str());
        QVERIFY(second.find("Cookie") == std::string::npos);
        QVERIFY2(textOf(run, "redirect").ends_with("/b?***"), textOf(run, "redirect").c_str());
        QVERIFY2(textOf(run, "fields-dropped").ends_with(": Cookie and the user information of the URL"),
                 textOf(run, "fields-dropped").c_str());
        for (const wire::Event &event : run.events)
            if (event.kind == Kind::Decision || event.kind == Kind::Attempt)
                QVERIFY2(event.text.find("tell-no-one") == std::string::npos, event.text.c_str());
    }

    void redirectionsThatAreNotFollowed_data()
    {
        QTest::addColumn<int>("asked");
        QTest::addColumn<QByteArray>("last");
        QTest::newRow("never asked for") << 0 << QByteArray("begin fields-added ... end");
        QTest::newRow("the limit") << 1 << QByteArray("begin fields-added ... redirect-not-followed end");
    }

    void redirectionsThatAreNotFollowed()
    {
        QFETCH(int, asked);
        const auto elsewhere = [](Peer &peer) {
            peer.readHead();
            peer.send("HTTP/1.1 307 Elsewhere\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n");
            peer.awaitClose();
        };
        ScriptServer server({elsewhere, elsewhere});
        request::RequestSpec spec;
        spec.url = server.url();
        spec.redirects = asked;
        const Run run = runExchange(spec);
        checkRecord(run);
        QCOMPARE(run.exchange.attempts.size(), std::size_t(asked + 1));
        QTEST(decisionsOf(run, static_cast<std::uint32_t>(asked)), "last");
    }

    // A stray head behind the redirection has no say in where it leads.
    void theFirstResponseSaysWhere()
    {
        std::string second;
        ScriptServer server({[](Peer &peer) {
                                 peer.readHead();
                                 peer.send("HTTP/1.1 302 Found\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n"
                                           "HTTP/1.1 200 OK\r\nLocation: /c\r\nContent-Length: 0\r\n\r\n");
                                 peer.awaitClose();
                             },
                             [&](Peer &peer) {
                                 second = peer.readHead();
                                 peer.send(answers::created);
                                 peer.awaitClose();
                             }});
        request::RequestSpec spec;
        spec.url = server.url("/a");
        spec.redirects = 1;
        const Run run = runExchange(spec);
        server.join();
        checkRecord(run);
        QVERIFY2(second.starts_with("GET /b "), second.c_str());
    }
};

INTERIM_SUITE(TestRunnerRedirects)
#include "tst_runner_redirects.moc"
