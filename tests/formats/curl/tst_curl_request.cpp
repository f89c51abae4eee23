// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_request.h"

#include "request/compose.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

class TestCurlRequest : public QObject {
    Q_OBJECT

    static CurlImport made(const std::vector<std::string> &words, CurlFeed feed = {})
    {
        CurlCall call;
        call.found = true;
        call.words = words;
        return curlRequest(call, feed, curlArguments(words), {});
    }
    static QStringList names(const CurlImport &import)
    {
        QStringList out;
        for (const request::HeaderLine &line : import.spec.headers)
            out << QString::fromStdString(line.name);
        return out;
    }

private slots:
    void whatDiffersAfterARedirectionIsSaid()
    {
        QVERIFY(made({"-L", "-H", "Host: v", "http://h/"}).losses.join(u'\n').contains("another port"_L1));
        QVERIFY(made({"-H", "Host: v", "http://h/"}).losses.isEmpty());
        const CurlImport put = made({"-L", "-X", "PUT", "-d", "x", "http://h/"});
        QVERIFY(put.spec.redirects == 0 && put.losses.join(u'\n').contains("-L beside -X"_L1));
        QCOMPARE(made({"-L", "-X", "GET", "-d", "x", "http://h/"}).spec.redirects, 0);
        QCOMPARE(made({"-L", "-d", "x", "http://h/"}).spec.redirects, 50);
    }

    void methods()
    {
        QCOMPARE(made({"http://h/"}).spec.method, std::string("GET"));
        QCOMPARE(made({"-d", "x", "http://h/"}).spec.method, std::string("POST"));
        QCOMPARE(made({"-I", "http://h/"}).spec.method, std::string("HEAD"));
        QCOMPARE(made({"-G", "-d", "x", "http://h/"}).spec.method, std::string("GET"));
        QCOMPARE(made({"-X", "FROB", "-d", "x", "http://h/"}).spec.method, std::string("FROB"));
    }

    void withoutAUrl()
    {
        const CurlImport import = made({"-d", "x"});
        QVERIFY(import.error.contains("no URL"_L1));
        QVERIFY(made({"http://h/"}).error.isEmpty());
    }

    void content()
    {
        const CurlImport form = made({"-d", "a=1", "-d", "b=2", "http://h/"});
        QCOMPARE(form.spec.body.text, std::string("a=1&b=2"));
        const CurlImport json = made({"--json", "{}", "http://h/"});
        QVERIFY(names(json).contains("Accept"_L1));
        QCOMPARE(json.spec.body.text, std::string("{}"));
    }

    // What nothing of ours can take, of those that decide where it goes, stops; of others it is a loss.
    void stopsAndLosses()
    {
        QVERIFY(!made({"--socks4", "p:1", "http://h/"}).stop.isEmpty());
        const CurlImport retry = made({"--retry", "3", "http://h/"});
        QVERIFY(retry.stop.isEmpty() && retry.losses.size() == 1);
        QVERIFY(made({"http://h/"}).stop.isEmpty() && made({"http://h/"}).losses.isEmpty());
    }
};

INTERIM_SUITE(TestCurlRequest)
#include "tst_curl_request.moc"
