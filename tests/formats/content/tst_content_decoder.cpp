// SPDX-License-Identifier: GPL-3.0-or-later
// Chains of codings, whole, cut at every byte, broken at every byte, and bombs.
#include "formats/content/content_decoder.h"

#include "support/coded.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;

using formats::ContentDecoder;
using formats::DecodeFault;
using formats::DecodeLimits;
using Kind = formats::DecodeFault::Kind;

namespace {

struct Result {
    std::string out;
    DecodeFault fault;
};

Result decoded(std::string_view bytes, const std::vector<std::string> &codings, std::size_t chunk = 1 << 20,
               DecodeLimits limits = {})
{
    ContentDecoder decoder(codings, limits);
    Result result;
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
        if (!decoder.feed(bytes.substr(at, chunk), result.out))
            break;
    }
    decoder.finish();
    result.fault = decoder.fault();
    return result;
}

/// Text that has matches, literals and a stretch that does not compress.
std::string sample(std::size_t size)
{
    std::string text;
    std::uint32_t x = 1;
    while (text.size() < size) {
        text += "{\"n\": " + std::to_string(text.size()) + "}\n";
        for (int i = 0; i < 4; ++i)
            text += static_cast<char>(x = x * 1664525U + 1013904223U, x >> 24U);
    }
    text.resize(size);
    return text;
}

std::string coded(std::string_view plain, const std::vector<std::string> &how)
{
    std::string bytes(plain);
    for (const auto &name : how)
        bytes = support::coded(bytes, name);
    return bytes;
}

/// A gzip of `mebibytes` of zeros: one deflated mebibyte again and again, with the right checksum at its end.
std::string zeroBomb(std::uint64_t mebibytes)
{
    const std::string zeros(1 << 20, '\0');
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        std::abort();
    std::string piece(64 << 10, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(zeros.data()));
    stream.avail_in = static_cast<uInt>(zeros.size());
    stream.next_out = reinterpret_cast<Bytef *>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    deflate(&stream, Z_FULL_FLUSH);
    piece.resize(stream.total_out);
    deflateEnd(&stream);
    const auto one = crc32(0, reinterpret_cast<const Bytef *>(zeros.data()), static_cast<uInt>(zeros.size()));
    uLong crc = 0;
    std::string out("\x1f\x8b\x08\0\0\0\0\0\0\xff", 10);
    for (std::uint64_t i = 0; i < mebibytes; ++i) {
        out += piece;
        crc = crc32_combine(crc, one, 1 << 20);
    }
    out.append("\x03\x00", 2);
    for (const std::uint64_t value : {std::uint64_t(crc), mebibytes << 20})
        for (unsigned shift = 0; shift < 32; shift += 8)
            out += static_cast<char>(value >> shift);
    return out;
}

/// Peak resident memory of this process in KiB; 0 where it cannot be read.
qint64 peakKiB()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    const auto lines = status.readAll().split('\n');
    for (const auto &line : lines)
        if (line.startsWith("VmHWM:"))
            return line.mid(6).trimmed().split(' ').first().toLongLong();
    return 0;
}

} // namespace

class TestContentDecoder : public QObject {
    Q_OBJECT
private slots:
    void everyCoding_data();
    void everyCoding();
    void cutAtEveryByte_data() { everyCoding_data(); }
    void cutAtEveryByte();
    void brokenAtEveryByte_data() { everyCoding_data(); }
    void brokenAtEveryByte();
    void bombStaysInBounds();
    void bombInABomb();
    void exactlyTheBoundIsWhole();
    void membersAndFrames();
    void whatFollowsTheEnd();
    void whatCannotBeUndone();
    void nothingIsNotCutShort();
};

void TestContentDecoder::everyCoding_data()
{
    QTest::addColumn<std::vector<std::string>>("applied");
    QTest::addColumn<std::vector<std::string>>("named");
    const auto row = [](const char *name, std::vector<std::string> applied, std::vector<std::string> named = {}) {
        QTest::newRow(name) << applied << (named.empty() ? applied : named);
    };
    row("identity", {"identity"});
    row("gzip", {"gzip"});
    row("x-gzip", {"gzip"}, {"X-GZIP"});
    row("deflate", {"deflate"});
    row("deflate without header", {"raw"}, {"deflate"});
    row("br", {"br"});
    row("zstd", {"zstd"});
    row("gzip in br", {"gzip", "br"});
    row("four in one another", {"zstd", "deflate", "identity", "br", "gzip"});
}

