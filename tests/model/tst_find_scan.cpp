// SPDX-License-Identifier: GPL-3.0-or-later
// The search itself: the same hits at every size of slices, bounds, and expressions that would never end.
#include "model/find_scan.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <string>

using namespace Qt::StringLiterals;
using model::FindHit;
using model::FindQuery;
using model::FindResult;
using model::FindRun;
using FindKind = model::FindQuery::Kind;

namespace {

std::vector<FindHit> hitsOf(const FindQuery &query, std::string_view bytes, bool text, std::size_t slice = 4096)
{
    model::FindBounds bounds;
    bounds.slice = slice;
    return model::find(model::patternOf(query), {{bytes, text}}, {}, bounds).hits;
}

/// "3-7 12-13"
QString told(const std::vector<FindHit> &hits)
{
    QStringList all;
    for (const auto &hit : hits)
        all << u"%1-%2"_s.arg(hit.begin).arg(hit.begin + hit.length);
    return all.join(u' ');
}

FindResult hard(const QString &expression, std::string_view bytes)
{
    return model::find(model::patternOf({expression, FindKind::Expression}), {{bytes, true}});
}

} // namespace

class TestFindScan : public QObject {
    Q_OBJECT
private slots:
    void everySlice_data();
    void everySlice();
    void longTextsInSlices();
    void runsAreApart();
    void noMoreThanTheBound();
    void stops();
    void hostileExpressions_data();
    void hostileExpressions();
    void patientWhereItMust();
    void aSliceTakesABoundedTime();
    void wrongPatternsFindNothing();
};

void TestFindScan::everySlice_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("matchCase");
    QTest::addColumn<bool>("text");
    QTest::addColumn<std::string>("bytes");
    QTest::addColumn<QString>("hits");
    const auto row = [](const char *name, const QString &typed, FindKind kind, bool matchCase, bool text,
                        const std::string &bytes, const QString &hits) {
        QTest::newRow(name) << typed << static_cast<int>(kind) << matchCase << text << bytes << hits;
    };
    const auto words = [&](const char *name, const QString &typed, bool matchCase, bool text, const std::string &bytes,
                           const QString &hits) { row(name, typed, FindKind::Text, matchCase, text, bytes, hits); };
    words("case", u"Ab"_s, true, true, "ab Ab AB Ab", u"3-5 9-11"_s);
    words("no case", u"Ab"_s, false, true, "ab Ab AB Ab", u"0-2 3-5 6-8 9-11"_s);
    words("no case, bytes", u"cONTENT-lENGTH"_s, false, false, "\r\nContent-Length: 1\r\ncontent-length: 2",
          u"2-16 21-35"_s);
    words("letters beyond ASCII", u"ÉTÉ"_s, false, true, "un été, un ÉTÉ", u"3-8 13-18"_s);
    words("of bytes they have case", u"É"_s, false, false, "é É", u"3-5"_s);
    words("Greek, Cyrillic", u"ΣЖ"_s, false, true, "σж ςЖ ΣЖ", u"0-4 5-9 10-14"_s);
    words("beyond the first plane", u"😀B"_s, false, true, "x😀b😀B", u"1-6 6-11"_s);
    words("none overlaps", u"aa"_s, false, true, "aaaaa", u"0-2 2-4"_s);
    words("none overlaps, with case", u"aa"_s, true, true, "aaaaa", u"0-2 2-4"_s);
    words("the whole", u"whole"_s, true, true, "whole", u"0-5"_s);
    words("longer than the text", u"longer"_s, true, true, "long", QString());
    words("across NUL", u"b"_s, false, true, std::string("a\0b", 3), u"2-3"_s);
    words("what is no UTF-8", u"x"_s, false, true, "\xff\x80X\xc3", u"2-3"_s);
    row("hex", u"0d 0a 0d 0a"_s, FindKind::Hex, false, false, "a\r\n\r\nb\r\n\r\n", u"1-5 6-10"_s);
    row("hex knows case", u"61"_s, FindKind::Hex, false, true, "Aa", u"1-2"_s);
    row("hex in a character", u"a9"_s, FindKind::Hex, false, true, "\xc3\xa9", u"1-2"_s);
    const auto expression = [&](const char *name, const QString &typed, bool matchCase, const std::string &bytes,
                                const QString &hits) {
        row(name, typed, FindKind::Expression, matchCase, true, bytes, hits);
    };
    expression("expression", u"\\d+ ?ms"_s, false, "1 ms, 20MS, 300 s", u"0-4 6-10"_s);
    expression("expression with case", u"m[sS]"_s, true, "ms mS Ms", u"0-2 3-5"_s);
    expression("beginnings of lines", u"^[a-z]+"_s, true, "ab cd\r\nef\ngh\rij", u"0-2 7-9 10-12 13-15"_s);
    expression("ends of lines", u"\\w$"_s, true, "ab\r\ncd\n", u"1-2 5-6"_s);
    expression("looks back", u"(?<=id=)\\d+"_s, true, "id=12 ie=3 id=4", u"3-5 14-15"_s);
    expression("looks ahead", u"\\w+(?==1)"_s, true, "ab=1 cd=2 ef=1", u"0-2 10-12"_s);
    expression("words", u"\\bet\\b"_s, true, "et net été et", u"0-2 13-15"_s);
    expression("over lines", u"a\\s+b"_s, true, "a\r\n\r\nb a b", u"0-6 7-10"_s);
    expression("nothing is no hit", u"x*"_s, true, "axxb", u"1-3"_s);
    expression("nothing but nothing", u"^"_s, true, "a\nb", QString());
    expression("characters", u".é"_s, true, "😀éxé", u"0-6 6-9"_s);
    expression("bytes that are no UTF-8", u"\\xff+"_s, true, "a\xff\xff\xc3\xbf", u"1-5"_s);
    expression("either", u"cat|dog"_s, false, "Cat dogcat", u"0-3 4-7 7-10"_s);
}

