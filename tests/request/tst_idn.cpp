// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/idn.h"

#include <QTest>

using namespace request;
using namespace wire;

class TestIdn : public QObject {
    Q_OBJECT
private slots:
    void names_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QByteArray>("ascii"); // "" where it is refused
        const auto row = [](const char *name, const char *ascii) {
            QTest::newRow(name) << QByteArray(name) << QByteArray(ascii);
        };
        row("b\xc3\xbc"
            "cher.example",
            "xn--bcher-kva.example");
        row("B\xc3\x9c"
            "CHER.Example.",
            "xn--bcher-kva.example.");
        row("fa\xc3\x9f.de", "xn--fa-hia.de"); // transitional: fass.de, which is another's
        row("\xef\xbc\x91.\xef\xbc\x92", "1.2");
        row("a\xef\xbc\x8f"
            "b.de",
            ""); // FULLWIDTH SOLIDUS
        row("\xef\xbc\x85"
            "41.de",
            ""); // FULLWIDTH PERCENT SIGN
        row("-\xc3\xbc.de", "");
        row("\xff.de", "");
        row("\xe2\x98\x83.net", "");
        row("a\xe2\x80\x8d"
            "b.de",
            ""); // ZERO WIDTH JOINER
    }
    void names()
    {
        QFETCH(QByteArray, name);
        QFETCH(QByteArray, ascii);
        const AsciiName made = asciiName(name.toStdString());
        QCOMPARE(QByteArray::fromStdString(made.name), ascii);
        QCOMPARE(made.error.empty(), !ascii.isEmpty());
    }
    void nulIsRefused() { QVERIFY(asciiName(std::string("\xc3\xbc\0.de", 6)).name.empty()); }
};

INTERIM_SUITE(TestIdn)
#include "tst_idn.moc"
