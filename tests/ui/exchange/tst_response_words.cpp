// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/response/response_words.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestResponseWords : public QObject {
    Q_OBJECT
private slots:
    void namesForFiles();
};

void TestResponseWords::namesForFiles()
{
    QCOMPARE(ui::fileName("/v1/list.json?page=2", u"application/json"_s), u"list.json"_s);
    QCOMPARE(ui::fileName("/", u"text/html"_s), u"content.html"_s);
    QCOMPARE(ui::fileName("/a/..%2f..%2fetc", {}), u"2f..2fetc"_s);
    QCOMPARE(ui::fileName("/-rf", u"image/png"_s), u"rf.png"_s);
    QCOMPARE(ui::fileName("*", {}), u"content.bin"_s);
}

INTERIM_SUITE(TestResponseWords)
#include "tst_response_words.moc"
