// SPDX-License-Identifier: GPL-3.0-or-later
// URLs as people paste them: what is read, and the one line for what cannot be.
#include "request/url.h"

#include "request/private_values.h"

#include <QTest>

using namespace request;

namespace {

/// "scheme|userinfo|host|port(!typed)|target|authority", or "error: TEXT".
QByteArray read(const QByteArray &typed)
{
    const auto result = parseUrl(std::string_view(typed.constData(), static_cast<std::size_t>(typed.size())));
    if (const auto *error = std::get_if<UrlError>(&result))
        return QByteArray::fromStdString("error: " + error->text);
    const auto &url = std::get<Url>(result);
    return QByteArray::fromStdString(std::string(url.tls ? "https" : "http") + '|' + url.userInfo + '|' + url.host + '|'
                                     + std::to_string(url.port) + (url.portTyped ? "!" : "") + '|' + url.target + '|'
                                     + url.authority());
}

struct Case {
    QByteArray typed;
    QByteArray expected;
};

} // namespace

class TestUrl : public QObject {
    Q_OBJECT

private slots:
    void reads()
    {
        const Case cases[] = {
            {"http://localhost", "http||localhost|80|/|localhost"},
            {"localhost:8080", "http||localhost|8080!|/|localhost:8080"},
            {"HTTPS://Example.COM/", "https||Example.COM|443|/|Example.COM"},
            {"https://h:443/", "https||h|443!|/|h"},
            {"https://h:80/", "https||h|80!|/|h:80"},
            {"http://h:443", "http||h|443!|/|h:443"},
            {"http://h:/x", "http||h|80|/x|h"},
            {"http://h:00080/", "http||h|80!|/|h"},
            {"http://h:1/", "http||h|1!|/|h:1"},
            {"http://h:65535/", "http||h|65535!|/|h:65535"},
            {"http://h?q", "http||h|80|/?q|h"},
            {"http://h#frag", "http||h|80|/|h"},
            {"http://h/a%2fb/../c;d?x=y%20z&#/?", "http||h|80|/a%2fb/../c;d?x=y%20z&|h"},
            {"http://h/[]{}|\\^`\"<>", "http||h|80|/[]{}|\\^`\"<>|h"},
            {"http://h/\xc3\xa9", "http||h|80|/\xc3\xa9|h"},
            {"http://h//x", "http||h|80|//x|h"},
            {"http://u@h/", "http|u|h|80|/|h"},
            {"http://u:p%40x@h:81/", "http|u:p%40x|h|81!|/|h:81"},
            {"http://u:p@x@h/", "http|u:p@x|h|80|/|h"},
            {"u:p@h", "http|u:p|h|80|/|h"},
            {"http://@h/", "http||h|80|/|h"},
            {"http://h/@x:y", "http||h|80|/@x:y|h"},
            {"h/?u=http://x/", "http||h|80|/?u=http://x/|h"},
            {"http:8080", "http||http|8080!|/|http:8080"},
            {"127.0.0.1:9", "http||127.0.0.1|9!|/|127.0.0.1:9"},
            {"a_b.example.", "http||a_b.example.|80|/|a_b.example."},
            {"http://[::1]", "http||::1|80|/|[::1]"},
            {"[::]:81", "http||::|81!|/|[::]:81"},
            {"http://[2001:DB8::7]:80/", "http||2001:DB8::7|80!|/|[2001:DB8::7]"},
            {"http://[1:2:3:4:5:6:7:8]/", "http||1:2:3:4:5:6:7:8|80|/|[1:2:3:4:5:6:7:8]"},
            {"http://[::ffff:10.0.0.1]:", "http||::ffff:10.0.0.1|80|/|[::ffff:10.0.0.1]"},
            {"http://[1:2:3:4:5:6:1.2.3.4]", "http||1:2:3:4:5:6:1.2.3.4|80|/|[1:2:3:4:5:6:1.2.3.4]"},
            {"http://[fe80::1%25eth0]:8/", "http||fe80::1%eth0|8!|/|[fe80::1]:8"},
            {"http://[fe80::1%eth0]/", "http||fe80::1%eth0|80|/|[fe80::1]"},
            {"http://[::1%25lo]/", "http||::1%lo|80|/|[::1]"},
            {"http://[fe80::1%25]/", "http||fe80::1%25|80|/|[fe80::1]"},
            {"http://b\xc3\xbc"
             "cher.example:81/\xc3\xbc",
             "http||xn--bcher-kva.example|81!|/\xc3\xbc|xn--bcher-kva.example:81"},
            {"b\xc3\xbc"
             "cher.example.",
             "http||xn--bcher-kva.example.|80|/|xn--bcher-kva.example."},
            {"localhost:/x", "http||localhost|80|/x|localhost"},
            {"h.example:/x", "http||h.example|80|/x|h.example"},
            {"http://localhost./", "http||localhost.|80|/|localhost."},
        };
        for (const auto &one : cases)
            QCOMPARE(read(one.typed), one.expected);
    }

