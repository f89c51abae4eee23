// SPDX-License-Identifier: GPL-3.0-or-later
// Points on where content and connections end, on other protocols and on hops.
#include "guidance/evaluate.h"

#include "guidance/points.h"

using namespace Qt::StringLiterals;

using namespace test;
using guidance::Confidence;
using guidance::Evaluation;
using record::FactKind;
using wire::CloseHow;

class TestConnectionPoints : public QObject {
    Q_OBJECT

private slots:
    void p04closeIsNoDesync();
    void p07saysClose();
    void p09otherProtocols();
    void p18otherConnection();
    void p20oldHops();
    void p21resets();
    void p22otherProtocols();
    void p28twoLengths();
    void d1whereContentEnds();
    void d2connections();
};

void TestConnectionPoints::p04closeIsNoDesync()
{
    Played closed;
    closed.head().wait(1).interim(100).body().answer(200).done();
    closed.followUp().closed(CloseHow::Fin).end("closed-early", "closed");
    QCOMPARE(firedBy(closed.evaluate()), QStringList{u"follow-up-closed"_s});
    QCOMPARE(worst(closed.evaluate()), wire::Severity::Info);
    NEVER(closed.evaluate(), "connection is out of step");
    Played silent;
    silent.head().wait(1).interim(100).body().answer(200).done();
    silent.followUp().wait(5000).tell(FactKind::Timeout, "", 0, "head").end("timed-out", "late");
    QCOMPARE(firedBy(silent.evaluate()), QStringList{u"follow-up-unanswered"_s});
    QCOMPARE(silent.evaluate().findings.constFirst().confidence, Confidence::Open);
    Played owed;
    owed.head().wait(1).answer(404).done();
    owed.followUp().wait(5000).tell(FactKind::Timeout, "", 0, "head").end("timed-out", "late");
    QVERIFY(firedBy(owed.evaluate()).contains(u"follow-up-swallowed"_s));
}

void TestConnectionPoints::p07saysClose()
{
    Played played;
    played.head().wait(1).answer(200, closing).end();
    NEVER(played.evaluate(), "was still open");
    SAYS(played.evaluate(), "The response says Connection: close");
    Played open;
    open.head().wait(1).answer(200).end();
    SAYS(open.evaluate(), "was still open when the exchange ended");
}

void TestConnectionPoints::p09otherProtocols()
{
    const auto after = [](const char *bytes) {
        Played played(test::get());
        played.head().got(bytes).end("protocol-error", "not HTTP");
        return played.evaluate();
    };
    const auto ssh = after("SSH-2.0-OpenSSH_9.2\r\n");
    SAYS(ssh, "an SSH server names itself");
    SAYS(ssh, "write the port of the HTTP server into the URL");
    QVERIFY(ssh.verdict.actions.isEmpty()); // none of them mends that
    NEVER(after("220 mail ESMTP\r\n"), "SSH");
    SAYS(after("220 mail ESMTP\r\n"), "Mail goes that way");
}

void TestConnectionPoints::p18otherConnection()
{
    Played played;
    played.head().wait(1).answer(401, "WWW-Authenticate: Basic\r\nContent-Length: 0\r\n").end();
    played.begin("follow-up").connect().end();
    QVERIFY(firedBy(played.evaluate()).contains(u"early-final-keeps-connection"_s));
}

void TestConnectionPoints::p20oldHops()
{
    Played mixed;
    mixed.head().wait(1).interim(100).body().answer(200, closing, "1.0").end();
    QVERIFY(firedBy(mixed.evaluate()).contains(u"mixed-versions"_s));
    Played old;
    old.head().wait(1).got("HTTP/1.0 100 Continue\r\n\r\n").body().answer(200, closing, "1.0").end();
    QVERIFY(firedBy(old.evaluate()).contains(u"interim-in-http10"_s));
    Played via;
    test::timer(via.head()).body().answer(200, "Via: 1.0 old, 1.1 new\r\nContent-Length: 0\r\n").end();
    SAYS(via.evaluate(), "Via says 1.0 old: that hop was answered in HTTP/1.0");
    QVERIFY(!firedBy(via.evaluate()).contains(u"stall"_s));
    Played server;
    test::timer(server.head()).body().answer(200, closing, "1.0").end();
    SAYS(server.evaluate(), "speaks HTTP/1.0");
}

