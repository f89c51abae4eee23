// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets in JSON by their names, and JSON that parses once they are masked.
#include "request/sensitive_json.h"

#include <QJsonDocument>
#include <QTest>

using namespace request;

namespace {

std::string shownJson(std::string_view content)
{
    return masked(content, partsOf(secretMembersOfJson(content)));
}

} // namespace

class TestSensitiveJson : public QObject {
    Q_OBJECT
private slots:
    void members_data()
    {
        QTest::addColumn<QByteArray>("shown");
        const auto row = [](const char *content, const char *shown) { QTest::newRow(content) << QByteArray(shown); };
        row("{\"user\":\"u\",\"password\":\"S\"}", "{\"user\":\"u\",\"password\":\"***\"}");
        row("{ \"a\" : { \"access_token\" : \"S\\\"S\" , \"b\" : 1 } }",
            "{ \"a\" : { \"access_token\" : \"***\" , \"b\" : 1 } }");
        row("[{\"token\":\"S\"},{\"Token\":\"S\"}]", "[{\"token\":\"***\"},{\"Token\":\"***\"}]");
        row("{\"pass\\u0077ord\":\"S\"}", "{\"pass\\u0077ord\":\"***\"}");
        row("{\"otp\":123456,\"pass\":12,\"password\":null,\"secret\":true}",
            "{\"otp\":\"***\",\"pass\":12,\"password\":null,\"secret\":true}");
        row("{\"credentials\":{\"user\":\"S\",\"n\":[1,\"S\"],\"a\":{\"b\":\"S\"}},\"c\":\"d\"}",
            "{\"credentials\":{\"user\":\"***\",\"n\":[\"***\",\"***\"],\"a\":{\"b\":\"***\"}},\"c\":\"d\"}");
        row("{\"secret\":[\"S\",\"S\"],\"b\":[\"c\"]}", "{\"secret\":[\"***\",\"***\"],\"b\":[\"c\"]}");
        row("{\"code\":\"x\",\"key\":\"y\",\"sid\":\"z\",\"status_code\":1,\"max_tokens\":5}",
            "{\"code\":\"x\",\"key\":\"y\",\"sid\":\"z\",\"status_code\":1,\"max_tokens\":5}");
        row("{\"code\":\"S\",\"grant_type\":\"authorization_code\"}",
            "{\"code\":\"***\",\"grant_type\":\"authorization_code\"}");
        row("{\"client_id\":\"c\",\"in\":{\"code\":\"x\"},\"code\":\"S\"}",
            "{\"client_id\":\"c\",\"in\":{\"code\":\"x\"},\"code\":\"***\"}");
        row("[{\"name\":\"X-Api-Key\",\"value\":\"S\"},{\"name\":\"Host\",\"value\":\"h\"}]",
            "[{\"name\":\"X-Api-Key\",\"value\":\"***\"},{\"name\":\"Host\",\"value\":\"h\"}]");
        row("{\"url\":\"https:\\/\\/u:S@h\\/?token=S&a=b\"}", "{\"url\":\"https:\\/\\/***@h\\/?token=***&a=b\"}");
        row("{\"body\":\"{\\\"password\\\":\\\"S\\\",\\\"a\\\":\\\"b\\\"}\"}",
            "{\"body\":\"{\\\"password\\\":\\\"***\\\",\\\"a\\\":\\\"b\\\"}\"}");
        row("{\"a\":1,\"password\":\"S", "{\"a\":1,\"password\":\"***"); // cut
        row("{\"code\":\"S\",\"client_id\":\"c", "{\"code\":\"***\",\"client_id\":\"c");
        row("{\"headers\":[\"Authorization: Bearer S\",\"Cookie: a=S; b=S\",\"x Authorization: Digest a=\\\"S\\\"\"]}",
            "{\"headers\":[\"Authorization: Bearer ***\",\"Cookie: ***\",\"x Authorization: Digest ***\"]}");
        row("{\"a\":\"Authorization: Bearer S\\nCookie: S\\nAccept: b\"}",
            "{\"a\":\"Authorization: Bearer ***\\nCookie: ***\\nAccept: b\"}");
        row("[[\"Authorization\",\"Basic S\"],[\"Cookie\",\"a=S\"],[\"X-Api-Key\",\"S\"],[\"Host\",\"h\"]]",
            "[[\"Authorization\",\"***\"],[\"Cookie\",\"***\"],[\"X-Api-Key\",\"***\"],[\"Host\",\"h\"]]");
        row("[\"Host\",\"h\",\"Authorization\",\"Basic S\",\"Accept\",\"*/*\"]",
            "[\"Host\",\"h\",\"Authorization\",\"***\",\"Accept\",\"*/*\"]");
        row("[\"Authorization\",\"Content-Type\",\"Cookie\"]", "[\"Authorization\",\"Content-Type\",\"Cookie\"]");
        row("[[\"user\",\"password\",\"mail\"]]", "[[\"user\",\"password\",\"mail\"]]");
        row("{\"tokens\":[\"S\"],\"secrets\":{\"a\":\"S\"},\"db_pass\":\"S\",\"secret_key_base\":\"S\",\"accountKey\":"
            "\"S\","
            "\"private_key_pem\":\"S\",\"tokenValue\":\"S\",\"bearer\":\"S\",\"cvv\":123,\"pin\":\"S\"}",
            "{\"tokens\":[\"***\"],\"secrets\":{\"a\":\"***\"},\"db_pass\":\"***\",\"secret_key_base\":\"***\","
            "\"accountKey\":"
            "\"***\",\"private_key_pem\":\"***\",\"tokenValue\":\"***\",\"bearer\":\"***\",\"cvv\":\"***\",\"pin\":\"**"
            "*\"}");
        row("{\"tokens\":5,\"usage\":{\"tokens\":{\"in\":3}}}", "{\"tokens\":5,\"usage\":{\"tokens\":{\"in\":3}}}");
        row("{\"tokens\":[123456,{\"in\":3}],\"secrets\":{\"db\":123456,\"a\":[1]},\"secrets\":2}",
            "{\"tokens\":[\"***\",{\"in\":3}],\"secrets\":{\"db\":\"***\",\"a\":[\"***\"]},\"secrets\":2}");
        row("{\"apiKeys\":{\"a\":{\"b\":[\"S\",7]}},\"accessTokens\":[[\"S\"]],\"apiKeys\":3,\"client_secrets\":\"S\"}",
            "{\"apiKeys\":{\"a\":{\"b\":[\"***\",\"***\"]}},\"accessTokens\":[[\"***\"]],\"apiKeys\":3,"
            "\"client_secrets\":\"***\"}");
        row("{\"sessions\":[{\"room\":\"a\"}],\"assertions\":[\"b\"],\"nextTokens\":[\"c\"],\"address\":\"d\"}",
            "{\"sessions\":[{\"room\":\"a\"}],\"assertions\":[\"b\"],\"nextTokens\":[\"c\"],\"address\":\"d\"}");
        row("{\"code\":123456,\"client_id\":\"c\"}", "{\"code\":\"***\",\"client_id\":\"c\"}");
        row("{\"code\":200,\"client_id\":\"c\"}", "{\"code\":200,\"client_id\":\"c\"}");
        row("[{\"name\":\"otp\",\"value\":123456},{\"name\":\"a\",\"value\":1}]",
            "[{\"name\":\"otp\",\"value\":\"***\"},{\"name\":\"a\",\"value\":1}]");
        row("{\"c\":\"AccountName=a;AccountKey=S==\"}", "{\"c\":\"AccountName=a;AccountKey=***\"}");
        row("{\"a\":\"-----BEGIN PRIVATE KEY-----\\nS\\n-----END PRIVATE KEY-----\"}",
            "{\"a\":\"-----BEGIN PRIVATE KEY-----***-----END PRIVATE KEY-----\"}");
        row("{\"query\":\"{login(password:\\\"\\\"\\\"S\\\"\\\"\\\")}\"}",
            "{\"query\":\"{login(password:\\\"\\\"\\\"***\\\"\\\"\\\")}\"}");
        row("{\"token\":\"S\"}\n{\"token\":\"S\"}\n", "{\"token\":\"***\"}\n{\"token\":\"***\"}\n");
        row("data: {\"token\":\"S\"}\n\n", "data: {\"token\":\"***\"}\n\n");
        row("}]{\"\\", "}]{\"\\");
        row("", "");
    }
    void members()
    {
        const QByteArray content = QTest::currentDataTag();
        const QByteArray out = QByteArray::fromStdString(shownJson(content.toStdString()));
        QTEST(out, "shown");
        QCOMPARE(QJsonDocument::fromJson(out).isNull(), QJsonDocument::fromJson(content).isNull());
    }

    void names()
    {
        const auto members = secretMembersOfJson("{\"a\":{\"password\":\"S\"},\"tokens\":{\"id_token\":\"S\"}}");
        QCOMPARE(members.size(), std::size_t(2));
        QCOMPARE(members[0].name, std::string("password"));
        QCOMPARE(members[1].name, std::string("id_token"));
    }

    void anyDepthInOnePass()
    {
        std::string deep(1'000'000, '[');
        deep += "{\"password\":\"S\"}";
        QVERIFY(shownJson(deep).find('S') == std::string::npos);
        std::string inside = "{\"password\":\"S\"}";
        for (int i = 0; i < 12; ++i) {
            std::string escaped;
            for (const char c : inside)
                escaped += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
            inside = "{\"a\":\"" + escaped + "\"}";
        }
        QVERIFY(shownJson(inside).find('S') == std::string::npos);
    }
};

INTERIM_SUITE(TestSensitiveJson)
#include "tst_sensitive_json.moc"
