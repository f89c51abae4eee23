// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever bytes come, what is shown is one visible line in reading order.
#include "model/wire_text.h"

#include <QTest>

using namespace Qt::StringLiterals;
using model::Glyph;

class TestWireText : public QObject {
    Q_OBJECT

private slots:
    void plainText();
    void controlsAreSpelled();
    void brokenUtf8IsBytes_data();
    void brokenUtf8IsBytes();
    void nothingTurnsTheLine();
    void everyByteIsAccountedFor();
    void longTextIsCut();
};

void TestWireText::plainText()
{
    QCOMPARE(model::visibleText("Expectation Failed"), u"Expectation Failed"_s);
    QCOMPARE(model::visibleText("caf\xc3\xa9"), u"café"_s);
    QCOMPARE(model::visibleText(""), QString());
}

void TestWireText::controlsAreSpelled()
{
    QCOMPARE(model::visibleText(std::string_view("a\r\nb\tc\0d\x1b[31m", 13)), u"a\\r\\nb\\tc\\x00d\\x1b[31m"_s);
    QVERIFY(model::glyphAt("\r").kind == Glyph::Kind::LineEnd);
    QCOMPARE(model::glyphAt("\n").text, u"LF"_s);
}

void TestWireText::brokenUtf8IsBytes_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("text");
    QTest::newRow("lone continuation") << QByteArray("\x80") << u"\\x80"_s;
    QTest::newRow("cut") << QByteArray("\xe2\x82") << u"\\xe2\\x82"_s;
    QTest::newRow("overlong") << QByteArray("\xc0\xaf") << u"\\xc0\\xaf"_s;
    QTest::newRow("surrogate") << QByteArray("\xed\xa0\x80") << u"\\xed\\xa0\\x80"_s;
    QTest::newRow("too high") << QByteArray("\xf4\x90\x80\x80") << u"\\xf4\\x90\\x80\\x80"_s;
    QTest::newRow("latin 1") << QByteArray("caf\xe9") << u"caf\\xe9"_s;
}

void TestWireText::brokenUtf8IsBytes()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, text);
    QCOMPARE(model::visibleText({bytes.constData(), static_cast<std::size_t>(bytes.size())}), text);
}

void TestWireText::nothingTurnsTheLine()
{
    for (const char32_t code :
         {U'\u202e', U'\u2066', U'\u200b', U'\u2028', U'\u2060', U'\u0085', U'\u05d0', U'\u0627'}) {
        const QByteArray bytes = QString::fromUcs4(&code, 1).toUtf8();
        const QString shown = model::visibleText({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        QVERIFY2(shown.startsWith(u"\\x"_s), qPrintable(QString::number(code, 16)));
    }
}

void TestWireText::everyByteIsAccountedFor()
{
    std::string bytes;
    for (int i = 0; i < 4096; ++i)
        bytes += static_cast<char>((i * 197 + i / 7) & 0xff);
    std::size_t at = 0;
    while (at < bytes.size()) {
        const Glyph glyph = model::glyphAt(std::string_view(bytes).substr(at));
        QVERIFY(glyph.bytes >= 1 && !glyph.text.isEmpty());
        for (const QChar c : glyph.text)
            QVERIFY(c.isPrint());
        at += glyph.bytes;
    }
    QCOMPARE(at, bytes.size());
}

void TestWireText::longTextIsCut()
{
    const QString shown = model::visibleText(std::string(1000, 'x'), 20);
    QCOMPARE(shown, QString(20, u'x') + QChar(0x2026));
}

INTERIM_SUITE(TestWireText)
#include "tst_wire_text.moc"