void TestConnectionPoints::p21resets()
{
    Played whole(test::plain());
    whole.head().body().wait(2).closed(CloseHow::Reset).end("closed-early", "reset");
    NEVER(whole.evaluate(), "mid-upload");
    SAYS(whole.evaluate(), "was reset");
    Played after100;
    after100.head().wait(1).interim(100).body(65536).closed(CloseHow::Reset).end("closed-early", "reset");
    SAYS(after100.evaluate(), "was reset");
    NEVER(after100.evaluate(), "the connection ended");
    Played inAnswer(test::get());
    inAnswer.head()
        .wait(1)
        .answer(200, "Content-Length: 9\r\n")
        .got("abc")
        .closed(CloseHow::Reset)
        .end("closed-early", "reset");
    SAYS(inAnswer.evaluate(), "a reset cut its content short");
}

void TestConnectionPoints::p22otherProtocols()
{
    const auto answered = [](const std::string &bytes) {
        Played played;
        played.head().wait(1).got(bytes).end("protocol-error", "not HTTP");
        return played.evaluate();
    };
    using namespace std::string_literals;
    SAYS(answered("\0\0\6\4\0\0\0\0\0\0\3\0\0\0\x64"s), "answers in HTTP/2");
    SAYS(answered("\0\0\x08\7\0\0\0\0\0\0\0\0\0\0\0\0\1"s), "answers in HTTP/2");
    SAYS(answered("220 mail.example ESMTP Postfix\r\n"), "speaks SMTP, not HTTP");
    SAYS(answered("SSH-2.0-OpenSSH_9.2\r\n"), "speaks SSH, not HTTP");
    SAYS(answered("\x15\x03\x01\x00\x02\x02\x46"s), "expects TLS");
    SAYS(answered("hello\r\n"), "cannot be read as an HTTP response");
}

void TestConnectionPoints::p28twoLengths()
{
    Played played(test::get());
    played.head().wait(1).answer(200, "Content-Length: 3\r\nContent-Length: 5\r\n").got("abcde").closed(CloseHow::Fin);
    played.end("protocol-error", "two lengths");
    SAYS(played.evaluate(), "Its Content-Length is “3, 5”, which is no one length");
    QCOMPARE(played.evaluate().verdict.severity, wire::Severity::Error);
}

void TestConnectionPoints::d1whereContentEnds()
{
    const auto answered = [](const char *fields, const char *bytes, CloseHow how) {
        Played played(test::get());
        played.head().wait(1).answer(200, fields).got(bytes).closed(how).end("closed-early", "closed");
        return played.evaluate();
    };
    NEVER(answered("", "abc", CloseHow::Reset), "Less content came");
    SAYS(answered("", "abc", CloseHow::Reset), "whether its content is whole is not known");
    SAYS(answered("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n0\r\n", CloseHow::Fin), "came with all its content");
    SAYS(answered("Transfer-Encoding: chunked\r\n", "3\r\nabc\r\n", CloseHow::Fin), "The last chunk did not come");
    SAYS(answered("Content-Length: 9\r\n", "abc", CloseHow::Fin), "9 bytes had been announced");
    Played open(test::get());
    open.head()
        .wait(1)
        .answer(200, "")
        .got("abc")
        .wait(9000)
        .tell(FactKind::Timeout, "", 0, "idle")
        .end("timed-out", "late");
    SAYS(open.evaluate(), "nothing says where its content ends");
}

