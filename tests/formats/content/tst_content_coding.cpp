// SPDX-License-Identifier: GPL-3.0-or-later
// Each reader by itself: names, room of any size, ends, windows.
#include "formats/content/content_coding.h"

#include "support/coded.h"

#include <QTest>

using formats::Coding;
using formats::CodingReader;

Q_DECLARE_METATYPE(formats::Coding)

class TestContentCoding : public QObject {
    Q_OBJECT
private slots:
    void names();
    void anyRoomWillDo_data();
    void anyRoomWillDo();
    void zstdWindowsAreBounded();
};

void TestContentCoding::names()
{
    QCOMPARE(formats::codingOf("GZip"), Coding::Gzip);
    QCOMPARE(formats::codingOf("x-gzip"), Coding::Gzip);
    QCOMPARE(formats::codingOf("br"), Coding::Brotli);
    QCOMPARE(formats::codingOf("identity"), Coding::Identity);
    QVERIFY(!formats::codingOf("compress"));
    QVERIFY(!formats::codingOf(""));
    QVERIFY(!formats::makeReader(Coding::Identity));
}

void TestContentCoding::anyRoomWillDo_data()
{
    QTest::addColumn<Coding>("coding");
    QTest::addColumn<std::string>("name");
    QTest::newRow("gzip") << Coding::Gzip << std::string("gzip");
    QTest::newRow("deflate") << Coding::Deflate << std::string("deflate");
    QTest::newRow("deflate without header") << Coding::Deflate << std::string("raw");
    QTest::newRow("br") << Coding::Brotli << std::string("br");
    QTest::newRow("zstd") << Coding::Zstd << std::string("zstd");
}

void TestContentCoding::anyRoomWillDo()
{
    QFETCH(Coding, coding);
    QFETCH(std::string, name);
    std::string plain;
    for (int i = 0; i < 300; ++i)
        plain += "line " + std::to_string(i * i) + "\n";
    const auto bytes = support::coded(plain, name);
    for (const std::size_t room : {1U, 2U, 7U, 4096U}) {
        auto reader = formats::makeReader(coding);
        QVERIFY(reader->whole());
        std::string_view rest = bytes;
        std::string out;
        std::string buffer(room, '\0');
        for (bool more = true; more || !rest.empty();) {
            const auto step = reader->step(rest, buffer.data(), room);
            QVERIFY2(reader->state() != CodingReader::State::Broken, reader->reason().c_str());
            QVERIFY(step.made <= room && step.taken <= rest.size());
            QVERIFY(step.made + step.taken > 0 || rest.empty());
            rest.remove_prefix(step.taken);
            out.append(buffer, 0, step.made);
            more = step.made == room;
        }
        QVERIFY(out == plain);
        QVERIFY(reader->whole());
    }
}

void TestContentCoding::zstdWindowsAreBounded()
{
    const std::string plain(20 << 20, 'x');
    for (const int windowLog : {23, 24}) {
        const auto bytes = support::zstded(plain, windowLog);
        auto reader = formats::makeReader(Coding::Zstd);
        std::string buffer(64 << 10, '\0');
        std::string_view rest = bytes;
        while (!rest.empty() && reader->state() == CodingReader::State::More)
            rest.remove_prefix(reader->step(rest, buffer.data(), buffer.size()).taken);
        QCOMPARE(reader->state() == CodingReader::State::Broken, windowLog > 23); // RFC 9659
    }
}

INTERIM_SUITE(TestContentCoding)
#include "tst_content_coding.moc"
