// SPDX-License-Identifier: GPL-3.0-or-later
// Media types, charsets, pages, and text that is safe to show.
#include "formats/content/content_text.h"

#include <QElapsedTimer>
#include <QStringConverter>
#include <QTest>

using namespace formats;
using namespace Qt::StringLiterals;
using Source = formats::Charset::Source;

class TestContentText : public QObject {
    Q_OBJECT
private slots:
    void mediaTypes();
    void syntaxes();
    void charsets();
    void textOrNot();
    void pagesKeepEveryByte_data();
    void pagesKeepEveryByte();
    void longTextsInUtf8_data();
    void longTextsInUtf8();
    void pagesOfOneLongLine();
    void shownTextIsSafe();
};

void TestContentText::mediaTypes()
{
    QCOMPARE(mediaTypeOf("Text/HTML; charset=ISO-8859-4").type, u"text/html"_s);
    QCOMPARE(mediaTypeOf("Text/HTML; charset=ISO-8859-4").charset, QByteArray("ISO-8859-4"));
    QCOMPARE(mediaTypeOf("a/b;x=\"; charset=no\" ; Charset=\"u\\tf-8\"").charset, QByteArray("utf-8"));
    QCOMPARE(mediaTypeOf("").type, QString());
    QCOMPARE(mediaTypeOf(";;charset").charset, QByteArray());
    QCOMPARE(mediaTypeOf("a/b;charset=\"cut\\").type, u"a/b"_s);
}

void TestContentText::syntaxes()
{
    const auto of = [](const char *type, std::string_view content) { return syntaxOf(mediaTypeOf(type), content); };
    QCOMPARE(of("application/problem+json", ""), Syntax::Json);
    QCOMPARE(of("image/svg+xml", ""), Syntax::Xml);
    QCOMPARE(of("text/html;charset=utf-8", ""), Syntax::Html);
    QCOMPARE(of("text/plain", "{}"), Syntax::Plain);
    QCOMPARE(of("", "  [1]"), Syntax::Json);
    QCOMPARE(of("", "hello"), Syntax::Plain);
}

void TestContentText::charsets()
{
    const auto source = [](const char *name, std::string_view bytes) { return charsetOf(name, bytes).source; };
    QCOMPARE(source("utf-8", "x"), Source::Declared);
    QCOMPARE(source("", "h\xc3\xa9"), Source::Assumed);
    QCOMPARE(source("", "h\xc3"), Source::Assumed); // cut, not wrong
    QCOMPARE(source("", "h\xe9llo"), Source::Fallback);
    QCOMPARE(source("no-such", "x"), Source::Unknown);
    QCOMPARE(source("", "\xef\xbb\xbfx"), Source::ByteOrderMark);
    QCOMPARE(decodeText("h\xe9llo", charsetOf("", "h\xe9llo")), u"h\u00e9llo"_s);
    QCOMPARE(decodeText("h\xe9", charsetOf("iso-8859-1", "h\xe9")), u"h\u00e9"_s);
    QCOMPARE(decodeText({"\xff\xfeh\0", 4}, charsetOf("", {"\xff\xfeh\0", 4})), u"h"_s);
    QCOMPARE(decodeText("a\xff", charsetOf("utf-8", "a\xff")), u"a\ufffd"_s);
}

void TestContentText::textOrNot()
{
    QVERIFY(looksLikeText("hello\r\n\tworld"));
    QVERIFY(looksLikeText(""));
    QVERIFY(!looksLikeText({"a\0b", 3}));
    QVERIFY(!looksLikeText("\x89PNG"));
    std::string long4k(4095, 'x');
    QVERIFY(looksLikeText(long4k + "\xc3\xa9")); // the sample ends inside a character
}

void TestContentText::pagesKeepEveryByte_data()
{
    QTest::addColumn<std::string>("bytes");
    std::string lines;
    std::string letters;
    for (int i = 0; i < 500; ++i) {
        lines += std::string(static_cast<std::size_t>(i % 40), 'x') + "\n";
        letters += i % 3 == 0 ? "\xf0\x9f\x98\x80" : "\xc3\xa9";
    }
    QTest::newRow("lines") << lines;
    QTest::newRow("characters") << letters;
    QTest::newRow("odd bytes") << std::string(1000, '\x80');
    QTest::newRow("empty") << std::string();
}

void TestContentText::pagesKeepEveryByte()
{
    QFETCH(std::string, bytes);
    const Charset how{"UTF-8", Source::Declared};
    const auto starts = pageStarts(bytes, 100);
    QCOMPARE(starts.front(), std::size_t(0));
    QString joined;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const auto end = i + 1 < starts.size() ? starts[i + 1] : bytes.size();
        QVERIFY(end > starts[i] || bytes.empty());
        QVERIFY(end - starts[i] <= 100);
        joined += decodeText(std::string_view(bytes).substr(starts[i], end - starts[i]), how);
    }
    QCOMPARE(joined, decodeText(bytes, how));
}

/// Characters that stand astride two pieces are whole, and a byte order mark is none of the text.
void TestContentText::longTextsInUtf8_data()
{
    QTest::addColumn<QByteArray>("charset");
    for (const char *name : {"UTF-16LE", "UTF-16BE", "UTF-16", "UTF-32LE", "ISO-8859-1", "UTF-8"})
        QTest::newRow(name) << QByteArray(name);
}

void TestContentText::longTextsInUtf8()
{
    QFETCH(QByteArray, charset);
    QString text;
    for (int i = 0; i < 50'000; ++i)
        text += charset == "ISO-8859-1" ? u"aé"_s : i % 3 == 0 ? u"x😀"_s : u"é"_s;
    QStringEncoder encoder(charset.constData(), QStringConverter::Flag::WriteBom);
    const QByteArray coded = encoder(text);
    const std::string_view bytes(coded.constData(), static_cast<std::size_t>(coded.size()));
    QVERIFY(formats::utf8Of(bytes, {charset, Source::Declared}) == text.toStdString());
    QVERIFY(formats::utf8Of({}, {charset, Source::Declared}).empty());
}

/// Not the whole of what came before is searched for a line end, at each page.
void TestContentText::pagesOfOneLongLine()
{
    const std::string line(std::size_t(64) << 20, 'x');
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(std::string_view(line).rfind('\n'), std::string_view::npos);
    const auto once = timer.nsecsElapsed();
    timer.start();
    QCOMPARE(pageStarts(line, 4096).size(), std::size_t(16384));
    QVERIFY(timer.nsecsElapsed() < 100 * once); // a quarter of it; thousands of times as long otherwise
}

void TestContentText::shownTextIsSafe()
{
    const auto shown = shownText(QString(u"a\0\x1b[31m\u202e\u200bz\x7f\n\t"_s));
    QCOMPARE(shown.text, u"a\u2400\u241b[31m<U+202E><U+200B>z\u2421\n\t"_s);
    QVERIFY(shown.replaced && !shown.broken);
    const auto lines = shownText(QString(25, u'x') + u"\nshort"_s, 10);
    QVERIFY(lines.broken && !lines.replaced);
    QCOMPARE(lines.text, u"xxxxxxxxxx\nxxxxxxxxxx\nxxxxx\nshort"_s);
}

INTERIM_SUITE(TestContentText)
#include "tst_content_text.moc"
