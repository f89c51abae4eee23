// SPDX-License-Identifier: GPL-3.0-or-later
// Measured with curl 7.88.1 at a raw server.
#include "formats/curl/curl_framing.h"

#include "formats/curl/curl_sample.h"
#include "request/compose.h"
#include "request/form.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;
using curl_sample::headOf;

class TestCurlFraming : public QObject {
    Q_OBJECT
    static CurlImport read(const std::string &command) { return importCurl(command, curl_sample::files); }

private slots:
    // RFC 7578 section 4.1; curl puts the typed type behind Content-Length and adds the boundary.
    void headAndContentHaveOneBoundary_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<int>("losses");
        QTest::newRow("bare") << QByteArray("multipart/form-data") << 0;
        QTest::newRow("parameter") << QByteArray("multipart/form-data; charset=utf-8") << 0;
        QTest::newRow("own boundary") << QByteArray("multipart/form-data; boundary=abc") << 1;
        QTest::newRow("other") << QByteArray("multipart/mixed") << 1;
        QTest::newRow("none") << QByteArray() << 1;
    }
    void headAndContentHaveOneBoundary()
    {
        QFETCH(QByteArray, type);
        QFETCH(int, losses);
        const CurlImport made =
            read("curl -H 'content-type:" + (type.isEmpty() ? std::string() : ' ' + type.toStdString())
                 + "' -F a=b -H 'X: y' http://h/");
        QCOMPARE(made.losses.size(), losses);
        const std::string boundary = request::boundaryOf(made.spec.body), head = headOf(made.spec);
        QVERIFY2(head.ends_with("; boundary=" + boundary + "\r\n\r\n"), head.c_str());
        QVERIFY(head.find("X: y\r\nContent-Length: ") != head.npos && head.find("content-type") == head.npos);
        QVERIFY(request::multipartPieces(made.spec.body).front().text.starts_with("--" + boundary + "\r\n"));
    }

    // What curl frames in a way in which no one finds the end of it is not sent (RFC 9112 section 6.1).
    void typedTransferEncoding()
    {
        const auto framed = [](const char *options) {
            return headOf(read(std::string("curl http://h/ ") + options).spec);
        };
        QVERIFY(framed("-d abc -H 'Transfer-Encoding: gzip'")
                    .find("Transfer-Encoding: gzip\r\nContent-Length: 3\r\nContent-Type")
                != std::string::npos);
        for (const char *options : {"-d abc -H 'Transfer-Encoding: gzip'", "-d abc -H 'Transfer-Encoding;'",
                                    "-d abc -H 'Transfer-Encoding: gzip, chunked'", "-H 'Transfer-Encoding: gzip'",
                                    "-d '' -H 'Transfer-Encoding: chunked'"})
            QVERIFY2(read(std::string("curl http://h/ ") + options).stop.isEmpty(), options);
        for (const char *options :
             {"-d abc -H 'Transfer-Encoding: chunked, gzip'", "-d abc -H 'Transfer-Encoding: xchunked'",
              "-d abc -H 'Transfer-Encoding: gzip' -H 'Transfer-Encoding: chunked'", "-H 'Transfer-Encoding: chunked'",
              "-X POST -H 'Transfer-Encoding: chunked'", "-T - -H 'Transfer-Encoding: gzip' < f",
              "-T - -H Transfer-Encoding: < f"})
            QVERIFY2(read(std::string("curl http://h/ ") + options).stop.contains("Transfer-Encoding"_L1), options);
    }

    // Measured: curl 7.88.1 at a raw server.
    void saysWhatCurlDoesAfter417()
    {
        const auto notes = [](const char *words) { return importCurl(words, curl_sample::files).taken.join(u' '); };
        const QString data = notes("curl -H 'Expect: 100-continue' -d x http://h");
        QVERIFY2(data.contains("417 that keeps the connection"_L1) && data.contains("--max-redirs (50)"_L1),
                 qPrintable(data));
        const QString upload = notes("curl -H 'Expect: 100-continue' -T f http://h");
        QVERIFY2(upload.contains("typed Expect, once, after one that closes it never"_L1), qPrintable(upload));
        QVERIFY(!notes("curl -d x http://h").contains("417"_L1));
    }

    void curlsExpectRuleIsTheRequests()
    {
        const auto expect = [](const char *command) { return importCurl(command, curl_sample::files).spec.expect; };
        QVERIFY(expect("curl -d x http://h").rule == request::ExpectRule::Threshold);
        QCOMPARE(expect("curl -d x http://h").threshold, std::uint64_t(1 << 20));
        QVERIFY(expect("curl -H Expect: -d x http://h").rule == request::ExpectRule::Off);
        QVERIFY(expect("curl -T f http://h").rule == request::ExpectRule::Always);
        QCOMPARE(expect("curl --expect100-timeout 0.25 -d x http://h").waitNs, std::int64_t(250'000'000));
        QCOMPARE(expect("curl -H 'Expect: foo' -d x http://h").waitNs, std::int64_t(0));
        // Seen with curl 7.88.1: it waits for what only contains the word too.
        for (const char *value : {"100-continue;q=1", "x100-continue"}) {
            const auto odd =
                importCurl("curl -H 'Expect: " + std::string(value) + "' -d x http://h", curl_sample::files);
            QVERIFY(odd.spec.expect.anyValue);
            QVERIFY(std::get<request::ComposedRequest>(request::compose(odd.spec)).expect.waits);
        }
        QVERIFY(!expect("curl -H 'Expect: 100-Continue' -d x http://h").anyValue);
        QVERIFY(!expect("curl -H 'Expect: foo' -d x http://h").anyValue);
        const auto large =
            importCurl("head -c 1048577 /dev/zero | curl --data-binary @- http://h", curl_sample::files).spec;
        QVERIFY(std::get<request::ComposedRequest>(request::compose(large)).expect.waits);
    }

    void expectRuleOfCurl()
    {
        const request::RequestSpec spec = read("curl -d x http://h/").spec;
        QVERIFY(spec.expect.rule == request::ExpectRule::Threshold);
        QCOMPARE(spec.expect.threshold, std::uint64_t(1 << 20));
        QCOMPARE(read("curl -d x --expect100-timeout 2 http://h/").spec.expect.waitNs, std::int64_t(2'000'000'000));
    }
};

INTERIM_SUITE(TestCurlFraming)
#include "tst_curl_framing.moc"
