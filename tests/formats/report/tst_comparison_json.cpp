// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/comparison_json.h"

#include "formats/report/comparison_sample.h"
#include "support/json_schema.h"

#include <QTest>

using namespace formats;

class TestComparisonJson : public QObject {
    Q_OBJECT
private slots:
    void fitsTheSchema()
    {
        auto failed = samples::hostileReport();
        failed.lines[0].response.reset();
        failed.lines[0].pauseNs.reset();
        auto surprise = comparisonToJson(failed);
        const QList<QByteArray> documents{QJsonDocument(comparisonToJson(samples::hostileReport())).toJson(),
                                          QJsonDocument(surprise).toJson()};
        const QString errors = support::schemaErrors(QStringLiteral("comparison.schema.json"), documents);
        QVERIFY2(errors.isEmpty(), qPrintable(errors));
        surprise.insert(QStringLiteral("surprise"), 1);
        QVERIFY(!support::schemaErrors(QStringLiteral("comparison.schema.json"), {QJsonDocument(surprise).toJson()}).isEmpty());
    }

    void verdictsNameTheirRows()
    {
        const QJsonObject json = comparisonToJson(samples::hostileReport());
        const QJsonArray verdicts = json[QLatin1String("verdicts")].toArray();
        QCOMPARE(verdicts.size(), 2);
        const QJsonObject pause = verdicts.at(1).toObject();
        QCOMPARE(pause[QLatin1String("row")].toInt(), 1);
        QCOMPARE(pause[QLatin1String("baseline_row")].toInt(), 0);
        QCOMPARE(pause[QLatin1String("delta_ns")].toInt(), -5);
        QVERIFY(json[QLatin1String("rows")].toArray().at(0).toObject()[QLatin1String("baseline")].toBool());
    }
};

INTERIM_SUITE(TestComparisonJson)
#include "tst_comparison_json.moc"
