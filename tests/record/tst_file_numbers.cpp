// SPDX-License-Identifier: GPL-3.0-or-later
// A change here is a change of the format: what is written below was written into files.
#include "record/file_numbers.h"

#include <QTest>

using namespace record;

namespace {

template <typename Enum>
bool isWhole()
{
    const auto &table = FileNumbers<Enum>::table;
    for (std::size_t i = 0; i < table.size(); ++i) {
        // Each enumerator once, and none of them left out: their values are 0 to the last.
        if (std::count(table.begin(), table.end(), static_cast<Enum>(i)) != 1 || fileNumber(table[i]) != i
            || fromFileNumber<Enum>(i) != table[i])
            return false;
    }
    return !fromFileNumber<Enum>(table.size()) && !fromFileNumber<Enum>(UINT64_MAX);
}

template <typename Enum>
std::string keysInOrder()
{
    std::string keys;
    for (const Enum value : FileNumbers<Enum>::table)
        keys.append(keys.empty() ? "" : " ").append(keyOf(value));
    return keys;
}

} // namespace

class TestFileNumbers : public QObject {
    Q_OBJECT
private slots:
    void eachValueHasANumber()
    {
        QVERIFY(isWhole<wire::Role>());
        QVERIFY(isWhole<wire::CloseHow>());
        QVERIFY(isWhole<wire::Kind>());
        QVERIFY(isWhole<wire::Phase>());
        QVERIFY(isWhole<wire::Direction>());
        QVERIFY(isWhole<wire::Anomaly>());
        QVERIFY(isWhole<wire::FramingMode>());
        QVERIFY(isWhole<wire::AfterWait>());
        QVERIFY(isWhole<FactKind>());
        QVERIFY(isWhole<Pattern>());
        QVERIFY(isWhole<request::BodyKind>());
        QVERIFY(isWhole<request::ExpectRule>());
        QVERIFY(isWhole<request::On417>());
        QVERIFY(isWhole<request::AddressFamily>());
        QCOMPARE(FileNumbers<wire::Anomaly>::table.size(), wire::allAnomalies().size());
    }

    void theNumbersOfKindsStay()
    {
        QCOMPARE(keysInOrder<wire::Kind>(),
                 std::string("attempt lookup connect tls pause wait-over decision timeout close error head-begin "
                             "request-head interim-response final-response content-begin content-end message-end "
                             "empty-line start-line field-line field-fold head-end chunk-line content-data chunk-end "
                             "trailer-line trailer-end unparsed anomaly proxy"));
        QCOMPARE(fileNumber(FactKind::AttemptBegin), std::uint64_t(0));
        QCOMPARE(fileNumber(FactKind::Submit), std::uint64_t(8));
        QCOMPARE(fileNumber(FactKind::Received), std::uint64_t(10));
        QCOMPARE(fileNumber(FactKind::Error), std::uint64_t(19));
        QCOMPARE(fileNumber(FactKind::ProxyEnd), std::uint64_t(21));
        QCOMPARE(fileNumber(wire::CloseHow::Truncated), std::uint64_t(3));
        QCOMPARE(fileNumber(request::BodyKind::Multipart), std::uint64_t(5));
        QCOMPARE(fileNumber(request::ExpectRule::Always), std::uint64_t(2));
        QCOMPARE(fileNumber(wire::AfterWait::Stop), std::uint64_t(2));
        QCOMPARE(fileNumber(Pattern::Text), std::uint64_t(3));
    }

    void theNumbersOfAnomaliesStay()
    {
        QCOMPARE(fileNumber(wire::Anomaly::BareLf), std::uint64_t(0));
        QCOMPARE(fileNumber(wire::Anomaly::BadTarget), std::uint64_t(15));
        QCOMPARE(fileNumber(wire::Anomaly::BadChunkSize), std::uint64_t(36));
        QCOMPARE(fileNumber(wire::Anomaly::ContentAfterInterim), std::uint64_t(45));
        QCOMPARE(fileNumber(wire::Anomaly::ContentBeforeGate), std::uint64_t(55));
        QCOMPARE(fileNumber(wire::Anomaly::BadChunkExtension), std::uint64_t(61));
    }
};

INTERIM_SUITE(TestFileNumbers)
#include "tst_file_numbers.moc"
