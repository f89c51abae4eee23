// SPDX-License-Identifier: GPL-3.0-or-later
// `interim-cli compare` over all real servers at once gives in each row what a raw socket measured there alone.

#include "peers/probes.h"
#include "peers/processes.h"

#include <QHash>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace peers;

class TestCompareServers : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanupTestCase();
    void rowsEqualTheMeasured_data();
    void rowsEqualTheMeasured();

private:
    QStringList urls(const Probe &probe) const;
    static Command compareCommand(const Probe &probe, const QStringList &urls);
    static QStringList rowFaults(const QJsonObject &row, const QJsonObject &attempt);
    static QStringList differences(const Probe &probe, const QJsonObject &comparison);

    QTemporaryDir state_;
    QHash<QString, int> ports_;
};

void TestCompareServers::initTestCase()
{
    QVERIFY2(QFile::exists(QStringLiteral(INTERIM_CLI)), "interim-cli is not built");
    qputenv("PEERS_STATE", state_.path().toUtf8());
    const auto started = run(peersScript(), QStringList{u"start"_s} + peerNames());
    QVERIFY2(started.exitCode == 0, started.errors.constData());
    const auto lines = QString::fromUtf8(started.output).split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines)
        ports_.insert(line.section(u' ', 0, 0), line.section(u' ', 1, 1).toInt());
    QCOMPARE(ports_.size(), peerNames().size());
}

void TestCompareServers::cleanupTestCase()
{
    const auto stopped = run(peersScript(), {u"stop"_s});
    QVERIFY2(stopped.exitCode == 0, stopped.errors.constData());
}

QStringList TestCompareServers::urls(const Probe &probe) const
{
    QStringList urls;
    for (const QString &server : measuredServers()) {
        const QString folder = server.section(u'/', 1);
        urls << u"http://127.0.0.1:%1%2%3"_s.arg(QString::number(ports_.value(server.section(u'/', 0, 0))),
                                                 folder.isEmpty() ? QString() : u'/' + folder, probe.path);
    }
    return urls;
}

Command TestCompareServers::compareCommand(const Probe &probe, const QStringList &urls)
{
    QStringList arguments{u"compare"_s, u"--json"_s, u"--on-417"_s, u"stop"_s, u"--max-time"_s, u"60000"_s};
    if (!probe.arguments.contains("--wait"_L1))
        arguments << u"--wait"_s << u"3000"_s;
    return {QStringLiteral(INTERIM_CLI), arguments + probe.arguments + urls, {}};
}

// The row says of the exchange what its attempt says.
QStringList TestCompareServers::rowFaults(const QJsonObject &row, const QJsonObject &attempt)
{
    const auto expect = attempt.value("expect"_L1).toObject();
    const auto final = attempt.value("final"_L1).toObject();
    QStringList wrong;
    const auto same = [&](const char *what, const QJsonValue &a, const QJsonValue &b) {
        if (a != b)
            wrong << u"the row's %1 is not its exchange's"_s.arg(QLatin1String(what));
    };
    same("handshake", row.value("handshake"_L1), expect.value("outcome"_L1));
    same("status", row.value("statuses"_L1), QJsonArray{final.value("status"_L1)});
    same("connection", row.value("connection_after"_L1), attempt.value("connection_after"_L1));
    same("fields", row.value("final"_L1).toObject().value("headers"_L1), final.value("headers"_L1));
    if (!row.value("pause_ns"_L1).isNull())
        same("pause", row.value("pause_ns"_L1), expect.value("pause_ns"_L1));
    return wrong;
}

QStringList TestCompareServers::differences(const Probe &probe, const QJsonObject &comparison)
{
    const auto exchanges = comparison.value("exchanges"_L1).toArray();
    const auto rows = comparison.value("rows"_L1).toArray();
    const QStringList servers = measuredServers();
    if (exchanges.size() != servers.size() || rows.size() != servers.size())
        return {u"%1 rows"_s.arg(rows.size())};
    QStringList wrong;
    for (qsizetype i = 0; i < servers.size(); ++i) {
        const QString line = measuredResults(servers.at(i)).value(probe.key).toString();
        const auto attempt = exchanges.at(i).toObject().value("attempts"_L1).toArray().first().toObject();
        const auto found =
            compare(parseMeasured(line), probe.shape, attempt) + rowFaults(rows.at(i).toObject(), attempt);
        for (const QString &text : found)
            wrong << u"%1 [%2]: %3"_s.arg(servers.at(i), line, text);
    }
    return wrong;
}

void TestCompareServers::rowsEqualTheMeasured_data()
{
    QTest::addColumn<int>("probe");
    const auto all = probes();
    for (qsizetype i = 0; i < all.size(); ++i)
        if (const QString &key = all.at(i).key; u"a b d e j m o"_s.contains(key.at(0)))
            QTest::newRow(qPrintable(key)) << int(i);
}

void TestCompareServers::rowsEqualTheMeasured()
{
    QFETCH(int, probe);
    const Probe asked = probes().at(probe);
    const Command command = compareCommand(asked, urls(asked));
    QStringList wrong;
    // One server's race (see tst_real_servers) has two more tries.
    for (int attempt = 0; attempt < 3; ++attempt) {
        const Ended ended = run(command.program, command.arguments);
        wrong = differences(asked, QJsonDocument::fromJson(ended.output).object());
        if (wrong.isEmpty() && ended.exitCode == 0)
            return;
        wrong << QString::fromUtf8(ended.errors.right(300));
    }
    QFAIL(qPrintable(u'\n' + wrong.join(u'\n')));
}

INTERIM_SUITE(TestCompareServers)
#include "tst_compare_servers.moc"
