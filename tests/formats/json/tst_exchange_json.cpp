// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/json/exchange_json.h"

#include "formats/json/event_json.h"
#include "formats/secrets.h"
#include "support/exchange_sample.h"
#include "support/json_documents.h"
#include "support/json_schema.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestExchangeJson : public QObject {
    Q_OBJECT
    static QJsonObject made(const request::RequestSpec &spec, const std::vector<wire::Event> &events,
                            const Advice &advice = {})
    {
        const record::Exchange exchange = record::summarize(events);
        return support::parsed(support::writtenExchange({spec, exchange, events, advice}));
    }
    static QByteArray text(const QJsonObject &json) { return QJsonDocument(json).toJson(); }

private slots:
    void healed417()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const QJsonObject json = made(spec, support::healed417(spec));
        QCOMPARE(json["format"_L1].toString(), u"interim-exchange"_s);
        QCOMPARE(json["outcome"_L1].toString(), u"final-status"_s);
        QVERIFY(json["error"_L1].isNull());
        const QJsonArray attempts = json["attempts"_L1].toArray();
        QCOMPARE(attempts.size(), 2);
        const QJsonObject first = attempts.at(0).toObject(), second = attempts.at(1).toObject();
        const QJsonObject expect = first["expect"_L1].toObject();
        QCOMPARE(expect["sent"_L1].toBool(), true);
        QCOMPARE(expect["rule"_L1].toString(), u"threshold"_s);
        QCOMPARE(expect["outcome"_L1].toString(), u"final-status"_s);
        QCOMPARE(expect["pause_ns"_L1].toInteger(), 1'630'000);
        QCOMPARE(expect["wait_ms"_L1].toInt(), 1000);
        QCOMPARE(first["final"_L1].toObject()["status"_L1].toInt(), 417);
        QCOMPARE(first["body_bytes_sent"_L1].toInt(), 0);
        QCOMPARE(first["connection_after"_L1].toString(), u"closed-by-client"_s);
        QCOMPARE(second["expect"_L1].toObject()["rule"_L1].toString(), u"off"_s);
        QCOMPARE(second["interim"_L1].toArray().size(), 1);
        QCOMPARE(second["final"_L1].toObject()["body_bytes_sent_before"_L1].toInt(), 2 << 20);
        const QJsonObject request = json["request"_L1].toObject();
        QCOMPARE(request["method"_L1].toString(), u"POST"_s);
        const auto headers = request["headers"_L1].toArray();
        QVERIFY(headers.contains(QJsonArray{u"Expect"_s, u"100-continue"_s}));
    }

    /// A proxy that opens no tunnel answers CONNECT; what was asked for never left.
    void refusedTunnel()
    {
        auto spec = support::uploadSpec(5);
        support::SampleMaker maker([] {
            request::RequestSpec connect;
            connect.method = "CONNECT";
            connect.url = "http://127.0.0.1:8080";
            return connect;
        }());
        maker.at(0).begin("proxy-connect").at(10).head().received("HTTP/1.1 403 No\r\nContent-Length: 0\r\n\r\n");
        maker.end("final-status");
        const QJsonObject json = made(spec, maker.events());
        QCOMPARE(json["request"_L1].toObject()["method"_L1].toString(), u"POST"_s);
        const QJsonObject sent = json["attempts"_L1].toArray().at(0)["request"_L1].toObject();
        QCOMPARE(sent["method"_L1].toString(), u"CONNECT"_s);
    }

    void whereItWent()
    {
        auto spec = support::uploadSpec(2 << 20);
        const auto target = [&spec] {
            return made(spec, support::healed417(spec))["attempts"_L1].toArray().at(0)["target"_L1].toObject();
        };
        QCOMPARE(target()["address"_L1].toString(), u"127.0.0.1"_s);
        QCOMPARE(target()["address_port"_L1].toInt(), 8080);
        QVERIFY(target()["via"_L1].isNull());
        spec.proxy = "http://***@p:3128";
        QCOMPARE(target()["via"_L1].toString(), u"http://***@p:3128"_s);
        const QString errors =
            support::schemaErrors(u"exchange.schema.json"_s, {text(made(spec, support::healed417(spec)))});
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
        auto server = everyKind();
        for (wire::Event &event : server)
            event.role = wire::Role::Server;
        documents << text(made(spec, server));
        documents << text(made(spec, {}));
        for (int kind = 0; kind <= static_cast<int>(request::BodyKind::Multipart); ++kind) {
            spec.body.kind = static_cast<request::BodyKind>(kind);
            documents << text(made(spec, {}));
        }
        const QString errors = support::schemaErrors(u"exchange.schema.json"_s, documents);
        QVERIFY2(errors.isEmpty(), qPrintable(errors));
    }

    void kindsWithABeginAndAnEnd()
    {
        std::string kinds;
        for (int kind = 0; kind <= static_cast<int>(wire::Kind::Proxy); ++kind) {
            if (hasPhases(static_cast<wire::Kind>(kind)))
                kinds.append(keyOf(static_cast<wire::Kind>(kind))).append(" ");
        }
        QCOMPARE(kinds, std::string("attempt lookup connect tls pause proxy "));
        const auto failed = formats::eventToJson(eventOf(wire::Kind::Proxy, wire::Phase::End, 1));
        QCOMPARE(failed.value("detail"_L1).toObject(), (QJsonObject{{u"failed"_s, true}, {u"error"_s, u"text"_s}}));
    }

    void adviceIsWhole()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const QJsonObject json = made(spec, support::healed417(spec), fullAdvice(Confidence::Likely));
        const QJsonObject guidance = json["guidance"_L1].toObject();
        const QJsonObject expected{
            {u"rule"_s, u"healed"_s},
            {u"topic"_s, u"417"_s},
            {u"confidence"_s, u"likely"_s},
            {u"headline"_s, u"Refused"_s},
            {u"sentences"_s, QJsonArray{u"One."_s, u"Two."_s}},
            {u"evidence"_s, QJsonArray{QJsonArray{3, 4}, QJsonArray()}},
            {u"actions"_s, QJsonArray{QJsonObject{{u"key"_s, u"send-again"_s}, {u"words"_s, u"Send again"_s}}}},
            {u"who"_s, u"lighttpd"_s},
            {u"why"_s, u"It is large."_s},
            {u"references"_s, QJsonArray{u"RFC 9110 §10.1.1"_s, u"RFC 9110 §15.5.18"_s}}};
        QCOMPARE(guidance, expected);
        const QJsonObject finding = json["findings"_L1].toArray().at(0).toObject();
        QCOMPARE(finding["confidence"_L1].toString(), u"likely"_s);
        QCOMPARE(finding["reference"_L1].toString(), u"RFC 1; RFC 2"_s);
        QCOMPARE(finding["references"_L1].toArray(), (QJsonArray{u"RFC 1"_s, u"RFC 2"_s}));
        QCOMPARE(finding["events"_L1].toArray(), (QJsonArray{1, 2}));
    }

    /// What is always written is required.
    void schemaAsksForAllOfTheAdvice()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const QJsonObject whole = made(spec, support::healed417(spec), fullAdvice(Confidence::Open));
        QList<QByteArray> documents;
        const QJsonObject guidance = whole["guidance"_L1].toObject();
        for (const QString &key : guidance.keys()) {
            QJsonObject less = guidance, lacking = whole;
            less.remove(key);
            lacking.insert(u"guidance"_s, less);
            documents << text(lacking);
        }
        const QJsonObject finding = whole["findings"_L1].toArray().at(0).toObject();
        for (const QString &key : finding.keys()) {
            QJsonObject less = finding, lacking = whole;
            less.remove(key);
            lacking.insert(u"findings"_s, QJsonArray{less});
            documents << text(lacking);
        }
        QJsonObject unsure = guidance, odd = whole;
        unsure.insert(u"confidence"_s, u"perhaps"_s);
        odd.insert(u"guidance"_s, unsure);
        documents << text(odd);
        const QString said = support::schemaErrors(u"exchange.schema.json"_s, documents);
        QVERIFY2(said.endsWith(u"errors: %1\n"_s.arg(documents.size())), qPrintable(said));
    }

    void schemaRefusesOtherShapes()
    {
        const auto spec = support::uploadSpec(2 << 20);
        QJsonObject extra = made(spec, support::healed417(spec));
        QJsonObject odd = extra;
        extra.insert(u"surprise"_s, 1);
        odd.insert(u"outcome"_s, u"fine"_s);
        const QString said = support::schemaErrors(u"exchange.schema.json"_s, {text(extra), text(odd)});
        QVERIFY2(said.contains("errors: 2"_L1), qPrintable(said));
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
        advice.rule = u"healed"_s;
        advice.topic = u"417"_s;
        advice.confidence = confidence;
        advice.headline = u"Refused"_s;
        advice.sentences = {{u"One."_s, {3, 4}}, {u"Two."_s, {}}};
        advice.actions = {{u"send-again"_s, u"Send again"_s}};
        advice.who = u"lighttpd"_s;
        advice.why = u"It is large."_s;
        advice.references = {u"RFC 9110 §10.1.1"_s, u"RFC 9110 §15.5.18"_s};
        advice.findings.append({u"x"_s,
                                wire::Severity::Error,
                                confidence,
                                u"T"_s,
                                u"t"_s,
                                u"RFC 1; RFC 2"_s,
                                {u"RFC 1"_s, u"RFC 2"_s},
                                {1, 2}});
        return advice;
    }
    /// In both of its phases where they are told otherwise, done and failed.
    static std::vector<wire::Event> everyKind()
    {
        std::vector<wire::Event> events;
        for (int i = 0; i <= static_cast<int>(wire::Kind::Proxy); ++i) {
            const auto kind = static_cast<wire::Kind>(i);
            if (!hasPhases(kind)) {
                events.push_back(eventOf(kind, wire::Phase::Instant));
                continue;
            }
            events.push_back(eventOf(kind, wire::Phase::Begin));
            for (const int code : {0, 1})
                events.push_back(eventOf(kind, wire::Phase::End, code));
        }
        for (std::size_t seq = 0; seq < events.size(); ++seq)
            events[seq].seq = seq;
        return events;
    }
    static wire::Event eventOf(wire::Kind kind, wire::Phase phase, int code = 0)
    {
        wire::Event event;
        event.kind = kind;
        event.phase = phase;
        event.code = code;
        event.name = kind == wire::Kind::Timeout                       ? "idle"
            : kind == wire::Kind::Attempt && phase == wire::Phase::End ? "timed-out"
                                                                       : "name";
        event.text = "text";
        return event;
    }
    static bool hasPhases(wire::Kind kind)
    {
        const auto detail = [kind](wire::Phase phase) {
            return formats::eventToJson(eventOf(kind, phase)).value("detail"_L1);
        };
        return detail(wire::Phase::Begin) != detail(wire::Phase::End);
    }
};

INTERIM_SUITE(TestExchangeJson)
#include "tst_exchange_json.moc"
