// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/json/exchange_json.h"

#include "formats/secrets.h"
#include "support/exchange_sample.h"
#include "support/json_schema.h"

#include <QJsonArray>
#include <QTest>

using namespace formats;

class TestExchangeJson : public QObject {
    Q_OBJECT
    static QJsonObject made(const wire::RequestSpec &spec, const std::vector<wire::Event> &events,
                            const Advice &advice = {}, wire::Role role = wire::Role::Client)
    {
        const record::Exchange exchange = record::summarize(role, events);
        return exchangeToJson({spec, exchange, events, advice});
    }
    static QByteArray text(const QJsonObject &json) { return QJsonDocument(json).toJson(); }

private slots:
    void healed417()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const QJsonObject json = made(spec, support::healed417(spec));
        QCOMPARE(json[QLatin1String("format")].toString(), QStringLiteral("interim-exchange"));
        QCOMPARE(json[QLatin1String("outcome")].toString(), QStringLiteral("final-status"));
        QVERIFY(json[QLatin1String("error")].isNull());
        const QJsonArray attempts = json[QLatin1String("attempts")].toArray();
        QCOMPARE(attempts.size(), 2);
        const QJsonObject first = attempts.at(0).toObject(), second = attempts.at(1).toObject();
        const QJsonObject expect = first[QLatin1String("expect")].toObject();
        QCOMPARE(expect[QLatin1String("sent")].toBool(), true);
        QCOMPARE(expect[QLatin1String("rule")].toString(), QStringLiteral("threshold"));
        QCOMPARE(expect[QLatin1String("outcome")].toString(), QStringLiteral("final-status"));
        QCOMPARE(expect[QLatin1String("pause_ns")].toInteger(), 1'630'000);
        QCOMPARE(expect[QLatin1String("wait_ms")].toInt(), 1000);
        QCOMPARE(first[QLatin1String("final")].toObject()[QLatin1String("status")].toInt(), 417);
        QCOMPARE(first[QLatin1String("body_bytes_sent")].toInt(), 0);
        QCOMPARE(first[QLatin1String("connection_after")].toString(), QStringLiteral("closed-by-client"));
        QCOMPARE(second[QLatin1String("expect")].toObject()[QLatin1String("rule")].toString(), QStringLiteral("off"));
        QCOMPARE(second[QLatin1String("interim")].toArray().size(), 1);
        QCOMPARE(second[QLatin1String("final")].toObject()[QLatin1String("body_bytes_sent_before")].toInt(), 2 << 20);
        const QJsonObject request = json[QLatin1String("request")].toObject();
        QCOMPARE(request[QLatin1String("method")].toString(), QStringLiteral("POST"));
        const auto headers = request[QLatin1String("headers")].toArray();
        QVERIFY(headers.contains(QJsonArray{QStringLiteral("Expect"), QStringLiteral("100-continue")}));
    }

    /// A proxy that opens no tunnel answers CONNECT; what was asked for never left.
    void refusedTunnel()
    {
        auto spec = support::uploadSpec(5);
        support::SampleMaker maker([] {
            wire::RequestSpec connect;
            connect.method = "CONNECT";
            connect.url = "http://127.0.0.1:8080";
            return connect;
        }());
        maker.at(0).begin("proxy-connect").at(10).head().received("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");
        maker.end("final-status");
        const QJsonObject json = made(spec, maker.events());
        QCOMPARE(json[QLatin1String("request")].toObject()[QLatin1String("method")].toString(), QStringLiteral("POST"));
        const QJsonObject sent = json[QLatin1String("attempts")].toArray().at(0)[QLatin1String("request")].toObject();
        QCOMPARE(sent[QLatin1String("method")].toString(), QStringLiteral("CONNECT"));
    }

    void whereItWent()
    {
        auto spec = support::uploadSpec(2 << 20);
        const auto target = [&spec] {
            return made(spec, support::healed417(spec))[QLatin1String("attempts")].toArray().at(0)[QLatin1String("target")].toObject();
        };
        QCOMPARE(target()[QLatin1String("address")].toString(), QStringLiteral("127.0.0.1"));
        QCOMPARE(target()[QLatin1String("address_port")].toInt(), 8080);
        QVERIFY(target()[QLatin1String("via")].isNull());
        spec.proxy = "http://***@p:3128";
        QCOMPARE(target()[QLatin1String("via")].toString(), QStringLiteral("http://***@p:3128"));
        const QString errors = support::schemaErrors(QStringLiteral("exchange.schema.json"), {text(made(spec, support::healed417(spec)))});
        QVERIFY2(errors.isEmpty(), qPrintable(errors));
    }

    void fitsTheSchema()
    {
        QList<QByteArray> documents;
        auto spec = support::uploadSpec(2 << 20);
        for (const Confidence confidence : {Confidence::Certain, Confidence::Likely, Confidence::Open})
            documents << text(made(spec, support::healed417(spec), fullAdvice(confidence)));
        // Hostile bytes, every kind of event that a synthetic list can hold, and no exchange at all.
        spec.headers = {{"X", std::string("a\0b\xff\x1b[31m", 9)}};
        spec.expect.waitNs = 1'500'000;
        documents << text(made(spec, support::healed417(spec, "\x1b]0;x\x07\xfe")));
        documents << text(made(spec, everyKind()));
        documents << text(made(spec, everyKind(), {}, wire::Role::Server));
        documents << text(made(spec, {}));
        for (int kind = 0; kind <= static_cast<int>(wire::BodyKind::Multipart); ++kind) {
            spec.body.kind = static_cast<wire::BodyKind>(kind);
            documents << text(made(spec, {}));
        }
        const QString errors = support::schemaErrors(QStringLiteral("exchange.schema.json"), documents);
        QVERIFY2(errors.isEmpty(), qPrintable(errors));
    }

    void adviceIsWhole()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const QJsonObject json = made(spec, support::healed417(spec), fullAdvice(Confidence::Likely));
        const QJsonObject guidance = json[QLatin1String("guidance")].toObject();
        const QJsonObject expected{
            {QStringLiteral("rule"), QStringLiteral("healed")},
            {QStringLiteral("topic"), QStringLiteral("417")},
            {QStringLiteral("confidence"), QStringLiteral("likely")},
            {QStringLiteral("headline"), QStringLiteral("Refused")},
            {QStringLiteral("sentences"), QJsonArray{QStringLiteral("One."), QStringLiteral("Two.")}},
            {QStringLiteral("evidence"), QJsonArray{QJsonArray{3, 4}, QJsonArray()}},
            {QStringLiteral("actions"),
             QJsonArray{QJsonObject{{QStringLiteral("key"), QStringLiteral("send-again")},
                                    {QStringLiteral("words"), QStringLiteral("Send again")}}}},
            {QStringLiteral("who"), QStringLiteral("lighttpd")},
            {QStringLiteral("why"), QStringLiteral("It is large.")},
            {QStringLiteral("references"), QJsonArray{QStringLiteral("RFC 9110 §10.1.1"), QStringLiteral("RFC 9110 §15.5.18")}}};
        QCOMPARE(guidance, expected);
        const QJsonObject finding = json[QLatin1String("findings")].toArray().at(0).toObject();
        QCOMPARE(finding[QLatin1String("confidence")].toString(), QStringLiteral("likely"));
        QCOMPARE(finding[QLatin1String("reference")].toString(), QStringLiteral("RFC 1; RFC 2"));
        QCOMPARE(finding[QLatin1String("references")].toArray(), (QJsonArray{QStringLiteral("RFC 1"), QStringLiteral("RFC 2")}));
        QCOMPARE(finding[QLatin1String("events")].toArray(), (QJsonArray{1, 2}));
    }

    /// What is always written is required.
    void schemaAsksForAllOfTheAdvice()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const QJsonObject whole = made(spec, support::healed417(spec), fullAdvice(Confidence::Open));
        QList<QByteArray> documents;
        const QJsonObject guidance = whole[QLatin1String("guidance")].toObject();
        for (const QString &key : guidance.keys()) {
            QJsonObject less = guidance, lacking = whole;
            less.remove(key);
            lacking.insert(QStringLiteral("guidance"), less);
            documents << text(lacking);
        }
        const QJsonObject finding = whole[QLatin1String("findings")].toArray().at(0).toObject();
        for (const QString &key : finding.keys()) {
            QJsonObject less = finding, lacking = whole;
            less.remove(key);
            lacking.insert(QStringLiteral("findings"), QJsonArray{less});
            documents << text(lacking);
        }
        QJsonObject unsure = guidance, odd = whole;
        unsure.insert(QStringLiteral("confidence"), QStringLiteral("perhaps"));
        odd.insert(QStringLiteral("guidance"), unsure);
        documents << text(odd);
        const QString said = support::schemaErrors(QStringLiteral("exchange.schema.json"), documents);
        QVERIFY2(said.endsWith(QStringLiteral("errors: %1\n").arg(documents.size())), qPrintable(said));
    }

    void schemaRefusesOtherShapes()
    {
        const auto spec = support::uploadSpec(2 << 20);
        QJsonObject extra = made(spec, support::healed417(spec));
        QJsonObject odd = extra;
        extra.insert(QStringLiteral("surprise"), 1);
        odd.insert(QStringLiteral("outcome"), QStringLiteral("fine"));
        const QString said = support::schemaErrors(QStringLiteral("exchange.schema.json"), {text(extra), text(odd)});
        QVERIFY2(said.contains(QLatin1String("errors: 2")), qPrintable(said));
    }

    void secretsAreTheCallersToMask()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const auto masked = maskSecrets(support::healed417(spec));
        QVERIFY(!text(made(spec, masked)).contains("tell-no-one"));
        QVERIFY(text(made(spec, support::healed417(spec))).contains("tell-no-one"));
    }

