// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/request_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace formats;

namespace {

/// The value, trimmed; "" where no line begins with the name. It stands behind the longest name of the table.
std::string valueOf(const std::string &text, const std::string &name)
{
    for (const QByteArray &line : QByteArray::fromStdString(text).split('\n')) {
        if (line.startsWith((name + ' ').c_str()))
            return line.mid(qsizetype(name.size())).trimmed().toStdString();
    }
    return {};
}

} // namespace

class TestRequestText : public QObject {
    Q_OBJECT

    static request::RequestSpec sample()
    {
        request::RequestSpec spec;
        spec.method = "POST";
        spec.url = "http://u:secret@h/a";
        spec.headers = {{"Cookie", "sid=secret"}, {"X", "caf\xc3\xa9\x1b"}};
        spec.body.kind = request::BodyKind::Text;
        spec.body.text = "one\ntwo";
        spec.expect.rule = request::ExpectRule::Always;
        spec.proxy = "http://me:secret@p:1";
        spec.redirects = 3;
        return spec;
    }
private slots:
    void forPeople()
    {
        const std::string text = requestText(sample(), false);
        QVERIFY2(text.find("secret") == std::string::npos, text.c_str());
        QVERIFY(text.find('\x1b') == std::string::npos);
        for (const char *part : {"POST http://h/a HTTP/1.1\n", "Cookie: ***\n", "waits for 100 for 1 s"})
            QVERIFY2(text.find(part) != std::string::npos, text.c_str());
        QCOMPARE(valueOf(text, "content"), "text, 7 bytes: one\\x0atwo");
        QCOMPARE(valueOf(text, "proxy"), "http://***@p:1");
        QCOMPARE(valueOf(text, "redirects"), "3");
        QVERIFY(requestText(sample(), true).find("sid=secret") != std::string::npos);
        request::RequestSpec byte = sample();
        byte.body.text = "x";
        QCOMPARE(valueOf(requestText(byte, false), "content"), "text, 1 byte: x");
        QCOMPARE(requestText({}, false), std::string());
    }

    // Not nine of them, as when they stood here by hand: most time-outs went unsaid.
    void everySettingIsSaid()
    {
        request::RequestSpec spec = sample();
        spec.timeouts.connectNs = 500'000;
        spec.timeouts.wholeNs = 0;
        spec.tls.verify = false;
        spec.family = request::AddressFamily::V6;
        const std::string text = requestText(spec, false);
        QCOMPARE(valueOf(text, "connect-timeout"), "500 µs");
        QCOMPARE(valueOf(text, "insecure"), "on");
        QCOMPARE(valueOf(text, "ipv6"), "on");
        QVERIFY2(text.find("max-time") == std::string::npos, text.c_str());
    }

    void unixSocket()
    {
        request::RequestSpec spec;
        spec.url = "http://h/a";
        QVERIFY(requestToJson(spec, false)[u"connection"][u"unix_socket"].isNull());
        spec.unixSocket = "/run/a\n.sock";
        QCOMPARE(valueOf(requestText(spec, false), "unix-socket"), "/run/a\\x0a.sock");
        QCOMPARE(requestToJson(spec, false)[u"connection"][u"unix_socket"].toString(), u"/run/a\n.sock"_s);
    }

    void forPrograms()
    {
        const QJsonObject object = requestToJson(sample(), false);
        QCOMPARE(object[u"request"][u"method"].toString(), u"POST"_s);
        QCOMPARE(object[u"request"][u"url"].toString(), u"http://***@h/a"_s);
        QCOMPARE(object[u"request"][u"body"][u"size"].toInt(), 7);
        QCOMPARE(object[u"expect"][u"rule"].toString(), u"always"_s);
        QVERIFY(object[u"expect"][u"sent"].toBool());
        QCOMPARE(object[u"connection"][u"redirects"].toInt(), 3);
    }
};

INTERIM_SUITE(TestRequestText)
#include "tst_request_text.moc"
