// SPDX-License-Identifier: GPL-3.0-or-later
// When Expect goes out, and by which rule.
#include "request/expect_rule.h"

#include <QTest>

using namespace request;
using namespace wire;

namespace {

RequestSpec withBody(std::uint64_t size, ExpectRule rule)
{
    RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://h/";
    spec.body.kind = BodyKind::Generated;
    spec.body.size = size;
    spec.expect.rule = rule;
    spec.expect.threshold = 1000;
    return spec;
}

QByteArray text(const ExpectDecision &decision, ExpectRule rule)
{
    std::string line(ruleKey(decision, rule));
    line +=
        ' ' + std::to_string(static_cast<int>(decision.why)) + (decision.sent ? " sent <" + decision.value + '>' : "");
    return QByteArray::fromStdString(line + (decision.waits ? " waits" : ""));
}

QByteArray decided(const RequestSpec &spec)
{
    return text(decideExpect(spec), spec.expect.rule);
}

QByteArray line(const char *rule, ExpectWhy why, const char *rest)
{
    return QByteArray(rule) + ' ' + QByteArray::number(static_cast<int>(why)) + rest;
}

const char *const sentAndWaits = " sent <100-continue> waits";

} // namespace

class TestExpectRule : public QObject {
    Q_OBJECT

private slots:
    void rules()
    {
        using enum ExpectWhy;
        QCOMPARE(decided(withBody(5000, ExpectRule::Off)), line("off", RuleOff, ""));
        QCOMPARE(decided(withBody(0, ExpectRule::Off)), line("off", RuleOff, ""));
        QCOMPARE(decided(withBody(1, ExpectRule::Always)), line("always", RuleAlways, sentAndWaits));
        QCOMPARE(decided(withBody(0, ExpectRule::Always)), line("always", NoContent, ""));
        QCOMPARE(decided(withBody(0, ExpectRule::Threshold)), line("threshold", NoContent, ""));
        QCOMPARE(decided(withBody(999, ExpectRule::Threshold)), line("threshold", NotAboveThreshold, ""));
        QCOMPARE(decided(withBody(1000, ExpectRule::Threshold)), line("threshold", NotAboveThreshold, ""));
        QCOMPARE(decided(withBody(1001, ExpectRule::Threshold)), line("threshold", AboveThreshold, sentAndWaits));
        QCOMPARE(decided(withBody(UINT64_MAX / 4, ExpectRule::Threshold)),
                 line("threshold", AboveThreshold, sentAndWaits));
        QCOMPARE(decided(withBody(0, ExpectRule::Custom)), line("custom", CustomValue, " sent <100-continue>"));
        auto custom = withBody(1, ExpectRule::Custom);
        custom.expect.custom = "100-continue;q=1";
        QCOMPARE(decided(custom), line("custom", CustomValue, " sent <100-continue;q=1>"));
    }

