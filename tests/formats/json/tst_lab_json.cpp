// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/json/lab_json.h"

#include "support/json_schema.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

class TestLabJson : public QObject {
    Q_OBJECT
    static record::Attempt waited()
    {
        record::Attempt attempt;
        attempt.request.seen = attempt.request.complete = true;
        attempt.request.head.method = "POST";
        attempt.request.head.target = "/refuse-417\xff";
        attempt.request.head.version = 11;
        attempt.request.endedAt = 1000;
        attempt.request.headBytes = 120;
        attempt.handshake.sent = true;
        attempt.handshake.value = "100-continue";
        attempt.handshake.pauseBegan = 1000;
        attempt.handshake.pauseEnded = 5000;
        record::ResponseSeen hints;
        record::FinalSeen final;
        hints.status = 103;
        final.status = 417;
        final.at = 5000;
        attempt.interims = {hints};
        attempt.final = final;
        return attempt;
    }
private slots:
    void saysWhatHappened()
    {
        const QJsonObject json = formats::labRecordToJson("refuse-417", waited());
        QCOMPARE(json["scenario"_L1].toString(), u"refuse-417"_s);
        QCOMPARE(json["responses"_L1].toArray(), (QJsonArray{103, 417}));
        QCOMPARE(json["expect"_L1].toString(), u"100-continue"_s);
        QCOMPARE(json["head_bytes"_L1].toInt(), 120);
        QCOMPARE(json["target"_L1].toString(), QString::fromLatin1("/refuse-417\xff"));
    }

    void fitsTheSchema()
    {
        record::Attempt plain = waited();
        plain.handshake = {};
        const auto text = [](const record::Attempt &attempt) {
            return QJsonDocument(formats::labRecordToJson("x", attempt)).toJson();
        };
        QVERIFY(formats::labRecordToJson("x", plain)["expect"_L1].isNull());
        const QByteArray listening = QJsonDocument(formats::labListeningToJson(u"http://127.0.0.1:1"_s)).toJson();
        const QString errors =
            support::schemaErrors(u"lab-record.schema.json"_s, {text(waited()), text(plain), listening});
        QVERIFY2(errors.isEmpty(), qPrintable(errors));
    }
};

INTERIM_SUITE(TestLabJson)
#include "tst_lab_json.moc"
