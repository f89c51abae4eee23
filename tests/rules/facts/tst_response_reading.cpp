// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/facts/response_reading.h"

#include "guidance/played.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace rules;
using test::Played;

class TestResponseReading : public QObject {
    Q_OBJECT
private slots:
    void nothingCame()
    {
        Played played;
        played.head();
        const record::Exchange exchange = played.exchange();
        const record::Attempt &attempt = exchange.attempts.front();
        QVERIFY(readInterims(attempt).codes.isEmpty() && !readContinue(attempt));
        QVERIFY(!readHops(attempt).any && !readFinal(attempt));
    }
    void interims()
    {
        Played played;
        played.head().interim(103).interim(103).interim(104, "Upload-Offset: 7\r\nLocation: /x\r\n");
        played.interim(100, "Server: s\r\n").interim(102, "Connection: a, close\r\n");
        const record::Exchange exchange = played.exchange();
        const InterimReading read = readInterims(exchange.attempts.front());
        QCOMPARE(read.codes, (QStringList{u"103"_s, u"103"_s, u"104"_s, u"100"_s, u"102"_s}));
        QCOMPARE(read.others, (QStringList{u"103"_s, u"104"_s, u"102"_s}));
        QCOMPARE(read.waiting, (QStringList{u"103"_s, u"104"_s}));
        QCOMPARE(read.continues, 1);
        QVERIFY(read.saysClose);
        QCOMPARE(read.resumption.size(), 2U);
        QCOMPARE(read.resumption.back().second, std::string_view("7"));
        const auto first = readContinue(exchange.attempts.front());
        QVERIFY(first.has_value());
        QCOMPARE(first->server.value_or(""), std::string_view("s"));
        QVERIFY(!first->via);
    }
    void theFinalHead()
    {
        Played played;
        played.head().answer(
            405, "Allow: GET, POST\r\nRetry-After: 5\r\nConnection: keep-alive\r\nContent-Length: 9\r\n", "1.0");
        const record::Exchange exchange = played.exchange();
        const auto read = readFinal(exchange.attempts.front());
        QVERIFY(read.has_value());
        QCOMPARE(read->framing, wire::FramingMode::Length);
        QCOMPARE(read->length.value_or(0), 9U);
        QVERIFY(read->persists && read->saysKeepAlive && !read->saysClose && !read->transferEncoding);
        QCOMPARE(read->retryAfter, wire::RetryAfter::Seconds);
        QCOMPARE(read->allowsMethod, std::optional(true));
        const HopReading hops = readHops(exchange.attempts.front());
        QVERIFY(hops.any && !hops.interim && hops.via.empty());
    }
    /// Where Content-Length cannot be read, the bound that reading sets is not what was announced.
    void aLengthThatIsNone()
    {
        Played played;
        played.head().answer(200, "Content-Length: x\r\n");
        const record::Exchange exchange = played.exchange();
        const auto read = readFinal(exchange.attempts.front());
        QVERIFY(read && !read->length && !read->allowsMethod);
    }
};

INTERIM_SUITE(TestResponseReading)
#include "tst_response_reading.moc"
