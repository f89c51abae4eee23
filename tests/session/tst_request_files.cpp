// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/request_files.h"

#include "formats/http_file/http_file_reader.h"
#include "request/private_values.h"
#include "session/export_files.h"
#include "session/workbench.h"
#include "store/samples.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

using namespace session;

namespace {

QString corpusFile(const char *name)
{
    return u"" INTERIM_SOURCE_DIR "/tests/fuzz/corpus/"_s + QLatin1String(name);
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
}

} // namespace

class TestRequestFiles : public QObject {
    Q_OBJECT
    static QString error(const QString &path)
    {
        const auto read = importFile(path);
        const auto *line = std::get_if<QString>(&read);
        return line ? *line : QString();
    }

private slots:
    void filesAreToldApart()
    {
        const auto har = importFile(corpusFile("har/chrome.har")),
                   http = importFile(corpusFile("http_file/vscode.http"));
        const auto *archive = std::get_if<ImportedFile>(&har);
        QVERIFY(archive && archive->requests.size() == 3);
        QCOMPARE(archive->requests[0].title, u"POST https://shop.example/api/orders?draft=1&name=J%C3%BCrgen+K"_s);
        QVERIFY(archive->requests[1].title.startsWith("entry 2:"_L1));
        const auto *file = std::get_if<ImportedFile>(&http);
        QVERIFY(file && file->requests.size() == 6);
        QCOMPARE(file->requests[1].title, u"getComments"_s);
    }

    void filesBesideItAreFound()
    {
        const QTemporaryDir folder;
        QVERIFY(write(folder.filePath(u"in.bin"_s), "12345"));
        QVERIFY(write(folder.filePath(u"x.http"_s), "PUT http://h/\n\n< ./in.bin\n"));
        const auto read = importFile(folder.filePath(u"x.http"_s));
        const auto *file = std::get_if<ImportedFile>(&read);
        QVERIFY(file);
        QCOMPARE(file->requests.at(0).spec.body.size, std::uint64_t(5));
        QVERIFY(file->requests.at(0).losses.isEmpty());
    }

    void oneLineForWhatCannotBeRead()
    {
        const QTemporaryDir folder;
        QVERIFY(error(folder.filePath(u"gone.har"_s)).startsWith("cannot import "_L1));
        QVERIFY(error(folder.path()).startsWith("cannot import "_L1));
        QVERIFY(error(corpusFile("har/cut.har")).contains("no JSON at line 1"_L1));
        QVERIFY(error(corpusFile("har/deep.har")).contains("no JSON at line 1"_L1));
        QVERIFY(error(corpusFile("interim_file/v2.interim")).contains("it is a recording"_L1));
    }

