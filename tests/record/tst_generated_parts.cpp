// SPDX-License-Identifier: GPL-3.0-or-later
// What is generated is told by its pattern, and comes back byte by byte; what is not, stays as it is.
#include "record/generated_parts.h"

#include "request/generated.h"

#include <QTest>

#include <algorithm>

using record::Part;
using record::Pattern;

class TestRecordGenerated : public QObject {
    Q_OBJECT
private slots:
    void comesBack_data();
    void comesBack();
    void otherBytesStay();
    void holdsItsLimit();
    void otherSeedsAreRead();
    void refusesWhatCannotBe();
};

namespace {

std::string repeated(const char *pattern, std::size_t from, std::size_t length)
{
    const auto unit = request::generatedBlock(pattern);
    std::string bytes;
    for (; bytes.size() < length; from = 0)
        bytes.append(unit, from, std::min(length - bytes.size(), unit.size() - from));
    return bytes;
}

std::string joined(const std::vector<Part> &parts)
{
    auto left = record::mostGenerated;
    std::string bytes;
    for (const auto &part : parts)
        if (!appendPart(part, &left, &bytes))
            return "refused";
    return bytes;
}

std::size_t kept(const std::vector<Part> &parts)
{
    std::size_t size = 0;
    for (const auto &part : parts)
        size += part.bytes.size();
    return size;
}

} // namespace

void TestRecordGenerated::comesBack_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("before");
    QTest::addColumn<bool>("chunked");
    for (const auto *pattern : {"random", "text", "zeros"})
        for (const int from : {0, 1, 77'777})
            for (const int before : {0, 5, 4093})
                for (const bool chunked : {false, true})
                    QTest::addRow("%s from %d behind %d%s", pattern, from, before, chunked ? ", chunked" : "")
                        << QByteArray(pattern) << from << before << chunked;
}

void TestRecordGenerated::comesBack()
{
    QFETCH(QByteArray, pattern);
    QFETCH(int, from);
    QFETCH(int, before);
    QFETCH(bool, chunked);
    std::string bytes(std::size_t(before), 'h');
    for (int i = 0; i < (chunked ? 3 : 1); ++i)
        bytes += (chunked ? "40000\r\n" : "") + repeated(pattern.constData(), std::size_t(from), 700'001)
            + (chunked ? "\r\n" : "");
    bytes += "HTTP/1.1 200 OK\r\n\r\n";
    auto left = record::mostGenerated;
    const auto parts = record::partsOf(bytes, &left);
    QVERIFY(joined(parts) == bytes);
    QVERIFY2(kept(parts) < std::size_t(before) + 200, qPrintable(QString::number(kept(parts))));
    QVERIFY(record::mostGenerated - left > bytes.size() - std::size_t(before) - 200);
}

void TestRecordGenerated::otherBytesStay()
{
    std::string bytes(1'000'000, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>(i * i >> 3 ^ i);
    auto left = record::mostGenerated;
    const auto parts = record::partsOf(bytes, &left);
    QCOMPARE(parts.size(), 1U);
    QVERIFY(parts[0].bytes == bytes);
    QCOMPARE(left, record::mostGenerated);
    QVERIFY(record::partsOf({}, &left).empty());
    for (std::size_t length = 1; length < 40; ++length)
        QCOMPARE(joined(record::partsOf(std::string(length, '\0'), &left)), std::string(length, '\0'));
}

// One byte in the midst of it is what it was.
void TestRecordGenerated::holdsItsLimit()
{
    auto bytes = repeated("random", 0, 1'000'000);
    bytes[500'000] = static_cast<char>(bytes[500'000] + 1);
    std::uint64_t left = 600'000;
    const auto parts = record::partsOf(bytes, &left);
    QVERIFY(joined(parts) == bytes);
    QCOMPARE(left, 100'000U);
    QCOMPARE(kept(parts), 500'000U);
}

void TestRecordGenerated::otherSeedsAreRead()
{
    std::uint64_t left = 100;
    std::string bytes;
    QVERIFY(appendPart({Pattern::Random, {}, 42, 7, 100}, &left, &bytes));
    QVERIFY(bytes == request::generatedBlock("random", 42).substr(7, 100));
    QCOMPARE(left, 0U);
}

void TestRecordGenerated::refusesWhatCannotBe()
{
    std::uint64_t left = 100;
    std::string bytes;
    QVERIFY(!appendPart({Pattern::Zeros, {}, 0, 0, 101}, &left, &bytes));
    QVERIFY(!appendPart({Pattern::Zeros, {}, 0, 0, UINT64_MAX}, &left, &bytes));
    QVERIFY(!appendPart({Pattern::Zeros, {}, 0, request::generatedBlockBytes, 1}, &left, &bytes));
    QVERIFY(!appendPart({Pattern::Zeros, {}, 0, 0, 0}, &left, &bytes));
    QVERIFY(bytes.empty());
    QCOMPARE(left, 100U);
}

INTERIM_SUITE(TestRecordGenerated)
#include "tst_generated_parts.moc"