void TestContentDecoder::everyCoding()
{
    QFETCH(std::vector<std::string>, applied);
    QFETCH(std::vector<std::string>, named);
    for (const std::size_t size : {0U, 1U, 100U, 3000U, 300'000U}) {
        const auto plain = sample(size);
        const auto bytes = coded(plain, applied);
        for (std::size_t chunk = 1; chunk <= std::min<std::size_t>(bytes.size(), 4000);
             chunk += size > 3000 ? 997 : 1) {
            const auto result = decoded(bytes, named, chunk);
            QVERIFY(result.fault.kind == Kind::None);
            QVERIFY(result.out == plain);
        }
    }
}

void TestContentDecoder::cutAtEveryByte()
{
    QFETCH(std::vector<std::string>, applied);
    QFETCH(std::vector<std::string>, named);
    const auto plain = sample(2000);
    const auto bytes = coded(plain, applied);
    const bool coded = named.front() != "identity";
    std::size_t most = 0;
    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
        for (const std::size_t chunk : {std::size_t(1), bytes.size()}) {
            const auto result = decoded(std::string_view(bytes).substr(0, cut), named, chunk);
            QCOMPARE(result.fault.kind == Kind::Truncated, coded);
            QVERIFY(!coded || result.fault.inner || result.fault.offset == cut);
            QVERIFY(plain.compare(0, result.out.size(), result.out) == 0);
            most = std::max(most, result.out.size());
        }
    }
    QVERIFY(most > plain.size() / 2); // it does not merely refuse
}

void TestContentDecoder::brokenAtEveryByte()
{
    QFETCH(std::vector<std::string>, applied);
    QFETCH(std::vector<std::string>, named);
    const auto plain = sample(2000);
    const auto bytes = coded(plain, applied);
    int faults = 0;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        auto broken = bytes;
        broken[at] = static_cast<char>(broken[at] ^ 0x55);
        for (const std::size_t chunk : {std::size_t(1), std::size_t(64), bytes.size()}) {
            const auto result = decoded(broken, named, chunk);
            faults += result.fault.kind != Kind::None ? 1 : 0;
            QVERIFY(result.out.size() <= std::size_t(64) << 20);
            QVERIFY(result.fault.inner || result.fault.offset <= bytes.size());
            QVERIFY(result.fault.kind != Kind::Broken || !result.fault.reason.empty());
        }
    }
    if (named.front() == "gzip" || named.front() == "zstd") // those have checksums
        QVERIFY(faults > static_cast<int>(bytes.size()) * 2);
}

