// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/request_options.h"

#include "cli/options/typed_call.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace cli;

class TestRequestOptions : public QObject {
    Q_OBJECT
private slots:
    void defaults()
    {
        const auto call = typed::good({});
        request::RequestSpec usual;
        usual.url = "http://h/";
        QVERIFY(call.spec == usual);
        QVERIFY(call.output.drawing == Drawing::Default && !call.output.failOnStatus && !call.output.showSecrets);
    }

    void everyOption()
    {
        const auto spec =
            typed::good(
                typed::words("-X PUT -H A:1 --body-size 4M --body-pattern zeros --chunked --http 1.0 --expect always "
                             "--threshold 64k --wait 250 --after-wait keep --on-417 stop --accept-104 "
                             "--body-after-final --wait-any --keep-limit 90s --follow-up --linger 5 --insecure "
                             "--server-name n -6 "
                             "--connect-timeout 1s --head-timeout 2s --idle-timeout 3s --max-time 4000 --json --fail "
                             "--show-secrets"))
                .spec;
        QCOMPARE(spec.method, std::string("PUT"));
        QVERIFY(spec.headers.front() == (request::HeaderLine{"A", "1", ":"}));
        QVERIFY(spec.body.kind == request::BodyKind::Generated && spec.body.chunked && spec.body.pattern == "zeros");
        QCOMPARE(spec.body.size, std::uint64_t(4 << 20));
        QCOMPARE(spec.version, 10);
        QVERIFY(spec.expect.rule == request::ExpectRule::Always && spec.expect.threshold == 65536);
        QVERIFY(spec.expect.waitNs == 250'000'000 && spec.expect.afterWait == wire::AfterWait::Keep);
        QVERIFY(spec.expect.on417 == request::On417::Show && spec.expect.accept104 && spec.expect.bodyAfterFinal);
        QVERIFY(spec.expect.anyValue && spec.timeouts.keepNs == 90'000'000'000);
        QVERIFY(spec.followUp && spec.lingerNs == 5'000'000 && !spec.tls.verify && spec.tls.serverName == "n");
        QVERIFY(spec.family == request::AddressFamily::V6);
        QCOMPARE(spec.timeouts.connectNs, 1'000'000'000);
        QCOMPARE(spec.timeouts.headNs, 2'000'000'000);
        QCOMPARE(spec.timeouts.idleNs, 3'000'000'000);
        QCOMPARE(spec.timeouts.wholeNs, 4'000'000'000);
    }

    void formsAndRoutes()
    {
        const QTemporaryDir folder;
        const QString cert = folder.filePath(u"c"_s), key = folder.filePath(u"k"_s);
        typed::write(cert, "-----BEGIN CERTIFICATE-----\n");
        typed::write(key, "-----BEGIN PRIVATE KEY-----\n");
        const auto spec = typed::good(typed::words("-F a=b -F c= --proxy http://u:p@p:1 --connect-to x:2 --redirects 3")
                                      << u"--cert"_s << cert << u"--key"_s << key)
                              .spec;
        QVERIFY(spec.body.kind == request::BodyKind::Multipart && spec.method == "POST");
        QVERIFY(spec.body.fields == (std::vector<request::FormField>{{"a", "b"}, {"c", ""}}));
        QCOMPARE(spec.proxy, std::string("http://u:p@p:1"));
        QCOMPARE(spec.connectTo, std::string("x:2"));
        QCOMPARE(spec.redirects, 3);
        QVERIFY(spec.tls.certFile == cert.toStdString() && spec.tls.keyFile == key.toStdString());
    }

    void helpIsAnOptionNotAValue()
    {
        const auto asked = [](const QStringList &words) {
            const auto call = readRequest(words);
            return std::holds_alternative<Misuse>(call) && std::get<Misuse>(call).help;
        };
        QVERIFY(asked({"http://h/", "-h"}) && asked({"--help"}));
        QVERIFY(!asked({"http://h/", "-d", "--help"}) && !asked({"http://h/", "--", "-h"}) && !asked({}));
    }

    void misuse_data()
    {
        QTest::addColumn<QString>("words");
        QTest::addColumn<QString>("part");
        const auto row = [](const char *words, const char *part) {
            QTest::newRow(words) << QString::fromLatin1(words) << QString::fromLatin1(part);
        };
        row("", "no URL");
        row("http://a http://b", "too many");
        row("ftp://h/", "scheme");
        row("--nonsense http://h", "--nonsense");
        row("--wait http://h", "no URL");
        row("--wait soon http://h", "milliseconds");
        row("--wait -1 http://h", "milliseconds");
        row("--http 2 http://h", "later version");
        row("--http 3 http://h", "1.1 or 1.0");
        row("--proxy p http://h", "no port");
        row("--proxy ftp://p:1 http://h", "socks5://");
        row("--connect-to p http://h", "no port");
        row("--redirects many http://h", "from 0 to 100");
        row("--redirects 101 http://h", "from 0 to 100");
        row("--unix-socket /s --proxy http://p:1 http://h", "beside a proxy");
        row("--unix-socket /s --abstract-unix-socket s http://h", "give one");
        row("--unix-socket= http://h", "empty");
        row("--proxy= http://h", "empty");
        row("--abstract-unix-socket= http://h", "no name");
        row("--key k http://h", "--cert");
        row("-F x http://h", "NAME=");
        row("-F x=@/nonexistent http://h", "/nonexistent");
        row("-F x=y -d z http://h", "more than one body");
        row("--profile p http://h", "interim-cli profiles");
        row("--import c http://h", "for send and curl");
        row("--body-size 4Q http://h", "k, M or G");
        row("--body-size 1 --body-pattern x http://h", "random");
        row("--threshold x http://h", "k, M or G");
        row("--after-wait x http://h", "keep");
        row("--on-417 x http://h", "retry");
        row("-H x http://h", "no colon");
        row("-d a -d b http://h", "more than one body");
        row("-d a --body-size 1 http://h", "more than one body");
        row("--chunked http://h", "need a body");
        row("--body-file /nonexistent http://h", "cannot be read");
        row("--body-file / http://h", "no regular file");
        row("--cacert /nonexistent http://h", "cannot be read");
        row("--cacert /etc/passwd http://h", "PEM");
        row("--save /nonexistent/x http://h", "folder");
        row("--save / http://h", "regular file");
        row("--save /dev/full http://h", "regular file");
        row("--json --timeline http://h", "give one");
        row("-4 -6 http://h", "exclude");
        row("-4 http://[::1]/", "is IPv6");
        row("-6 http://127.0.0.1/", "is IPv4");
        row("--wait 31536000001 http://h", "up to a year");
        row("--wait 9223372036854775807 http://h", "up to a year");
        row("--body-size 18446744073709551615 http://h", "below 8 EiB");
        row("--body-file= http://h", "its name is empty");
        // None is opened: each would give bytes for ever, or block.
        for (const char *option : {"body-file", "raw-head", "cacert", "cert", "--cert /etc/passwd --key"}) {
            const QByteArray words = (option[0] == '-' ? QByteArray() : QByteArray("--")) + option;
            row(words + " /dev/zero http://h", option[0] == '-' ? "PEM" : "it is a device, no regular file");
        }
        row("-F f=@/dev/zero http://h", "it is a device, no regular file");
        row("-F a=@ http://h", "its name is empty");
        row("--connect-to :8080 http://h", "\":8080\" has no host");
        row("--body-pattern zeros -d x http://h", "--body-size");
        row("--raw-head /etc/passwd -d x --chunked http://h", "leave out --chunked");
        row("--raw-head /etc/passwd --expect always http://h", "leave out --expect");
        row("--raw-head /etc/passwd http://h", "blank line");
    }
    void misuse()
    {
        QFETCH(QString, words);
        QFETCH(QString, part);
        const auto call = readRequest(words.split(u' ', Qt::SkipEmptyParts));
        const auto *wrong = std::get_if<Misuse>(&call);
        QVERIFY(wrong);
        QVERIFY2(wrong->text.contains(part), qPrintable(wrong->text));
        QVERIFY2(!wrong->text.contains(u'\n') && wrong->text.size() < 300, qPrintable(wrong->text));
    }

    void errorsKeepSecrets()
    {
        for (const QStringList &words : {QStringList{"http://h/", "http://user:SECRET@h/"},
                                         QStringList{"--proxy", "http://pu:SECRET@127.0.0.1", "http://h/"},
                                         QStringList{"-H", "Authorization SECRET", "http://h/"}}) {
            const auto call = readRequest(words);
            const auto *wrong = std::get_if<Misuse>(&call);
            QVERIFY(wrong);
            QVERIFY2(!wrong->text.contains("SECRET"_L1), qPrintable(wrong->text));
        }
    }
};

INTERIM_SUITE(TestRequestOptions)
#include "tst_request_options.moc"
