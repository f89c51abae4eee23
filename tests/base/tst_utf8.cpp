// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/utf8.h"

#include <QTest>

using namespace base;

class TestUtf8 : public QObject {
    Q_OBJECT
private slots:
    void wellFormedAlone()
    {
        const auto is = [](std::string_view bytes, char32_t point, std::size_t length) {
            const CodePoint read = decodeUtf8(bytes);
            return read.point == point && read.length == length;
        };
        QVERIFY(is("a", U'a', 1) && is("\x7f", 0x7f, 1) && is("\xc3\xa9x", 0xe9, 2));
        QVERIFY(is("\xe2\x82\xac", 0x20ac, 3) && is("\xf0\x9f\x98\x80", 0x1f600, 4)
                && is("\xf4\x8f\xbf\xbf", 0x10ffff, 4));
        for (const std::string_view odd :
             {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc3", "\xc3x", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xe2\x82",
              "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff"})
            QCOMPARE(decodeUtf8(odd).length, std::size_t(0));
    }

    void whatDeceives()
    {
        for (const char32_t point : {0x0u, 0x1bu, 0x7fu, 0x9bu, 0xadu, 0x61cu, 0x180eu, 0x200bu, 0x200du, 0x200fu,
                                     0x2028u, 0x202eu, 0x2060u, 0x2065u, 0x2069u, 0x206fu, 0xfeffu, 0xfff9u, 0xe0041u})
            QVERIFY2(isDeceptive(point), qPrintable(QString::number(point, 16)));
        for (const char32_t point :
             {0x9u, 0xau, 0xdu, 0x20u, 0x7eu, 0xa0u, 0xe9u, 0x2010u, 0x202fu, 0x20acu, 0xfffdu, 0x1f600u})
            QVERIFY2(!isDeceptive(point), qPrintable(QString::number(point, 16)));
    }
};

INTERIM_SUITE(TestUtf8)
#include "tst_utf8.moc"
