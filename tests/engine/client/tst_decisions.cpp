// SPDX-License-Identifier: GPL-3.0-or-later
// The words for what Interim does by itself: names and sizes, no values of fields.
#include "engine/client/decisions.h"

#include <QTest>

#include <algorithm>

using namespace engine;

namespace {

request::RequestSpec upload(std::uint64_t size)
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://u:tell-no-one@h/?tell-no-one";
    spec.body.kind = request::BodyKind::Generated;
    spec.body.size = size;
    return spec;
}

/// "key: text", a line each.
QByteArray told(const request::RequestSpec &spec, const std::vector<std::string> &typed = {})
{
    std::string out;
    for (const Decision &decision :
         headDecisions(std::get<request::ComposedRequest>(request::compose(spec)), spec, typed))
        out += std::string(keyOf(decision.what)) + ": " + decision.text + '\n';
    return QByteArray::fromStdString(out);
}

const QByteArray usual = "fields-added: fields added: Host, Authorization, User-Agent, Accept";

} // namespace

class TestDecisions : public QObject {
    Q_OBJECT
private slots:
    void namesOutsideAscii()
    {
        request::RequestSpec spec;
        spec.url = "http://b\xc3\xbc"
                   "cher.example/";
        const auto made = std::get<request::ComposedRequest>(request::compose(spec));
        const auto decisions = engine::headDecisions(made, spec);
        QVERIFY(std::ranges::any_of(decisions, [](const engine::Decision &one) {
            return one.what == record::Decision::HostInAscii
                && one.text
                == "the host b\xc3\xbc"
                   "cher.example goes out as xn--bcher-kva.example (IDNA, UTS #46)";
        }));
    }
    void whatIsAdded()
    {
        QCOMPARE(told(upload(5)), usual + " and Content-Length\n");
        QCOMPARE(told(upload(2 << 20)),
                 usual
                     + ", Content-Length and Expect (2,097,152 bytes of content, more than the "
                       "threshold of 1,048,576 bytes)\n");
        auto spec = upload(1);
        spec.expect.rule = request::ExpectRule::Always;
        spec.body.chunked = true;
        QCOMPARE(told(spec), usual + ", Transfer-Encoding and Expect (by the rule always)\n");
        spec.expect.rule = request::ExpectRule::Custom;
        QVERIFY(told(spec).endsWith("Expect (with the value that was asked for)\n"));
        spec.headers = {{"Expect", "100-continue"}};
        QCOMPARE(told(spec), usual + " and Transfer-Encoding\n");
        spec.rawHead = "POST / HTTP/1.1\r\n\r\n";
        QCOMPARE(told(spec), QByteArray());
        QCOMPARE(told(spec, {"Proxy-Authorization"}), QByteArray("fields-added: fields added: Proxy-Authorization\n"));
    }

    /// Only where the rule's own setting would have sent it.
    void expectThatIsNotSent()
    {
        auto spec = upload(0);
        QVERIFY(!told(spec).contains("expect-not-sent")); // nothing is not more than the threshold
        spec.expect.rule = request::ExpectRule::Always;
        spec.body.chunked = true;
        QVERIFY(told(spec).endsWith(
            "\nexpect-not-sent: no Expect by the rule always: there is no content (RFC 9110 section 10.1.1)\n"));
        spec.expect.rule = request::ExpectRule::Off;
        QVERIFY(!told(spec).contains("expect-not-sent"));
        spec = upload(2 << 20);
        spec.version = 10;
        QVERIFY(told(spec).endsWith(
            "\nexpect-not-sent: no Expect for 2,097,152 bytes of content: a server must ignore it in "
            "HTTP/1.0 (RFC 9110 section 10.1.1)\n"));
        spec.body.size = 5;
        QVERIFY(!told(spec).contains("expect-not-sent"));
    }

