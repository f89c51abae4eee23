// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/facts/attempt_facts.h"

#include "guidance/played.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace rules;
using namespace guidance;
using test::Played;

namespace {

QVariant factOf(const Played &played, const char *name)
{
    return buildView(played.exchange(), played.spec()).value(QString::fromLatin1(name)).value;
}

} // namespace

class TestResponseFacts : public QObject {
    Q_OBJECT
private slots:
    void kinds()
    {
        const auto kind = [](int status) { return QString::fromLatin1(kindOfStatus(status)); };
        QCOMPARE(kind(101), u"switch"_s);
        QCOMPARE(kind(200), u"success"_s);
        QCOMPARE(kind(399), u"redirection"_s);
        QCOMPARE(kind(417), u"expectation"_s);
        QCOMPARE(kind(499), u"refusal"_s);
        QCOMPARE(kind(599), u"failure"_s);
        for (const int status : {0, 99, 103, 600, 1000})
            QCOMPARE(kind(status), u"invalid"_s);
    }
    void beforeTheContentWasThrough()
    {
        Played early;
        early.head().wait(1).interim(100).body(5).answer(200).body();
        QVERIFY(factOf(early, "final.early").toBool());
        QCOMPARE(factOf(early, "final.content-before").toLongLong(), 5);
        Played late;
        late.head().wait(1).interim(100).body().answer(200);
        QVERIFY(!factOf(late, "final.early").toBool());
        auto spec = test::upload();
        spec.body = {};
        Played none(spec);
        none.head().answer(200);
        QVERIFY(!factOf(none, "final.early").toBool());
    }
    void theFirst100()
    {
        Played played; // connects in 0.2 ms
        played.head().wait(30).interim(100).wait(5).body().wait(7).answer(200);
        QCOMPARE(factOf(played, "continue.after").toLongLong(), 30'000'000);
        QCOMPARE(factOf(played, "continue.thought").toLongLong(), 29'800'000);
        QVERIFY(!factOf(played, "continue.prompt").toBool());
        QVERIFY(!factOf(played, "continue.after-content").isValid());
        QCOMPARE(factOf(played, "continue.to-final").toLongLong(), 12'000'000);
        Played behind;
        behind.head().wait(1000).tell(record::FactKind::Timer).body().wait(2).interim(100).answer(200);
        QCOMPARE(factOf(behind, "continue.after-content").toLongLong(), 2'000'000);
    }
    void oldHops()
    {
        const auto hop = [](const char *fields, const char *version) {
            Played played;
            played.head().wait(1).answer(200, fields, version);
            return factOf(played, "hop.http10").toBool();
        };
        QVERIFY(!hop("Via: 1.1 a, 2 b\r\n", "1.1"));
        QVERIFY(!hop("Via: 11.0 a\r\n", "1.1"));
        QVERIFY(hop("Via: 1.1 a\r\nVia: HTTP/1.0 b (x)\r\n", "1.1"));
        QVERIFY(hop("", "1.0"));
        Played interim;
        interim.head().wait(1).got("HTTP/1.0 103 X\r\n\r\n");
        QVERIFY(factOf(interim, "interim.http10").toBool());
    }
    void theErrorOfProxyStatus()
    {
        const auto error = [](const char *value) {
            Played played;
            played.head().wait(1).answer(502, "Proxy-Status: " + std::string(value) + "\r\n");
            return factOf(played, "proxy-status.error").toString();
        };
        QCOMPARE(error("a; error=dns_timeout; rcode=2"), u"dns_timeout"_s);
        QCOMPARE(error("a;error=dns_error"), u"dns_error"_s);
        QCOMPARE(error("a; details=\"x error=y\""), QString());
        QCOMPARE(error("a; received-status=200"), QString());
        QCOMPARE(error("error=x"), QString());
    }
    void switches()
    {
        auto spec = test::upload();
        spec.headers = {{"Upgrade", "a, B/2"}, {"Connection", "upgrade"}};
        const auto unasked = [&](const char *fields) {
            Played played(spec);
            played.head().got(std::string("HTTP/1.1 101 X\r\n") + fields + "\r\n");
            return factOf(played, "switch.unasked");
        };
        QVERIFY(!unasked("Upgrade: b/2\r\n").isValid());
        QVERIFY(!unasked("").isValid());
        QCOMPARE(unasked("Upgrade: b/2, c\r\n").toString(), u"c"_s);
    }
};

INTERIM_SUITE(TestResponseFacts)
#include "tst_response_facts.moc"
