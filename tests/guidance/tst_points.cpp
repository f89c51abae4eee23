// SPDX-License-Identifier: GPL-3.0-or-later
// Conclusions that were wrong once, each with the bytes that they were drawn from: what must be said of them, and what
// must not. The number before a name is the point's in the list that an expert made of them.
#include "guidance/evaluate.h"

#include "guidance/cases.h"

#include <QTest>

using namespace Qt::StringLiterals;

using guidance::Confidence;
using guidance::Evaluation;
using record::FactKind;
using test::Played;
using wire::CloseHow;

namespace {

const char *const closing = "Connection: close\r\nContent-Length: 0\r\n";

QString allOf(const Evaluation &evaluation)
{
    QStringList out{evaluation.verdict.headline};
    for (const auto &sentence : evaluation.verdict.sentences)
        out.append(sentence.text);
    for (const auto &finding : evaluation.findings)
        out.append(finding.title + u' ' + finding.text);
    return out.join(u'\n');
}

QStringList firedBy(const Evaluation &evaluation)
{
    QStringList out;
    for (const auto &finding : evaluation.findings)
        out.append(finding.rule);
    return out;
}

wire::Severity worst(const Evaluation &evaluation)
{
    wire::Severity out = wire::Severity::Info;
    for (const auto &finding : evaluation.findings)
        out = std::max(out, finding.severity);
    return out;
}

} // namespace

#define SAYS(evaluation, words)                                                                                        \
    QVERIFY2(allOf(evaluation).contains(QStringLiteral(words)), qPrintable(allOf(evaluation)))
#define NEVER(evaluation, words)                                                                                       \
    QVERIFY2(!allOf(evaluation).contains(QStringLiteral(words), Qt::CaseInsensitive), qPrintable(allOf(evaluation)))

class TestPoints : public QObject {
    Q_OBJECT
private slots:
    void p01viaTellsOfNoMaker();
    void p01fieldsGivenTwice();
    void p03continueBehindTheContent();
    void p04closeIsNoDesync();
    void p04unasked100IsLegal();
    void p06successBeforeContent();
    void p07saysClose();
    void p08timeouts();
    void p09whereTheCodeIsDefined();
    void p09otherProtocols();
    void p09redirections();
    void p09contentThatWentNowhere();
    void p10bodyAfterFinal();
    void p11switches();
    void p13http10();
    void p14resumption();
    void p18otherConnection();
    void p19invalidCodes();
    void p20oldHops();
    void p21resets();
    void p22otherProtocols();
    void p23fieldsThatAskForSomething();
    void p24failuresAndConditions();
    void p25roundTrip();
    void p26notLookedForBefore();
    void p28twoLengths();
    void d1whatHadBegunInTheWait();
    void d1whatIsSafeToRepeat();
    void d1whereContentEnds();
    void d1theRoundTripWhereItTells();
    void d1glossesHeldAgainstTheRequest();
    void d1followUps();
    void realServers();
    void d2connections();
    void whoEndedIt();
};

void TestPoints::p01viaTellsOfNoMaker()
{
    const auto answered = [](const char *fields) {
        Played played;
        played.head().wait(1).answer(417, std::string(fields) + closing).end();
        played.retry().body().wait(1).answer(201, closing).end();
        return played.evaluate();
    };
    const auto forwarded = answered("Via: 1.1 squid.test (squid/5.7)\r\n");
    NEVER(forwarded, "a hop on the way refused");
    SAYS(forwarded, "That does not tell who made it");
    QCOMPARE(forwarded.verdict.confidence, Confidence::Likely);
    SAYS(answered("Via: 1.1 squid.test\r\nX-Squid-Error: ERR_INVALID_REQ 0\r\n"), "a Squid made this answer itself");
}

void TestPoints::p01fieldsGivenTwice()
{
    Played played;
    played.head()
        .wait(1)
        .answer(401,
                "WWW-Authenticate: Basic realm=\"a\"\r\nWWW-Authenticate: Bearer\r\nVia: 1.1 a\r\nVia: 1.0 "
                "b\r\nContent-Length: 0\r\n")
        .end();
    SAYS(played.evaluate(), "Basic realm=\"a\", Bearer");
    SAYS(played.evaluate(), "1.1 a, 1.0 b");
}

