// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/exchange_caption.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestExchangeCaption : public QObject {
    Q_OBJECT
private slots:
    void aRequestIsNamedWithoutSecrets_data()
    {
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("words");
        QTest::newRow("all") << u"http://me:secret@h.test:81/path?token=secret"_s << u"PUT h.test:81/path"_s;
        QTest::newRow("no URL") << u"no url"_s << u"PUT"_s;
        QTest::newRow("long") << u"http://h.test/"_s + QString(200, u'x')
                              << u"PUT h.test"_s.leftJustified(11, u'/') + QString(69, u'x') + u'…';
    }
    void aRequestIsNamedWithoutSecrets()
    {
        QFETCH(QString, url);
        request::RequestSpec spec;
        spec.method = "PUT";
        spec.url = url.toStdString();
        QTEST(ui::requestCaption(spec), "words");
    }

    void controlBytesAreShown()
    {
        request::RequestSpec spec;
        spec.method = "P\x01T";
        spec.url = "http://h.test/";
        QVERIFY(!ui::requestCaption(spec).contains(QChar(1)));
    }

    void aClientOfTheLabIsNamedByWhatItAskedFor()
    {
        record::Exchange exchange;
        QCOMPARE(ui::labCaption(exchange), u"Lab · "_s);
        exchange.attempts.emplace_back();
        exchange.attempts.back().request.head.method = "POST";
        exchange.attempts.back().request.head.target = "/continue?token=secret";
        QCOMPARE(ui::labCaption(exchange), u"Lab · POST /continue"_s);
    }
};

INTERIM_SUITE(TestExchangeCaption)
#include "tst_exchange_caption.moc"
