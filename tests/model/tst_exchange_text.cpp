// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/exchange_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestExchangeText : public QObject {
    Q_OBJECT

    static record::Exchange answered(const char *server)
    {
        record::Attempt attempt;
        attempt.reason = record::Reason::First;
        attempt.target = {.host = "h.example", .port = 8080, .address = "192.0.2.1"};
        attempt.request.seen = true;
        attempt.request.head.method = "PUT";
        attempt.request.head.target = "/a?token=secret";
        attempt.final.emplace();
        attempt.final->fields = {{"Server", server}};
        record::Exchange exchange;
        exchange.attempts.push_back(attempt);
        return exchange;
    }

private slots:
    void whatWasAsked()
    {
        request::RequestSpec spec;
        spec.method = "POST";
        spec.url = "http://u:p@h.example/x?token=secret";
        QCOMPARE(model::askedText({}, spec), u"POST /x?token=***"_s); // nothing has left
        QCOMPARE(model::askedText(answered("s"), spec), u"PUT /a?token=***"_s);
        spec.url = "http://[";
        QCOMPARE(model::askedText({}, spec), u"POST http://["_s);
    }

    void aTunnelIsNotWhatWasAsked()
    {
        record::Exchange exchange = answered("s");
        record::Attempt tunnel = exchange.attempts.front();
        tunnel.reason = record::Reason::ProxyConnect;
        tunnel.request.head.method = "CONNECT";
        exchange.attempts.insert(exchange.attempts.begin(), tunnel);
        QCOMPARE(model::askedText(exchange, {}), u"PUT /a?token=***"_s);
    }

    void whoAnswered()
    {
        request::RequestSpec spec;
        spec.url = "http://h.example:8080/";
        QCOMPARE(model::peerText({}, spec), QString());
        QCOMPARE(model::peerText(answered("nginx/1.22"), spec), u"nginx/1.22 at h.example:8080 (192.0.2.1)"_s);
        record::Exchange exchange = answered("");
        exchange.attempts[0].target.host = "192.0.2.1";
        QCOMPARE(model::peerText(exchange, spec), u"192.0.2.1:8080"_s);
        exchange.attempts[0].target.unixSocket = "/run/x";
        QCOMPARE(model::peerText(exchange, spec), u"/run/x"_s);
        QVERIFY(!model::peerText(answered("a\x1b[31mb"), spec).contains(QChar(0x1b)));
        QVERIFY(model::peerText(answered(std::string(500, 'x').c_str()), spec).size() < 120);
    }

    // The address that was connected to is the proxy's.
    void throughAProxy()
    {
        request::RequestSpec spec;
        spec.url = "http://h.example:8080/";
        spec.proxy = "http://u:secret@p.example:3128";
        // Forwarded: the proxy may have answered itself.
        QCOMPARE(model::peerText(answered("nginx"), spec), u"h.example:8080 through p.example:3128, Server: nginx"_s);
        QCOMPARE(model::peerText(answered(""), spec), u"h.example:8080 through p.example:3128"_s);
        spec.proxy = "socks5://p.example:1080";
        QCOMPARE(model::peerText(answered("nginx"), spec), u"nginx at h.example:8080 through p.example:1080"_s);
        spec.proxy = "http://p.example:3128";
        spec.url = "https://h.example:8080/";
        QCOMPARE(model::peerText(answered("nginx"), spec), u"nginx at h.example:8080 through p.example:3128"_s);
        record::Exchange refused = answered("squid");
        refused.attempts[0].reason = record::Reason::ProxyConnect;
        QCOMPARE(model::peerText(refused, spec), u"squid at p.example:3128"_s); // nobody else was reached
    }

    void aClientOfTheLab()
    {
        record::Exchange exchange = answered("interim-lab");
        exchange.role = wire::Role::Server;
        QCOMPARE(model::peerText(exchange, {}), u"a client of the lab"_s);
        exchange.attempts[0].request.head.fields = {{"User-Agent", "curl/8.5"}};
        QCOMPARE(model::peerText(exchange, {}), u"curl/8.5, at the lab"_s);
    }
};

INTERIM_SUITE(TestExchangeText)
#include "tst_exchange_text.moc"