/// What experts found wrong in the disputes that followed.
void TestConnectionPoints::d2connections()
{
    Played surplus(test::get());
    surplus.head().wait(1).answer(200, "Content-Length: 5\r\n").got("hello world").end();
    SAYS(surplus.evaluate(), "6 bytes came behind the end of the response");
    SAYS(surplus.evaluate(), "Either its Content-Length is too small for its content, or they are stray");
    Played head(test::typed("HEAD", {}));
    head.head().wait(1).answer(200, "Content-Length: 3\r\n").got("abc").end();
    SAYS(head.evaluate(), "It answers HEAD, which has no content");
    Played forbidden;
    forbidden.head()
        .wait(1)
        .answer(403, std::string("Proxy-Status: corp; error=http_request_denied\r\n") + closing)
        .end();
    NEVER(forbidden.evaluate(), "The server understood the request");
    SAYS(forbidden.evaluate(), "an intermediary made this answer itself (http_request_denied)");
    Played loop;
    loop.head().wait(1).answer(307, std::string("Location: /up\r\n") + closing).end();
    loop.redirect().wait(1).answer(307, std::string("Location: /up\r\n") + closing).end();
    SAYS(loop.evaluate(), "a loop");
    NEVER(loop.evaluate(), "another place than the last");
    Played there;
    there.head().wait(1).answer(307, std::string("Location: /y\r\n") + closing).end();
    there.redirect().wait(1).interim(100).body().closed(CloseHow::Fin).end("closed-early", "closed");
    NEVER(there.evaluate(), "was to go on");
    SAYS(there.evaluate(), "look whether it took effect there");
    Played huge(test::get());
    huge.head()
        .wait(1)
        .answer(200, "Content-Length: 99999999999999999999\r\n")
        .got("abc")
        .closed(CloseHow::Fin)
        .end("closed-early", "closed");
    NEVER(huge.evaluate(), "had been announced");
    Played crossed(test::with([](auto &spec) { spec.expect.waitNs = 0; }));
    crossed.head().body().wait(3).answer(417, closing).end();
    crossed.retry().body().wait(1).answer(200, closing).end();
    NEVER(crossed.evaluate(), "let the content go");
    SAYS(crossed.evaluate(), "may be the refusal of the expectation, come while content was on its way");
    // Is the connection in step after declared content that never came?
    const auto followed = [](int status, std::uint64_t owed = 4 << 20) {
        Played played(test::with([owed](auto &spec) { spec.body.size = owed; }));
        played.head().wait(1).answer(200, "Content-Length: 0\r\n").done().followUp().wait(1).answer(status).end();
        return allOf(played.evaluate());
    };
    QVERIFY2(followed(200).contains(u"so the connection is in step"_s), qPrintable(followed(200)));
    QVERIFY2(followed(400, 10).contains(u"so the connection is out of step"_s), qPrintable(followed(400, 10)));
    // As much would still be waited for: the 400 has another cause.
    QVERIFY2(followed(400).contains(u"refuses this GET for a reason of its own"_s), qPrintable(followed(400)));
    QVERIFY2(followed(503).contains(u"does not tell whether"_s), qPrintable(followed(503)));
    Played unasked; // no Upgrade: nothing had to come before a 101 that has no place at all
    unasked.head().wait(1).answer(101, "Upgrade: foo\r\nConnection: upgrade\r\n").end();
    NEVER(unasked.evaluate(), "must send 100 before it sends 101");
    Played withheld(test::get());
    withheld.head().wait(1).answer(307, std::string("Location: http://other/y\r\n") + closing).end().redirect();
    withheld.tell(FactKind::Decision, "not sent to another origin (from http://h:80 to http://other:80): Authorization",
                  0, "fields-dropped");
    withheld.wait(1).answer(401, closing).end();
    SAYS(withheld.evaluate(),
         "Interim itself left something out: not sent to another origin (from http://h:80 to http://other:80): "
         "Authorization");
    Played empty(test::get());
    empty.head().wait(1).answer(200, "Content-Length: 0\r\n").got("\r\n").end();
    NEVER(empty.evaluate(), "A client must not put one there");
}

INTERIM_SUITE(TestConnectionPoints)
#include "tst_connection_points.moc"
