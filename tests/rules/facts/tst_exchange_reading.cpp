// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/facts/exchange_reading.h"

#include "guidance/played.h"

#include <QTest>

using namespace rules;
using test::Played;

class TestExchangeReading : public QObject {
    Q_OBJECT
private slots:
    void eachSeatHasItsOwn()
    {
        Played asked;
        asked.begin();
        const record::Exchange ours = asked.exchange();
        const ExchangeReading client = readExchange(ours, asked.spec(), 7);
        QVERIFY(!client.asked.rule.empty() && !client.client);
        QCOMPARE(client.now, 7);
        Played seen({}, wire::Role::Server);
        seen.begin().got("PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\nabcd");
        const record::Exchange theirs = seen.exchange();
        const ExchangeReading server = readExchange(theirs, seen.spec(), 7);
        QVERIFY(server.asked.rule.empty() && server.client.has_value());
        QCOMPARE(server.client->did, record::ClientDid::DidNotWait);
    }
    void theWayThroughAProxy_data()
    {
        QTest::addColumn<QString>("proxy");
        QTest::addColumn<QString>("url");
        QTest::addColumn<QString>("way");
        QTest::newRow("none") << ""
                              << "http://a/"
                              << "";
        QTest::newRow("forwards") << "http://p:3128"
                                  << "http://a/"
                                  << "forwards p:3128";
        QTest::newRow("tunnels") << "http://p:3128"
                                 << "https://a/"
                                 << "tunnels p:3128";
        QTest::newRow("socks") << "socks5://p:1080"
                               << "http://a/"
                               << "socks p:1080";
        QTest::newRow("no proxy that can be used") << "ftp://p:1"
                                                   << "http://a/"
                                                   << "";
        QTest::newRow("no URL") << "http://p:3128"
                                << ""
                                << "";
    }
    void theWayThroughAProxy()
    {
        QFETCH(QString, proxy);
        QFETCH(QString, url);
        request::RequestSpec spec;
        spec.proxy = proxy.toStdString();
        spec.url = url.toStdString();
        const record::Exchange none;
        const auto read = readExchange(none, spec, 0).asked.proxy;
        QTEST(read ? QString::fromStdString(read->way + (' ' + read->place)) : QString(), "way");
    }
    void theBoundaryOfATypedHead()
    {
        request::RequestSpec spec;
        spec.method = "POST";
        spec.url = "http://a/";
        spec.body.kind = request::BodyKind::Multipart;
        const record::Exchange none;
        const auto boundary = [&] { return readExchange(none, spec, 0).asked.boundary; };
        QVERIFY(!boundary());
        spec.headers = {{"Content-Type", "multipart/form-data; boundary=x"}};
        QVERIFY(boundary() && boundary()->named && !boundary()->written.empty());
        spec.headers = {{"Content-Type", "multipart/form-data"}};
        QVERIFY(boundary() && !boundary()->named);
    }
};

INTERIM_SUITE(TestExchangeReading)
#include "tst_exchange_reading.moc"
