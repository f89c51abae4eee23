// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of measured lines and the comparison itself: that they accept the true and see the false.

#include "peers/measured.h"

#include <QFile>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace peers;

namespace {

QJsonObject attemptOf(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

const char *const goodAttempt = R"({"expect": {"outcome": "continued", "pause_ns": 900000},
    "interim": [{"status": 100}], "final": {"status": 200, "headers": [["connection", "Keep-Alive"]]},
    "body_bytes_sent": 65536, "connection_after": "open"})";

} // namespace

class TestMeasured : public QObject {
    Q_OBJECT

private slots:
    void readsMeasuredLines();
    void comparisonSeesDifferences_data();
    void comparisonSeesDifferences();
    void comparisonAcceptsTheMeasured();
    void boundsOfTolerance();
    void clientRowsAreShaped();
};

void TestMeasured::readsMeasuredLines()
{
    const auto late = parseMeasured(u"no 100 in 3 s > body > 417@3003; [close]FIN@3003"_s);
    QVERIFY(late.valid && late.waitRanOut && late.bodySent && !late.bodyWithheld);
    QCOMPARE(late.statuses, QList<int>{417});
    QCOMPARE(late.beforeBody, QList<int>());
    QCOMPARE(late.connection, u"close"_s);
    QCOMPARE(late.fate, Fate::Fin);
    const auto refused = parseMeasured(u"100@0 404@1 no body; open"_s);
    QVERIFY(refused.valid && refused.bodyWithheld && !refused.bodySent && !refused.waitRanOut);
    QCOMPARE(refused.statuses, (QList<int>{100, 404}));
    QCOMPARE(refused.connection, QString());
    QCOMPARE(refused.fate, Fate::Open);
    const auto usual = parseMeasured(u"100@3 > body > 200@56; [keep-alive]open"_s);
    QVERIFY(usual.valid && usual.bodySent);
    QCOMPARE(usual.beforeBody, QList<int>{100});
    QCOMPARE(usual.statuses, (QList<int>{100, 200}));
    QVERIFY(!parseMeasured(u"nothing; open at 5 s"_s).valid);
}

void TestMeasured::comparisonAcceptsTheMeasured()
{
    const auto measured = parseMeasured(u"100@3 > body > 200@56; [keep-alive]open"_s);
    QCOMPARE(compare(measured, {}, attemptOf(goodAttempt)), QStringList());
}

void TestMeasured::comparisonSeesDifferences_data()
{
    QTest::addColumn<QString>("line");
    QTest::newRow("no 100") << u"200@3; [keep-alive]open"_s;
    QTest::newRow("double 100") << u"100@0 100@1 > body > 200@3; [keep-alive]open"_s;
    QTest::newRow("wait ran out") << u"no 100 in 3 s > body > 200@3004; [keep-alive]open"_s;
    QTest::newRow("other final") << u"100@3 > body > 201@56; [keep-alive]open"_s;
    QTest::newRow("refused") << u"417@1 no body; [keep-alive]open"_s;
    QTest::newRow("no field") << u"100@3 > body > 200@56; open"_s;
    QTest::newRow("closed") << u"100@3 > body > 200@56; [keep-alive]FIN@60"_s;
    QTest::newRow("reset") << u"100@3 > body > 200@56; [keep-alive]RST@60"_s;
}

void TestMeasured::comparisonSeesDifferences()
{
    QFETCH(QString, line);
    const auto measured = parseMeasured(line);
    QVERIFY(measured.valid);
    QVERIFY(!compare(measured, {}, attemptOf(goodAttempt)).isEmpty());
}

// Each tolerance of measured.h, at its edge.
void TestMeasured::boundsOfTolerance()
{
    const auto refused = parseMeasured(u"417@1 no body; [close]FIN@1"_s);
    auto attempt = attemptOf(R"({"expect": {"outcome": "final-status"}, "interim": [], "body_bytes_sent": 0,
        "final": {"status": 417, "headers": [["Connection", "close"]]}, "connection_after": "closed-by-server"})");
    QCOMPARE(compare(refused, {}, attempt), QStringList());
    attempt["body_bytes_sent"_L1] = 1;
    QVERIFY(!compare(refused, {}, attempt).isEmpty());

    const auto afterContinue = parseMeasured(u"100@0 404@1 no body; [close]FIN@1"_s);
    attempt = attemptOf(R"({"expect": {"outcome": "continued"}, "interim": [{"status": 100}],
        "body_bytes_sent": 4096, "final": {"status": 404, "headers": [["Connection", "close"]]},
        "connection_after": "reset"})");
    QCOMPARE(compare(afterContinue, {}, attempt), QStringList());
    attempt["expect"_L1] = QJsonObject{{"outcome"_L1, "timed-out"_L1}};
    QVERIFY(!compare(afterContinue, {}, attempt).isEmpty());

    const auto late = parseMeasured(u"no 100 in 3 s > body > 200@3004; open"_s);
    attempt = attemptOf(R"({"expect": {"outcome": "timed-out", "pause_ns": 3000100000}, "interim": [],
        "body_bytes_sent": 65536, "final": {"status": 200, "headers": []}, "connection_after": "open"})");
    QCOMPARE(compare(late, {}, attempt), QStringList());
    attempt["expect"_L1] = QJsonObject{{"outcome"_L1, "timed-out"_L1}, {"pause_ns"_L1, 1'000'000'000}};
    QVERIFY(!compare(late, {}, attempt).isEmpty());
    attempt["body_bytes_sent"_L1] = 65535;
    QCOMPARE(compare(late, {}, attempt).size(), 2);
}

// Every row of clients-measured.json names its version and reads as its `about` says.
void TestMeasured::clientRowsAreShaped()
{
    QFile file(u"" INTERIM_SOURCE_DIR "/resources/facts/clients-measured.json"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto rows = QJsonDocument::fromJson(file.readAll()).object().value("clients"_L1).toArray();
    QVERIFY(rows.size() >= 14);
    static const QRegularExpression shape(
        u"^\\d+ requests, \\d+ with Expect, \\d+ connections, "
        "(no content|content at once|content after \\d+ s); exit (-?\\d+|never, in \\d+ s) \"[^\"]*\"$"_s);
    for (const auto &row : rows) {
        const auto object = row.toObject();
        QVERIFY(!object.value("version"_L1).toString().isEmpty());
        const auto results = object.value("results"_L1).toObject();
        QCOMPARE(results.size(), 6);
        for (const auto &result : results)
            QVERIFY2(shape.match(result.toString()).hasMatch(), qPrintable(result.toString()));
    }
}

INTERIM_SUITE(TestMeasured)
#include "tst_measured.moc"
