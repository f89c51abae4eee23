// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/request_files.h"

#include "formats/http_file/http_file_reader.h"
#include "session/workbench.h"
#include "store/samples.h"
#include "wire/private_values.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace session;

namespace {

QString corpusFile(const char *name)
{
    return QStringLiteral(INTERIM_SOURCE_DIR "/tests/fuzz/corpus/") + QLatin1String(name);
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
        const auto har = importFile(corpusFile("har/chrome.har")), http = importFile(corpusFile("http_file/vscode.http"));
        const auto *archive = std::get_if<ImportedFile>(&har);
        QVERIFY(archive && archive->requests.size() == 3);
        QCOMPARE(archive->requests[0].title, QStringLiteral("POST https://shop.example/api/orders?draft=1&name=J%C3%BCrgen+K"));
        QVERIFY(archive->requests[1].title.startsWith(QLatin1String("entry 2:")));
        const auto *file = std::get_if<ImportedFile>(&http);
        QVERIFY(file && file->requests.size() == 6);
        QCOMPARE(file->requests[1].title, QStringLiteral("getComments"));
    }

    void filesBesideItAreFound()
    {
        const QTemporaryDir folder;
        QVERIFY(write(folder.filePath(QStringLiteral("in.bin")), "12345"));
        QVERIFY(write(folder.filePath(QStringLiteral("x.http")), "PUT http://h/\n\n< ./in.bin\n"));
        const auto read = importFile(folder.filePath(QStringLiteral("x.http")));
        const auto *file = std::get_if<ImportedFile>(&read);
        QVERIFY(file);
        QCOMPARE(file->requests.at(0).spec.body.size, std::uint64_t(5));
        QVERIFY(file->requests.at(0).losses.isEmpty());
    }

    void oneLineForWhatCannotBeRead()
    {
        const QTemporaryDir folder;
        QVERIFY(error(folder.filePath(QStringLiteral("gone.har"))).startsWith(QLatin1String("cannot import ")));
        QVERIFY(error(folder.path()).startsWith(QLatin1String("cannot import ")));
        QVERIFY(error(corpusFile("har/cut.har")).contains(QLatin1String("no JSON at line 1")));
        QVERIFY(error(corpusFile("har/deep.har")).contains(QLatin1String("no JSON at line 1")));
        QVERIFY(error(corpusFile("interim_file/v2.interim")).contains(QLatin1String("it is a recording")));
    }

    void whatHoldsNoRequestIsNamed()
    {
        const QTemporaryDir folder;
        const std::tuple<const char *, QByteArray, const char *> rows[]{
            {"a.http", "\x1f\x8b\x08", "it is a gzip file"}, {"a.har", QByteArray("PK\x03\x04"), "it is a zip file"},
            {"b.http", QByteArray("\xff\xfeG\0", 4), "UTF-16"}, {"a.yaml", "a: 1\n", "YAML"}, {"a.md", "# A\n", "Markdown"},
            {"a.bru", "meta {\n", "Bruno"}, {"a.json", "{\"info\":{},\"item\":[]}", "it is a Postman collection"},
            {"b.json", "{\"a\":1}", "no HTTP Archive"}};
        for (const auto &[name, bytes, words] : rows) {
            const QString path = folder.filePath(QLatin1String(name));
            QVERIFY(write(path, bytes));
            QVERIFY2(error(path).contains(QLatin1String(words)), qPrintable(error(path)));
        }
        QVERIFY(write(folder.filePath(QStringLiteral("c")), "{{base}}/users\n"));
        QVERIFY(!error(folder.filePath(QStringLiteral("c"))).contains(QLatin1String("JSON")));
        QVERIFY(error(QStringLiteral("/dev/zero")).contains(QLatin1String("no regular file")));
        const QString pipe = folder.filePath(QStringLiteral("pipe.http"));
        QCOMPARE(mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
        QVERIFY(error(pipe).contains(QLatin1String("no regular file")));
        QFile large(folder.filePath(QStringLiteral("large.http")));
        QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(17 << 20));
        QVERIFY(error(large.fileName()).contains(QLatin1String("more than 16 MiB")));
    }

