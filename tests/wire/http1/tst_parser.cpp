// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/http1/parser.h"

#include "support/wire_case.h"

#include <QTest>

#include <filesystem>

using support::WireCase;

/// Plays every case of tests/wire/cases at every chunk size and every two-piece cut. INTERIM_WRITE_CASES=1 prints
/// the log of each failing case in the files' form, to be read and, if right, put there.
class TestParser : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cases_data();
    void cases();
    void enoughCases();

private:
    std::vector<WireCase> cases_;
    static QString compare(const std::vector<std::string> &actual, const std::vector<std::string> &expected);
    static QString checkCut(const WireCase &one, const support::LogSink &whole, const std::vector<std::size_t> &cuts);
};

void TestParser::initTestCase()
{
    namespace fs = std::filesystem;
    std::vector<fs::path> files;
    for (const auto &entry : fs::directory_iterator(INTERIM_SOURCE_DIR "/tests/wire/cases"))
        files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto &file : files)
        for (auto &one : support::readWireCases(file.string()))
            cases_.push_back(std::move(one));
}

void TestParser::enoughCases()
{
    QVERIFY2(cases_.size() >= 150, qPrintable(QString::number(cases_.size())));
}

void TestParser::cases_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < cases_.size(); ++i)
        QTest::newRow((cases_[i].place + " " + cases_[i].name).c_str()) << static_cast<int>(i);
}

QString TestParser::compare(const std::vector<std::string> &actual, const std::vector<std::string> &expected)
{
    if (actual == expected)
        return {};
    QString diff;
    for (std::size_t i = 0; i < std::max(actual.size(), expected.size()); ++i) {
        const auto a = i < actual.size() ? QString::fromStdString(actual[i]) : QString();
        const auto e = i < expected.size() ? QString::fromStdString(expected[i]) : QString();
        diff += a == e ? "   " + a + "\n" : "  -" + e + "\n  +" + a + "\n";
    }
    return diff;
}

QString TestParser::checkCut(const WireCase &one, const support::LogSink &whole, const std::vector<std::size_t> &cuts)
{
    const auto cut = support::play(one, cuts);
    if (cut.events == whole.events && cut.bytes == one.bytes && cut.checkpoints == whole.checkpoints
        && cut.classes == whole.classes)
        return {};
    return compare(support::logOf(cut.events), support::logOf(whole.events))
        + "(events, bytes, checkpoints or classes differ)";
}

void TestParser::cases()
{
    QFETCH(int, index);
    const auto &one = cases_[static_cast<std::size_t>(index)];
    const auto whole = support::play(one, {});
    const auto diff = compare(support::logOf(whole.events), one.log);
    if (!diff.isEmpty() && qEnvironmentVariableIsSet("INTERIM_WRITE_CASES")) {
        printf("== %s\nlog:\n", one.name.c_str());
        for (const auto &line : support::logOf(whole.events))
            printf("  %s\n", line.c_str());
        fflush(stdout);
    }
    QVERIFY2(diff.isEmpty(), qPrintable("\n" + diff));
    QCOMPARE(whole.bytes, one.bytes);
    if (one.end != WireCase::End::Open) {
        const auto fault = support::tilingFault(whole.events, wire::Direction::Received, one.bytes.size());
        QVERIFY2(fault.empty(), fault.c_str());
    }
    const auto size = one.bytes.size();
    const auto step = size <= 4000 ? 1 : size / 100; // large cases: a sample of the cuts
    for (std::size_t chunk = 1; chunk < size; chunk += step) {
        std::vector<std::size_t> cuts;
        for (auto at = chunk; at < size; at += chunk)
            cuts.push_back(at);
        const auto fault = checkCut(one, whole, cuts);
        QVERIFY2(fault.isEmpty(), qPrintable(QString("pieces of %1:\n").arg(chunk) + fault));
    }
    for (std::size_t at = 1; at < size; at += step) {
        const auto fault = checkCut(one, whole, {at});
        QVERIFY2(fault.isEmpty(), qPrintable(QString("cut at %1:\n").arg(at) + fault));
    }
}

INTERIM_SUITE(TestParser)
#include "tst_parser.moc"
