// SPDX-License-Identifier: GPL-3.0-or-later
// Values of a private environment, wherever they stand.
#include "request/private_values.h"

#include "base/text.h"
#include "request/sensitive_content.h"

#include <QTest>

using namespace base;
using namespace request;
using namespace wire;

class TestPrivateValues : public QObject {
    Q_OBJECT
private slots:
    void init() { knowPrivate({"pri v\"ate/8+", "abc", "true"}); }
    void cleanup() { forgetPrivate(); }

    void forms()
    {
        const auto shown = [](const std::string &text) { return masked(text, privatePartsOf(text)); };
        QCOMPARE(shown("a pri v\"ate/8+ b"), std::string("a *** b"));
        QCOMPARE(shown("pri%20v%22ate%2F8%2B"), std::string("***"));
        QCOMPARE(shown("pri+v%22ate%2F8%2B"), std::string("***"));
        QCOMPARE(shown("pri%20v%22ate%2f8%2b"), std::string("***"));
        QCOMPARE(shown("{\"a\":\"pri v\\\"ate/8+\"}"), std::string("{\"a\":\"***\"}"));
        for (const char *before : {"", "u", "us", "use"})
            QVERIFY(!privatePartsOf("x" + base64(std::string(before) + "pri v\"ate/8+")).empty());
        QCOMPARE(shown("abc true"), std::string("abc true")); // they would stand for anything
        QCOMPARE(privateIn("pri%20v%22ate%2F8%2B"), std::vector<std::string>{"pri v\"ate/8+"});
        forgetPrivate();
        QVERIFY(privatePartsOf("a pri v\"ate/8+ b").empty());
    }

    // A URL codes some bytes only, and what quotes one may code it again.
    void codedInPart()
    {
        knowPrivate({"Zq7/\xc3\xbc", "50%41\\n", "a\xf0\x9f\x98\x80z"});
        const auto shown = [](const std::string &text) { return masked(text, privatePartsOf(text)); };
        QCOMPARE(shown("/?q=Zq7/%C3%BC&a"), std::string("/?q=***&a"));
        QCOMPARE(shown("/?q=%5aq7%2f%c3%BC&a"), std::string("/?q=***&a"));
        QCOMPARE(shown("/?q=Zq7%252F%25C3%25BC&a"), std::string("/?q=***&a"));
        QCOMPARE(shown("\"Zq7\\/\\u00fc\""), std::string("\"***\""));
        QCOMPARE(shown("Zq7/\\xc3\\xbc"), std::string("***"));
        QCOMPARE(shown("a\\ud83d\\ude00z"), std::string("***"));
        QCOMPARE(shown("50%41\\n 50%2541%5Cn"), std::string("*** ***"));
        for (const char *text : {"Zq7/%C3", "Zq7/%C3%B", "Zq7/%", "Zq7/\\", "Zq7/\\u00", "a\\ud83d"})
            QCOMPARE(shown(text), std::string(text));
    }

    // All that asks for secrets asks for these.
    void everywhere()
    {
        const std::string value = "pri v\"ate/8+";
        QVERIFY(!secretPartsOfField("X-Foo", "a" + value).empty());
        QVERIFY(!secretPartsOfUrl("http://h/pri%20v%22ate%2F8%2B").empty());
        QVERIFY(!secretPartsOfText(value).empty());
        QCOMPARE(maskedContent("[\"" + base64(value) + "\"]", "application/json").find("***"), std::size_t(2));
    }

    void bounds()
    {
        std::vector<std::string> many;
        for (std::size_t i = 0; i < mostPrivate + 10; ++i)
            many.push_back("value" + std::to_string(i) + "!");
        knowPrivate(many);
        QVERIFY(privatePartsOf("value" + std::to_string(mostPrivate + 5) + "!").empty());
    }
};

INTERIM_SUITE(TestPrivateValues)
#include "tst_private_values.moc"