    // RFC 9110 section 10.1.1: a client that will wait for 100 MUST send 100-continue.
    void onlyTheAskedForIsWaitedFor_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<bool>("asks");
        for (const char *value :
             {"100-continue", "100-Continue", " 100-continue ", "foo, 100-continue", "100-continue, a=b"})
            QTest::newRow(value) << QByteArray(value) << true;
        for (const char *value :
             {"", "foo", "200-ok", "100-continue;q=1", "100-continue=1", "x 100-continue", "100-continued"})
            QTest::newRow(value) << QByteArray(value) << false;
    }
    void onlyTheAskedForIsWaitedFor()
    {
        QFETCH(QByteArray, value);
        QFETCH(bool, asks);
        auto custom = withBody(5, ExpectRule::Custom);
        custom.expect.custom = value.toStdString();
        auto typed = withBody(5, ExpectRule::Off);
        typed.headers = {{"Expect", value.toStdString()}};
        auto raw = withBody(5, ExpectRule::Off);
        raw.rawHead = "POST / HTTP/1.1\r\nContent-Length: 5\r\nExpect: " + value.toStdString() + "\r\n\r\n";
        for (RequestSpec spec : {custom, typed, raw}) {
            const ExpectDecision decision = decideExpect(spec);
            QVERIFY(decision.sent);
            QCOMPARE(decision.asks100, asks);
            QCOMPARE(decision.waits, asks);
            spec.expect.anyValue = true;
            QVERIFY(decideExpect(spec).waits);
            QCOMPARE(decideExpect(spec).asks100, asks);
            spec.expect.waitNs = 0;
            QVERIFY(!decideExpect(spec).waits);
        }
    }

    void oneOfSeveralFieldsIsEnough()
    {
        auto spec = withBody(5, ExpectRule::Off);
        spec.headers = {{"Expect", "foo"}, {"expect", "100-continue"}};
        QVERIFY(decideExpect(spec).waits);
        QCOMPARE(decideExpect(spec).value, std::string("foo"));
    }

    void contentIsWhatTheFramingSays()
    {
        using enum ExpectWhy;
        auto chunked = withBody(0, ExpectRule::Always);
        chunked.body.chunked = true;
        QCOMPARE(decided(chunked), line("always", NoContent, "")); // of 0 bytes, however it is framed
        chunked.expect.rule = ExpectRule::Threshold;
        chunked.expect.threshold = 0;
        QCOMPARE(decided(chunked), line("threshold", NoContent, ""));
        chunked.body.size = 1001;
        QCOMPARE(decided(chunked), line("threshold", AboveThreshold, sentAndWaits));
        for (const BodyKind kind : {BodyKind::Text, BodyKind::File, BodyKind::Form}) {
            auto nothing = withBody(0, ExpectRule::Always);
            nothing.body.kind = kind;
            nothing.body.chunked = true;
            QCOMPARE(decided(nothing), line("always", NoContent, ""));
        }
        RequestSpec announced;
        announced.expect.rule = ExpectRule::Always;
        announced.headers = {{"content-length", "5"}};
        QCOMPARE(decided(announced), line("always", RuleAlways, sentAndWaits));
        announced.headers = {{"Content-Length", "0"}};
        QCOMPARE(decided(announced), line("always", NoContent, ""));
        announced.headers = {{"Transfer-Encoding", "gzip, Chunked"}};
        QCOMPARE(decided(announced), line("always", RuleAlways, sentAndWaits));
        auto empty = withBody(0, ExpectRule::Always);
        empty.body = {};
        empty.body.chunked = true; // a flag of a body that is not there
        QCOMPARE(decided(empty), line("always", NoContent, ""));
    }

    void http10IsNotAskedByItself()
    {
        using enum ExpectWhy;
        auto spec = withBody(5000, ExpectRule::Threshold);
        spec.version = 10;
        QCOMPARE(decided(spec), line("threshold", Http10, ""));
        spec.expect.rule = ExpectRule::Always;
        QCOMPARE(decided(spec), line("always", RuleAlways, sentAndWaits));
    }

    void waitOfZeroDoesNotWait()
    {
        auto spec = withBody(5000, ExpectRule::Always);
        spec.expect.waitNs = 0;
        QVERIFY(decideExpect(spec).sent && !decideExpect(spec).waits);
        spec.expect.waitNs = 1;
        QVERIFY(decideExpect(spec).waits);
    }

    void itsLettersAreTheAskedOnes()
    {
        using enum ExpectWhy;
        auto spec = withBody(5000, ExpectRule::Always);
        spec.fieldOrder = {"Expect", "expect: 100-Continue "};
        QCOMPARE(decided(spec), line("always", RuleAlways, " sent <100-Continue> waits"));
        spec.expect.rule = ExpectRule::Threshold;
        QCOMPARE(decided(spec), line("threshold", AboveThreshold, " sent <100-Continue> waits"));
        spec.expect.rule = ExpectRule::Custom;
        QCOMPARE(decided(spec), line("custom", CustomValue, " sent <100-continue> waits"));
    }

    void typedFieldsWin()
    {
        using enum ExpectWhy;
        auto spec = withBody(5, ExpectRule::Off);
        spec.headers = {{"eXpect", "foo "}, {"Expect", "bar"}};
        spec.removed = {"Expect"};
        QCOMPARE(decided(spec), line("header", TypedByHand, " sent <foo>"));
        spec.headers = {{"Expect ", "", ":"}};
        QCOMPARE(decided(spec), line("header", TypedByHand, " sent <>"));
        spec.body = {};
        QCOMPARE(decided(spec), line("header", TypedByHand, " sent <>"));
        spec.headers = {{"Expect", "100-continue", " "}}; // no colon: no field
        QCOMPARE(decided(spec), line("header", RemovedByHand, ""));
    }

    void removalWins()
    {
        auto spec = withBody(5000, ExpectRule::Always);
        spec.removed = {"X", " EXPECT "};
        QCOMPARE(decided(spec), line("header", ExpectWhy::RemovedByHand, ""));
        spec.expect.rule = ExpectRule::Custom;
        QCOMPARE(decided(spec), line("header", ExpectWhy::RemovedByHand, ""));
    }

    void rawHeadsDecideAlone()
    {
        using enum ExpectWhy;
        auto spec = withBody(5000, ExpectRule::Always);
        spec.headers = {{"Expect", "typed"}};
        spec.rawHead = "POST / HTTP/1.1\r\nHost: h\r\n\r\n";
        QCOMPARE(decided(spec), line("header", RemovedByHand, ""));
        spec.rawHead = "POST / HTTP/1.1\nexpect :\n 100-continue\nContent-Length: 3\n\nExpect: no\n";
        QCOMPARE(decided(spec), line("header", TypedByHand, sentAndWaits));
        spec.body = {};
        QCOMPARE(decided(spec), line("header", TypedByHand, sentAndWaits)); // content is announced
        spec.rawHead = "POST / HTTP/1.1\r\nExpect: x\r\n\r\n";
        QCOMPARE(decided(spec), line("header", TypedByHand, " sent <x>"));
        spec.rawHead = "";
        QCOMPARE(decided(spec), line("header", RemovedByHand, ""));
    }
};

INTERIM_SUITE(TestExpectRule)
#include "tst_expect_rule.moc"
