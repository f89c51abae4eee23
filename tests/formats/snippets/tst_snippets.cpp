// SPDX-License-Identifier: GPL-3.0-or-later
// Every snippet reads, states a source, and is filled without a value becoming code.
#include "formats/snippets/snippets.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace formats;
using namespace Qt::StringLiterals;

class TestSnippets : public QObject {
    Q_OBJECT

    // Linked without the program's resources.
    const Snippets snippets_ = Snippets::load(u"" INTERIM_SOURCE_DIR "/resources/snippets"_s);

    static request::RequestSpec request(const std::string &url)
    {
        request::RequestSpec spec;
        spec.method = "POST";
        spec.url = url;
        spec.body.kind = request::BodyKind::Generated;
        spec.body.size = 4096;
        spec.expect.rule = request::ExpectRule::Always;
        return spec;
    }
    static QStringList errorsOf(const QByteArray &index, const QByteArray &program)
    {
        const QTemporaryDir folder;
        for (const auto &[name, text] : {std::pair{u"index.json"_s, index}, std::pair{u"p.py"_s, program}}) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
                return {u"not written"_s};
        }
        return Snippets::load(folder.path()).errors();
    }

private slots:
    void allAreRead()
    {
        QCOMPARE(snippets_.errors(), QStringList());
        for (const char *name :
             {"python-http-client", "python-requests", "python-httpx", "python-aiohttp", "java-net-http",
              "java-apache-5", "go", "node-http", "node-fetch", "csharp", "php-curl", "php-guzzle", "ruby",
              "rust-reqwest", "rust-ureq", "powershell", "aws-boto3", "aws-go-v2", "aws-java-v2"})
            QVERIFY2(snippets_.find(QString::fromLatin1(name)), name);
        QVERIFY(!snippets_.find(u"cobol"_s));
    }

    void eachIsFilled_data()
    {
        QTest::addColumn<QString>("name");
        for (const Snippet &snippet : snippets_.all())
            QTest::newRow(qPrintable(snippet.name)) << snippet.name;
    }
    void eachIsFilled()
    {
        QFETCH(QString, name);
        const Snippet &snippet = *snippets_.find(name);
        auto spec = request("http://u:hunter2@h.example/p?a=\"'`$(x)#{y}\\n{{on}}");
        spec.method = "P\"\n/*";
        const SnippetText on = fillSnippet(snippet, spec, true);
        QCOMPARE(on.error, QString());
        QCOMPARE(on.says, snippet.on);
        // No value adds a line or a placeholder that is filled again; each is there as the language writes it.
        QCOMPARE(on.program.count(u'\n'), snippet.text.count(u'\n'));
        QVERIFY(on.program.contains(QString::fromStdString(stringLiteral(spec.url, snippet.literal))));
        QCOMPARE(on.program.contains(QString::fromStdString(stringLiteral(spec.method, snippet.literal))),
                 snippet.method.empty());
        QVERIFY(on.program.contains(u"4096"_s));
        QVERIFY(!QString(on.program).remove(u"{{on}}"_s).contains(u"{{"_s));
        QVERIFY(on.losses.join(u' ').contains(u"letter x"_s));
        spec.expect.rule = request::ExpectRule::Off;
        const SnippetText off = fillSnippet(snippet, spec);
        QCOMPARE(off.says, snippet.off);
        QVERIFY(off.program != on.program && !off.program.contains(u"hunter2"_s));
        QCOMPARE(snippet.value.empty(), name == u"node-fetch"_s);
        QVERIFY(!snippet.sources.isEmpty());
        spec.url = "ftp://h/";
        QVERIFY(!fillSnippet(snippet, spec).error.isEmpty() && fillSnippet(snippet, spec).program.isEmpty());
    }

    void whatIsNotCarriedIsSaid()
    {
        auto spec = request("https://h/");
        spec.body = {};
        spec.expect.rule = request::ExpectRule::Off;
        const Snippet &python = *snippets_.find(u"python-requests"_s);
        QCOMPARE(fillSnippet(python, spec).losses, QStringList());
        spec.headers = {{"A", "b"}};
        spec.proxy = "http://p:1";
        spec.version = 10;
        spec.redirects = 1;
        spec.tls.verify = false;
        QCOMPARE(fillSnippet(python, spec).losses.size(), 5);
        spec.unixSocket = "/s";
        QCOMPARE(fillSnippet(python, spec).losses.size(), 6);
        spec = request("https://h/k");
        QVERIFY(fillSnippet(*snippets_.find(u"aws-boto3"_s), spec).losses.join(u' ').contains(u"PUT"_s));
        QVERIFY(fillSnippet(*snippets_.find(u"java-net-http"_s), spec).losses.join(u' ').contains(u"100-Continue"_s));
    }

    void whatDoesNotFitIsSaid()
    {
        const QByteArray program = "{{url}} {{method}} {{size}} {{on}}\n";
        const QByteArray good =
            R"({"snippets": [{"name": "n", "title": "t", "language": "l", "literal": "python", "file": "p.py",
 "off": "o", "on": {"says": "s", "expect": "100-continue"}, "sources": ["facts:clients/go"]}]})";
        QCOMPARE(errorsOf(good, program), QStringList());
        const auto with = [&](const char *from, const char *to) {
            return errorsOf(QByteArray(good).replace(from, to), program).join(u' ');
        };
        QVERIFY(with("\"t\"", "\"\"").contains(u"snippets[0].title"_s));
        QVERIFY(with("\"python\"", "\"cobol\"").contains(u"literal"_s));
        QVERIFY(with("\"off\"", "\"of\"").contains(u"no such key"_s));
        QVERIFY(with("facts:clients/go", "a web page").contains(u"sources"_s));
        QVERIFY(with("\"says\": \"s\"", "\"says\": \"s\", \"refused\": true").contains(u"refused"_s));
        QVERIFY(with("\"off\"", "\"method\": \"PUT\", \"off\"").contains(u"placeholder"_s));
        QVERIFY(errorsOf(good, "{{url}} {{method}} {{size}}").join(u' ').contains(u"placeholder"_s));
        QVERIFY(!errorsOf("{}", program).isEmpty() && !errorsOf("no", program).isEmpty());
    }
};

INTERIM_SUITE(TestSnippets)
#include "tst_snippets.moc"
