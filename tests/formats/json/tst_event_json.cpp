// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/json/event_json.h"

#include "support/exchange_sample.h"

#include <QTest>

using namespace formats;
using wire::Event;
using wire::Kind;
using wire::Phase;

class TestEventJson : public QObject {
    Q_OBJECT
    static QJsonObject detail(const Event &event)
    {
        return eventToJson(event, wire::Role::Client)[QLatin1String("detail")].toObject();
    }
private slots:
    void numbersStand()
    {
        Event event;
        event.seq = 7;
        event.at = 9'007'199'254'740'993; // above 2^53: a double would lose the last digit
        event.span = {5, 6};
        event.kind = Kind::Unparsed;
        event.direction = wire::Direction::Received;
        const QJsonObject json = eventToJson(event, wire::Role::Client);
        QCOMPARE(json[QLatin1String("t_ns")].toInteger(), 9'007'199'254'740'993);
        QCOMPARE(json[QLatin1String("seq")].toInt(), 7);
        QCOMPARE(json[QLatin1String("offset")].toInt(), 5);
        QCOMPARE(json[QLatin1String("kind")].toString(), QStringLiteral("unparsed"));
        QCOMPARE(json[QLatin1String("direction")].toString(), QStringLiteral("received"));
    }

    void startLinesDependOnTheSeat()
    {
        Event event;
        event.kind = Kind::StartLine;
        event.direction = wire::Direction::Sent;
        event.name = "POST";
        event.text = "/";
        event.value = 11;
        QCOMPARE(detail(event)[QLatin1String("method")].toString(), QStringLiteral("POST"));
        const auto server = eventToJson(event, wire::Role::Server)[QLatin1String("detail")].toObject();
        QVERIFY(server.contains(QLatin1String("status")));
    }

    void failuresAndGoalsDiffer()
    {
        Event event;
        event.kind = Kind::Connect;
        event.phase = Phase::End;
        event.code = 1;
        event.text = "refused";
        QCOMPARE(detail(event)[QLatin1String("error")].toString(), QStringLiteral("refused"));
        event.code = 0;
        QCOMPARE(detail(event)[QLatin1String("address")].toString(), QStringLiteral("refused"));
        event.kind = Kind::Tls;
        event.name = "TLSv1.3";
        QCOMPARE(detail(event)[QLatin1String("protocol")].toString(), QStringLiteral("TLSv1.3"));
    }

    void anomaliesNameTheirRule()
    {
        Event event;
        event.kind = Kind::Anomaly;
        event.code = static_cast<int>(wire::Anomaly::BareLf);
        event.name = "bare-lf";
        event.text = std::string("\0\xff", 2);
        const QJsonObject json = detail(event);
        QVERIFY(json[QLatin1String("reference")].toString().startsWith(QLatin1String("RFC ")));
        QCOMPARE(json[QLatin1String("text")].toString().size(), 2);
        event.code = 100000; // from a recording that a later Interim made
        QVERIFY(!detail(event).contains(QLatin1String("reference")));
    }
};

INTERIM_SUITE(TestEventJson)
#include "tst_event_json.moc"
