// SPDX-License-Identifier: GPL-3.0-or-later
// Every server of tests/zoo/cases against interim-cli: a named outcome within its time, in bounded memory, with a
// record that is right and a sentence that says what happened, and nothing printed that a terminal would obey.
#include "zoo/zoo_run.h"

#include "support/suite.h"

#include "cli/report.h"
#include "record/recorder.h"
#include "session/workbench.h"
#include "support/sanitizer.h"
#include "support/wire_case.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <filesystem>

using namespace Qt::StringLiterals;

namespace {

constexpr long mostMemoryKib = support::memoryFactor * (200 << 10);
constexpr qint64 largeDocument = 1 << 20; // bytes; beyond, it is compared and not parsed

QByteArray contentsOf(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The first code point that a terminal may obey or that turns the direction of text; 0 when there is none.
uint obeyedIn(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    for (const QChar c : text) {
        const uint u = c.unicode();
        const bool control = (u < 0x20 && u != '\n') || (u >= 0x7f && u <= 0x9f);
        const bool direction = u == 0x061c || u == 0x200e || u == 0x200f || (u >= 0x2028 && u <= 0x202e)
            || (u >= 0x2066 && u <= 0x2069) || u == 0xfeff;
        if (control || direction || u == 0xfffd)
            return u;
    }
    return 0;
}

QByteArray told(std::string_view key)
{
    return QByteArray(key.data(), static_cast<qsizetype>(key.size()));
}

std::int64_t maxTimeNs(const zoo::Case &one)
{
    const auto at = std::ranges::find(one.options, "--max-time");
    return at == one.options.end() ? 0 : std::stoll(*std::next(at)) * 1'000'000;
}

} // namespace

class TestZoo : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void enoughCases();
    void behaviours_data();
    void behaviours();
    void cleanupTestCase();

private:
    static void checkProcess(const zoo::Case &one, const zoo::Outcome &got);
    static void checkRecord(const zoo::Case &one, const zoo::Outcome &got);
    static void checkExchange(const zoo::Case &one, const zoo::Outcome &got, const record::Exchange &exchange);
    static void checkEvents(const zoo::Case &one, const record::Record &record, const std::vector<wire::Event> &events);
    static void checkDocument(const zoo::Case &one, const zoo::Outcome &got, const record::Record &record,
                              const std::vector<wire::Event> &events);
    static void checkParsed(const zoo::Case &one, const QJsonObject &document);

    QTemporaryDir folder_;
    std::vector<zoo::Case> cases_;
    std::vector<zoo::Outcome> outcomes_;
};

void TestZoo::initTestCase()
{
    namespace fs = std::filesystem;
    ::signal(SIGPIPE, SIG_IGN); // OpenSSL writes without MSG_NOSIGNAL
    std::vector<fs::path> files;
    for (const auto &entry : fs::directory_iterator(INTERIM_SOURCE_DIR "/tests/zoo/cases"))
        files.push_back(entry.path());
    std::ranges::sort(files);
    const std::string only = qEnvironmentVariable("INTERIM_ZOO_CASE").toStdString(); // a part of a case's name
    for (const fs::path &file : files)
        for (zoo::Case &one : zoo::readCases(file.string()))
            if (one.name.find(only) != one.name.npos)
                cases_.push_back(std::move(one));
    outcomes_ = zoo::ZooRun(INTERIM_CLI, folder_.path().toStdString()).playAll(cases_);
}

void TestZoo::enoughCases()
{
    if (qEnvironmentVariableIsSet("INTERIM_ZOO_CASE"))
        QSKIP("a part of the zoo");
    QVERIFY2(cases_.size() >= 150, qPrintable(QString::number(cases_.size())));
}

void TestZoo::behaviours_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < cases_.size(); ++i)
        QTest::newRow((cases_[i].place + ' ' + cases_[i].name).c_str()) << static_cast<int>(i);
}

void TestZoo::behaviours()
{
    QFETCH(int, index);
    const zoo::Case &one = cases_[static_cast<std::size_t>(index)];
    const zoo::Outcome &got = outcomes_[static_cast<std::size_t>(index)];
    checkProcess(one, got);
    if (!QTest::currentTestFailed())
        checkRecord(one, got);
    for (const std::string &path : {got.document, got.record})
        QFile::remove(QString::fromStdString(path));
}

/// It ended by itself, in time, within its memory, with one clear line if it failed.
void TestZoo::checkProcess(const zoo::Case &one, const zoo::Outcome &got)
{
    const QByteArray errors = contentsOf(got.errors);
    QVERIFY2(got.end.signal == 0, qPrintable(u"ended by signal %1"_s.arg(got.end.signal)));
    QCOMPARE(obeyedIn(errors), 0u);
    QVERIFY2(!errors.contains("zoo-secret"), "a secret stands in a line");
    if (one.outcome == "final-status") {
        QCOMPARE(errors, QByteArray());
        QCOMPARE(got.end.status, 0);
    } else {
        QVERIFY2(errors.startsWith("interim-cli: ") && errors.count('\n') == 1 && errors.endsWith('\n'),
                 errors.constData());
        QCOMPARE(got.end.status, 1);
    }
    if (support::memoryIsOurs)
        QVERIFY2(got.end.peakKib < mostMemoryKib, qPrintable(u"%1 KiB"_s.arg(got.end.peakKib)));
}

