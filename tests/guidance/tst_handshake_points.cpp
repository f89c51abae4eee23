// SPDX-License-Identifier: GPL-3.0-or-later
// Points on the wait for 100 (Continue) and on what comes in it.
#include "guidance/evaluate.h"

#include "guidance/points.h"

using namespace Qt::StringLiterals;

using namespace test;
using guidance::Confidence;
using guidance::Evaluation;
using record::FactKind;
using wire::CloseHow;

class TestHandshakePoints : public QObject {
    Q_OBJECT

private slots:
    void p03continueBehindTheContent();
    void p04unasked100IsLegal();
    void p06successBeforeContent();
    void p08timeouts();
    void p10bodyAfterFinal();
    void p13http10();
    void p25roundTrip();
    void p26notLookedForBefore();
    void d1whatHadBegunInTheWait();
    void d1theRoundTripWhereItTells();
    void realServers();
};

void TestHandshakePoints::p03continueBehindTheContent()
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

void TestHandshakePoints::p04unasked100IsLegal()
{
    Played everyRequest;
    everyRequest.head().wait(1).interim(100).body().answer(200).done();
    everyRequest.followUp().wait(1).interim(100).answer(200).end();
    QCOMPARE(worst(everyRequest.evaluate()), wire::Severity::Info);
    SAYS(everyRequest.evaluate(), "may send one to every request");
    NEVER(everyRequest.evaluate(), "belongs to the request before");
}

void TestHandshakePoints::p06successBeforeContent()
{
    Played played;
    played.head().wait(1).interim(100).body(65536).answer(200).body().end();
    QCOMPARE(played.evaluate().verdict.rule, u"success-before-content"_s);
    NEVER(played.evaluate(), "handshake worked");
    Played plain(test::plain());
    plain.head().body(65536).answer(201).body().end();
    QCOMPARE(plain.evaluate().verdict.rule, u"success-before-content"_s);
}

void TestHandshakePoints::p08timeouts()
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

void TestHandshakePoints::p10bodyAfterFinal()
{
    Played played(test::with([](auto &spec) { spec.expect.bodyAfterFinal = true; }));
    played.head().wait(1).answer(403, "Content-Length: 0\r\n").body().end();
    QCOMPARE(played.evaluate().verdict.rule, u"refused-instead-sent"_s);
    NEVER(played.evaluate(), "spared");
    NEVER(played.evaluate(), "no content was sent");
    SAYS(played.evaluate(), "4,194,304 bytes of content were sent all the same, as you asked");
}

void TestHandshakePoints::p13http10()
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

void TestHandshakePoints::p25roundTrip()
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

void TestHandshakePoints::p26notLookedForBefore()
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

void TestHandshakePoints::d1whatHadBegunInTheWait()
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

void TestHandshakePoints::d1theRoundTripWhereItTells()
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

/// What was read wrong over real servers.
void TestHandshakePoints::realServers()
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

INTERIM_SUITE(TestHandshakePoints)
#include "tst_handshake_points.moc"