void TestFindScan::everySlice()
{
    QFETCH(QString, typed);
    QFETCH(int, kind);
    QFETCH(bool, matchCase);
    QFETCH(bool, text);
    QFETCH(std::string, bytes);
    QFETCH(QString, hits);
    const FindQuery query{typed, static_cast<FindKind>(kind), matchCase};
    for (std::size_t slice = 1; slice <= bytes.size() + 1; ++slice)
        QCOMPARE(u"%1: "_s.arg(slice) + told(hitsOf(query, bytes, text, slice)), u"%1: "_s.arg(slice) + hits);
}

/// Several slices as they are used, and one for all.
void TestFindScan::longTextsInSlices()
{
    std::string bytes;
    for (int i = 0; i < 6000; ++i)
        bytes += i % 7 == 0 ? "Länge: " + std::to_string(i) + "\r\n" : i % 11 == 0 ? "\xf0\x9f\x98\x80" : "xyz ";
    for (const FindQuery &query :
         {FindQuery{u"LÄNGE: 1"_s, FindKind::Text, false}, FindQuery{u"xyz"_s, FindKind::Text, true},
          FindQuery{u"L.nge: (\\d+)$"_s, FindKind::Expression, true}, FindQuery{u"0d 0a"_s, FindKind::Hex, false}}) {
        const auto whole = hitsOf(query, bytes, true, bytes.size());
        QVERIFY(whole.size() > 100);
        for (const std::size_t slice : {61U, 1000U, 4096U})
            QVERIFY2(hitsOf(query, bytes, true, slice) == whole, qPrintable(query.text));
    }
}

void TestFindScan::runsAreApart()
{
    const std::vector<FindRun> runs{{"one two tw", false, 7, 100}, {"", false, 8, 0}, {"oTwo", false, 9, 20}};
    const auto result = model::find(model::patternOf({u"two"_s}), runs);
    QVERIFY(result.hits == (std::vector<FindHit>{{7, 104, 3}, {9, 21, 3}}));
    QVERIFY(result.end == FindResult::End::Whole);
    QCOMPARE(result.searched, std::uint64_t(14));
}