void TestPoints::p03continueBehindTheContent()
{
    Played waits;
    test::timer(waits.head()).body().wait(0.4).interim(100).answer(200, closing).end();
    QCOMPARE(waits.evaluate().verdict.rule, u"continue-behind-content"_s);
    QCOMPARE(waits.evaluate().verdict.confidence, Confidence::Open);
    SAYS(waits.evaluate(), "waited for the content before it said 100, which it must not");
    SAYS(waits.evaluate(), "or it was slow");
    NEVER(waits.evaluate(), "too short");
    Played slow;
    test::timer(slow.head()).body(65536).wait(200).interim(100).body().answer(200, closing).end();
    QCOMPARE(slow.evaluate().verdict.rule, u"continue-too-late"_s);
}

void TestPoints::p04closeIsNoDesync()
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

void TestPoints::p04unasked100IsLegal()
{
    Played everyRequest;
    everyRequest.head().wait(1).interim(100).body().answer(200).done();
    everyRequest.followUp().wait(1).interim(100).answer(200).end();
    QCOMPARE(worst(everyRequest.evaluate()), wire::Severity::Info);
    SAYS(everyRequest.evaluate(), "may send one to every request");
    NEVER(everyRequest.evaluate(), "belongs to the request before");
}

void TestPoints::p06successBeforeContent()
{
    Played played;
    played.head().wait(1).interim(100).body(65536).answer(200).body().end();
    QCOMPARE(played.evaluate().verdict.rule, u"success-before-content"_s);
    NEVER(played.evaluate(), "handshake worked");
    Played plain(test::plain());
    plain.head().body(65536).answer(201).body().end();
    QCOMPARE(plain.evaluate().verdict.rule, u"success-before-content"_s);
}

void TestPoints::p07saysClose()
{
    Played played;
    played.head().wait(1).answer(200, closing).end();
    NEVER(played.evaluate(), "was still open");
    SAYS(played.evaluate(), "The response says Connection: close");
    Played open;
    open.head().wait(1).answer(200).end();
    SAYS(open.evaluate(), "was still open when the exchange ended");
}

void TestPoints::p08timeouts()
{
    Played soon;
    soon.head().wait(0.43).answer(408, closing).end();
    NEVER(soon.evaluate(), "while this client waited");
    SAYS(soon.evaluate(), "That is soon for a time-out");
    Played get(test::get());
    get.head().wait(2000).answer(408, closing).end();
    NEVER(get.evaluate(), "while this client waited");
    SAYS(get.evaluate(), "complete with its head");
    Played whole(test::plain());
    whole.head().body().wait(2000).answer(408, closing).end();
    NEVER(whole.evaluate(), "while this client waited");
    SAYS(whole.evaluate(), "The whole request had been sent by then");
    Played both(test::patient());
    both.head().wait(1500).answer(408, closing).end();
    SAYS(both.evaluate(), "may have waited for the content while this client waited for the 100");
}

/// Of a code that has no verdict of its own: where that code is defined.
void TestPoints::p09whereTheCodeIsDefined()
{
    const auto referencesOf = [](int status, const request::RequestSpec &spec, const char *fields = "") {
        Played played(spec);
        if (spec.expect.rule == request::ExpectRule::Off)
            played.head().body();
        else
            played.head();
        return played.wait(1).answer(status, fields).end().evaluate().verdict.references;
    };
    QCOMPARE(referencesOf(429, test::get()), QStringList{u"RFC 6585 §4"_s});
    QVERIFY(referencesOf(429, test::upload()).contains(u"RFC 6585 §4"_s));
    QVERIFY(referencesOf(429, test::plain()).contains(u"RFC 6585 §4"_s));
    QCOMPARE(referencesOf(404, test::get()), QStringList{u"RFC 9110 §15.5.5"_s});
    QCOMPARE(referencesOf(499, test::get()), QStringList{u"RFC 9110 §15"_s}); // registered nowhere
}