    /// Behind a tunnel, or SOCKS, the origin is who reads it; in absolute form the proxy does.
    void credentialsForAProxyThatReachTheOrigin()
    {
        request::RequestSpec spec;
        spec.url = "https://h/";
        spec.proxy = "http://p:3128";
        spec.headers = {{"proxy-authorization", "Basic tell-no-one"}};
        const QByteArray behind =
            ", which may read it; the proxy takes no credentials from there (RFC 9110 section 11.7.2): a user and a "
            "password for the proxy belong into its URL\n";
        QVERIFY2(told(spec).endsWith(
                     "\nproxy-credentials-to-origin: Proxy-Authorization goes to h:443 through the tunnel" + behind),
                 told(spec).constData());
        request::RequestSpec other = spec;
        other.headers.clear();
        QVERIFY(!told(other).contains("proxy-credentials"));
        other.rawHead = "GET / HTTP/1.1\r\nProxy-Authorization: Basic tell-no-one\r\n\r\n";
        QVERIFY(told(other).startsWith("proxy-credentials-to-origin"));
        spec.url = "http://h/";
        QVERIFY(!told(spec).contains("proxy-credentials"));
        spec.proxy = "socks5://p:1080";
        QVERIFY(told(spec).contains("Proxy-Authorization goes to h:80 through the SOCKS proxy" + behind));
        spec.proxy.clear(); // whoever the URL names is the one that is meant
        QVERIFY(!told(spec).contains("proxy-credentials"));
    }

    void whatIsNotWaitedFor()
    {
        auto spec = upload(5);
        spec.headers = {{"Expect", "tell-no-one"}};
        QVERIFY2(
            told(spec).endsWith("\nnot-waited: no wait: Expect is not 100-continue, which a client that will wait must "
                                "send (RFC 9110 section 10.1.1); --wait-any waits all the same\n"),
            told(spec).constData());
        spec.expect.anyValue = true;
        QVERIFY(!told(spec).contains("not-waited"));
        spec.expect.anyValue = false;
        spec.expect.waitNs = 0; // as it was asked
        QVERIFY(!told(spec).contains("not-waited"));
        spec.expect.waitNs = 1;
        spec.body = {};
        QVERIFY(!told(spec).contains("not-waited")); // there is nothing to hold back
    }

    void why417IsNotRepeated()
    {
        request::ExpectDecision asked{true, "100-continue", request::ExpectWhy::RuleAlways, true, true};
        request::ExpectSettings settings;
        QVERIFY(!noRetry(asked, settings, {}));
        QCOMPARE(noRetry(asked, settings, {{"retry-after", "120"}})->text,
                 std::string(
                     "the request is not repeated without Expect: the 417 says when to come back (Retry-After: 120)"));
        QVERIFY(!noRetry(asked, settings, {{"Retry-After", "soon"}})); // says nothing that could be heeded
        const wire::Fields both = {{"Retry-After", "soon"}, {"Retry-After", "Sun, 06 Nov 1994 08:49:37 GMT"}};
        QVERIFY(noRetry(asked, settings, both)->text.ends_with("(Retry-After: Sun, 06 Nov 1994 08:49:37 GMT)"));
        request::ExpectDecision other = asked;
        other.asks100 = false;
        QCOMPARE(
            noRetry(other, settings, {})->text,
            std::string("the request is not repeated without Expect: RFC 9110 section 10.1.1 asks for that only after "
                        "100-continue; --wait-any repeats after any value"));
        settings.anyValue = true;
        QVERIFY(!noRetry(other, settings, {}));
        QVERIFY(!noRetry(other, settings, {{"Retry-After", ""}}));
        QVERIFY(noRetry(other, settings, {{"Retry-After", "0"}}).has_value());
        settings.on417 = request::On417::Show;
        QCOMPARE(noRetry(asked, settings, {{"Retry-After", "1"}})->text,
                 std::string("the request is not repeated without Expect: as you asked"));
        QVERIFY(noRetry(asked, settings, {})->what == record::Decision::NoRetry);
    }

    void placesHoldNoSecret_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *location, const char *shown) {
            QTest::newRow(location) << QByteArray(location) << QByteArray(shown);
        };
        row("/b", "/b");
        row("", "");
        row("http://h:1/a@b", "http://h:1/a@b");
        row("http://u:p@h/a?t=1&u=2#f", "http://***@h/a?***");
        row("//u@h/", "//***@h/");
        row("//u:p@q@h", "//***@h");
        row("/a?", "/a");
        row("/a#token", "/a#***");
        row("?b", "?***");
        row("/p//q@r/s", "/p//q@r/s");
        row("/\x1b", "/\\x1b");
    }
    void placesHoldNoSecret()
    {
        QFETCH(QByteArray, location);
        QTEST(QByteArray::fromStdString(shownLocation(location.toStdString())), "shown");
    }
};

INTERIM_SUITE(TestDecisions)
#include "tst_decisions.moc"