void TestFindScan::noMoreThanTheBound()
{
    model::FindBounds bounds;
    bounds.hits = 3;
    for (const auto kind : {FindKind::Text, FindKind::Expression}) {
        const auto pattern = model::patternOf({u"a"_s, kind});
        const auto three = model::find(pattern, {{"a-a-a", true}}, {}, bounds);
        QCOMPARE(three.hits.size(), std::size_t(3));
        QVERIFY(three.end == FindResult::End::Whole);
        const auto four = model::find(pattern, {{"a-a", true}, {"aa", true}}, {}, bounds);
        QCOMPARE(four.hits.size(), std::size_t(3));
        QVERIFY(four.end == FindResult::End::MoreHits);
    }
}

void TestFindScan::stops()
{
    const std::string bytes(100'000, 'a');
    int asked = 0;
    model::FindBounds bounds;
    bounds.slice = 1000;
    const auto result = model::find(
        model::patternOf({u"a"_s}), {{bytes, true}}, [&] { return ++asked <= 5; }, bounds);
    QVERIFY(result.end == FindResult::End::Stopped);
    QCOMPARE(result.hits.size(), std::size_t(5000));
    QCOMPARE(result.searched, std::uint64_t(5000));
}

void TestFindScan::hostileExpressions_data()
{
    QTest::addColumn<QString>("expression");
    QTest::newRow("nested repeats") << u"(a+)+[bc]"_s;
    QTest::newRow("either of the same") << u"(a|a)*[bc]"_s;
    QTest::newRow("nested, many groups") << QString(u"("_s.repeated(20) + u"a*"_s + u")*"_s.repeated(20) + u"[bc]$"_s);
    QTest::newRow("back references") << u"(a*)(a*)(a*)(a*)\\1\\2\\3\\4[bc]"_s;
    QTest::newRow("into itself") << u"(a(?1)?a?)+[bc]"_s;
}

/// They are given up, and what was found before stays.
void TestFindScan::hostileExpressions()
{
    QFETCH(QString, expression);
    const std::string bytes = "aab\naac\n" + std::string(200'000, 'a') + "\n";
    QElapsedTimer timer;
    timer.start();
    const auto result = hard(u"(?:"_s + expression + u")|^aab$"_s, bytes);
    QVERIFY2(timer.elapsed() < 20'000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(result.end == FindResult::End::TooHard);
    QVERIFY(!result.hits.empty());
    QVERIFY(result.searched < 10'000);
}

/// More steps than most take, and no more than are allowed.
void TestFindScan::patientWhereItMust()
{
    const std::string line = "x" + std::string(3500, 'a') + "b\n";
    const auto result = hard(u"x.*?b"_s, "b\n" + line + "a\n" + line);
    QVERIFY(result.end == FindResult::End::Whole);
    QCOMPARE(told(result.hits), u"2-3504 3507-7009"_s);
}

/// Whoever asks is asked often enough.
void TestFindScan::aSliceTakesABoundedTime()
{
    std::string bytes;
    for (int i = 0; i < 200'000; ++i)
        bytes += i % 21 == 20 ? 'z' : static_cast<char>('a' + i % 20); // from each place nearly as many steps as may be
    QElapsedTimer timer;
    qint64 longest = 0;
    timer.start();
    const auto wanted = [&] {
        longest = std::max(longest, timer.restart());
        return true;
    };
    model::find(model::patternOf({u"[a-y]*[a-x]*[a-w]*\\d"_s, FindKind::Expression}), {{bytes, true}}, wanted);
    longest = std::max(longest, timer.elapsed());
    QVERIFY2(longest < 5000, qPrintable(QString::number(longest)));
}

void TestFindScan::wrongPatternsFindNothing()
{
    QVERIFY(hitsOf({u"("_s, FindKind::Expression}, "(((", true).empty());
    QVERIFY(hitsOf({u"0"_s, FindKind::Hex}, "000", true).empty());
    QVERIFY(hitsOf({QString(), FindKind::Text}, "000", true).empty());
    QVERIFY(hitsOf({u"a"_s}, {}, true).empty());
}

INTERIM_SUITE(TestFindScan)
#include "tst_find_scan.moc"
