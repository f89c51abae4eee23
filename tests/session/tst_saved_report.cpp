// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/saved_report.h"

#include "session/lab_server.h"
#include "session/workbench.h"
#include "support/json_documents.h"

#include <QTest>

using namespace session;
using namespace Qt::StringLiterals;

class TestComparisonReport : public QObject {
    Q_OBJECT
    Workbench workbench_;
    std::unique_ptr<Comparison> comparison_;

private slots:
    void initTestCase()
    {
        QSignalSpy started(workbench_.lab(), &LabServer::started);
        workbench_.lab()->start({});
        QVERIFY(started.count() > 0 || started.wait(60'000));
        request::RequestSpec base;
        base.method = "POST";
        base.headers = {{"Authorization", "Basic c2VjcmV0"}};
        base.body.kind = request::BodyKind::Generated;
        base.body.size = 70000;
        base.expect.rule = request::ExpectRule::Always;
        const QString lab = workbench_.lab()->baseUrl();
        comparison_ = std::make_unique<Comparison>(
            workbench_,
            std::get<0>(comparisonTargets(
                base, {lab + u"/continue?token=c2VjcmV0"_s, lab + u"/refuse-417"_s, u"http://127.0.0.1:1/"_s})),
            2);
        QSignalSpy finished(comparison_.get(), &Comparison::finished);
        QVERIFY(finished.wait(60'000));
    }

    void alignedAndInWords()
    {
        const auto report = reportOf(*comparison_, {});
        QCOMPARE(report.lines.size(), 3);
        QVERIFY(report.exchange);
        const QJsonDocument written = QJsonDocument::fromJson(support::writtenComparison(report));
        QCOMPARE(written[u"exchanges"].toArray().size(), 3);
        QCOMPARE(written.toJson(), support::writtenComparison(report)); // pieces make one document
        QCOMPARE(report.rounds, 2);
        QVERIFY(!report.sameRequest); // the paths differ
        QVERIFY(!report.when.isEmpty() && report.ticks.size() >= 2);
        QCOMPARE(report.lines[0].inShort, u"baseline"_s);
        QVERIFY(report.lines[1].answer.startsWith(u"417, then"_s));
        QVERIFY(report.lines[2].answer == u"could not connect"_s && !report.lines[2].error.isEmpty());
        QVERIFY(report.lines[0].pause && report.lines[0].pause->count == 2);
        for (const auto &bar : report.lines[0].bars)
            if (bar.kind == u"pause"_s)
                QCOMPARE(bar.begin, 0); // the head's last byte
        ReportOptions start;
        start.align = compare::Align::Start;
        start.baseline = 1;
        start.exchanges = false;
        const auto other = reportOf(*comparison_, start);
        QVERIFY(other.lines[0].zeroNs == 0 && other.lines[0].bars.first().begin >= 0);
        QVERIFY(!other.exchange);
        QCOMPARE(other.lines[1].inShort, u"baseline"_s);
    }

    void secretsAreMasked()
    {
        const auto text = [this](bool secrets) {
            ReportOptions options;
            options.showSecrets = secrets;
            return support::writtenComparison(reportOf(*comparison_, options));
        };
        QVERIFY(!text(false).contains("c2VjcmV0"));
        QVERIFY(text(true).contains("c2VjcmV0"));
    }

    void savedByItsEnding()
    {
        const QTemporaryDir folder;
        const auto report = reportOf(*comparison_, {});
        const QList<QPair<QString, QByteArray>> forms{
            {u"a.html"_s, "<!DOCTYPE"}, {u"a.md"_s, "# "}, {u"a.json"_s, "{"}};
        for (const auto &[name, begin] : forms) {
            QCOMPARE(saveReport(report, folder.filePath(name)), QString());
            QFile file(folder.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.readAll().startsWith(begin));
        }
        QVERIFY(saveReport(report, folder.filePath(u"a.pdf"_s)).contains(u".pdf"_s));
        QVERIFY(!saveReport(report, u"/nonexistent/a.md"_s).isEmpty());
    }
};

INTERIM_SUITE(TestComparisonReport)
#include "tst_saved_report.moc"
