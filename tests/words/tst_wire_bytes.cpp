// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/wire_bytes.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace words;

class TestWireBytes : public QObject {
    Q_OBJECT
private slots:
    void wire()
    {
        using namespace std::string_view_literals;
        QCOMPARE(wireText("a\0\x1b[31m\xff\\"sv), u"a\\x00\\x1b[31m\\xff\\\\"_s);
        QCOMPARE(wireText("abcdef", 3), u"abc…"_s);
    }
};

INTERIM_SUITE(TestWireBytes)
#include "tst_wire_bytes.moc"