void TestPoints::p09otherProtocols()
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

void TestPoints::p09redirections()
{
    const auto answered = [](int status, request::RequestSpec spec = test::upload()) {
        Played played(std::move(spec));
        played.head().wait(1).answer(status, "Connection: close\r\n").end();
        return played.evaluate();
    };
    for (const int status : {300, 303, 304, 305, 306, 399})
        NEVER(answered(status), "points to another address");
    const auto finding = [](const Evaluation &evaluation, const QString &rule) {
        const auto at = std::ranges::find(evaluation.findings, rule, &guidance::Finding::rule);
        return at == evaluation.findings.end() ? QString() : at->reference;
    };
    for (const int status : {206, 416})
        QCOMPARE(finding(answered(status), u"not-for-this-method"_s), u"RFC 9110 §9.3.3; RFC 9110 §14.2"_s);
    QCOMPARE(finding(answered(304), u"not-modified-for-this-method"_s),
             u"RFC 9110 §15.4.5; RFC 9110 §13.1.2; RFC 9110 §13.1.3"_s);
    const auto conditional = answered(304, test::typed("GET", {{"If-None-Match", "\"a\""}}));
    QVERIFY(!firedBy(conditional).contains(u"not-modified-for-this-method"_s));
    QVERIFY(firedBy(answered(304, test::get())).contains(u"not-modified-unasked"_s));
    QVERIFY(firedBy(answered(206, test::get())).contains(u"range-unasked"_s));
    QVERIFY(!firedBy(answered(206, test::typed("GET", {{"Range", "bytes=0-1"}}))).contains(u"range-unasked"_s));
}

void TestPoints::p09contentThatWentNowhere()
{
    Played played;
    played.head().wait(1).answer(302, "Location: /x\r\nConnection: close\r\n").end();
    played.redirectAs(test::get()).wait(1).answer(200, closing).end();
    QCOMPARE(played.evaluate().verdict.rule, u"redirected-without-content"_s);
    SAYS(played.evaluate(), "Redirected as GET: the content did not go there");
    SAYS(played.evaluate(), "not to the upload");
}

void TestPoints::p10bodyAfterFinal()
{
    Played played(test::with([](auto &spec) { spec.expect.bodyAfterFinal = true; }));
    played.head().wait(1).answer(403, "Content-Length: 0\r\n").body().end();
    QCOMPARE(played.evaluate().verdict.rule, u"refused-instead-sent"_s);
    NEVER(played.evaluate(), "spared");
    NEVER(played.evaluate(), "no content was sent");
    SAYS(played.evaluate(), "4,194,304 bytes of content were sent all the same, as you asked");
}

void TestPoints::p11switches()
{
    const auto asking = [](const char *protocol, bool upload) {
        return test::with([=](auto &spec) {
            spec.headers = {{"Upgrade", protocol}, {"Connection", "upgrade"}};
            if (!upload)
                spec.body = {};
        });
    };
    Played before100(asking("x", true));
    before100.head().wait(1).got("HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n").end();
    QVERIFY(firedBy(before100.evaluate()).contains(u"switch-before-100"_s));
    QVERIFY(firedBy(before100.evaluate()).contains(u"switch-content-owed"_s));
    Played after100(asking("x", true));
    after100.head()
        .wait(1)
        .interim(100)
        .body()
        .got("HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n")
        .end();
    QCOMPARE(firedBy(after100.evaluate()), QStringList());
    SAYS(after100.evaluate(), "100 came before it");
    Played other(asking("x", false));
    other.head().wait(1).got("HTTP/1.1 101 X\r\nUpgrade: y\r\nConnection: upgrade\r\n\r\n").end();
    QCOMPARE(other.evaluate().verdict.rule, u"switched-to-another"_s);
    Played unasked(test::get());
    unasked.head().wait(1).got("HTTP/1.1 101 X\r\nUpgrade: y\r\nConnection: upgrade\r\n\r\n").end();
    QCOMPARE(unasked.evaluate().verdict.rule, u"switched-unasked"_s);
}