    void explains()
    {
        const Case cases[] = {
            {"", "the URL is empty: write one such as http://localhost:8080/"},
            {"http://h/ab cd", "the URL has a space at character 12: write it as %20"},
            {" http://h/", "the URL has a space at character 1: remove it"},
            {"http://h/\xc3\xa9 x", "the URL has a space at character 11: write it as %20"},
            {"http://h/\tx", "the URL has a tab at character 10: write it as %09"},
            {"http://h/\n", "the URL has a control byte at character 10: remove it, or write it as %0A"},
            {QByteArray("http://h\0/", 10), "the host has a control byte at character 9: it holds none, remove it"},
            {"http://h/\x7f", "the URL has a control byte at character 10: remove it, or write it as %7F"},
            {"ftp://h/", "the scheme \"ftp\" is not http or https: begin the URL with http:// or https://"},
            {"http:/h", "the URL has no // after http: at its start: write http://"},
            {"HTTPS:h", "the URL has no // after https: at its start: write https://"},
            {"http:", "the URL has no // after http: at its start: write http://"},
            {"http://", "the URL has no host at character 8: write one, as in http://localhost/"},
            {"http:///x", "the URL has no host at character 8: write one, as in http://localhost/"},
            {"http://u@", "the URL has no host at character 10: write one, as in http://localhost/"},
            {"http://:80/", "the URL has no host at character 8: write one, as in http://localhost/"},
            {"/path", "the URL has no host at character 1: write one, as in http://localhost/"},
            {"?q", "the URL has no host at character 1: write one, as in http://localhost/"},
            {"http://h\\x/", "the host has \"\\\\\" at character 9: remove it"},
            {"http://h\"/", "the host has \"\"\" at character 9: remove it"},
            {"http://a]/", "the host has \"]\" at character 9: remove it"},
            {"http://my host/", "the host has a space at character 10: it holds none, remove it"},
            {"http://u:p@my host:80", "the host has a space at character 14: it holds none, remove it"},
            {"http://u:p w@h/", "the URL has a space at character 11: write it as %20"},
            {"http://h/x ", "the URL has a space at character 11: remove it, or write it as %20"},
            {"htp:/foo",
             "\"htp:/\" at character 1 is neither a scheme nor a host with a port: write http://host/ or "
             "https://host/"},
            {"HTP://foo", "the scheme \"HTP\" is not http or https: begin the URL with http:// or https://"},
            {"http://\xe2\x98\x83.net/",
             "the host \"\\xe2\\x98\\x83.net\" at character 8 has no form in ASCII (IDNA): string contains a "
             "disallowed "
             "character; check its letters"},
            {"http://a\xef\xbc\x8f"
             "b.de/",
             "the host \"a\\xef\\xbc\\x8f"
             "b.de\" at character 8 has no form in ASCII (IDNA): it stands for \"a/b.de\", "
             "which is no host name; check its letters"},
            {"h:0", "the port \"0\" at character 3 is out of range: write one from 1 to 65535"},
            {"h:65536", "the port \"65536\" at character 3 is out of range: write one from 1 to 65535"},
            {"h:18446744073709551696",
             "the port \"18446744073709551696\" at character 3 is out of range: write one from 1 to 65535"},
            {"h:8a", "the port \"8a\" at character 3 is no number: write one from 1 to 65535"},
            {"h:-1", "the port \"-1\" at character 3 is no number: write one from 1 to 65535"},
            {"h:+1", "the port \"+1\" at character 3 is no number: write one from 1 to 65535"},
            {"::1",
             "the host has more than one colon, the first at character 1: write an IPv6 address in brackets, "
             "as in http://[::1]:8080/"},
            {"http://[::1/", "the bracket at character 8 is not closed: write ] after the IPv6 address"},
            {"http://[]/", "\"\" at character 9 is no IPv6 address: write one, as in [::1]"},
            {"http://[h]/", "\"h\" at character 9 is no IPv6 address: write one, as in [::1]"},
            {"http://[::1]x/", "after ] comes \"x\" at character 13: write a colon and a port, or a slash"},
            {"http://[fe80::1%]/",
             "the zone of the IPv6 address at character 8 is not a name: write one, as in "
             "[fe80::1%eth0]"},
        };
        for (const auto &one : cases)
            QCOMPARE(read(one.typed), "error: " + one.expected);
    }

