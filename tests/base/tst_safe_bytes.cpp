// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/safe_bytes.h"

#include <QTest>

using namespace base;

class TestSafeBytes : public QObject {
    Q_OBJECT

private slots:
    void escapes()
    {
        QCOMPARE(escaped("a b~"), std::string("a b~"));
        QCOMPARE(escaped(std::string_view("\0\t\r\n\x1b[31m\x7f\xff\\", 12)),
                 std::string("\\x00\\x09\\x0d\\x0a\\x1b[31m\\x7f\\xff\\\\"));
        QCOMPARE(escaped(""), std::string());
    }

    void everyByteEscapesToPrintableAscii()
    {
        for (int c = 0; c < 256; ++c) {
            for (const char shown : escaped(std::string(1, static_cast<char>(c))))
                QVERIFY(shown >= 0x20 && shown < 0x7f);
        }
    }

    void longOnesAreCut()
    {
        QCOMPARE(inQuotes("a\nb"), std::string("\"a\\x0ab\""));
        QCOMPARE(inQuotes("abcdef", 3), std::string("\"abc...\""));
        QCOMPARE(inQuotes("abc", 3), std::string("\"abc\""));
    }
};

INTERIM_SUITE(TestSafeBytes)
#include "tst_safe_bytes.moc"