void TestPoints::p13http10()
{
    Played refused(test::http10());
    refused.head().wait(1).answer(417, closing, "1.0").end();
    QCOMPARE(refused.evaluate().verdict.rule, u"417-to-http10"_s);
    QVERIFY(firedBy(refused.evaluate()).contains(u"417-to-http10-request"_s));
    Played continued(test::http10());
    continued.head().wait(1).interim(100).body().answer(200, closing).end();
    QCOMPARE(continued.evaluate().verdict.rule, u"continued-in-http10"_s);
    NEVER(continued.evaluate(), "handshake worked");
}

void TestPoints::p14resumption()
{
    Played played;
    played.head().wait(1).interim(
        104,
        "Location: /uploads/7\r\nUpload-Offset: 0\r\nUpload-Limit: max-size=9\r\nUpload-Draft-Interop-Version: 8\r\n");
    test::timer(played).body().answer(201, closing).end();
    SAYS(played.evaluate(), "/uploads/7");
    SAYS(played.evaluate(), "Upload-Limit: max-size=9");
    SAYS(played.evaluate(), "is not to leave the 100 out for a 104");
    Played unknown;
    unknown.head().wait(1).interim(104).wait(1).interim(100).body().answer(201, closing).end();
    SAYS(unknown.evaluate(), "no interop version");
    NEVER(unknown.evaluate(), "is not to leave the 100 out");
}

void TestPoints::p18otherConnection()
{
    Played played;
    played.head().wait(1).answer(401, "WWW-Authenticate: Basic\r\nContent-Length: 0\r\n").end();
    played.begin("follow-up").connect().end();
    QVERIFY(firedBy(played.evaluate()).contains(u"early-final-keeps-connection"_s));
}

void TestPoints::p19invalidCodes()
{
    for (const char *line : {"HTTP/1.1 600 X\r\n", "HTTP/1.1 999 X\r\n"}) {
        Played played;
        played.head().wait(1).interim(100).body().got(std::string(line) + "Content-Length: 0\r\n\r\n").end();
        QCOMPARE(played.evaluate().verdict.rule, u"invalid-status"_s);
        NEVER(played.evaluate(), "handshake worked");
        SAYS(played.evaluate(), "A client treats any other as a 5xx");
    }
}

void TestPoints::p20oldHops()
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

void TestPoints::p21resets()
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

void TestPoints::p22otherProtocols()
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

void TestPoints::p23fieldsThatAskForSomething()
{
    const auto answered = [](int status, const char *field) {
        Played played;
        played.head().wait(1).answer(status, std::string(field) + closing).end();
        return played.evaluate();
    };
    SAYS(answered(503, "Retry-After: 120\r\n"), "Retry-After: 120");
    SAYS(answered(417, "Retry-After: 7\r\n"), "Retry-After: 7");
    SAYS(answered(405, "Allow: GET, HEAD\r\n"), "Allow: GET, HEAD");
    SAYS(answered(415, "Accept: image/png\r\n"), "Accept: image/png");
    SAYS(answered(426, "Upgrade: h2c\r\n"), "Upgrade: h2c");
    SAYS(answered(502, "Proxy-Status: p; error=connection_refused\r\n"),
         "Proxy-Status says p; error=connection_refused");
    SAYS(answered(403, "Proxy-Status: p; error=http_request_denied\r\n"), "Proxy-Status: p; error=http_request_denied");
    Played told;
    told.head()
        .wait(1)
        .answer(417, std::string("Retry-After: 7\r\n") + closing)
        .tell(FactKind::Decision, "it asks for 7 s first", 0, "no-retry")
        .end();
    SAYS(told.evaluate(), "It was not repeated: it asks for 7 s first.");
}

