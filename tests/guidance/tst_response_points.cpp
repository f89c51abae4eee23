// SPDX-License-Identifier: GPL-3.0-or-later
// Points on what a status code and the fields beside it say.
#include "guidance/evaluate.h"

#include "guidance/points.h"

using namespace Qt::StringLiterals;

using namespace test;
using guidance::Confidence;
using guidance::Evaluation;
using record::FactKind;
using wire::CloseHow;

class TestResponsePoints : public QObject {
    Q_OBJECT

private slots:
    void p01viaTellsOfNoMaker();
    void p01fieldsGivenTwice();
    void p09whereTheCodeIsDefined();
    void p09redirections();
    void p09contentThatWentNowhere();
    void p11switches();
    void p14resumption();
    void p19invalidCodes();
    void p23fieldsThatAskForSomething();
    void p24failuresAndConditions();
    void d1whatIsSafeToRepeat();
    void d1glossesHeldAgainstTheRequest();
    void d1followUps();
    void whoEndedIt();
};

void TestResponsePoints::p01viaTellsOfNoMaker()
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

void TestResponsePoints::p01fieldsGivenTwice()
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

/// Of a code that has no verdict of its own: where that code is defined.
void TestResponsePoints::p09whereTheCodeIsDefined()
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

void TestResponsePoints::p09redirections()
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

void TestResponsePoints::p09contentThatWentNowhere()
{
    Played played;
    played.head().wait(1).answer(302, "Location: /x\r\nConnection: close\r\n").end();
    played.redirectAs(test::get()).wait(1).answer(200, closing).end();
    QCOMPARE(played.evaluate().verdict.rule, u"redirected-without-content"_s);
    SAYS(played.evaluate(), "Redirected as GET: the content did not go there");
    SAYS(played.evaluate(), "not to the upload");
}

void TestResponsePoints::p11switches()
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

void TestResponsePoints::p14resumption()
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

void TestResponsePoints::p19invalidCodes()
{
    for (const char *line : {"HTTP/1.1 600 X\r\n", "HTTP/1.1 999 X\r\n"}) {
        Played played;
        played.head().wait(1).interim(100).body().got(std::string(line) + "Content-Length: 0\r\n\r\n").end();
        QCOMPARE(played.evaluate().verdict.rule, u"invalid-status"_s);
        NEVER(played.evaluate(), "handshake worked");
        SAYS(played.evaluate(), "A client treats any other as a 5xx");
    }
}

void TestResponsePoints::p23fieldsThatAskForSomething()
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

void TestResponsePoints::p24failuresAndConditions()
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

// What an expert found wrong in the first dispute, by kind.

void TestResponsePoints::d1whatIsSafeToRepeat()
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

void TestResponsePoints::d1glossesHeldAgainstTheRequest()
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

void TestResponsePoints::d1followUps()
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

void TestResponsePoints::whoEndedIt()
{
    const auto endedBy = [](const char *why) {
        Played played;
        played.head().wait(20).tell(FactKind::Abort, why).end("aborted", why);
        return played.evaluate();
    };
    SAYS(endedBy(record::endedWithProgram), "The program was asked to end");
    NEVER(endedBy(record::cancelledByUser), "The program was asked to end");
}

INTERIM_SUITE(TestResponsePoints)
#include "tst_response_points.moc"
