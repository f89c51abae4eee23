// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/seat/cutter.h"

#include <QTest>

using namespace record;

namespace {

/// The messages that a stream is cut into when it comes in pieces of `size` bytes.
std::vector<std::string> cut(const std::string &stream, std::size_t size)
{
    Cutter cutter;
    std::vector<std::string> messages(1);
    for (std::size_t at = 0; at < stream.size(); at += size) {
        std::string_view piece = std::string_view(stream).substr(at, size);
        while (!piece.empty()) {
            const std::size_t mine = cutter.take(piece);
            messages.back().append(piece.substr(0, mine));
            piece.remove_prefix(mine);
            if (!cutter.ended())
                continue;
            cutter.restart();
            messages.emplace_back();
        }
    }
    return messages;
}

} // namespace

class TestCutter : public QObject {
    Q_OBJECT
private slots:
    void everyCut()
    {
        const std::string a = "GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
        const std::string b = "POST /b HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello";
        const std::string c = "\r\nPUT /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nT: x\r\n\r\n";
        const std::string stream = a + b + c + a;
        for (std::size_t size = 1; size <= stream.size(); ++size)
            QCOMPARE(cut(stream, size), (std::vector<std::string>{a, b, c, a, ""}));
    }

    void beyondTheFirstSlice()
    {
        const std::string big = "POST / HTTP/1.1\r\nContent-Length: 700000\r\n\r\n" + std::string(700000, 'x');
        const std::string small = "GET / HTTP/1.1\r\n\r\n";
        std::string stream = big;
        for (int i = 0; i < 5000; ++i)
            stream += small;
        const auto messages = cut(stream, 262144);
        QCOMPARE(messages.size(), 5002u);
        QCOMPARE(messages[0].size(), big.size());
        QCOMPARE(messages[5000], small);
        QVERIFY(messages[5001].empty());
    }

    void takesAllWhileUnfinished()
    {
        Cutter cutter;
        QCOMPARE(cutter.take("GET / HTTP/1.1\r\nHo"), 18u);
        QVERIFY(!cutter.ended());
        QCOMPARE(cutter.take("\x01\x02 not http"), 11u);
    }
};

INTERIM_SUITE(TestCutter)
#include "tst_cutter.moc"