void TestPoints::p24failuresAndConditions()
{
    const auto answered = [](int status, std::vector<request::HeaderLine> fields) {
        Played played(test::with([&](auto &spec) { spec.headers = fields; }));
        played.head().wait(1).answer(status, closing).end();
        return played.evaluate();
    };
    NEVER(answered(503, {}), "what Expect is for");
    SAYS(answered(403, {}), "what Expect is for");
    SAYS(answered(428, {{"If-Match", "\"a\""}}), "The request said If-Match: \"a\"");
    NEVER(answered(428, {{"If-Match", "\"a\""}}), "has no condition");
    SAYS(answered(428, {}), "has no condition");
    SAYS(answered(412, {}), "none of HTTP's conditions");
    SAYS(answered(412, {{"If-None-Match", "*"}}), "there is a resource that this names");
    SAYS(answered(411, {}), "The request had one");
    SAYS(answered(407, {}), "through no proxy that Interim knows of");
    SAYS(answered(401, {{"Authorization", "Basic eDp5"}}), "were not accepted");
    SAYS(answered(400, {{"Host", "a"}, {"Host", "b"}}), "2 Host fields");
}

void TestPoints::p25roundTrip()
{
    const auto played = [](double connect, double answer) {
        Played out;
        out.begin()
            .tell(FactKind::ConnectBegin, "127.0.0.1:8417")
            .wait(connect)
            .tell(FactKind::ConnectEnd, "127.0.0.1:8417");
        out.head().wait(answer).interim(100).body().answer(201, closing).end();
        return out.evaluate();
    };
    SAYS(played(80, 81), "within about one round trip");
    SAYS(played(80, 300), "about 220 ms went by beyond one round trip");
    NEVER(played(80, 300), "within about one round trip");
}