    void whatHoldsNoRequestIsNamed()
    {
        const QTemporaryDir folder;
        const std::tuple<const char *, QByteArray, const char *> rows[]{
            {"a.http", "\x1f\x8b\x08", "it is a gzip file"},
            {"a.har", QByteArray("PK\x03\x04"), "it is a zip file"},
            {"b.http", QByteArray("\xff\xfeG\0", 4), "UTF-16"},
            {"a.yaml", "a: 1\n", "YAML"},
            {"a.md", "# A\n", "Markdown"},
            {"a.bru", "meta {\n", "Bruno"},
            {"a.json", "{\"info\":{},\"item\":[]}", "it is a Postman collection"},
            {"b.json", "{\"a\":1}", "no HTTP Archive"}};
        for (const auto &[name, bytes, words] : rows) {
            const QString path = folder.filePath(QLatin1String(name));
            QVERIFY(write(path, bytes));
            QVERIFY2(error(path).contains(QLatin1String(words)), qPrintable(error(path)));
        }
        QVERIFY(write(folder.filePath(u"c"_s), "{{base}}/users\n"));
        QVERIFY(!error(folder.filePath(u"c"_s)).contains("JSON"_L1));
        QVERIFY(error(u"/dev/zero"_s).contains("no regular file"_L1));
        const QString pipe = folder.filePath(u"pipe.http"_s);
        QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QVERIFY(error(pipe).contains("no regular file"_L1));
        QFile large(folder.filePath(u"large.http"_s));
        QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(17 << 20));
        QVERIFY(error(large.fileName()).contains("more than 16 MiB"_L1));
    }

    void environmentsBesideAndAbove()
    {
        const QTemporaryDir folder;
        const QDir below(folder.filePath(u"a/b"_s));
        QVERIFY(below.mkpath(u"."_s));
        const QString http = below.filePath(u"x.http"_s);
        QVERIFY(write(http, "GET http://{{host}}/?k={{key}}\n"));
        QVERIFY(error(http).isEmpty());
        QVERIFY(write(folder.filePath(u"http-client.env.json"_s), "{\"dev\":{\"host\":\"h\"},\"prod\":{}}"));
        QVERIFY(write(folder.filePath(u"http-client.private.env.json"_s), "{\"dev\":{\"key\":\"s3cret\"}}"));
        const auto plain = importFile(http);
        const ImportedFile &unchosen = std::get<ImportedFile>(plain);
        QCOMPARE(unchosen.environments, (QStringList{u"dev"_s, u"prod"_s}));
        QVERIFY(unchosen.requests[0].error.contains("or choose an environment: dev, prod"_L1));
        const auto read = importFile(http, u"dev"_s);
        const ImportedRequest &one = std::get<ImportedFile>(read).requests[0];
        QCOMPARE(one.spec.url, std::string("http://h/?k=s3cret"));
        QCOMPARE(one.title, u"GET http://h/?k=***"_s);
        QVERIFY(one.secrets == std::vector<std::string>{"s3cret"});
        QVERIFY(!request::privatePartsOf("a s3cret").empty()); // wherever it goes from here
        request::forgetPrivate();
        const ExportText out = exportText(FileForm::JetBrains, std::vector{one}, false);
        QVERIFY2(out.text.contains("http://h/?k=***") && !out.text.contains("s3cret"), out.text);
        QVERIFY(exportText(FileForm::JetBrains, std::vector{one}, true).text.contains("s3cret"));
        const auto wrong = importFile(http, u"test"_s);
        QVERIFY(std::get<QString>(wrong).contains("there is no environment \"test\"; there is: dev, prod"_L1));
        const auto har = importFile(corpusFile("har/chrome.har"), u"dev"_s);
        QVERIFY(std::get<QString>(har).contains("an archive has no environments"_L1));
        QVERIFY(write(below.filePath(u"http-client.env.json"_s), "{"));
        QVERIFY(error(http).contains("http-client.env.json is no JSON object"_L1));
    }

    // In the window a request may be looked at and filled in before it goes out.
    void whatIsStillMissing()
    {
        ImportedRequest imported;
        imported.spec.url = "http://h/{{a}}";
        imported.spec.headers = {{"X", "{{b}}"}};
        QCOMPARE(stillBlocked(imported, imported.spec), QString());
        imported.blocked = u"why"_s;
        request::RequestSpec now = imported.spec;
        QCOMPARE(stillBlocked(imported, now), u"why"_s);
        now.url = "http://h/1";
        QCOMPARE(stillBlocked(imported, now), u"why"_s);
        now.headers[0].value = "2";
        QCOMPARE(stillBlocked(imported, now), QString());
        ImportedRequest curl = imported; // {{a}} is text there
        curl.literal = true;
        now.url = "http://h/{{a}}";
        QCOMPARE(stillBlocked(curl, curl.spec), u"why"_s);
        QCOMPARE(stillBlocked(curl, now), QString());
        curl.unknown = {"$TOKEN", "$(cat x)"};
        now.body.text = "$(cat x)";
        now.headers[0].value = "Bearer $TOKEN";
        QCOMPARE(stillBlocked(curl, now), u"why"_s);
        now.headers[0].value = "Bearer real";
        QCOMPARE(stillBlocked(curl, now), u"why"_s);
        now.body.text = "x";
        QCOMPARE(stillBlocked(curl, now), QString());
        now.body = {};
        ImportedRequest graph;
        graph.spec.url = "http://h/";
        graph.blocked = u"graph"_s;
        QCOMPARE(stillBlocked(graph, graph.spec), u"graph"_s);
        QCOMPARE(stillBlocked(graph, now), QString());
        graph.lacksContent = true; // which no field puts there
        QCOMPARE(stillBlocked(graph, now), u"graph"_s);
        now.body.kind = request::BodyKind::Text;
        QCOMPARE(stillBlocked(graph, now), QString());
        graph.lacksFields = true;
        graph.spec.headers = now.headers;
        QCOMPARE(stillBlocked(graph, now), u"graph"_s);
    }

    void requestsAreChosen()
    {
        const auto read = importFile(corpusFile("http_file/vscode.http"));
        const auto &file = std::get<ImportedFile>(read);
        const auto chosen = [&file](const char *which) {
            const auto one = chosenRequest(file, QString::fromLatin1(which));
            return std::holds_alternative<QString>(one)
                ? std::get<QString>(one)
                : QString::fromStdString(std::get<ImportedRequest>(one).spec.url);
        };
        QCOMPARE(chosen("getComments"), u"http://localhost:8080/comments?page=2&pageSize=10"_s);
        QCOMPARE(chosen("5"), u"http://localhost:8080/curl"_s);
        for (const char *odd : {"", "0", "7", "-1", "nobody", "1x"})
            QVERIFY2(
                chosen(odd).startsWith("there are 6 requests, name one by number or name: 1 login; 2 getComments; "_L1),
                odd);
        const auto har = importFile(corpusFile("har/chrome.har"));
        const auto bad = chosenRequest(std::get<ImportedFile>(har), u"2"_s);
        QVERIFY(std::get<ImportedRequest>(bad).error.startsWith("entry 2:"_L1));
        ImportedFile two;
        two.requests.resize(2);
        two.requests[1].name = u"T"_s;
        two.requests[1].otherName = u"n1"_s;
        for (const char *which : {"T", "n1", "2"})
            QVERIFY2(std::get<ImportedRequest>(chosenRequest(two, QLatin1String(which))).name == u"T", which);
    }
};

INTERIM_SUITE(TestRequestFiles)
#include "tst_request_files.moc"