    void environmentsBesideAndAbove()
    {
        const QTemporaryDir folder;
        const QDir below(folder.filePath(QStringLiteral("a/b")));
        QVERIFY(below.mkpath(QStringLiteral(".")));
        const QString http = below.filePath(QStringLiteral("x.http"));
        QVERIFY(write(http, "GET http://{{host}}/?k={{key}}\n"));
        QVERIFY(error(http).isEmpty());
        QVERIFY(write(folder.filePath(QStringLiteral("http-client.env.json")), "{\"dev\":{\"host\":\"h\"},\"prod\":{}}"));
        QVERIFY(write(folder.filePath(QStringLiteral("http-client.private.env.json")), "{\"dev\":{\"key\":\"s3cret\"}}"));
        const auto plain = importFile(http);
        const ImportedFile &unchosen = std::get<ImportedFile>(plain);
        QCOMPARE(unchosen.environments, (QStringList{QStringLiteral("dev"), QStringLiteral("prod")}));
        QVERIFY(unchosen.requests[0].error.contains(QLatin1String("or choose an environment: dev, prod")));
        const auto read = importFile(http, QStringLiteral("dev"));
        const ImportedRequest &one = std::get<ImportedFile>(read).requests[0];
        QCOMPARE(one.spec.url, std::string("http://h/?k=s3cret"));
        QCOMPARE(one.title, QStringLiteral("GET http://h/?k=***"));
        QVERIFY(one.secrets == std::vector<std::string>{"s3cret"});
        QVERIFY(!wire::privatePartsOf("a s3cret").empty()); // wherever it goes from here
        wire::forgetPrivate();
        const ExportText out = exportText(FileForm::JetBrains, std::vector{one}, false);
        QVERIFY2(out.text.contains("http://h/?k=***") && !out.text.contains("s3cret"), out.text);
        QVERIFY(exportText(FileForm::JetBrains, std::vector{one}, true).text.contains("s3cret"));
        const auto wrong = importFile(http, QStringLiteral("test"));
        QVERIFY(std::get<QString>(wrong).contains(QLatin1String("there is no environment \"test\"; there is: dev, prod")));
        const auto har = importFile(corpusFile("har/chrome.har"), QStringLiteral("dev"));
        QVERIFY(std::get<QString>(har).contains(QLatin1String("an archive has no environments")));
        QVERIFY(write(below.filePath(QStringLiteral("http-client.env.json")), "{"));
        QVERIFY(error(http).contains(QLatin1String("http-client.env.json is no JSON object")));
    }

    // In the window a request may be looked at and filled in before it goes out.
    void whatIsStillMissing()
    {
        ImportedRequest imported;
        imported.spec.url = "http://h/{{a}}";
        imported.spec.headers = {{"X", "{{b}}"}};
        QCOMPARE(stillBlocked(imported, imported.spec), QString());
        imported.blocked = QStringLiteral("why");
        wire::RequestSpec now = imported.spec;
        QCOMPARE(stillBlocked(imported, now), QStringLiteral("why"));
        now.url = "http://h/1";
        QCOMPARE(stillBlocked(imported, now), QStringLiteral("why"));
        now.headers[0].value = "2";
        QCOMPARE(stillBlocked(imported, now), QString());
        ImportedRequest curl = imported; // {{a}} is text there
        curl.literal = true;
        now.url = "http://h/{{a}}";
        QCOMPARE(stillBlocked(curl, curl.spec), QStringLiteral("why"));
        QCOMPARE(stillBlocked(curl, now), QString());
        ImportedRequest graph;
        graph.spec.url = "http://h/";
        graph.blocked = QStringLiteral("graph");
        QCOMPARE(stillBlocked(graph, graph.spec), QStringLiteral("graph"));
        QCOMPARE(stillBlocked(graph, now), QString());
        graph.lacksContent = true; // which no field puts there
        QCOMPARE(stillBlocked(graph, now), QStringLiteral("graph"));
        now.body.kind = wire::BodyKind::Text;
        QCOMPARE(stillBlocked(graph, now), QString());
        graph.lacksFields = true;
        graph.spec.headers = now.headers;
        QCOMPARE(stillBlocked(graph, now), QStringLiteral("graph"));
    }

    void requestsAreChosen()
    {
        const auto read = importFile(corpusFile("http_file/vscode.http"));
        const auto &file = std::get<ImportedFile>(read);
        const auto chosen = [&file](const char *which) {
            const auto one = chosenRequest(file, QString::fromLatin1(which));
            return std::holds_alternative<QString>(one) ? std::get<QString>(one) : QString::fromStdString(std::get<ImportedRequest>(one).spec.url);
        };
        QCOMPARE(chosen("getComments"), QStringLiteral("http://localhost:8080/comments?page=2&pageSize=10"));
        QCOMPARE(chosen("5"), QStringLiteral("http://localhost:8080/curl"));
        for (const char *odd : {"", "0", "7", "-1", "nobody", "1x"})
            QVERIFY2(chosen(odd).startsWith(QLatin1String("there are 6 requests, name one by number or name: 1 login; 2 getComments; ")), odd);
        const auto har = importFile(corpusFile("har/chrome.har"));
        const auto bad = chosenRequest(std::get<ImportedFile>(har), QStringLiteral("2"));
        QVERIFY(std::get<ImportedRequest>(bad).error.startsWith(QLatin1String("entry 2:")));
        ImportedFile two;
        two.requests.resize(2);
        two.requests[1].name = QStringLiteral("T");
        two.requests[1].otherName = QStringLiteral("n1");
        for (const char *which : {"T", "n1", "2"})
            QVERIFY2(std::get<ImportedRequest>(chosenRequest(two, QLatin1String(which))).name == u"T", which);
    }

    void forms()
    {
        for (const FileForm form : fileForms)
            QVERIFY(fileForm(QString::fromLatin1(keyOf(form))) == form);
        QVERIFY(!fileForm(QStringLiteral("xml")));
        QCOMPARE(suffixOf(FileForm::Har) + suffixOf(FileForm::VsCode), QStringLiteral("harhttp"));
    }