void TestPoints::p26notLookedForBefore()
{
    const auto answered = [](request::RequestSpec spec, const std::string &bytes) {
        Played played(std::move(spec));
        played.head();
        if (played.spec().body.length() > 0)
            played.body();
        played.wait(1).got(bytes).wait(300).end();
        return firedBy(played.evaluate());
    };
    const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    const auto has = [](const QStringList &list, const char *rule) { return list.contains(QString::fromLatin1(rule)); };
    QVERIFY(has(answered(test::get(), "HTTP/1.1 205 X\r\nContent-Length: 2\r\n\r\nab"), "content-in-205"));
    QVERIFY(!has(answered(test::get(), "HTTP/1.1 205 X\r\nContent-Length: 0\r\n\r\n"), "content-in-205"));
    auto old = test::get();
    old.version = 10;
    QVERIFY(has(answered(old, "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), "encoding-to-http10"));
    QVERIFY(
        has(answered(test::get(), "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 4\r\n\r\n"),
            "framing-in-trailers"));
    QVERIFY(!has(answered(test::get(), "HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nDigest: 4\r\n\r\n"),
                 "framing-in-trailers"));
    QVERIFY(has(answered(test::get(), "HTTP/1.1 200 X\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"),
                "said-close-stays-open"));
    auto bare = test::get();
    bare.removed = {"Host"};
    QVERIFY(has(answered(bare, ok), "host-missing"));
    for (const auto &[type, found] : {std::pair("multipart/form-data", true),
                                      std::pair("multipart/form-data; boundary=x", true), std::pair("", false)}) {
        auto form = test::typed("POST", {});
        if (*type)
            form.headers = {{"Content-Type", type}};
        form.body.kind = request::BodyKind::Multipart;
        form.body.fields.push_back({"a", "b"});
        QVERIFY2(has(answered(form, ok), "boundary-missing") == found, type);
    }
    QVERIFY(has(answered(test::typed("GET", {{"Host", "a"}, {"Host", "b"}}), ok), "host-twice"));
    QVERIFY(has(answered(test::typed("GET", {{"Upgrade", "x"}}), ok), "upgrade-without-connection"));
    QVERIFY(has(answered(test::typed("GET", {{"TE", "trailers"}}), ok), "te-without-connection"));
    QVERIFY(
        !has(answered(test::typed("GET", {{"TE", "trailers"}, {"Connection", "TE"}}), ok), "te-without-connection"));
    QVERIFY(has(answered(test::typed("TRACE", {}, 4), ok), "content-in-trace"));
}

void TestPoints::p28twoLengths()
{
    Played played(test::get());
    played.head().wait(1).answer(200, "Content-Length: 3\r\nContent-Length: 5\r\n").got("abcde").closed(CloseHow::Fin);
    played.end("protocol-error", "two lengths");
    SAYS(played.evaluate(), "Its Content-Length is “3, 5”, which is no one length");
    QCOMPARE(played.evaluate().verdict.severity, wire::Severity::Error);
}

// What an expert found wrong in the first dispute, by kind.

void TestPoints::d1whatHadBegunInTheWait()
{
    Played pieces;
    pieces.head().got("HTTP/1.1 100 Co");
    test::timer(pieces).body().wait(5).got("ntinue\r\n\r\n").answer(200, closing).end();
    QCOMPARE(pieces.evaluate().verdict.rule, u"continue-in-pieces"_s);
    NEVER(pieces.evaluate(), "which it must not");
    Played slow;
    slow.head().got("HTTP/1.1 403 X\r\n");
    test::timer(slow).body().wait(5).got(std::string(closing) + "\r\n").end();
    NEVER(slow.evaluate(), "not answer 100-continue at all");
    SAYS(slow.evaluate(), "it is slow, not silent");
    Played cut;
    cut.head().wait(1).got("HTTP/1.1 200 OK\r\nServer: a\r\n").closed(CloseHow::Fin).end("closed-early", "closed");
    QCOMPARE(cut.evaluate().verdict.rule, u"answer-cut"_s);
    SAYS(cut.evaluate(), "It began with 200 OK");
}

void TestPoints::d1whatIsSafeToRepeat()
{
    const auto offered = [](const char *method) {
        Played played(test::typed(method, {}, 5));
        played.head().body().wait(1).closed(CloseHow::Fin).end("closed-early", "closed");
        const auto actions = played.evaluate().verdict.actions;
        return std::ranges::any_of(actions, [](const auto &one) { return one.key == "send-again"_L1; });
    };
    QVERIFY(offered("PUT"));
    QVERIFY(!offered("POST"));
}

void TestPoints::d1whereContentEnds()
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

void TestPoints::d1theRoundTripWhereItTells()
{
    Played near(test::with([](auto &spec) { spec.expect.waitNs = 300'000'000; }));
    near.head().wait(300).tell(FactKind::Timer).body().answer(200, closing).end();
    NEVER(near.evaluate(), "little time to answer");
    Played late; // the connect's SYN was sent twice
    late.begin().tell(FactKind::ConnectBegin, "127.0.0.1:8417").wait(1032).tell(FactKind::ConnectEnd, "127.0.0.1:8417");
    late.head().wait(350).interim(100).body().answer(200, closing).end();
    NEVER(late.evaluate(), "round trip");
    Played soon;
    soon.begin().tell(FactKind::ConnectBegin, "127.0.0.1:8417").wait(80).tell(FactKind::ConnectEnd, "127.0.0.1:8417");
    soon.head().wait(0.1).answer(200, closing).end();
    SAYS(soon.evaluate(), "sooner after the head than TCP connect took");
}

void TestPoints::d1glossesHeldAgainstTheRequest()
{
    const auto answered = [](int status, const char *fields, request::RequestSpec spec = test::upload()) {
        Played played(std::move(spec));
        played.head().wait(1).answer(status, std::string(fields) + closing).end();
        return played.evaluate();
    };
    SAYS(answered(422, ""), "cannot be a judgement of it");
    SAYS(answered(405, "Allow: POST\r\n"), "Allow names the method that was refused");
    NEVER(answered(405, "Allow: GET\r\n"), "names the method");
    NEVER(answered(501, ""), "does not say that the request was wrong");
    SAYS(answered(401, "WWW-Authenticate: \r\n"), "401 without a challenge");
    NEVER(answered(401, "WWW-Authenticate: \r\n"), "challenge is:");
    SAYS(answered(202, ""), "whose outcome is open");
    NEVER(answered(308, ""), "points to another address");
    Played after100;
    after100.head().wait(1).interim(100).body().answer(400, closing).end();
    NEVER(after100.evaluate(), "expects TLS");
    SAYS(after100.evaluate(), "100 came first");
}

void TestPoints::d1followUps()
{
    Played silentClose;
    silentClose.head().wait(1).answer(413).done();
    silentClose.followUp().wait(3000).closed(CloseHow::Fin).end("closed-early", "closed");
    NEVER(silentClose.evaluate(), "Nothing is out of step");
    SAYS(silentClose.evaluate(), "takes the follow-up for a part of it");
    Played strays;
    strays.head().wait(1).interim(100).body().answer(200).done();
    strays.followUp().got("abc").answer(200).end();
    NEVER(strays.evaluate(), "seems in step");
    Played owed;
    owed.head().wait(1).answer(200).done();
    owed.followUp().wait(1).answer(400, closing).closed(CloseHow::Fin).end();
    NEVER(owed.evaluate(), "was still open when the exchange ended");
    for (const auto &action : owed.evaluate().verdict.actions)
        QVERIFY(action.key != "follow-up"_L1);
}

/// What was read wrong over real servers.
void TestPoints::realServers()
{
    const auto odd = [](const char *value) {
        return test::with([value](auto &spec) { spec.headers = {{"Expect", value}}; });
    };
    Played node(odd("100-continue;a=b"));
    node.head().body().wait(1).interim(100).answer(200, closing).end();
    QCOMPARE(node.evaluate().verdict.rule, u"continued-odd-value"_s);
    SAYS(node.evaluate(), "100 came 1 ms after the head; the content had not waited for it");
    Played puma(test::http10());
    puma.head().wait(1).interim(100).body().answer(200, closing, "1.0").end();
    NEVER(puma.evaluate(), "two spoke here");
    Played lighttpd(test::http10());
    test::timer(lighttpd.head()).body().answer(200, closing, "1.0").end();
    NEVER(lighttpd.evaluate(), "Something on the way");
    Played tiny(test::through("http://proxy:3128"));
    tiny.head().wait(1).answer(500, closing).end();
    SAYS(tiny.evaluate(), "or at the proxy proxy:3128");
    Played varnish(odd("foo"));
    varnish.head()
        .body()
        .wait(1)
        .got("HTTP/1.1 417 Expectation Failed\r\n\r\n")
        .closed(CloseHow::Reset)
        .end("closed-early", "reset");
    SAYS(varnish.evaluate(), "The status itself is whole");
    NEVER(varnish.evaluate(), "not idempotent");
    Played tornado;
    tornado.head().wait(1).interim(100).answer(400, closing).end();
    NEVER(tornado.evaluate(), "in the content or its framing");
    SAYS(tornado.evaluate(), "such as the length that it declares");
    auto twice = test::upload();
    twice.headers = {{"Expect", "100-continue"}, {"Expect", "100-continue"}};
    Played repeated(twice);
    repeated.head().wait(1).answer(417, closing).end();
    SAYS(repeated.evaluate(), "417 to an Expect that is not one plain 100-continue");
    Played afterRepeat;
    afterRepeat.head().body().answer(417).done();
    afterRepeat.retry(true).body().answer(201).done();
    afterRepeat.followUp().wait(1).answer(404).end();
    QVERIFY(firedBy(afterRepeat.evaluate()).contains(u"follow-up-in-step"_s));
}

/// What experts found wrong in the disputes that followed.
void TestPoints::d2connections()
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

void TestPoints::whoEndedIt()
{
    const auto endedBy = [](const char *why) {
        Played played;
        played.head().wait(20).tell(FactKind::Abort, why).end("aborted", why);
        return played.evaluate();
    };
    SAYS(endedBy(record::endedWithProgram), "The program was asked to end");
    NEVER(endedBy(record::cancelledByUser), "The program was asked to end");
}

INTERIM_SUITE(TestPoints)
#include "tst_points.moc"
