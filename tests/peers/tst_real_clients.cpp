// SPDX-License-Identifier: GPL-3.0-or-later
// Real clients against the lab: its record says for each whether it waited for the 100, and how long. They mostly
// wait, so that several workers, each with a lab of its own, run the rows before they are judged one by one.

#include "peers/lab_process.h"
#include "peers/processes.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace Qt::StringLiterals;
using namespace peers;

namespace {

constexpr qint64 bodySize = 2 << 20;  // above curl's threshold of 1 MiB, and above reject-413's limit
constexpr double answerAfterMs = 300; // what ?delay and ?gap ask of the lab
constexpr int workers = 12;

/// What a client does with an expectation.
enum class Manner { NoField, DoesNotWait, WaitsThenSends, WaitsForEver };

struct Client {
    const char *name;
    Manner manner;
    double waitMs; // its own patience; 0: none
    bool retries;  // a 417 without the field
    bool http10;
    QStringList command; // the URL comes last, but for {url}
};

/// One record that the lab must print.
struct Seen {
    QString did;
    QString first;
    double leastMs = 0;
    double mostMs = 0;    // 0: not looked at
    QList<int> responses; // a client that takes 103 for the final one may have gone before the last of them
    qint64 body = -1;     // -1: not looked at (the client may or may not have got it all out)
};

// Where it and the lab are out of step (keptOpen, below) its time-out alone ends the row.
QStringList curl(const QStringList &words)
{
    return QStringList{u"curl"_s, u"-sS"_s, u"-o"_s, u"/dev/null"_s, u"--max-time"_s, u"20"_s} + words;
}

QStringList script(const char *interpreter, const char *file, const QStringList &words)
{
    const QString path = u"" INTERIM_SOURCE_DIR "/tests/peers/clients/"_s + QString::fromLatin1(file);
    return QStringList{QString::fromLatin1(interpreter), path, u"{url}"_s, QString::number(bodySize)} + words;
}

QList<Client> clients()
{
    const QStringList data{u"--data-binary"_s, u"@{body}"_s};
    return {
        {"curl", Manner::WaitsThenSends, 1000, true, false, curl(data)},
        {"curl -H Expect:", Manner::NoField, 0, false, false, curl(data + QStringList{u"-H"_s, u"Expect:"_s})},
        {"curl -T", Manner::WaitsThenSends, 1000, true, false, curl({u"-T"_s, u"{body}"_s})},
        {"curl --http1.0", Manner::NoField, 0, false, true, curl(data + QStringList{u"--http1.0"_s})},
        {"curl --expect100-timeout 3", Manner::WaitsThenSends, 3000, true, false,
         curl(data + QStringList{u"--expect100-timeout"_s, u"3"_s})},
        {"python http.client", Manner::NoField, 0, false, false, script("python3", "http_client.py", {})},
        {"python http.client, Expect", Manner::DoesNotWait, 0, false, false,
         script("python3", "http_client.py", {u"expect"_s})},
        {"node http", Manner::NoField, 0, false, false, script("node", "http_client.js", {u"plain"_s})},
        {"node http, Expect", Manner::DoesNotWait, 0, false, false, script("node", "http_client.js", {u"expect"_s})},
        {"node http, on continue", Manner::WaitsForEver, 1500, false, false,
         script("node", "http_client.js", {u"idiom"_s, u"1500"_s})},
    };
}

// curl 7.88.1 repeats without Expect only when the 417 does not say `Connection: close`, and then on the same
// connection, with the first request's content unsent (measured here). By the framing that the first head announced
// (RFC 9112 section 6.3) its second request is content: the lab, which reads by the rules, takes it so.
const QString keptOpen = u"refuse-417 kept open"_s;

// The path that makes the lab think for a moment, so that a client that does not wait is seen not to.
QString pathOf(const QString &scenario)
{
    const QString pause = QString::number(answerAfterMs, 'f', 0) + u"ms"_s;
    if (scenario == "silent"_L1)
        return u"/silent"_s;
    if (scenario == keptOpen)
        return u"/refuse-417?connection=keep-alive&delay="_s + pause;
    return u'/' + scenario + (scenario == "early-hints"_L1 ? u"?gap="_s : u"?delay="_s) + pause;
}

bool refuses(const QString &scenario, bool withExpect)
{
    return scenario == "reject-413"_L1 || (withExpect && scenario.contains("417"_L1));
}

int finalOf(const QString &scenario, bool withExpect)
{
    if (scenario == "reject-413"_L1)
        return 413;
    if (scenario.contains("417"_L1) && withExpect)
        return 417;
    return scenario.startsWith("refuse-417"_L1) ? 201 : 200;
}

QList<int> responsesTo(const QString &scenario, const Client &client)
{
    const bool withExpect = client.manner != Manner::NoField;
    QList<int> statuses;
    if (scenario == "early-hints"_L1 && !client.http10)
        statuses << 103;
    if (withExpect && (scenario == "continue"_L1 || scenario == "early-hints"_L1))
        statuses << 100;
    return statuses << finalOf(scenario, withExpect);
}

Seen without(const QString &scenario, const Client &client)
{
    Client bare = client;
    bare.manner = Manner::NoField;
    return {u"no-expect"_s, {}, 0, 0, responsesTo(scenario, bare), refuses(scenario, false) ? -1 : bodySize};
}

// A client that waits, at a server that never answers before the content.
Seen atSilence(const Client &client)
{
    if (client.manner == Manner::WaitsForEver)
        return {u"never-sent"_s, u"close"_s, 0.9 * client.waitMs, 0, {}, 0};
    return {u"waited-and-sent"_s, u"content"_s, 0.9 * client.waitMs, 0, {200}, bodySize};
}

QList<Seen> expectedOf(const Client &client, const QString &scenario)
{
    if (client.manner == Manner::NoField)
        return {without(scenario, client)};
    const bool refused = refuses(scenario, true);
    if (client.manner == Manner::DoesNotWait)
        return {{u"did-not-wait"_s, u"content"_s, 0, answerAfterMs, responsesTo(scenario, client),
                 refused || scenario == "early-hints"_L1 ? -1 : bodySize}};
    if (scenario == "silent"_L1)
        return {atSilence(client)};
    const bool outOfStep = client.retries && scenario == keptOpen;
    return {{u"waited"_s, refused ? u"final"_s : u"100"_s, 0.95 * answerAfterMs, 0, responsesTo(scenario, client),
             refused && !outOfStep ? 0 : bodySize}};
}

QList<int> statusesOf(const QJsonObject &record)
{
    QList<int> statuses;
    const auto responses = record.value("responses"_L1).toArray();
    for (const auto &status : responses)
        statuses << status.toInt();
    return statuses;
}

// On a busy machine a client that does not wait may be stopped between its head and its content; that is
// still shorter than the lab's pause.
bool sameVerdict(const QString &did, const Seen &seen, double waitedMs)
{
    return did == seen.did
        || (seen.did == "did-not-wait"_L1 && did == "waited-and-sent"_L1 && waitedMs < answerAfterMs);
}

QStringList differences(const Seen &seen, const QJsonObject &record)
{
    QStringList wrong;
    const QString did = record.value("client"_L1).toString();
    const double waitedMs = record.value("waited_ns"_L1).toDouble() / 1e6;
    if (!sameVerdict(did, seen, waitedMs))
        wrong << u"client: "_s + did + u", expected "_s + seen.did;
    if (!seen.first.isEmpty() && record.value("first"_L1).toString() != seen.first)
        wrong << u"first: "_s + record.value("first"_L1).toString() + u", expected "_s + seen.first;
    if (waitedMs < seen.leastMs || (seen.mostMs > 0 && waitedMs > seen.mostMs))
        wrong << u"waited %1 ms, expected %2 to %3"_s.arg(waitedMs).arg(seen.leastMs).arg(seen.mostMs);
    const QList<int> came = statusesOf(record);
    const bool leftEarly =
        came.size() > 0 && seen.responses.value(0) == 103 && came == seen.responses.mid(0, came.size());
    if (came != seen.responses && !leftEarly)
        wrong << u"other responses"_s;
    if (seen.body >= 0 && static_cast<qint64>(record.value("body_bytes"_L1).toDouble()) != seen.body)
        wrong << u"body, expected %1 bytes"_s.arg(seen.body);
    return wrong;
}

struct Row {
    QString name;
    Client client;
    QString scenario;
};

/// What came of a row.
struct Outcome {
    bool ran = false; // the lab listened
    Ended ended;
    QList<QJsonObject> records;
    QList<QJsonObject> surplus; // records that nobody expected
};

QList<Row> rows()
{
    QList<Row> all;
    for (const Client &client : clients()) {
        for (const char *scenario :
             {"continue", "silent", "refuse-417", "reject-413", "legacy-417", "early-hints", "refuse-417 kept open"})
            all << Row{u"%1 at %2"_s.arg(QLatin1String(client.name), QLatin1String(scenario)), client,
                       QString::fromLatin1(scenario)};
    }
    return all;
}

Outcome play(const Row &row, LabProcess &lab, const QString &body)
{
    const QString url = lab.baseUrl() + pathOf(row.scenario);
    QStringList words = row.client.command;
    if (!words.contains("{url}"_L1))
        words << url;
    words.replaceInStrings(u"{url}"_s, url).replaceInStrings(u"{body}"_s, body);
    Outcome outcome{true, run(words.first(), words.mid(1)), {}, {}};
    outcome.records = lab.records(static_cast<int>(expectedOf(row.client, row.scenario).size()));
    outcome.surplus = lab.unasked();
    return outcome;
}

QList<Outcome> playAll(const QList<Row> &all, const QString &body)
{
    QList<Outcome> outcomes(all.size());
    Outcome *const first = outcomes.data();
    std::atomic<qsizetype> next = 0;
    const auto work = [&] {
        LabProcess lab;
        if (!lab.start(QStringLiteral(INTERIM_CLI)))
            return;
        for (qsizetype i = next++; i < all.size(); i = next++)
            first[i] = play(all.at(i), lab, body);
    };
    std::vector<std::unique_ptr<QThread>> threads; // QProcess wants a thread with Qt's dispatcher
    for (int i = 0; i < workers; ++i) {
        threads.emplace_back(QThread::create(work));
        threads.back()->start();
    }
    for (const auto &thread : threads)
        thread->wait();
    return outcomes;
}

/// What of an outcome is not as expected; the record behind each difference.
QStringList wrongIn(const Row &row, const Outcome &outcome)
{
    const auto expected = expectedOf(row.client, row.scenario);
    if (outcome.records.size() != expected.size())
        return {u"%1 records instead of %2: "_s.arg(outcome.records.size()).arg(expected.size())
                + QString::fromUtf8(outcome.ended.output + outcome.ended.errors)};
    QStringList wrong;
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const auto found = differences(expected.at(i), outcome.records.at(i));
        if (!found.isEmpty())
            wrong << found << QString::fromUtf8(QJsonDocument(outcome.records.at(i)).toJson(QJsonDocument::Compact));
    }
    if (!outcome.surplus.isEmpty())
        wrong << u"%1 records more than expected"_s.arg(outcome.surplus.size());
    return wrong;
}

} // namespace

