// SPDX-License-Identifier: GPL-3.0-or-later
// Hostile text as a literal of each language. tests/peers/tst_snippets.cpp has the languages read them back.
#include "formats/snippets/string_literal.h"

#include <QTest>

using namespace formats;
using namespace Qt::StringLiterals;

class TestStringLiteral : public QObject {
    Q_OBJECT

    static QByteArray of(std::string_view bytes, Literal language)
    {
        return QByteArray::fromStdString(stringLiteral(bytes, language));
    }

private slots:
    void eachLanguageHasItsOwn_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QByteArray>("quotes");   // of a"b\c'd
        QTest::addColumn<QByteArray>("signs");    // of $x#{y}`z%
        QTest::addColumn<QByteArray>("controls"); // of LF, NUL, 1, DEL, 9
        QTest::addColumn<QByteArray>("letters");  // of é and an emoji
        QTest::addColumn<QByteArray>("truth");
        const QByteArray quotes = "\"a\\\"b\\\\c'd\"", signs = "\"$x#{y}`z%\"", hexes = "\"\\x0a\\x001\\x7f9\"";
        const QByteArray utf16 = "\"\\u00e9\\ud83d\\ude00\"", braces = "\"\\u{e9}\\u{1f600}\"";
        QTest::newRow("Python") << u"python"_s << quotes << signs << hexes << QByteArray("\"\\u00e9\\U0001f600\"")
                                << QByteArray("True");
        QTest::newRow("Java") << u"java"_s << quotes << signs << QByteArray("\"\\012\\0001\\1779\"") << utf16
                              << QByteArray("true");
        QTest::newRow("Go") << u"go"_s << quotes << signs << hexes << QByteArray("\"\\u00e9\\U0001f600\"")
                            << QByteArray("true");
        QTest::newRow("JavaScript") << u"javascript"_s << quotes << signs << QByteArray("\"\\u000a\\u00001\\u007f9\"")
                                    << utf16 << QByteArray("true");
        QTest::newRow("C#") << u"csharp"_s << quotes << signs << QByteArray("\"\\u000a\\u00001\\u007f9\"") << utf16
                            << QByteArray("true");
        QTest::newRow("PHP") << u"php"_s << quotes << QByteArray("\"\\$x#{y}`z%\"") << hexes << braces
                             << QByteArray("true");
        QTest::newRow("Ruby") << u"ruby"_s << quotes << QByteArray("\"$x\\#{y}`z%\"") << hexes << braces
                              << QByteArray("true");
        QTest::newRow("Rust") << u"rust"_s << quotes << signs << hexes << braces << QByteArray("true");
        QTest::newRow("PowerShell") << u"powershell"_s << QByteArray("\"a`\"b\\c'd\"") << QByteArray("\"`$x#{y}``z%\"")
                                    << QByteArray("\"$([char]0xa)$([char]0x0)1$([char]0x7f)9\"")
                                    << QByteArray("\"$([char]0xe9)$([char]::ConvertFromUtf32(0x1f600))\"")
                                    << QByteArray("$true");
    }
    void eachLanguageHasItsOwn()
    {
        QFETCH(QString, key);
        const auto language = literalOf(key);
        QVERIFY(language.has_value());
        QTEST(of("a\"b\\c'd", *language), "quotes");
        QTEST(of("$x#{y}`z%", *language), "signs");
        QTEST(of(std::string_view("\n\0"
                                  "1\x7f"
                                  "9",
                                  5),
                 *language),
              "controls");
        QTEST(of("\xc3\xa9\xf0\x9f\x98\x80", *language), "letters");
        QTEST(QByteArray::fromStdString(std::string(truthLiteral(true, *language))), "truth");
        QVERIFY(truthLiteral(false, *language) != truthLiteral(true, *language));
        // Whatever the bytes, it is one line of printable ASCII in quotes.
        std::string all;
        for (int c = 0; c < 256; ++c)
            all += static_cast<char>(c);
        for (const std::string &bytes : {all, std::string("\xe2\x80\x9c\xe2\x80\x98\xe2\x80\xa8\xe2\x80\xae"),
                                         std::string("\xff\xc3"), std::string()}) {
            const std::string literal = stringLiteral(bytes, *language);
            QVERIFY(literal.size() >= 2 && literal.front() == '"' && literal.back() == '"');
            QVERIFY(std::all_of(literal.begin(), literal.end(), [](char c) { return c >= ' ' && c <= '~'; }));
        }
        QCOMPARE(of("\xff", *language), of("\xc3\xbf", *language)); // no UTF-8: Latin-1
    }

    void othersAreUnknown() { QVERIFY(!literalOf(u"cobol"_s) && !literalOf({})); }
};

INTERIM_SUITE(TestStringLiteral)
#include "tst_string_literal.moc"
