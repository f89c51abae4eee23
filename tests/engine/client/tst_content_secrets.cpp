// SPDX-License-Identifier: GPL-3.0-or-later
// Names of secrets in content that is typed, or in files.
#include "engine/client/content_secrets.h"

#include <QTemporaryDir>
#include <QTest>

namespace {

std::vector<std::string> secretNamesInContent(const request::RequestSpec &spec)
{
    return engine::secretsInContent(spec).names;
}

std::string unseenOf(const request::RequestSpec &spec)
{
    return engine::secretsInContent(spec).unseen;
}

std::string fileWith(const QTemporaryDir &dir, const char *name, const QByteArray &bytes)
{
    QFile file(dir.filePath(QLatin1String(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        return {};
    return file.fileName().toStdString();
}

} // namespace

class TestContentSecrets : public QObject {
    Q_OBJECT
private slots:
    void typedContent()
    {
        request::RequestSpec spec;
        QVERIFY(secretNamesInContent(spec).empty());
        spec.body.kind = request::BodyKind::Text;
        spec.body.text = "password=x&b=c&password=y";
        QCOMPARE(secretNamesInContent(spec), std::vector<std::string>{"password"});
        spec.body.text.clear();
        for (int i = 0; i < 20; ++i)
            spec.body.text += "token" + std::to_string(i) + "_secret=x&";
        QCOMPARE(secretNamesInContent(spec).size(), std::size_t(8));
    }

    void files()
    {
        const QTemporaryDir dir;
        request::RequestSpec spec;
        spec.body.kind = request::BodyKind::File;
        spec.body.path = fileWith(dir, "a", "{\"a\":{\"api_key\":\"x\"}}");
        QCOMPARE(secretNamesInContent(spec), std::vector<std::string>{"api_key"});
        spec.body.kind = request::BodyKind::Multipart;
        spec.body.fields = {{"a", "", spec.body.path}, {"token", "", fileWith(dir, "b", "plain")}};
        QCOMPARE(secretNamesInContent(spec), (std::vector<std::string>{"token", "api_key"}));
        spec.body.fields = {{"a", "", "/none/at/all"}};
        QVERIFY(secretNamesInContent(spec).empty());
        QCOMPARE(unseenOf(spec), std::string("a file of it cannot be read again"));
    }

    void whatIsNotSeen()
    {
        const QTemporaryDir dir;
        request::RequestSpec spec;
        spec.body.kind = request::BodyKind::File;
        spec.body.path = fileWith(dir, "a", QByteArray(engine::mostLookedThrough, 'a'));
        QCOMPARE(unseenOf(spec), std::string());
        spec.body.path = fileWith(dir, "b", QByteArray(engine::mostLookedThrough + 1, 'a'));
        QCOMPARE(unseenOf(spec),
                 std::string("a file of it has more than 1 MiB, of which the rest is not looked through"));
        spec.body.kind = request::BodyKind::Text;
        spec.body.text = "\x1f\x8b packed";
        QCOMPARE(unseenOf(spec), std::string("the content is packed"));
        spec.body.text = "\x89PNG";
        QCOMPARE(unseenOf(spec), std::string());
        spec.headers = {{"Content-Encoding", "br"}};
        QCOMPARE(unseenOf(spec), std::string("the content is coded (Content-Encoding)"));
    }

    void textsOfOtherLooks_data()
    {
        QTest::addColumn<QByteArray>("type");
        QTest::addColumn<QByteArray>("text");
        const auto row = [](const char *name, const char *type, const QByteArray &text) {
            QTest::newRow(name) << QByteArray(type) << text;
        };
        const QByteArray json("{\"password\":\"S\"}");
        QByteArray wide("\xff\xfe");
        for (const char c : json)
            wide.append(c).append('\0');
        row("GraphQL", "application/json", "{\"query\":\"mutation { login(password: \\\"S\\\") }\"}");
        row("GraphQL alone", "application/graphql", "mutation { login(password: \"S\") }");
        row("JSON5", "application/json", "{password: 'S'}");
        row("single quotes", "application/json", "{'password': 'S'}");
        row("YAML", "application/yaml", "user: u\npassword: S\n");
        row("YAML, nested", "", "a:\n  - token: S\n");
        row("fragment", "text/plain", "https://h/cb#access_token=S");
        row("fragment of a word", "text/plain", "go to https://h/cb#code=abcd please");
        row("CDATA", "text/xml", "<a><![CDATA[{\"password\":\"S\"}]]></a>");
        row("XML in CDATA", "text/xml", "<a><![CDATA[<password>S</password>]]></a>");
        row("XML with entities", "text/xml", "<a>&lt;password&gt;S&lt;/password&gt;</a>");
        row("UTF-16", "application/json", wide);
    }
    void textsOfOtherLooks()
    {
        QFETCH(QByteArray, type);
        QFETCH(QByteArray, text);
        request::RequestSpec spec;
        spec.body.kind = request::BodyKind::Text;
        spec.body.text = text.toStdString();
        spec.body.mediaType = type.toStdString();
        QVERIFY(!secretNamesInContent(spec).empty());
    }
};

INTERIM_SUITE(TestContentSecrets)
#include "tst_content_secrets.moc"