class TestRealClients : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void differencesAreSeen();
    void labRecordsTheClient_data();
    void labRecordsTheClient();

private:
    const QList<Row> rows_ = rows();
    QTemporaryDir folder_;
    QString body_;
    QList<Outcome> outcomes_; // as rows_
};

void TestRealClients::initTestCase()
{
    QFile body(folder_.filePath(u"body"_s));
    QVERIFY(body.open(QIODevice::WriteOnly));
    QCOMPARE(body.write(QByteArray(bodySize, 'x')), bodySize);
    body.close();
    body_ = body.fileName();
    outcomes_ = playAll(rows_, body_);
}

void TestRealClients::differencesAreSeen()
{
    const Seen seen{u"waited"_s, u"100"_s, 95, 1000, {100, 200}, 10};
    QJsonObject record{{u"client"_s, u"waited"_s},
                       {u"first"_s, u"100"_s},
                       {u"waited_ns"_s, 100'500'000},
                       {u"responses"_s, QJsonArray{100, 200}},
                       {u"body_bytes"_s, 10}};
    QCOMPARE(differences(seen, record), QStringList());
    for (const auto &[key, value] : {std::pair<QString, QJsonValue>{u"client"_s, u"did-not-wait"_s},
                                     {u"first"_s, u"content"_s},
                                     {u"waited_ns"_s, 1'500'000},
                                     {u"waited_ns"_s, 1'500'000'000},
                                     {u"responses"_s, QJsonArray{200}},
                                     {u"body_bytes"_s, 0}}) {
        QJsonObject other = record;
        other[key] = value;
        QCOMPARE(differences(seen, other).size(), 1);
    }
}

void TestRealClients::labRecordsTheClient_data()
{
    QTest::addColumn<qsizetype>("row");
    for (qsizetype i = 0; i < rows_.size(); ++i)
        QTest::newRow(qPrintable(rows_.at(i).name)) << i;
}

void TestRealClients::labRecordsTheClient()
{
    QFETCH(qsizetype, row);
    Outcome outcome = outcomes_.at(row);
    QStringList wrong = wrongIn(rows_.at(row), outcome);
    for (int again = 0; again < mostReplays && !wrong.isEmpty(); ++again) {
        outcome = playAll({rows_.at(row)}, body_).first();
        wrong = wrongIn(rows_.at(row), outcome);
    }
    QVERIFY2(outcome.ran, "the lab does not listen: is interim-cli built?");
    QVERIFY2(wrong.isEmpty(), qPrintable(u'\n' + wrong.join(u'\n')));
}

INTERIM_SUITE(TestRealClients)
#include "tst_real_clients.moc"
