// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/report/comparison_json.h"

#include "formats/report/comparison_sample.h"
#include "support/json_documents.h"
#include "support/json_schema.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestComparisonJson : public QObject {
    Q_OBJECT
private slots:
    void fitsTheSchema()
    {
        auto failed = samples::hostileReport();
        failed.lines[0].response.reset();
        failed.lines[0].pauseNs.reset();
        auto surprise = support::parsed(support::writtenComparison(failed));
        const QList<QByteArray> documents{support::writtenComparison(samples::hostileReport()),
                                          QJsonDocument(surprise).toJson()};
        const QString errors = support::schemaErrors(u"comparison.schema.json"_s, documents);
        QVERIFY2(errors.isEmpty(), qPrintable(errors));
        surprise.insert(u"surprise"_s, 1);
        QVERIFY(!support::schemaErrors(u"comparison.schema.json"_s, {QJsonDocument(surprise).toJson()}).isEmpty());
    }

    void verdictsNameTheirRows()
    {
        const QJsonObject json = support::parsed(support::writtenComparison(samples::hostileReport()));
        const QJsonArray verdicts = json["verdicts"_L1].toArray();
        QCOMPARE(verdicts.size(), 2);
        const QJsonObject pause = verdicts.at(1).toObject();
        QCOMPARE(pause["row"_L1].toInt(), 1);
        QCOMPARE(pause["baseline_row"_L1].toInt(), 0);
        QCOMPARE(pause["delta_ns"_L1].toInt(), -5);
        QVERIFY(json["rows"_L1].toArray().at(0).toObject()["baseline"_L1].toBool());
    }
};

INTERIM_SUITE(TestComparisonJson)
#include "tst_comparison_json.moc"
