// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/json/event_json.h"

#include "support/exchange_sample.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;
using wire::Event;
using wire::Kind;
using wire::Phase;

class TestEventJson : public QObject {
    Q_OBJECT
    static QJsonObject detail(const Event &event) { return eventToJson(event)["detail"_L1].toObject(); }
private slots:
    void numbersStand()
    {
        Event event;
        event.seq = 7;
        event.at = 9'007'199'254'740'993; // above 2^53: a double would lose the last digit
        event.span = {5, 6};
        event.kind = Kind::Unparsed;
        event.direction = wire::Direction::Received;
        const QJsonObject json = eventToJson(event);
        QCOMPARE(json["t_ns"_L1].toInteger(), 9'007'199'254'740'993);
        QCOMPARE(json["seq"_L1].toInt(), 7);
        QCOMPARE(json["offset"_L1].toInt(), 5);
        QCOMPARE(json["kind"_L1].toString(), u"unparsed"_s);
        QCOMPARE(json["direction"_L1].toString(), u"received"_s);
    }

    void startLinesDependOnTheSeat()
    {
        Event event;
        event.kind = Kind::StartLine;
        event.direction = wire::Direction::Sent;
        event.name = "POST";
        event.text = "/";
        event.value = 11;
        QCOMPARE(detail(event)["method"_L1].toString(), u"POST"_s);
        event.role = wire::Role::Server;
        QVERIFY(detail(event).contains("status"_L1));
    }

    void failuresAndGoalsDiffer()
    {
        Event event;
        event.kind = Kind::Connect;
        event.phase = Phase::End;
        event.code = 1;
        event.text = "refused";
        QCOMPARE(detail(event)["error"_L1].toString(), u"refused"_s);
        event.code = 0;
        QCOMPARE(detail(event)["address"_L1].toString(), u"refused"_s);
        event.kind = Kind::Tls;
        event.name = "TLSv1.3";
        QCOMPARE(detail(event)["protocol"_L1].toString(), u"TLSv1.3"_s);
    }

    void anomaliesNameTheirRule()
    {
        Event event;
        event.kind = Kind::Anomaly;
        event.code = static_cast<int>(wire::Anomaly::BareLf);
        event.name = "bare-lf";
        event.text = std::string("\0\xff", 2);
        const QJsonObject json = detail(event);
        QVERIFY(json["reference"_L1].toString().startsWith("RFC "_L1));
        QCOMPARE(json["text"_L1].toString().size(), 2);
        event.code = 100000; // from a recording that a later Interim made
        QVERIFY(!detail(event).contains("reference"_L1));
    }
};

INTERIM_SUITE(TestEventJson)
#include "tst_event_json.moc"
