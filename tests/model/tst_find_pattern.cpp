// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed to be looked for, and what is said of what cannot be.
#include "model/find_pattern.h"

#include <QTest>

using namespace Qt::StringLiterals;
using model::FindPattern;
using model::FindQuery;
using FindKind = model::FindQuery::Kind;

class TestFindPattern : public QObject {
    Q_OBJECT
private slots:
    void hex_data();
    void hex();
    void wrongHex_data();
    void wrongHex();
    void wrongExpressions_data();
    void wrongExpressions();
    void nothingToLookFor();
    void noTextLiftsTheLimits();
    void tooLong();
};

void TestFindPattern::hex_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("apart") << u"0d 0a"_s << QByteArray("\r\n");
    QTest::newRow("together") << u"0D0a"_s << QByteArray("\r\n");
    QTest::newRow("as in C") << u"\\x0d\\x0a"_s << QByteArray("\r\n");
    QTest::newRow("mixed") << u" 0x48,0x49\\x4a:4b "_s << QByteArray("HIJK");
    QTest::newRow("NUL") << u"00 00"_s << QByteArray("\0\0", 2);
    QTest::newRow("high") << u"ff"_s << QByteArray("\xff");
}

void TestFindPattern::hex()
{
    QFETCH(QString, typed);
    QFETCH(QByteArray, bytes);
    const auto pattern = model::patternOf({typed, FindKind::Hex});
    QCOMPARE(pattern.error, QString());
    QCOMPARE(QByteArray::fromStdString(pattern.bytes), bytes);
    QVERIFY(pattern.some());
}

void TestFindPattern::wrongHex_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("where");
    QTest::newRow("half a byte") << u"0d 0"_s << u"character 5"_s;
    QTest::newRow("half a byte, and one") << u"0 0d"_s << u"character 2"_s;
    QTest::newRow("letters") << u"zz"_s << u"character 1"_s;
    QTest::newRow("one letter") << u"0d 0g"_s << u"character 5"_s;
    QTest::newRow("prefix alone") << u"0x"_s << u"character 3"_s;
    QTest::newRow("digits of another script") << u"\u0660\u0661"_s << u"character 1"_s;
}

void TestFindPattern::wrongHex()
{
    QFETCH(QString, typed);
    QFETCH(QString, where);
    const auto pattern = model::patternOf({typed, FindKind::Hex});
    QVERIFY2(pattern.error.contains(u"hex"_s) && pattern.error.endsWith(where), qPrintable(pattern.error));
    QVERIFY(!pattern.some());
}

void TestFindPattern::wrongExpressions_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("where");
    QTest::newRow("open group") << u"ab(c"_s << u"after character 4:"_s;
    QTest::newRow("open class") << u"[ab"_s << u"after character 3:"_s;
    QTest::newRow("nothing to repeat") << u"*a"_s << u"after character "_s;
    QTest::newRow("closed too often") << u"a)(b"_s << u"after character 1:"_s;
    QTest::newRow("too large") << u"((a{1000}){1000}){1000}"_s << u"after character "_s;
}

void TestFindPattern::wrongExpressions()
{
    QFETCH(QString, typed);
    QFETCH(QString, where);
    const auto pattern = model::patternOf({typed, FindKind::Expression});
    QVERIFY2(pattern.error.contains(where), qPrintable(pattern.error));
    QVERIFY(!pattern.error.contains(u'\n'));
    QVERIFY(!pattern.some());
    QVERIFY(model::patternOf({typed, FindKind::Text}).some());
}

void TestFindPattern::nothingToLookFor()
{
    for (const auto kind : {FindKind::Text, FindKind::Expression, FindKind::Hex}) {
        const auto pattern = model::patternOf({QString(), kind});
        QVERIFY(!pattern.some() && pattern.error.isEmpty());
    }
    const auto spaces = model::patternOf({u"  , "_s, FindKind::Hex});
    QVERIFY(!spaces.some() && spaces.error.isEmpty());
}

/// What an expression may set for itself at its beginning is no part of what is typed.
void TestFindPattern::noTextLiftsTheLimits()
{
    for (const auto &typed : {u"(*LIMIT_MATCH=4000000000)a"_s, u"(*UTF)a"_s, u"(*CRLF)^a"_s})
        QVERIFY2(!model::patternOf({typed, FindKind::Expression}).error.isEmpty(), qPrintable(typed));
    QVERIFY(model::patternOf({u"(?x) a # (*UTF)"_s, FindKind::Expression}).some());
}

void TestFindPattern::tooLong()
{
    QVERIFY(model::patternOf({QString(FindPattern::longest, u'a'), FindKind::Text}).some());
    const auto pattern = model::patternOf({QString(FindPattern::longest + 1, u'a'), FindKind::Text});
    QVERIFY(!pattern.some());
    QVERIFY(pattern.error.contains(u"4096"_s));
}

INTERIM_SUITE(TestFindPattern)
#include "tst_find_pattern.moc"
