// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lab_run.h"

#include "record/recorder.h"
#include "session/lab_scenarios.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace cli;

class TestLabRun : public QObject {
    Q_OBJECT
    // What the lab records of a client that waits 40 ms for its 417.
    static record::Record recorded()
    {
        record::Recorder recorder;
        const auto apply = [&](record::FactKind kind, std::int64_t ms, std::string_view bytes = {},
                               const char *name = "") {
            record::Fact fact;
            fact.kind = kind;
            fact.at = ms * 1'000'000;
            fact.name = name;
            fact.role = wire::Role::Server;
            recorder.apply(fact, bytes);
        };
        apply(record::FactKind::AttemptBegin, 0, {}, "request");
        apply(record::FactKind::Received, 1,
              "POST /refuse-417 HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n"
              "Cookie: tell-no-one\r\nExpect: 100-continue\r\n\r\n");
        apply(record::FactKind::Flushed, 41, "HTTP/1.1 417 Expectation Failed\r\nContent-Length: 0\r\n\r\n");
        apply(record::FactKind::AttemptEnd, 42, {}, "final-status");
        record::Record record = recorder.take();
        record.scenario = "refuse-417";
        return record;
    }
private slots:
    void linesAndJson()
    {
        const QByteArray line = labOutput(recorded(), false, {});
        QVERIFY2(line.contains("waited 40 ms for our final status"), line.constData());
        QCOMPARE(line.count('\n'), 1);
        const QByteArray json = labOutput(recorded(), true, {});
        QCOMPARE(json.count('\n'), 1);
        const QJsonObject object = QJsonDocument::fromJson(json).object();
        QCOMPARE(object["client"_L1].toString(), u"waited"_s);
        QCOMPARE(object["waited_ns"_L1].toInteger(), 40'000'000);
        QCOMPARE(object["scenario"_L1].toString(), u"refuse-417"_s);
        QVERIFY(!json.contains("tell-no-one") && !line.contains("tell-no-one"));
    }

    /// A script finds the paths, each alone on its line.
    void listHasGroups()
    {
        const QStringList lines = scenarioList({.width = 60}).split(u'\n');
        QStringList paths, headings;
        for (const QString &line : lines) {
            QVERIFY2(line.size() <= 60, qPrintable(line));
            if (line.startsWith(u'/'))
                paths << line;
            else if (line.contains(": "_L1) && !line.startsWith(u' '))
                headings << line.section(u':', 0, 0);
        }
        QCOMPARE(headings, (QStringList{u"Basics"_s, u"Delays"_s, u"Refusals"_s, u"Broken"_s}));
        QVERIFY(lines.indexOf(u"/refuse-417"_s) > lines.indexOf(u"/silent"_s));
        qsizetype all = 0;
        for (const auto &group : session::scenarioGroups())
            all += group.scenarios.size();
        QCOMPARE(paths.size(), all);
    }

    void demoIsTheFirstMinute()
    {
        const RequestCall call = demoCall(u"http://127.0.0.1:9"_s);
        QCOMPARE(call.spec.url, std::string("http://127.0.0.1:9/refuse-417"));
        QCOMPARE(call.spec.body.length(), std::uint64_t(4 << 20));
        QVERIFY(call.spec.expect.on417 == request::On417::Retry && call.output.drawing == Drawing::Timeline);
    }
};

INTERIM_SUITE(TestLabRun)
#include "tst_lab_run.moc"