    // What was taken for a port may be a password with a raw / # or ? in it, and a private value is one.
    void portsThatMayBePasswords()
    {
        const QByteArray said =
            "error: the port at character 10 is no number: write one from 1 to 65535, and / ? # of a "
            "password as %2F %3F %23";
        for (const char *sign : {"/", "#", "?"})
            QCOMPARE(read(QByteArray("http://u:S3CR") + sign + "@h/"), said);
        QVERIFY(!read("http://[::1]:S3CR/@h/").contains("S3CR"));
        QVERIFY(!read("http://u:99999/@h/").contains("99999"));
        request::knowPrivate({"S3CR\xc3\xbc"});
        QVERIFY(!read("http://h:S3CR\xc3\xbc/").contains("S3CR"));
        QVERIFY(!read("http://S3CR\xc3\xbc\xe2\x98\x83.net/").contains("S3CR"));
        request::forgetPrivate();
    }

    void refusesOddAddresses()
    {
        for (const char *address : {":",
                                    ":::",
                                    "1",
                                    "1:2",
                                    "1:2:3:4:5:6:7",
                                    "1:2:3:4:5:6:7:8:9",
                                    "1::2::3",
                                    "12345::",
                                    "g::",
                                    "1:2:3:4:5:6:7:8::",
                                    "::1:2:3:4:5:6:7:8",
                                    ":1::2",
                                    "1::2:",
                                    "1.2.3.4",
                                    "1.2.3.4::",
                                    "::1.2.3",
                                    "::1.2.3.4.5",
                                    "::1.2.3.256",
                                    "::1.2.3.4:5",
                                    "::1..2.3",
                                    "::0001.2.3.4",
                                    "1:2:3:4:5:6:7:1.2.3.4",
                                    "::1."}) {
            const auto result = read(QByteArray("http://[") + address + "]/");
            QVERIFY2(result.startsWith("error: "), address);
        }
    }

    void longHosts()
    {
        QVERIFY(!read(QByteArray(254, 'h')).startsWith("error"));
        QCOMPARE(read(QByteArray(255, 'h')), QByteArray("error: the host is longer than 253 characters: shorten it"));
        const auto port = read("h:" + QByteArray(1'000'000, '9'));
        QVERIFY2(port.size() < 200, "an error is one line, whatever was pasted");
    }

    void typedNamesStay()
    {
        QCOMPARE(std::get<Url>(parseUrl("http://b\xc3\xbc"
                                        "cher.example/"))
                     .typedHost,
                 std::string("b\xc3\xbc"
                             "cher.example"));
        QVERIFY(std::get<Url>(parseUrl("http://xn--bcher-kva.example/")).typedHost.empty());
    }

    void localNames()
    {
        for (const char *name : {"localhost", "LocalHost", "localhost.", "api.localhost", "a.b.LOCALHOST."})
            QVERIFY2(isLocalhost(name), name);
        for (const char *name : {"", ".", "localhost..", "notlocalhost", ".localhost", "localhost.example", "local"})
            QVERIFY2(!isLocalhost(name), name);
        QCOMPARE(withoutRootDot("h."), std::string_view("h"));
        QCOMPARE(withoutRootDot("."), std::string_view("."));
    }

    void hostAndPort()
    {
        QCOMPARE(hostPort("127.0.0.1", 80), std::string("127.0.0.1:80"));
        QCOMPARE(hostPort("::1", 8080), std::string("[::1]:8080"));
    }

    void tooLong()
    {
        const std::string most = "http://h/" + std::string(longestUrl - 10, 'a');
        QVERIFY(std::holds_alternative<Url>(parseUrl(most)));
        QVERIFY(std::holds_alternative<UrlError>(parseUrl(most + 'a')));
    }

    void errorsAreSafeToPrint()
    {
        for (int c = 0; c < 256; ++c) {
            const auto result = read(QByteArray("http://a") + static_cast<char>(c) + "b/");
            if (!result.startsWith("error"))
                continue;
            for (const char shown : result)
                QVERIFY(shown >= 0x20 && shown < 0x7f);
        }
    }
};

INTERIM_SUITE(TestUrl)
#include "tst_url.moc"
