// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl_body.h"

#include <QTest>

using namespace formats;
using wire::BodyKind;

class TestCurlBody : public QObject {
    Q_OBJECT
    static CurlBody made(BodyKind kind, const std::string &text, std::uint64_t size = 0)
    {
        wire::BodySpec body;
        body.kind = kind;
        (kind == BodyKind::Text ? body.text : kind == BodyKind::File ? body.path : body.pattern) = text;
        body.size = size;
        return curlBody(body);
    }
    using Words = std::vector<std::string>;
private slots:
    void textStaysText()
    {
        QCOMPARE(made(BodyKind::Text, "@/etc/passwd").options, (Words{"--data-raw", "@/etc/passwd"}));
        const CurlBody odd = made(BodyKind::Text, std::string("\0\xff", 2));
        QCOMPARE(odd.options, (Words{"--data-binary", "@-"}));
        QCOMPARE(odd.feed, std::string("printf '\\000\\377'"));
        QVERIFY(!made(BodyKind::Text, std::string(200'000, 'x')).feed.empty());
    }

    void filesByName()
    {
        QCOMPARE(made(BodyKind::File, "a b", 5).options, (Words{"--data-binary", "@a b"}));
        QCOMPARE(made(BodyKind::File, "-", 5).options, (Words{"--data-binary", "@./-"}));
        const CurlBody large = made(BodyKind::File, "a[1]", curlInMemory + 1);
        QCOMPARE(large.options, (Words{"-T", "a[1]", "--globoff"}));
        QVERIFY(large.uploadOption && !large.pipe);
    }

    void generatedByCommand()
    {
        QCOMPARE(made(BodyKind::Generated, "zeros", 9).feed, std::string("head -c 9 /dev/zero"));
        QCOMPARE(made(BodyKind::Generated, "random", 9).losses.size(), std::size_t(1));
        QVERIFY(made(BodyKind::Generated, "text", 9).feed.ends_with("| head -c 9"));
        const CurlBody large = made(BodyKind::Generated, "zeros", 10ULL << 30);
        QVERIFY(large.pipe && large.uploadOption && !large.dataOption);
        QCOMPARE(large.options, (Words{"-T", "-"}));
    }
};

INTERIM_SUITE(TestCurlBody)
#include "tst_curl_body.moc"
