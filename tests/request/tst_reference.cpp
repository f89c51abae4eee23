// SPDX-License-Identifier: GPL-3.0-or-later
// Locations as they come: RFC 3986 section 5.4, and bytes that no URL holds.
#include "request/reference.h"

#include <QTest>

using namespace request;
using namespace wire;

class TestReference : public QObject {
    Q_OBJECT
private slots:
    void resolves_data()
    {
        QTest::addColumn<QByteArray>("reference");
        QTest::addColumn<QByteArray>("url");
        const auto row = [](const char *reference, const char *url) {
            QTest::addRow("%s", QByteArray(reference).toHex(' ').constData())
                << QByteArray(reference) << QByteArray(url);
        };
        // RFC 3986 sections 5.4.1 and 5.4.2, without their fragments.
        row("g:h", "g:h");
        row("g", "http://a/b/c/g");
        row("./g", "http://a/b/c/g");
        row("g/", "http://a/b/c/g/");
        row("/g", "http://a/g");
        row("//g", "http://g");
        row("?y", "http://a/b/c/d;p?y");
        row("g?y", "http://a/b/c/g?y");
        row("#s", "http://a/b/c/d;p?q");
        row("g#s", "http://a/b/c/g");
        row(";x", "http://a/b/c/;x");
        row("", "http://a/b/c/d;p?q");
        row(".", "http://a/b/c/");
        row("./", "http://a/b/c/");
        row("..", "http://a/b/");
        row("../g", "http://a/b/g");
        row("../..", "http://a/");
        row("../../../../g", "http://a/g");
        row("/./g", "http://a/g");
        row("/../g", "http://a/g");
        row("g.", "http://a/b/c/g.");
        row("..g", "http://a/b/c/..g");
        row("g;x=1/../y", "http://a/b/c/y");
        row("g?y/./x", "http://a/b/c/g?y/./x");
        row("HTTP://x/a/../b", "HTTP://x/b");
        row("http:g", "http:g");
        row("http:///x", "http:///x");
        // Bytes, and what curl leaves alone.
        row("/\xe4", "http://a/%E4");
        row("\xc3\xa9?\xe4 x", "http://a/b/c/%C3%A9?%E4%20x");
        row("/a b", "http://a/a%20b");
        row("/a|b\"<>^`{}\\c%zz%2f", "http://a/a|b\"<>^`{}\\c%zz%2f");
        row("//b\xc3\xbc.example/\xc3\xbc", "http://b\xc3\xbc.example/%C3%BC");
        row("/a//b/./c", "http://a/a//b/c");
    }
    void resolves()
    {
        QFETCH(QByteArray, reference);
        QTEST(QByteArray::fromStdString(resolved("http://a/b/c/d;p?q", reference.toStdString())), "url");
    }
    void emptyBasePath()
    {
        QCOMPARE(resolved("http://u:p@h:81", "x"), std::string("http://u:p@h:81/x"));
        QCOMPARE(resolved("http://h?q", "x"), std::string("http://h/x"));
    }
    void longPathsAreLinear()
    {
        std::string deep;
        for (int i = 0; i < 100'000; ++i)
            deep += "/a/..";
        QCOMPARE(resolved("http://h/", deep), std::string("http://h/"));
    }
    void schemes()
    {
        QCOMPARE(schemeOf("FTP://x"), std::string("ftp"));
        for (const char *none : {"", "/a:b", ":x", "1a:b", "a/b:c", "a b:c"})
            QCOMPARE(schemeOf(none), std::string());
    }
};

INTERIM_SUITE(TestReference)
#include "tst_reference.moc"
