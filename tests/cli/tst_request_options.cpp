// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/request_options.h"

#include <QCommandLineParser>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace cli;

class TestRequestOptions : public QObject {
    Q_OBJECT
    static std::variant<RequestCall, Misuse> read(QStringList words) { return readRequest(words << u"http://h/"_s); }
    static RequestCall good(const QStringList &words)
    {
        auto call = read(words);
        if (const auto *wrong = std::get_if<Misuse>(&call))
            qFatal("%s", qPrintable(wrong->text));
        return std::get<RequestCall>(call);
    }
    static bool written(const QString &path, const char *text)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == qint64(qstrlen(text));
    }
    static QStringList w(const char *words) { return QString::fromLatin1(words).split(u' ', Qt::SkipEmptyParts); }

private slots:
    void defaults()
    {
        const auto call = good({});
        request::RequestSpec usual;
        usual.url = "http://h/";
        QVERIFY(call.spec == usual);
        QVERIFY(call.output.drawing == Drawing::Default && !call.output.failOnStatus && !call.output.showSecrets);
    }

    void everyOption()
    {
        const auto spec =
            good(
                w("-X PUT -H A:1 --body-size 4M --body-pattern zeros --chunked --http 1.0 --expect always "
                  "--threshold 64k --wait 250 --after-wait keep --on-417 stop --accept-104 "
                  "--body-after-final --wait-any --keep-limit 90s --follow-up --linger 5 --insecure --server-name n -6 "
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
        QVERIFY(written(cert, "-----BEGIN CERTIFICATE-----\n") && written(key, "-----BEGIN PRIVATE KEY-----\n"));
        const auto spec = good(w("-F a=b -F c= --proxy http://u:p@p:1 --connect-to x:2 --redirects 3")
                               << u"--cert"_s << cert << u"--key"_s << key)
                              .spec;
        QVERIFY(spec.body.kind == request::BodyKind::Multipart && spec.method == "POST");
        QVERIFY(spec.body.fields == (std::vector<request::FormField>{{"a", "b"}, {"c", ""}}));
        QCOMPARE(spec.proxy, std::string("http://u:p@p:1"));
        QCOMPARE(spec.connectTo, std::string("x:2"));
        QCOMPARE(spec.redirects, 3);
        QVERIFY(spec.tls.certFile == cert.toStdString() && spec.tls.keyFile == key.toStdString());
    }

    void unixSockets()
    {
        QCOMPARE(good(w("--unix-socket /run/a/../s")).spec.unixSocket, std::string("/run/s"));
        QCOMPARE(good(w("--unix-socket @s")).spec.unixSocket, QDir::currentPath().toStdString() + "/@s");
        QCOMPARE(good(w("--abstract-unix-socket /s")).spec.unixSocket, std::string("@/s"));
    }

    void aProfileGivesWayToWhatIsTyped()
    {
        const auto curl = good(w("--profile curl-7.88 -d x")).spec;
        QCOMPARE(curl.profile, std::string("curl-7.88"));
        QVERIFY(curl.expect == request::ExpectSettings());
        const auto java = good(w("--profile jdk-httpclient-25 -d x -H User-Agent:me")).spec;
        QVERIFY(java.expect.rule == request::ExpectRule::Off && java.expect.on417 == request::On417::Show);
        QCOMPARE(java.expect.waitNs, std::int64_t(5'000'000'000));
        const auto typed =
            good(w("--on-417 retry --wait 7 --after-wait send --expect auto --threshold 3 --profile aiohttp "
                   "-d x -H User-Agent:me"))
                .spec;
        QVERIFY(typed.expect.rule == request::ExpectRule::Threshold && typed.expect.on417 == request::On417::Retry);
        QVERIFY(typed.expect.waitNs == 7'000'000 && typed.expect.threshold == 3
                && typed.expect.afterWait == wire::AfterWait::Send);
        QCOMPARE(std::count_if(typed.headers.begin(), typed.headers.end(),
                               [](const auto &line) { return line.name == "User-Agent" && line.value == "me"; }),
                 1);
    }

    void headersAsTyped_data()
    {
        QTest::addColumn<QByteArray>("typed");
        QTest::addColumn<QByteArray>("sent"); // what goes out; empty: the field is left out
        QTest::newRow("usual") << QByteArray("A: b") << QByteArray("A: b");
        QTest::newRow("no space") << QByteArray("A:b") << QByteArray("A:b");
        QTest::newRow("spaces") << QByteArray("A:   b  ") << QByteArray("A:   b  ");
        QTest::newRow("tab") << QByteArray("A:\tb") << QByteArray("A:\tb");
        QTest::newRow("space before") << QByteArray("A : b") << QByteArray("A : b");
        QTest::newRow("colons") << QByteArray("A: b:c;") << QByteArray("A: b:c;");
        QTest::newRow("bytes") << QByteArray("A: \xff\xe2\x82") << QByteArray("A: \xff\xe2\x82");
        QTest::newRow("empty") << QByteArray("A;") << QByteArray("A:");
        QTest::newRow("empty, space") << QByteArray("A; ") << QByteArray("A:");
        QTest::newRow("out") << QByteArray("A:") << QByteArray();
        QTest::newRow("out, space") << QByteArray("A: ") << QByteArray();
    }
    void headersAsTyped()
    {
        QFETCH(QByteArray, typed);
        QFETCH(QByteArray, sent);
        const auto spec = good({u"-H"_s, QString::fromLatin1(typed)}).spec;
        if (sent.isEmpty()) {
            QCOMPARE(spec.removed, std::vector<std::string>{"A"});
            QVERIFY(spec.headers.empty());
            return;
        }
        const request::HeaderLine &line = spec.headers.at(0);
        QCOMPARE(QByteArray::fromStdString(line.name + line.separator + line.value), sent);
        QVERIFY(spec.removed.empty());
    }

    void bodies()
    {
        const auto text = good({u"-d"_s, QString::fromLatin1("@x\xff")}).spec;
        QCOMPARE(text.body.text, std::string("@x\xff"));
        QCOMPARE(text.method, std::string("POST"));
        QTemporaryDir folder;
        QFile file(folder.filePath(u"b"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("12345") == 5);
        file.close();
        const auto fromFile = good({u"--body-file"_s, file.fileName()}).spec;
        QCOMPARE(fromFile.body.size, std::uint64_t(5));
        QCOMPARE(fromFile.body.path, file.fileName().toStdString());
    }

    void rawHeads()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(u"h"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("GET / HTTP/1.1\n\xff\n\n") > 0);
        file.close();
        QCOMPARE(good({u"--raw-head"_s, file.fileName()}).spec.rawHead, std::string("GET / HTTP/1.1\n\xff\n\n"));
        QVERIFY(std::holds_alternative<Misuse>(read({u"--raw-head"_s, file.fileName(), u"-X"_s, u"PUT"_s})));
    }

    void otherExpectations()
    {
        QVERIFY(good(w("--expect off")).spec.expect.rule == request::ExpectRule::Off);
        QVERIFY(good(w("--expect auto")).spec.expect.rule == request::ExpectRule::Threshold);
        const auto spec = good(w("--expect 200-ok")).spec;
        QVERIFY(spec.expect.rule == request::ExpectRule::Custom && spec.expect.custom == "200-ok");
    }

    void ruleWordsInAnyCase()
    {
        QVERIFY(good(w("--expect OFF")).spec.expect.rule == request::ExpectRule::Off);
        QVERIFY(good(w("--expect Always")).spec.expect.rule == request::ExpectRule::Always);
        QCOMPARE(good(w("--expect X-Own")).spec.expect.custom, std::string("X-Own"));
    }

    void certificatesAreReadBefore()
    {
        const QTemporaryDir folder;
        const QString cert = folder.filePath(u"c"_s), both = folder.filePath(u"b"_s);
        QVERIFY(written(cert, "-----BEGIN CERTIFICATE-----\n"));
        QVERIFY(written(both, "-----BEGIN CERTIFICATE-----\n-----BEGIN EC PRIVATE KEY-----\n"));
        QVERIFY(std::holds_alternative<RequestCall>(read({u"--cert"_s, both})));
        for (const QStringList &words :
             {QStringList{"--cert", "/nonexistent"}, QStringList{"--cert", cert},
              QStringList{"--cert", both, "--key", cert}, QStringList{"--cert", "/etc/passwd"}})
            QVERIFY2(std::holds_alternative<Misuse>(read(words)), qPrintable(words.join(u' ')));
    }

    void namesOutsideAscii()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QString::fromUtf8("\xc3\xa9"));
        QVERIFY(written(path, "12345"));
        QCOMPARE(good({u"--body-file"_s, QString::fromLatin1(QFile::encodeName(path))}).spec.body.size,
                 std::uint64_t(5));
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
        row("--redirects many http://h", "how many");
        row("--unix-socket /s --proxy http://p:1 http://h", "beside a proxy");
        row("--unix-socket /s --abstract-unix-socket s http://h", "give one");
        row("--unix-socket= http://h", "no path");
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

    void quotesSafely() { QCOMPARE(quoted(QString::fromLatin1("\x1b[1m")), u"\"\\x1b[1m\""_s); }
};

INTERIM_SUITE(TestRequestOptions)
#include "tst_request_options.moc"
