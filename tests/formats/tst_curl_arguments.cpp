// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl_arguments.h"

#include <QTest>

using namespace formats;

class TestCurlArguments : public QObject {
    Q_OBJECT

    static QString shown(const std::vector<std::string> &words)
    {
        QStringList out;
        for (const CurlArgument &one : curlArguments(words).list)
            out << QString::fromStdString((one.on ? "" : "no-") + one.name + (one.value.empty() ? "" : "=" + one.value));
        return out.join(u' ');
    }
private slots:
    void asCurlReadsThem()
    {
        QCOMPARE(shown({"-sSLXPOST", "http://h"}), QStringLiteral("silent show-error location request=POST =http://h"));
        QCOMPARE(shown({"-d@f", "-HA: b", "-X", "PUT"}), QStringLiteral("data=@f header=A: b request=PUT"));
        QCOMPARE(shown({"--request", "PUT", "--dat", "x"}), QStringLiteral("request=PUT =x"));
        QCOMPARE(shown({"--compressed"}), QStringLiteral("compressed"));
        QCOMPARE(shown({"--max-ti", "3"}), QStringLiteral("max-time=3"));
        QCOMPARE(shown({"--no-location", "-L"}), QStringLiteral("no-location location"));
        QCOMPARE(shown({"-k", "--", "-x"}), QStringLiteral("insecure =-x"));
        QCOMPARE(shown({"-T", "-", "-"}), QStringLiteral("upload-file=- =-"));
        QCOMPARE(shown({"-0", "-:"}), QStringLiteral("http1.0 next"));
    }

    void whatIsUnknownIsSaid()
    {
        const CurlArguments odd = curlArguments({"--frobnicate", "-~", "-H"});
        QCOMPARE(odd.unknown.size(), std::size_t(3));
        const CurlArguments sign = curlArguments({"--data=x"});
        QCOMPARE(sign.list[0].value, std::string("x"));
        QCOMPARE(sign.remarks.size(), std::size_t(1));
        QVERIFY(curlArguments({"--unix-socket", "/s"}).list[0].use == CurlUse::Other);
        QVERIFY(curlArguments({"-o", "f"}).list[0].use == CurlUse::Output);
    }
};

INTERIM_SUITE(TestCurlArguments)
#include "tst_curl_arguments.moc"
