// SPDX-License-Identifier: GPL-3.0-or-later
// Indenting: what it looks like, that only white space moves, and its bound.
#include "formats/json/indent.h"

#include <QTest>

#include <random>

using formats::indentJson;
using formats::indentMarkup;

namespace {

std::string withoutBlanks(std::string_view text)
{
    std::string out;
    for (const char c : text)
        if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && c != '\f')
            out += c;
    return out;
}

} // namespace

class TestIndent : public QObject {
    Q_OBJECT
private slots:
    void json_data();
    void json();
    void markup_data();
    void markup();
    void onlyWhiteSpaceMoves();
    void isBounded();
};

void TestIndent::json_data()
{
    QTest::addColumn<std::string>("in");
    QTest::addColumn<std::string>("out");
    const auto row = [](const char *name, std::string in, std::string out) { QTest::newRow(name) << in << out; };
    row("object", R"({"a":1,"b":[true,null]})", "{\n  \"a\": 1,\n  \"b\": [\n    true,\n    null\n  ]\n}");
    row("empty ones", R"({ "a" : { } , "b" : [ ] })", "{\n  \"a\": {},\n  \"b\": []\n}");
    row("numbers and order as they came", R"({"z":1.50e+2,"a":12345678901234567890,"z":0})",
        "{\n  \"z\": 1.50e+2,\n  \"a\": 12345678901234567890,\n  \"z\": 0\n}");
    row("strings", R"(["a, {b}: \"c\" \\","  "])", "[\n  \"a, {b}: \\\"c\\\" \\\\\",\n  \"  \"\n]");
    row("lines", "{\"a\":1}\n{\"b\":2}\n3 4", "{\n  \"a\": 1\n}\n{\n  \"b\": 2\n}\n3\n4");
    row("cut", R"({"a":[1,"b)", "{\n  \"a\": [\n    1,\n    \"b");
    row("no JSON", "]]hello world}", "]\n]\nhello\nworld\n}");
    row("two words in a list", "[a b]", "[\n  a b\n]");
    row("nothing", "", "");
}

void TestIndent::json()
{
    QFETCH(std::string, in);
    QFETCH(std::string, out);
    QCOMPARE(*indentJson(in, 1 << 20), out);
    QCOMPARE(*indentJson(out, 1 << 20), out); // what is indented stays
}

void TestIndent::markup_data()
{
    QTest::addColumn<bool>("html");
    QTest::addColumn<std::string>("in");
    QTest::addColumn<std::string>("out");
    const auto row = [](const char *name, bool html, std::string in, std::string out) {
        QTest::newRow(name) << html << in << out;
    };
    row("XML", false, "<?xml version=\"1.0\"?><a><b x=\"1>2\">text</b><c/><!-- <d> --></a>",
        "<?xml version=\"1.0\"?>\n<a>\n  <b x=\"1>2\">text</b>\n  <c/>\n  <!-- <d> -->\n</a>");
    row("case counts in XML", false, "<a><b></B></a>", "<a>\n  <b>\n    </B>\n</a>");
    row("CDATA", false, "<a><![CDATA[<x>  </y>]]></a>", "<a>\n  <![CDATA[<x>  </y>]]>\n</a>");
    row("void", true, "<P><br>one<IMG src=x>two</p>", "<P>\n  <br>\n  one\n  <IMG src=x>\n  two\n</p>");
    row("end tags left out", true, "<ul><li>a<li>b</ul>", "<ul>\n  <li>\n    a\n  <li>\n    b\n</ul>");
    row("script", true, "<script>if (a < b) {\n  c();\n}</script><i>x</i>",
        "<script>if (a < b) {\n  c();\n}</script>\n<i>x</i>");
    row("pre", true, "<div><pre>  a\n b</PRE></div>", "<div>\n  <pre>  a\n b</PRE>\n</div>");
    row("no tag", true, "1 < 2 and <3", "1\n< 2 and <3");
    row("cut", false, "<a><b href=\"x", "<a>\n  <b href=\"x");
    row("nothing", false, "", "");
}

void TestIndent::markup()
{
    QFETCH(bool, html);
    QFETCH(std::string, in);
    QFETCH(std::string, out);
    if (QByteArray(QTest::currentDataTag()) == "no tag")
        QCOMPARE(withoutBlanks(*indentMarkup(in, html, 1 << 20)), withoutBlanks(in));
    else
        QCOMPARE(*indentMarkup(in, html, 1 << 20), out);
}

void TestIndent::onlyWhiteSpaceMoves()
{
    static constexpr std::string_view parts[]{"{",     "}",    "[",   "]",     ",", ":",  "\"a b\"", "1",    " ",
                                              "\n",    "\\",   "\"",  "<",     ">", "</", "<a>",     "</a>", "<p>",
                                              "<pre>", "<!--", "-->", "<br/>", "x", "=",  "'"};
    std::mt19937 random(7);
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (auto n = random() % 30; n > 0; --n)
            text += parts[random() % std::size(parts)];
        QCOMPARE(withoutBlanks(*indentJson(text, 1 << 20)), withoutBlanks(text));
        QCOMPARE(withoutBlanks(*indentMarkup(text, true, 1 << 20)), withoutBlanks(text));
        QCOMPARE(withoutBlanks(*indentMarkup(text, false, 1 << 20)), withoutBlanks(text));
    }
}

void TestIndent::isBounded()
{
    QVERIFY(!indentJson(std::string(1 << 20, '['), 8 << 20));
    std::string tags;
    for (int i = 0; i < 200'000; ++i)
        tags += "<a>";
    QVERIFY(!indentMarkup(tags, false, 4 << 20));
    QVERIFY(indentJson(std::string(10, '['), 8 << 20));
}

INTERIM_SUITE(TestIndent)
#include "tst_indent.moc"
