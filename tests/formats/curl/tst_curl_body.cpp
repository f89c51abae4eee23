// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_body.h"

#include <QTest>

using namespace formats;
using request::BodyKind;

class TestCurlBody : public QObject {
    Q_OBJECT
    static CurlBody made(BodyKind kind, const std::string &text, std::uint64_t size = 0)
    {
        request::BodySpec body;
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

    void windowsShellsNameAFile()
    {
        request::BodySpec body;
        body.kind = BodyKind::Text;
        body.text = "a\tb";
        for (const Shell shell : {Shell::PowerShell, Shell::Cmd}) {
            const CurlBody made = curlBody(body, shell);
            QCOMPARE(made.options, (Words{"--data-binary", "@content.bin"}));
            QVERIFY(made.feed.empty() && made.losses.size() == 1);
        }
        body.text = std::string(6000, 'x');
        QCOMPARE(curlBody(body, Shell::Cmd).losses.size(), std::size_t(1));
        QVERIFY(curlBody(body, Shell::PowerShell).losses.empty());
    }

    void forms()
    {
        request::BodySpec body;
        body.kind = BodyKind::Form;
        body.fields = {{"a", "b c", {}, {}, {}, 0}, {"a", "\xc3\xa9", {}, {}, {}, 0}};
        QCOMPARE(curlBody(body).options, (Words{"--data-urlencode", "a=b c", "--data-urlencode", "a=\xc3\xa9"}));
        body.fields[0].name = "a b";
        QCOMPARE(curlBody(body).options, (Words{"--data-raw", "a+b=b+c&a=%C3%A9"}));
        body.kind = BodyKind::Multipart;
        body.fields = {{"a", "b", {}, {}, {}, 0}, {"f", {}, "x.png", {}, "image/png", 3}};
        const CurlBody parts = curlBody(body);
        QCOMPARE(parts.options, (Words{"--form-string", "a=b", "-F", "f=@\"x.png\";type=image/png"}));
        QVERIFY(parts.formOption && parts.dataOption && parts.losses.size() == 1);
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