private:
    static Advice fullAdvice(Confidence confidence)
    {
        Advice advice;
        advice.rule = QStringLiteral("healed");
        advice.topic = QStringLiteral("417");
        advice.confidence = confidence;
        advice.headline = QStringLiteral("Refused");
        advice.sentences = {{QStringLiteral("One."), {3, 4}}, {QStringLiteral("Two."), {}}};
        advice.actions = {{QStringLiteral("send-again"), QStringLiteral("Send again")}};
        advice.who = QStringLiteral("lighttpd");
        advice.why = QStringLiteral("It is large.");
        advice.references = {QStringLiteral("RFC 9110 §10.1.1"), QStringLiteral("RFC 9110 §15.5.18")};
        advice.findings.append({QStringLiteral("x"), wire::Severity::Error, confidence, QStringLiteral("T"), QStringLiteral("t"),
                                QStringLiteral("RFC 1; RFC 2"), {QStringLiteral("RFC 1"), QStringLiteral("RFC 2")}, {1, 2}});
        return advice;
    }
    static std::vector<wire::Event> everyKind()
    {
        std::vector<wire::Event> events;
        for (int kind = 0; kind <= static_cast<int>(wire::Kind::Proxy); ++kind) {
            for (const wire::Phase phase : phasesOf(static_cast<wire::Kind>(kind))) {
                wire::Event event;
                event.seq = events.size();
                event.kind = static_cast<wire::Kind>(kind);
                event.phase = phase;
                event.name = event.kind == wire::Kind::Timeout ? "idle"
                    : event.kind == wire::Kind::Attempt && phase == wire::Phase::End ? "timed-out" : "name";
                event.text = "text";
                event.code = event.kind == wire::Kind::Pause ? 2 : 0;
                events.push_back(event);
            }
        }
        return events;
    }
    static std::vector<wire::Phase> phasesOf(wire::Kind kind)
    {
        const bool spans = kind == wire::Kind::Attempt || kind == wire::Kind::Lookup || kind == wire::Kind::Connect
            || kind == wire::Kind::Tls || kind == wire::Kind::Pause;
        if (spans)
            return {wire::Phase::Begin, wire::Phase::End};
        return {wire::Phase::Instant};
    }
};

INTERIM_SUITE(TestExchangeJson)
#include "tst_exchange_json.moc"
