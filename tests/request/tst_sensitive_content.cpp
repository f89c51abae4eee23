// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets in content of any form, whatever its Content-Type says.
#include "request/sensitive_content.h"

#include <QTest>

using namespace request;

namespace {

QByteArray shownContent(std::string_view content, std::string_view type = {})
{
    return QByteArray::fromStdString(maskedContent(content, type));
}

QByteArray namesOf(const RequestSpec &spec)
{
    QByteArray out;
    for (const std::string &name : secretNamesOf(spec))
        out += QByteArray::fromStdString(name) + ' ';
    return out;
}

} // namespace

class TestSensitiveContent : public QObject {
    Q_OBJECT
private slots:
    void forms()
    {
        const char *type = "application/x-www-form-urlencoded";
        QCOMPARE(shownContent("a=b&password=S&c=d", type), QByteArray("a=b&password=***&c=d"));
        QCOMPARE(shownContent("a=b&password=S&c=d"), QByteArray("a=b&password=***&c=d"));
        QCOMPARE(shownContent("user%5Bpassword%5D=S&grant_type=x&code=S", type),
                 QByteArray("user%5Bpassword%5D=***&grant_type=x&code=***"));
        QCOMPARE(shownContent("next=https%3A%2F%2Fu%3AS%40h%2F&key=k", type),
                 QByteArray("next=https%3A%2F%2F***%40h%2F&key=k"));
        QCOMPARE(shownContent("payload=%7B%22password%22%3A%22S%22%7D", type),
                 QByteArray("payload=%7B%22password%22%3A%22***%22%7D"));
        QCOMPARE(shownContent("SAMLResponse=S&RelayState=/a", type), QByteArray("SAMLResponse=***&RelayState=/a"));
    }

    void looksGoBeforeTheType()
    {
        QCOMPARE(shownContent("{\"token\":\"S\"}", "application/x-www-form-urlencoded"),
                 QByteArray("{\"token\":\"***\"}"));
        QCOMPARE(shownContent(" [{\"token\":\"S\"}]"), QByteArray(" [{\"token\":\"***\"}]"));
        QCOMPARE(shownContent("<password>S</password>", "text/plain"), QByteArray("<password>***</password>"));
        QCOMPARE(shownContent("password=S", "application/json"), QByteArray("password=***"));
        QCOMPARE(shownContent("data: {\"token\":\"S\"}\n\n", "text/event-stream"),
                 QByteArray("data: {\"token\":\"***\"}\n\n"));
        QCOMPARE(shownContent("see http://u:S@h/ and that", "text/plain"), QByteArray("see http://***@h/ and that"));
        QCOMPARE(shownContent("a code, a key and a password", "text/plain"),
                 QByteArray("a code, a key and a password"));
        QCOMPARE(shownContent("got {\"token\":\"S\"} at"), QByteArray("got {\"token\":\"***\"} at"));
        QCOMPARE(shownContent(""), QByteArray());
    }

    void multipart()
    {
        const std::string parts =
            "--b\r\nContent-Disposition: form-data; name=\"password\"\r\n\r\nS\r\nS\r\n"
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nplain\r\n"
            "--b\r\nContent-Disposition: form-data; name=j\r\nContent-Type: application/json\r\n\r\n"
            "{\"token\":\"S\"}\r\n"
            "--b\r\nContent-Disposition: form-data; name=\"token\"; filename=\"f\"\r\n\r\nS\r\n--b--\r\n";
        QByteArray right = QByteArray::fromStdString(parts);
        right.replace("S\r\nS", "***").replace("\"S\"", "\"***\"").replace("\r\nS\r\n", "\r\n***\r\n");
        QCOMPARE(shownContent(parts, "multipart/form-data; boundary=b"), right);
        QCOMPARE(shownContent(parts), right);
        QCOMPARE(shownContent(parts.substr(0, parts.rfind('S') + 1)), right.left(right.lastIndexOf("***") + 3)); // cut
    }

    // Folded lines and the coded form of RFC 8187 name a part as well; of several names one is enough.
    void namesOfParts()
    {
        for (const char *disposition :
             {"form-data;\r\n name=\"password\"", "form-data; name*=UTF-8''pass%77ord", "form-data; name*0*=password",
              "form-data; filename=\"a; name=b\"; name=\"password\"", "form-data ;name = password"}) {
            const std::string part =
                std::string("--b\r\nContent-Disposition: ") + disposition + "\r\nX-A: b\r\n\r\nSECRET\r\n--b--\r\n";
            QVERIFY2(!shownContent(part, "multipart/form-data; boundary=b").contains("SECRET"), disposition);
        }
    }

