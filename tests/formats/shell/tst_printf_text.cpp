// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/shell/printf_text.h"

#include <QTest>

using formats::printfText;

class TestPrintfText : public QObject {
    Q_OBJECT
private slots:
    void escapes()
    {
        bool known = true;
        QCOMPARE(printfText("a%%b\\000\\377\\r\\n\\\\", known), std::string("a%b\0\xff\r\n\\", 8));
        QCOMPARE(printfText("\\a\\b\\f\\t\\v\\\"\\'\\x4g\\x41\\0101", known), std::string("\a\b\f\t\v\"'\x04gA\b1"));
        QVERIFY(known);
    }

    void whatIsNotKnownIsSaid()
    {
        for (const char *format : {"%s", "a%", "\\q", "\\", "\\xg"}) {
            bool known = true;
            printfText(format, known);
            QVERIFY2(!known, format);
        }
    }
};

INTERIM_SUITE(TestPrintfText)
#include "tst_printf_text.moc"
