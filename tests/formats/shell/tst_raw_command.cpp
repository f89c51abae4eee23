// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/shell/raw_command.h"

#include <QTest>

using namespace formats;

class TestRawCommand : public QObject {
    Q_OBJECT

    static request::RequestSpec post(const char *url, const std::string &text)
    {
        request::RequestSpec spec;
        spec.url = url;
        spec.method = "POST";
        spec.body.kind = request::BodyKind::Text;
        spec.body.text = text;
        return spec;
    }
private slots:
    void plainAndTls()
    {
        request::RequestSpec get;
        get.url = "http://h:81/a";
        const CurlCommand plain = rawCommand(get, false);
        QVERIFY2(plain.command.startsWith(u"printf 'GET /a HTTP/1.1\\r\\nHost: h:81\\r\\n"), qPrintable(plain.command));
        QVERIFY(plain.command.endsWith(u"\\r\\n\\r\\n' | nc h 81"));
        QCOMPARE(plain.losses.size(), 1);
        get.url = "https://h/";
        get.tls.caFile = "my ca";
        QVERIFY(rawCommand(get, false)
                    .command.endsWith(u" | openssl s_client -quiet -connect h:443 -servername h -verify_return_error "
                                      u"-verify_hostname h -CAfile 'my ca'"));
        get.tls.verify = false;
        get.url = "https://[::1]:4/";
        QVERIFY(rawCommand(get, false).command.contains(u"-connect '[::1]:4' -noservername"));
        get.proxy = "socks5://p:1";
        get.url = "http://h/";
        QVERIFY(rawCommand(get, false).command.endsWith(u"nc -X 5 -x p:1 h 80"));
    }

    void unixSockets()
    {
        request::RequestSpec get;
        get.url = "http://h/";
        get.unixSocket = "/run/my s";
        QVERIFY(rawCommand(get, false).command.endsWith(u" | nc -U '/run/my s'"));
        get.url = "https://h/";
        QVERIFY(
            rawCommand(get, false).command.contains(u" | openssl s_client -quiet -unix '/run/my s' -servername h "));
        get.unixSocket = "@s";
        QVERIFY(rawCommand(get, false).losses.join(u' ').contains(u"the abstract Unix socket s: "));
    }

    void thePauseIsASleep()
    {
        auto spec = post("http://h/", "a'b\n");
        spec.expect.rule = request::ExpectRule::Always;
        spec.expect.waitNs = 1'500'000'000;
        const CurlCommand made = rawCommand(spec, false);
        QVERIFY2(made.command.endsWith(u"; sleep 1.500; printf 'a\\047b\\n'; } | nc h 80"), qPrintable(made.command));
        QCOMPARE(made.losses.size(), 3);
        spec.body.chunked = true;
        QVERIFY(rawCommand(spec, false).command.contains(u"printf '4\\r\\na\\047b\\n\\r\\n0\\r\\n\\r\\n'"));
    }

    void secretsAndErrors()
    {
        auto spec = post("http://u:secret@h/", "x");
        QVERIFY(!rawCommand(spec, false).command.contains(u"dTpz"));
        QVERIFY(rawCommand(spec, true).command.contains(u"dTpz"));
        spec.url = "ftp://h";
        QVERIFY(!rawCommand(spec, false).error.isEmpty());
    }
};

INTERIM_SUITE(TestRawCommand)
#include "tst_raw_command.moc"
