// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/report.h"

#include "session/advice_of.h"
#include "support/canaries.h"
#include "support/exchange_sample.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace cli;

class TestReport : public QObject {
    Q_OBJECT
private slots:
    void secretsNeverSlipOut()
    {
        auto spec = support::uploadSpec(2 << 20);
        spec.url = "http://me:tell-no-one@127.0.0.1:8080/refuse-417";
        spec.headers = {{"Cookie", "tell-no-one"}};
        const auto events = support::healed417(spec);
        for (const Drawing drawing : {Drawing::Json, Drawing::Timeline}) {
            OutputOptions options;
            options.drawing = drawing;
            const QByteArray hidden = reportText(events, spec, options, {});
            QVERIFY(!hidden.contains("tell-no-one"));
            QVERIFY(!hidden.contains("bWU6dGVsbC1uby1vbmU")); // the user info in Basic credentials
            options.showSecrets = true;
            QVERIFY(reportText(events, spec, options, {}).contains("tell-no-one"));
        }
    }

    void noCanaryGetsOut()
    {
        for (const support::CanaryBody body : support::canaryBodies) {
            const auto spec = support::canarySpec(body);
            const record::Record record = support::canaryRecord(spec);
            const auto events = record::replay(record);
            for (const Drawing drawing : {Drawing::Json, Drawing::Timeline}) {
                OutputOptions options;
                options.drawing = drawing;
                const QByteArray text = reportText(events, spec, options, {});
                QVERIFY2(support::canaryIn(text).isEmpty(), support::canaryIn(text).constData());
            }
            const QByteArray line = failureLine(record::summarize(events)).toUtf8();
            QVERIFY2(!line.isEmpty() && support::canaryIn(line).isEmpty(), line.constData());
        }
    }

    void guidanceIsThere()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const auto events = support::healed417(spec);
        const auto advice = session::adviceFor(record::summarize(events), spec);
        OutputOptions options;
        options.drawing = Drawing::Json;
        const QByteArray text = reportText(events, spec, options, {});
        const QJsonObject json = QJsonDocument::fromJson(text).object();
        QCOMPARE(json["guidance"_L1].toObject()["headline"_L1].toString(), advice.headline);
        QCOMPARE(json["guidance"_L1].toObject()["rule"_L1].toString(), advice.rule);
        options.drawing = Drawing::Timeline;
        const QByteArray drawing = reportText(events, spec, options, {});
        QVERIFY2(drawing.contains("\nRule: " + advice.rule.toUtf8()), drawing.constData());
        QVERIFY2(drawing.contains("\nWhat to do:\n- "), drawing.constData());
    }

    void exitStatuses()
    {
        record::Exchange exchange;
        exchange.outcome = record::Outcome::TimedOut;
        QCOMPARE(exitStatusOf(exchange, true), 1);
        QCOMPARE(failureLine(exchange), u"the exchange ended without a final status (timed out)"_s);
        exchange.error = "no answer";
        QCOMPARE(failureLine(exchange), u"no answer"_s);
        exchange.outcome = record::Outcome::FinalStatus;
        QVERIFY(failureLine(exchange).isEmpty());
        record::Attempt refused, healed, followUp;
        refused.final.emplace().status = 417;
        healed.final.emplace().status = 201;
        followUp.reason = record::Reason::FollowUp;
        followUp.final.emplace().status = 501;
        exchange.attempts = {refused};
        QCOMPARE(exitStatusOf(exchange, false), 0);
        QCOMPARE(exitStatusOf(exchange, true), 4);
        exchange.attempts = {refused, healed, followUp};
        QCOMPARE(exitStatusOf(exchange, true), 0);
    }
};

INTERIM_SUITE(TestReport)
#include "tst_report.moc"