    static QByteArray textOf(FileForm form, const std::vector<std::shared_ptr<const record::Record>> &records, QStringList *losses = nullptr)
    {
        QByteArray text;
        ExportWriter writer(form, false, [&text](std::string_view piece) {
            text.append(piece.data(), static_cast<qsizetype>(piece.size()));
            return true;
        });
        for (const auto &record : records)
            writer.add(*record);
        const QStringList lost = writer.finish();
        if (losses)
            *losses = lost;
        return text;
    }

    void exchangesOut()
    {
        const std::vector records{support::shared(support::answered("GET", "http://a/1", 200)), support::shared(support::answered("POST", "http://a/2", 413))};
        QCOMPARE(QJsonDocument::fromJson(textOf(FileForm::Har, records))[u"log"][u"entries"].toArray().size(), 2);
        // What a terminal would obey is escaped (QJsonDocument leaves DEL and C1 as they are).
        const QByteArray text = textOf(FileForm::Har, {support::shared(support::answered("GE\x7fT", "http://a/", 200))});
        QVERIFY2(text.contains("GE\\u007fT") && !text.contains('\x7f'), text);
        for (const FileForm form : {FileForm::JetBrains, FileForm::VsCode}) {
            const QByteArray http = textOf(form, records);
            QVERIFY(http.contains("GET http://a/1 HTTP/1.1\n") && http.contains("POST http://a/2 HTTP/1.1\n"));
        }
    }

    void contentsOfRequestsAreBoundedTogether()
    {
        record::Record large = support::answered("POST", "http://a/", 200);
        large.spec.body.kind = wire::BodyKind::Text;
        large.spec.body.text.assign(6 << 20, 'a');
        QStringList losses;
        const QByteArray text = textOf(FileForm::JetBrains, std::vector(4, support::shared(large)), &losses);
        QVERIFY(text.size() > (12 << 20) && text.size() < (13 << 20));
        QVERIFY2(losses.contains(QStringLiteral("2 of 4 requests: their content is longer than 16 MiB in all")), qPrintable(losses.join(u'\n')));
        // What is written for a content may be longer than it is.
        large.spec.body.text.assign(7 << 20, '\xff');
        const QByteArray coded = textOf(FileForm::JetBrains, std::vector(2, support::shared(large)), &losses);
        QVERIFY2(coded.size() <= static_cast<qsizetype>(formats::mostHttpFileBytes), qPrintable(QString::number(coded.size())));
    }

    void filesWhole()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("x.har"));
        int given = 0;
        const auto three = [&given](std::shared_ptr<const record::Record> *record) {
            *record = support::shared(support::answered("GET", "http://a/1", 200));
            return given++ < 3;
        };
        const ExportEnd end = exportFile(FileForm::Har, false, path, three);
        QVERIFY(end.written && end.losses.isEmpty());
        QCOMPARE(error(path), QString());
        const auto read = importFile(path);
        QCOMPARE(std::get<ImportedFile>(read).requests.size(), std::size_t(3));
        const auto none = [](std::shared_ptr<const record::Record> *) { return false; };
        QVERIFY(!exportFile(FileForm::Har, false, path, none).written && QFile(path).size() > 100);
        given = 0;
        QVERIFY(exportFile(FileForm::Har, false, folder.path(), three).error.startsWith(QLatin1String("cannot save ")));
        const auto odd = [&given](std::shared_ptr<const record::Record> *record) {
            record::Record one = support::answered("GET", "http://a/", 200);
            one.spec.url = "no URL";
            *record = support::shared(std::move(one));
            return given++ < 1;
        };
        given = 0;
        QVERIFY(!exportFile(FileForm::VsCode, false, path, odd).error.isEmpty());
        QVERIFY2(QFile(path).size() > 100, "a file was lost to what could not be written");
    }

    void requestsOut()
    {
        ImportedRequest request;
        request.spec.url = "http://h/";
        request.spec.body.kind = wire::BodyKind::File;
        request.spec.body.path = "relative.bin";
        QVERIFY(!exportText(FileForm::Har, std::vector{request}, false).error.isEmpty());
        const ExportText made = exportText(FileForm::VsCode, std::vector{request}, false);
        QVERIFY2(made.text.contains("\n< " + QDir::currentPath().toUtf8() + "/relative.bin\n"), made.text);
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("x.http"));
        QCOMPARE(saveExport(made, path), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), made.text);
        QVERIFY(saveExport(made, folder.path()).startsWith(QLatin1String("cannot save ")));
        QCOMPARE(saveExport({{}, {}, QStringLiteral("why")}, path), QStringLiteral("why"));
        QCOMPARE(exportedLine(QStringLiteral("/f"), {}), QStringLiteral("Saved as /f."));
        QVERIFY(exportedLine(QStringLiteral("/f"), {QStringLiteral("a"), QStringLiteral("b")}).endsWith(QLatin1String("cannot carry a; b.")));
    }
};

INTERIM_SUITE(TestRequestFiles)
#include "tst_request_files.moc"
