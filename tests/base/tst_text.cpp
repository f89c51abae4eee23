// SPDX-License-Identifier: GPL-3.0-or-later
// Tokens, lists and numbers, each with the hostile values that a header or a command line may hold.
#include "base/text.h"

#include <QTest>

#include <limits>

using namespace base;

namespace {

constexpr std::int64_t endless = std::numeric_limits<std::int64_t>::max();

struct Case {
    const char *text;
    std::int64_t value; ///< -1: refused
};

std::string joined(const std::vector<std::string_view> &members)
{
    std::string text;
    for (const auto member : members)
        text.append("<").append(member).append(">");
    return text;
}

} // namespace

class TestText : public QObject {
    Q_OBJECT

private slots:
    void tokenCharactersAreThoseOfTheGrammar()
    {
        std::string found;
        for (int c = 0; c < 256; ++c) {
            if (isTokenChar(static_cast<char>(c)))
                found += static_cast<char>(c);
        }
        QCOMPARE(found, std::string("!#$%&'*+-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ^_`abcdefghijklmnopqrstuvwxyz|~"));
    }

    void tokens()
    {
        QVERIFY(isToken("Content-Length"));
        QVERIFY(!isToken(""));
        QVERIFY(!isToken("a b"));
        QVERIFY(!isToken("a:"));
        QVERIFY(!isToken(std::string_view("a\0", 2)));
        QVERIFY(!isToken("\xc3\xa9"));
    }

    void hexDigits()
    {
        int found = 0;
        for (int c = 0; c < 256; ++c)
            found += hexDigit(static_cast<char>(c)) >= 0;
        QCOMPARE(found, 22);
        QCOMPARE(hexDigit('9'), 9);
        QCOMPARE(hexDigit('a'), 10);
        QCOMPARE(hexDigit('F'), 15);
    }

    void percentEncoding()
    {
        QCOMPARE(percentEncoded("aZ9-_.~ /%", "-."), std::string("aZ9-%5F.%7E%20%2F%25"));
        QCOMPARE(percentEncoded(std::string_view("\0\xff", 2), "/"), std::string("%00%FF"));
        QCOMPARE(percentDecoded("a%20%2f%C3%a9"), std::string("a /\xc3\xa9"));
        QCOMPARE(percentDecoded("100%"), std::string("100%"));
        QCOMPARE(percentDecoded("%4%4g%%41"), std::string("%4%4g%A"));
    }

    void base64OfRfc4648()
    {
        // Section 10.
        const char *vectors[][2] = {{"", ""},
                                    {"f", "Zg=="},
                                    {"fo", "Zm8="},
                                    {"foo", "Zm9v"},
                                    {"foob", "Zm9vYg=="},
                                    {"fooba", "Zm9vYmE="},
                                    {"foobar", "Zm9vYmFy"}};
        for (const auto &[bytes, text] : vectors)
            QCOMPARE(base64(bytes), std::string(text));
        QCOMPARE(base64("\xff\xfe\xfd"), std::string("//79"));
        for (const auto &[bytes, text] : vectors)
            QCOMPARE(fromBase64(text), std::string(bytes));
        QCOMPARE(fromBase64("//79"), std::string("\xff\xfe\xfd"));
        for (const char *odd : {"Zg", "Zg=", "Z===", "Zg==Zg==", "Zm 8=", "Zm9v\n", "____", "====", "=m9v"})
            QVERIFY2(!fromBase64(odd) || base64(*fromBase64(odd)) != odd, odd);
        QVERIFY(!fromBase64("Zg") && !fromBase64("Zm 8") && !fromBase64("__8="));
    }

    void controlBytes()
    {
        QVERIFY(isControl('\0') && isControl('\r') && isControl('\x1f') && isControl('\x7f'));
        QVERIFY(!isControl('\t') && !isControl(' ') && !isControl('\x80') && !isControl('\xff'));
    }

    void caseFoldsInAsciiOnly()
    {
        QCOMPARE(lowered("ABC-xyz@[\xc3\x89"), std::string("abc-xyz@[\xc3\x89"));
        QVERIFY(equalsIgnoringCase("100-CONTINUE", "100-continue"));
        QVERIFY(!equalsIgnoringCase("100-continue", "100-continue "));
        QVERIFY(!equalsIgnoringCase("@", "`")); // 0x40 and 0x60 differ in the bit that folds letters
        QVERIFY(!equalsIgnoringCase("[", "{"));
    }

    void trimsBlanksOnly()
    {
        QCOMPARE(trimmed(" \t a b \t"), std::string_view("a b"));
        QCOMPARE(trimmed(" \t "), std::string_view());
        QCOMPARE(trimmed("\r\na\v"), std::string_view("\r\na\v"));
    }

