// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/export_files.h"

#include "formats/http_file/http_file_reader.h"
#include "session/request_files.h"
#include "store/samples.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

using namespace session;

class TestExportFiles : public QObject {
    Q_OBJECT
    static QByteArray textOf(FileForm form, const std::vector<std::shared_ptr<const record::Record>> &records,
                             QStringList *losses = nullptr)
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

private slots:
    void forms()
    {
        for (const FileForm form : fileForms)
            QVERIFY(fileForm(QString::fromLatin1(keyOf(form))) == form);
        QVERIFY(!fileForm(u"xml"_s));
        QCOMPARE(suffixOf(FileForm::Har) + suffixOf(FileForm::VsCode), u"harhttp"_s);
    }

    void exchangesOut()
    {
        const std::vector records{support::shared(support::answered("GET", "http://a/1", 200)),
                                  support::shared(support::answered("POST", "http://a/2", 413))};
        QCOMPARE(QJsonDocument::fromJson(textOf(FileForm::Har, records))[u"log"][u"entries"].toArray().size(), 2);
        // What a terminal would obey is escaped (QJsonDocument leaves DEL and C1 as they are).
        const QByteArray text =
            textOf(FileForm::Har, {support::shared(support::answered("GE\x7fT", "http://a/", 200))});
        QVERIFY2(text.contains("GE\\u007fT") && !text.contains('\x7f'), text);
        for (const FileForm form : {FileForm::JetBrains, FileForm::VsCode}) {
            const QByteArray http = textOf(form, records);
            QVERIFY(http.contains("GET http://a/1 HTTP/1.1\n") && http.contains("POST http://a/2 HTTP/1.1\n"));
        }
    }

    void contentsOfRequestsAreBoundedTogether()
    {
        record::Record large = support::answered("POST", "http://a/", 200);
        large.spec.body.kind = request::BodyKind::Text;
        large.spec.body.text.assign(6 << 20, 'a');
        QStringList losses;
        const QByteArray text = textOf(FileForm::JetBrains, std::vector(4, support::shared(large)), &losses);
        QVERIFY(text.size() > (12 << 20) && text.size() < (13 << 20));
        QVERIFY2(losses.contains(u"2 of 4 requests: their content is longer than 16 MiB in all"_s),
                 qPrintable(losses.join(u'\n')));
        // What is written for a content may be longer than it is.
        large.spec.body.text.assign(7 << 20, '\xff');
        const QByteArray coded = textOf(FileForm::JetBrains, std::vector(2, support::shared(large)), &losses);
        QVERIFY2(coded.size() <= static_cast<qsizetype>(formats::mostHttpFileBytes),
                 qPrintable(QString::number(coded.size())));
    }

    void filesWhole()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"x.har"_s);
        int given = 0;
        const auto three = [&given](std::shared_ptr<const record::Record> *record) {
            *record = support::shared(support::answered("GET", "http://a/1", 200));
            return given++ < 3;
        };
        const ExportEnd end = exportFile(FileForm::Har, false, path, three);
        QVERIFY(end.written && end.losses.isEmpty());
        const auto read = importFile(path);
        QVERIFY(std::holds_alternative<ImportedFile>(read));
        QCOMPARE(std::get<ImportedFile>(read).requests.size(), std::size_t(3));
        const auto none = [](std::shared_ptr<const record::Record> *) { return false; };
        QVERIFY(!exportFile(FileForm::Har, false, path, none).written && QFile(path).size() > 100);
        given = 0;
        QVERIFY(exportFile(FileForm::Har, false, folder.path(), three).error.startsWith("cannot save "_L1));
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
        request.spec.body.kind = request::BodyKind::File;
        request.spec.body.path = "relative.bin";
        QVERIFY(!exportText(FileForm::Har, std::vector{request}, false).error.isEmpty());
        const ExportText made = exportText(FileForm::VsCode, std::vector{request}, false);
        QVERIFY2(made.text.contains("\n< " + QDir::currentPath().toUtf8() + "/relative.bin\n"), made.text);
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"x.http"_s);
        QCOMPARE(saveExport(made, path), QString());
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), made.text);
        QVERIFY(saveExport(made, folder.path()).startsWith("cannot save "_L1));
        QCOMPARE(saveExport({{}, {}, u"why"_s}, path), u"why"_s);
        QCOMPARE(exportedLine(u"/f"_s, {}), u"Saved as /f."_s);
        QVERIFY(exportedLine(u"/f"_s, {u"a"_s, u"b"_s}).endsWith("cannot carry a; b."_L1));
    }
};

INTERIM_SUITE(TestExportFiles)
#include "tst_export_files.moc"