    void filesOfSettings()
    {
        const char *form = "application/x-www-form-urlencoded";
        for (const char *type : {"", form, "text/plain"}) {
            QCOMPARE(shownContent("[default]\na=b\naws_secret_access_key=S", type),
                     QByteArray("[default]\na=b\naws_secret_access_key=***"));
            QCOMPARE(shownContent("[default]\r\npassword=S\r\n", type).indexOf('S'), qsizetype(-1));
        }
        QCOMPARE(shownContent("[a]\npassword=S\nb=c"), QByteArray("[a]\npassword=***\nb=c"));
        QCOMPARE(shownContent("password=S&a=b\n"), QByteArray("password=***&a=b\n"));
    }

    void quotedHeads()
    {
        QCOMPARE(shownContent("{\"headers\":[\"Authorization: Bearer S\"]}", "application/json"),
                 QByteArray("{\"headers\":[\"Authorization: Bearer ***\"]}"));
        QCOMPARE(shownContent("{\"a\":\"x Authorization: Digest u=\\\"u\\\", r=\\\"S\\\"\"}"),
                 QByteArray("{\"a\":\"x Authorization: Digest ***\"}"));
        QCOMPARE(shownContent("curl -H \"Authorization: Bearer S\" h", "application/x-www-form-urlencoded"),
                 QByteArray("curl -H \"Authorization: Bearer ***\" h"));
        QCOMPARE(shownContent("<h>Authorization: Basic S</h>"), QByteArray("<h>Authorization: Basic ***</h>"));
        QCOMPARE(shownContent("-----BEGIN PRIVATE KEY-----\nS\n-----END PRIVATE KEY-----\n", "text/plain"),
                 QByteArray("-----BEGIN PRIVATE KEY-----***-----END PRIVATE KEY-----\n"));
    }

    void partsInPartsHaveAnEnd()
    {
        std::string nested;
        for (int i = 0; i < 20000; ++i)
            nested += "--b" + std::to_string(i) + "\r\nContent-Type: multipart/mixed\r\n\r\n";
        QVERIFY(!maskedContent(nested + "password=S", "multipart/mixed").ends_with('S'));
    }

    // Linear: what is repeated is not looked through again from each place.
    void longContent()
    {
        for (const char *piece :
             {"&a", "a=&", ",//b:x/", "?", "=", "%3d", "[", "{\"a\":\"", "<a ", "</a", "--b\r\n", "\""}) {
            std::string content = std::string(piece).starts_with("--") ? "--b\r\nContent-Disposition: x\r\n" : "";
            while (content.size() < 20'000)
                content += piece;
            for (const char *type :
                 {"application/x-www-form-urlencoded", "application/json", "text/html", "multipart/x"})
                QVERIFY(maskedContent(content, type).size() > 2);
        }
    }

    void namesOfARequest()
    {
        RequestSpec spec;
        spec.body.kind = BodyKind::Text;
        spec.body.text = "password=S&a=b&user[token]=S&password=S";
        QCOMPARE(namesOf(spec), QByteArray("password user[token] "));
        spec.body.text = "{\"password\":\"S\"}";
        QCOMPARE(namesOf(spec), QByteArray("password "));
        spec.body.text = "http://u:S@h/";
        QCOMPARE(namesOf(spec), QByteArray("a URL "));
        spec.body.kind = BodyKind::Form;
        spec.body.fields = {{"pin", "1"}, {"a", "b"}};
        QCOMPARE(namesOf(spec), QByteArray("pin "));
        spec.body.kind = BodyKind::Multipart;
        spec.body.fields = {{"a", "{\"jwt\":\"S\"}"}, {"token", "", "/f"}};
        QCOMPARE(namesOf(spec), QByteArray("jwt token "));
        spec.body.kind = BodyKind::Generated;
        QCOMPARE(namesOf(spec), QByteArray());
    }
};

INTERIM_SUITE(TestSensitiveContent)
#include "tst_sensitive_content.moc"
