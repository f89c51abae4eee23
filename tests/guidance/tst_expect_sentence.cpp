// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/expect_sentence.h"

#include <QCoreApplication>
#include <QTest>
#include <QTranslator>

using namespace Qt::StringLiterals;

using namespace guidance;

namespace {

request::RequestSpec sized(std::uint64_t size)
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://h/";
    spec.body.kind = size ? request::BodyKind::Generated : request::BodyKind::None;
    spec.body.size = size;
    return spec;
}

ExpectSentence of(const request::RequestSpec &spec)
{
    return expectSentence(spec, QLocale(QLocale::English));
}

/// Stands for a language: every word of the strip's sentence in capitals.
class Capitals : public QTranslator {
public:
    bool isEmpty() const override { return false; }
    QString translate(const char *context, const char *text, const char *, int) const override
    {
        return qstrcmp(context, "guidance::ExpectSentence") == 0 ? QString::fromUtf8(text).toUpper() : QString();
    }
};

} // namespace

class TestExpectSentence : public QObject {
    Q_OBJECT
private slots:
    void threshold()
    {
        QCOMPARE(of(sized(4 << 20)).text, u"4 MiB > 1 MiB → Expect will be sent, wait 1 s"_s);
        QVERIFY(of(sized(4 << 20)).sent);
        QCOMPARE(of(sized(1 << 20)).text, u"1 MiB ≤ 1 MiB → no Expect, content follows at once"_s);
        QCOMPARE(of(sized(0)).text, u"no content → Expect must not be sent (RFC 9110 §10.1.1)"_s);
        QVERIFY(!of(sized(0)).sent);
    }
    void rules()
    {
        auto spec = sized(10);
        spec.expect.rule = request::ExpectRule::Always;
        spec.expect.waitNs = 0;
        QCOMPARE(of(spec).text, u"always → Expect will be sent, without waiting"_s);
        spec.expect.waitNs = 1;
        spec.expect.afterWait = wire::AfterWait::Keep;
        QCOMPARE(of(spec).text, u"always → Expect will be sent, wait until an answer, at most 5 min"_s);
        spec.timeouts.keepNs = 0;
        QCOMPARE(of(spec).text, u"always → Expect will be sent, wait until an answer"_s);
        spec.fieldOrder = {"Expect: 100-Continue"};
        QCOMPARE(of(spec).text, u"always → “Expect: 100-Continue” will be sent, wait until an answer"_s);
        spec.version = 10;
        spec.expect.rule = request::ExpectRule::Threshold;
        QVERIFY(of(spec).text.startsWith(u"HTTP/1.0 →"_s));
        spec.expect.rule = request::ExpectRule::Off;
        QCOMPARE(of(spec).text, u"off → no Expect, content follows at once"_s);
    }
    void typed()
    {
        auto spec = sized(10);
        spec.headers = {{"Expect", "y\x1b 100-continue"}};
        QVERIFY(of(spec).warns);
        QVERIFY2(of(spec).text.contains(u"“y\\x1b 100-continue” as typed"_s), qPrintable(of(spec).text));
        spec.headers = {{"Expect", ""}};
        QVERIFY(of(spec).text.contains(u"empty value"_s));
        spec.headers = {{"Expect", "100-continue"}};
        QVERIFY(!of(spec).warns);
        spec.body = {};
        QVERIFY(of(spec).warns);
        QVERIFY(of(spec).text.contains(u"RFC 9110 §10.1.1"_s));
    }
    // RFC 9110 section 10.1.1, and the way to probe a parser all the same.
    void otherValuesAreNotWaitedFor()
    {
        auto spec = sized(10);
        spec.expect.rule = request::ExpectRule::Custom;
        spec.expect.custom = "foo";
        const QString why = u"without waiting: that takes 100-continue (RFC 9110 §10.1.1), or “Wait whatever "
                            "Expect says” (--wait-any)"_s;
        QVERIFY2(of(spec).text.endsWith(why), qPrintable(of(spec).text));
        QVERIFY(of(spec).warns);
        spec.expect.anyValue = true;
        QVERIFY2(of(spec).text.endsWith(u", wait 1 s"_s), qPrintable(of(spec).text));
        spec.expect.anyValue = false;
        spec.expect.custom = "foo, 100-continue";
        QVERIFY2(of(spec).text.endsWith(u", wait 1 s"_s), qPrintable(of(spec).text));
        spec.expect.custom = "foo";
        spec.expect.waitNs = 0;
        QVERIFY2(of(spec).text.endsWith(u", without waiting"_s), qPrintable(of(spec).text));
        spec.body.size = 0;
        QVERIFY2(!of(spec).text.contains(u"wait"_s), qPrintable(of(spec).text));
    }
    void emptyChunksAreNoContent()
    {
        auto spec = sized(10);
        spec.body.size = 0;
        spec.body.chunked = true;
        spec.expect.rule = request::ExpectRule::Always;
        QCOMPARE(of(spec).text, u"no content → Expect must not be sent (RFC 9110 §10.1.1)"_s);
        spec.headers = {{"Expect", "100-continue"}};
        QVERIFY(of(spec).warns && of(spec).text.contains(u"no content"_s));
    }
    void translated()
    {
        Capitals capitals;
        QVERIFY(QCoreApplication::installTranslator(&capitals));
        const QString text = of(sized(4 << 20)).text;
        QCoreApplication::removeTranslator(&capitals);
        QCOMPARE(text, u"4 MiB > 1 MiB → Expect WILL BE SENT, WAIT 1 s"_s);
    }
    void wrongLength()
    {
        auto spec = sized(4 << 20);
        spec.headers = {{"Content-Length", "12"}};
        QVERIFY(of(spec).warns && of(spec).sent);
        QVERIFY2(of(spec).text.startsWith(u"Content-Length says 12, 4,194,304 bytes will be sent; 4 MiB > 1 MiB"_s),
                 qPrintable(of(spec).text));
        spec.body.size = 1;
        QVERIFY(of(spec).text.startsWith(u"Content-Length says 12, 1 byte will be sent"_s));
        spec.body = {};
        QVERIFY(of(spec).text.startsWith(u"Content-Length says 12, 0 bytes will be sent"_s));
        spec.rawHead = "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n";
        QVERIFY(of(spec).text.startsWith(u"Content-Length says 3, 0 bytes"_s));
        spec.rawHead.reset();
        spec = sized(12);
        spec.headers = {{"Content-Length", "12"}};
        QVERIFY(!of(spec).warns);
        spec.headers = {{"Content-Length", "1"},
                        {"Transfer-Encoding", "chunked"}}; // which then counts (RFC 9112 section 6.3)
        QVERIFY(!of(spec).warns);
    }
    void removed()
    {
        auto spec = sized(4 << 20);
        spec.removed = {"Expect"};
        QCOMPARE(of(spec).text, u"Expect removed by hand → none will be sent"_s);
        spec.rawHead = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n";
        QVERIFY(of(spec).text.endsWith(u"the raw head has no Expect → none will be sent"_s));
        QVERIFY(!of(spec).sent);
    }
};

INTERIM_SUITE(TestExpectSentence)
#include "tst_expect_sentence.moc"