void TestContentDecoder::bombStaysInBounds()
{
    const auto bomb = zeroBomb(10 << 10); // 10 GiB in about 10 MiB
    QVERIFY(bomb.size() < std::size_t(16) << 20);
    const auto small = decoded(zeroBomb(3), {"gzip"});
    QVERIFY(small.fault.kind == Kind::None && small.out == std::string(3 << 20, '\0')); // a true gzip
    const auto before = peakKiB();
    QElapsedTimer timer;
    timer.start();
    const auto result = decoded(bomb, {"gzip"}, 16 << 10);
    QCOMPARE(result.out.size(), std::size_t(64) << 20);
    QVERIFY(result.fault.kind == Kind::TooLarge);
    QVERIFY(result.fault.offset < 1 << 20); // it stopped there: the rest was not even read
    QVERIFY(timer.elapsed() < 30'000);
    QVERIFY2(peakKiB() - before < 200 << 10, qPrintable(QString::number(peakKiB() - before)));
}

void TestContentDecoder::bombInABomb()
{
    const auto inner = zeroBomb(1 << 10);
    const auto once = support::deflated(inner, 31);
    const auto twice = support::deflated(once, 31);
    QElapsedTimer timer;
    timer.start();
    for (const auto &[bytes, codings] : {std::pair(once, 2), std::pair(twice, 3)}) {
        const auto result = decoded(bytes, std::vector<std::string>(static_cast<std::size_t>(codings), "gzip"));
        QVERIFY(result.fault.kind == Kind::TooLarge);
        QVERIFY(result.fault.inner);
        QCOMPARE(result.out.size(), std::size_t(64) << 20);
    }
    // What an inner coding makes nothing of is bounded all the same: the outer one stops at its own bound.
    const std::string empties = support::deflated(std::string(), 31);
    std::string many;
    for (int i = 0; i < 200'000; ++i)
        many += empties;
    DecodeLimits limits;
    limits.output = 1 << 20;
    const auto result = decoded(support::deflated(many, 31), {"gzip", "gzip"}, 1 << 20, limits);
    QVERIFY(result.fault.kind == Kind::TooLarge);
    QVERIFY(!result.fault.inner);
    QVERIFY(result.out.empty());
    QVERIFY(timer.elapsed() < 60'000);
}

void TestContentDecoder::exactlyTheBoundIsWhole()
{
    DecodeLimits limits;
    limits.output = 100'000;
    for (const std::string name : {"gzip", "deflate", "br", "zstd"}) {
        const auto whole = decoded(support::coded(std::string(100'000, 'x'), name), {name}, 1 << 20, limits);
        QVERIFY(whole.fault.kind == Kind::None);
        QCOMPARE(whole.out.size(), std::size_t(100'000));
        const auto cut = decoded(support::coded(std::string(100'001, 'x'), name), {name}, 1 << 20, limits);
        QVERIFY(cut.fault.kind == Kind::TooLarge);
        QCOMPARE(cut.out.size(), std::size_t(100'000));
    }
}

void TestContentDecoder::membersAndFrames()
{
    const std::string skippable("\x50\x2a\x4d\x18\x03\x00\x00\x00xyz", 11);
    for (const std::size_t chunk : {1U, 3U, 1000U}) {
        QCOMPARE(decoded(support::coded("one ", "gzip") + support::coded("two", "gzip"), {"gzip"}, chunk).out,
                 std::string("one two"));
        const auto frames =
            decoded(support::coded("one ", "zstd") + skippable + support::coded("two", "zstd"), {"zstd"}, chunk);
        QCOMPARE(frames.out, std::string("one two"));
        QVERIFY(frames.fault.kind == Kind::None);
    }
}

void TestContentDecoder::whatFollowsTheEnd()
{
    for (const std::string name : {"gzip", "deflate", "br", "zstd"}) {
        const auto bytes = support::coded("content", name);
        for (const std::size_t chunk : {1U, 1000U}) {
            const auto result = decoded(bytes + "##tail", {name}, chunk);
            QCOMPARE(result.out, std::string("content"));
            QVERIFY2(result.fault.kind == Kind::TrailingBytes, name.c_str());
            QCOMPARE(result.fault.offset, std::uint64_t(bytes.size()));
        }
    }
}

void TestContentDecoder::whatCannotBeUndone()
{
    const auto unknown = decoded("bytes", {"gzip", "exi"});
    QVERIFY(unknown.fault.kind == Kind::UnknownCoding);
    QCOMPARE(unknown.fault.coding, std::string("exi"));
    QCOMPARE(unknown.out, std::string("bytes"));
    // What was applied after the unknown one is undone.
    const auto half = decoded(support::coded("bytes", "br"), {"compress", "br"});
    QVERIFY(half.fault.kind == Kind::UnknownCoding && half.fault.inner);
    QCOMPARE(half.out, std::string("bytes"));
    const auto many = decoded("bytes", std::vector<std::string>(9, "gzip"));
    QVERIFY(many.fault.kind == Kind::TooManyCodings);
    QCOMPARE(many.out, std::string("bytes"));
    const auto plain = decoded("not gzip at all", {"gzip"});
    QVERIFY(plain.fault.kind == Kind::Broken);
    QVERIFY(plain.out.empty());
}

void TestContentDecoder::nothingIsNotCutShort()
{
    for (const std::string name : {"gzip", "deflate", "br", "zstd"})
        QVERIFY(decoded({}, {name}).fault.kind == Kind::None);
}

INTERIM_SUITE(TestContentDecoder)
#include "tst_content_decoder.moc"