    void lists_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("members");
        const auto row = [](const char *text, const char *members) {
            QTest::newRow(text) << QByteArray(text) << QByteArray(members);
        };
        row("", "");
        row(" , ,, ", "");
        row("a", "<a>");
        row("a, b ,c", "<a><b><c>");
        row("a,", "<a>");
        row("\"x, y\", z", "<\"x, y\"><z>");
        row("\"x\\\", y\", z", "<\"x\\\", y\"><z>");
        row("a=\"b,c\";d, e", "<a=\"b,c\";d><e>");
        // An unclosed quote hides nothing.
        row("\"x, chunked", "<\"x><chunked>");
        row("\"x\\\", chunked", "<\"x\\\"><chunked>");
        row("\"x\\", "<\"x\\>");
    }
    void lists()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, members);
        const std::string kept = text.toStdString();
        QCOMPARE(joined(listMembers(kept)), members.toStdString());
    }

    void aListOfQuotesTakesLinearTime()
    {
        std::string text;
        for (int i = 0; i < 500'000; ++i)
            text += "\\\"";
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(listMembers(text).size(), std::size_t{1});
        QVERIFY(timer.elapsed() < 20'000); // quadratic time would be minutes
    }

    void decimals()
    {
        const Case cases[] = {
            {"0", 0},
            {"5", 5},
            {"007", 7},
            {"9223372036854775807", endless},
            {"0009223372036854775807", endless},
            {"9223372036854775808", -1},
            {"9223372036854775810", -1},
            {"99999999999999999999999", -1},
            {"18446744073709551617", -1},
            {"", -1},
            {"+5", -1},
            {"-5", -1},
            {" 5", -1},
            {"5 ", -1},
            {"0x5", -1},
            {"5.0", -1},
            {"5e3", -1},
            {"\xd9\xa5", -1},
        };
        for (const auto &one : cases) {
            const auto value = decimal(one.text);
            QVERIFY2(one.value < 0 ? !value : value == static_cast<std::uint64_t>(one.value), one.text);
        }
    }

    void durations()
    {
        const Case cases[] = {
            {"250ms", 250'000'000},
            {"2s", 2'000'000'000},
            {"1.5s", 1'500'000'000},
            {"300us", 300'000},
            {"10", 10'000'000},
            {"0", 0},
            {"0.2ms", 200'000},
            {"1.0000000019s", 1'000'000'001},
            {"9223372036s", 9'223'372'036'000'000'000},
            {"9223372036.854775807s", endless},
            {"9223372036.854775808s", -1},
            {"9223372037s", -1},
            {"9223372036854775807", -1},
            {"", -1},
            {"ms", -1},
            {"-1s", -1},
            {"+1s", -1},
            {"1 s", -1},
            {"1S", -1},
            {"1h", -1},
            {".5s", -1},
            {"1.s", -1},
            {"1..5s", -1},
            {"1.5.5s", -1},
            {"1e3", -1},
            {"inf", -1},
            {"nan", -1},
        };
        for (const auto &one : cases) {
            const auto value = duration(one.text);
            QVERIFY2(one.value < 0 ? !value : value == one.value, one.text);
        }
    }

    void byteSizes()
    {
        const Case cases[] = {
            {"65536", 65536},
            {"0", 0},
            {"1M", 1 << 20},
            {"4MiB", 4 << 20},
            {"64k", 64 << 10},
            {"64K", 64 << 10},
            {"1KiB", 1024},
            {"10G", 10'737'418'240},
            {"1T", 1'099'511'627'776},
            {"7b", 7},
            {"7B", 7},
            {"9223372036854775807", endless},
            {"8388607T", 8388607LL << 40},
            {"8388608T", -1},
            {"9223372036854775808", -1},
            {"", -1},
            {"M", -1},
            {"1MB", -1},
            {"1kB", -1},
            {"1.5M", 3 << 19},
            {"0.25KiB", 256},
            {"1.50G", 3LL << 29},
            {"0.0009765625M", 1024},
            {"1.3M", -1},
            {"1.5", -1},
            {"1.5b", -1},
            {"1.M", -1},
            {"0.00000000000000000005T", -1},
            {"8388607.5T", (8388607LL << 40) + (1LL << 39)},
            {"-1", -1},
            {"1 M", -1},
            {"1Mi", -1},
            {"1MiBs", -1},
            {"1x", -1},
        };
        for (const auto &one : cases) {
            const auto value = byteSize(one.text);
            QVERIFY2(one.value < 0 ? !value : value == static_cast<std::uint64_t>(one.value), one.text);
        }
    }
};

INTERIM_SUITE(TestText)
#include "tst_text.moc"