void TestZoo::checkRecord(const zoo::Case &one, const zoo::Outcome &got)
{
    const auto opened = session::openRecord(QString::fromStdString(got.record));
    QVERIFY2(std::holds_alternative<record::Record>(opened), "the saved record cannot be read");
    const auto &record = std::get<record::Record>(opened);
    const std::vector<wire::Event> events = record::replay(record);
    checkEvents(one, record, events);
    if (!QTest::currentTestFailed())
        checkExchange(one, got, record::summarize(events));
    if (!QTest::currentTestFailed())
        checkDocument(one, got, record, events);
}

void TestZoo::checkEvents(const zoo::Case &one, const record::Record &record, const std::vector<wire::Event> &events)
{
    for (std::size_t i = 0; i < events.size(); ++i) {
        QCOMPARE(events[i].seq, i);
        QVERIFY(i == 0 || events[i].at >= events[i - 1].at);
    }
    for (std::uint32_t i = 0; i < record.tapes.size(); ++i) {
        std::vector<wire::Event> here;
        std::ranges::copy_if(events, std::back_inserter(here), [i](const wire::Event &e) { return e.connection == i; });
        for (const auto direction : {wire::Direction::Sent, wire::Direction::Received}) {
            const std::string fault = support::tilingFault(here, direction, record.tapes[i].of(direction).size());
            QVERIFY2(fault.empty(), fault.c_str());
        }
    }
    for (const std::string &key : one.findings) {
        const bool found = std::ranges::any_of(
            events, [&key](const wire::Event &e) { return e.kind == wire::Kind::Anomaly && e.name == key; });
        QVERIFY2(found, key.c_str());
    }
}

void TestZoo::checkExchange(const zoo::Case &one, const zoo::Outcome &got, const record::Exchange &exchange)
{
    QCOMPARE(told(keyOf(exchange.outcome)), told(one.outcome));
    QCOMPARE(exchange.error.empty(), one.outcome == "final-status");
    QCOMPARE(static_cast<int>(exchange.attempts.size()), one.attempts);
    const record::Attempt &last = exchange.attempts.back();
    QCOMPARE(last.final ? last.final->status : 0, one.status.value_or(0));
    // No connection but those that the record names.
    const int made = static_cast<int>(last.connection) + 1;
    QCOMPARE(got.accepted, one.listen == "refuse" || one.listen == "never-accept" ? 0 : made);
    // The user's limit ends it; the bound is against hangs, not for precision.
    if (maxTimeNs(one) > 0)
        QVERIFY2(exchange.duration < maxTimeNs(one) + 60'000'000'000,
                 qPrintable(u"%1 ms"_s.arg(exchange.duration / 1'000'000)));
}

/// What was printed live is what the saved record says in another process, in both forms.
void TestZoo::checkDocument(const zoo::Case &one, const zoo::Outcome &got, const record::Record &record,
                            const std::vector<wire::Event> &events)
{
    const QByteArray printed = contentsOf(got.document);
    QCOMPARE(obeyedIn(printed), 0u);
    QVERIFY2(!printed.contains("zoo-secret"), "a secret was printed");
    cli::OutputOptions output;
    output.drawing = cli::Drawing::Json;
    QVERIFY2(cli::reportText(events, record.spec, output, {}, &record) == printed,
             "the saved record says something else than what was printed");
    if (printed.size() > largeDocument)
        return;
    output.drawing = cli::Drawing::Timeline;
    const QByteArray drawn = cli::reportText(events, record.spec, output, {}, &record);
    QCOMPARE(obeyedIn(drawn), 0u);
    QVERIFY2(!drawn.contains("zoo-secret"), "a secret was drawn");
    const QJsonDocument document = QJsonDocument::fromJson(printed);
    QVERIFY(document.isObject());
    checkParsed(one, document.object());
}

void TestZoo::checkParsed(const zoo::Case &one, const QJsonObject &document)
{
    QCOMPARE(document.value(u"outcome"_s).toString().toUtf8(), told(one.outcome));
    const QJsonObject guidance = document.value(u"guidance"_s).toObject();
    const QString headline = guidance.value(u"headline"_s).toString();
    QVERIFY(!headline.isEmpty());
    QCOMPARE(obeyedIn(headline.toUtf8()), 0u);
    for (const QJsonValue &sentence : guidance.value(u"sentences"_s).toArray()) {
        QVERIFY(!sentence.toString().isEmpty());
        QCOMPARE(obeyedIn(sentence.toString().toUtf8()), 0u);
    }
    // What a head said is not passed over in silence.
    if (one.status && one.outcome != "final-status")
        QVERIFY2(!headline.contains("without an answer"_L1) && !headline.startsWith("No final"_L1),
                 qPrintable(headline));
}

void TestZoo::cleanupTestCase()
{
    std::printf("%-38s %-15s %6s %9s\n", "case", "outcome", "s", "peak MiB");
    for (std::size_t i = 0; i < outcomes_.size(); ++i)
        std::printf("%-38s %-15s %6.2f %9.1f\n", cases_[i].name.c_str(), cases_[i].outcome.c_str(),
                    outcomes_[i].end.seconds, static_cast<double>(outcomes_[i].end.peakKib) / 1024);
}

INTERIM_SUITE(TestZoo)
#include "tst_zoo.moc"
