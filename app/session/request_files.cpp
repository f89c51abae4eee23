// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/request_files.h"

#include "formats/har_reader.h"
#include "formats/har_writer.h"
#include "formats/http_file_reader.h"
#include "formats/http_file_writer.h"
#include "formats/json_text.h"
#include "formats/secrets.h"
#include "record/recorder.h"
#include "record/regular_file.h"
#include "session/curl_files.h"
#include "session/file_writer.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace session {

namespace {

struct FileWords {
    Q_DECLARE_TR_FUNCTIONS(session::RequestFiles)
};

QString titleOf(const QString &name, const wire::RequestSpec &spec)
{
    return name.isEmpty() ? QString::fromStdString(spec.method + ' ' + formats::maskedUrl(spec.url)).simplified() : name;
}

ImportedFile importedFile(const formats::RequestFile &read)
{
    ImportedFile out;
    out.taken = read.taken;
    for (const formats::FileRequest &one : read.requests)
        out.requests.push_back({one.name, one.error.isEmpty() ? titleOf(one.name, one.spec) : one.error, one.spec,
                                one.losses, one.taken, one.error});
    return out;
}

void makeAbsolute(std::string &path)
{
    if (!path.empty())
        path = QFile::encodeName(QFileInfo(QFile::decodeName(QByteArray::fromStdString(path))).absoluteFilePath()).toStdString();
}

/// By its name; else an archive is one JSON object, and no request line begins with a brace.
bool isArchive(const QString &path, const QByteArray &bytes)
{
    if (path.endsWith(QLatin1String(".har"), Qt::CaseInsensitive))
        return true;
    const QByteArray start = bytes.left(4096).trimmed();
    return start.startsWith('{') || start.startsWith("\xef\xbb\xbf{");
}

} // namespace

std::variant<ImportedFile, QString> importFile(const QString &path)
{
    const auto failed = [&path](const QString &why) { return FileWords::tr("cannot import %1: %2").arg(path, why); };
    const record::FileText file = record::readFile(QFile::encodeName(path).toStdString(), formats::mostHarBytes);
    if (!file.error.empty())
        return failed(QString::fromStdString(file.error));
    const auto bytes = QByteArray::fromRawData(file.bytes.data(), static_cast<qsizetype>(file.bytes.size()));
    if (bytes.startsWith("INTERIM "))
        return failed(FileWords::tr("it is a recording, which is opened, not imported"));
    const std::string_view text = file.bytes;
    const std::string folder = QFile::encodeName(QFileInfo(path).absolutePath()).toStdString();
    const formats::RequestFile read = isArchive(path, bytes) ? formats::readHar(text)
                                                       : formats::readHttpFile(text, curlFiles(), folder);
    if (!read.error.isEmpty())
        return failed(read.error);
    return importedFile(read);
}

std::variant<ImportedRequest, QString> chosenRequest(const ImportedFile &file, const QString &which)
{
    const auto count = static_cast<qsizetype>(file.requests.size());
    const auto named = std::ranges::find(file.requests, which, &ImportedRequest::name);
    bool number = false;
    qsizetype place = which.toInt(&number);
    if (which.isEmpty() && count == 1)
        place = 1;
    else if (!which.isEmpty() && named != file.requests.end())
        place = named - file.requests.begin() + 1;
    else if (which.isEmpty() || !number || place < 1 || place > count) {
        QStringList some;
        for (qsizetype i = 0; i < std::min<qsizetype>(count, 5); ++i)
            some.append(QStringLiteral("%1 %2").arg(i + 1).arg(file.requests[static_cast<std::size_t>(i)].title.left(60)));
        if (count > 5)
            some.append(QStringLiteral("..."));
        return FileWords::tr("there are %1 requests, name one by number or name: %2").arg(count).arg(some.join(QStringLiteral("; ")));
    }
    ImportedRequest chosen = file.requests[static_cast<std::size_t>(place - 1)];
    if (!chosen.error.isEmpty())
        return chosen.error;
    return chosen;
}

const char *keyOf(FileForm form)
{
    switch (form) {
    case FileForm::JetBrains: return "http";
    case FileForm::VsCode: return "vscode";
    case FileForm::Har: break;
    }
    return "har";
}

std::optional<FileForm> fileForm(const QString &key)
{
    for (const FileForm form : fileForms) {
        if (key == QLatin1String(keyOf(form)))
            return form;
    }
    return std::nullopt;
}

QString suffixOf(FileForm form)
{
    return form == FileForm::Har ? QStringLiteral("har") : QStringLiteral("http");
}

ExportText exportText(FileForm form, const std::vector<std::shared_ptr<const record::Record>> &records, bool showSecrets)
{
    if (form != FileForm::Har) {
        std::vector<ImportedRequest> requests;
        for (const auto &record : records)
            requests.push_back({{}, {}, record->spec, {}, {}, {}});
        return exportText(form, requests, showSecrets);
    }
    std::vector<std::vector<wire::Event>> events;
    for (const auto &record : records)
        events.push_back(record::replay(*record));
    std::vector<formats::HarSource> sources;
    for (std::size_t i = 0; i < records.size(); ++i)
        sources.push_back({*records[i], events[i]});
    formats::HarOptions options;
    options.showSecrets = showSecrets;
    QStringList losses;
    for (const auto &record : records) {
        const QString socket = QString::fromStdString(wire::escaped(record->spec.unixSocket));
        const QString loss = FileWords::tr("the Unix socket %1, but in _interim, for Interim").arg(socket);
        if (!socket.isEmpty() && !losses.contains(loss))
            losses.append(loss);
    }
    return {formats::shownJson(formats::harOf(sources, options)), losses, {}};
}

ExportText exportText(FileForm form, const std::vector<ImportedRequest> &requests, bool showSecrets)
{
    if (form == FileForm::Har)
        return {{}, {}, FileWords::tr("an archive is made of exchanges: send the request first")};
    std::vector<formats::NamedRequest> named;
    for (const ImportedRequest &request : requests) {
        if (!request.error.isEmpty())
            continue;
        named.push_back({request.name, request.spec});
        makeAbsolute(named.back().spec.body.path); // relative ones are of another folder there
        for (wire::FormField &field : named.back().spec.body.fields)
            makeAbsolute(field.path);
    }
    formats::HttpFileOptions options;
    options.dialect = form == FileForm::VsCode ? formats::HttpDialect::VsCode : formats::HttpDialect::JetBrains;
    options.showSecrets = showSecrets;
    const formats::HttpFileText made = formats::httpFileText(named, options);
    return {QByteArray::fromStdString(made.text), made.losses, made.error};
}

QString saveExport(const ExportText &made, const QString &path)
{
    if (!made.error.isEmpty())
        return made.error;
    const QString why = writeFile(path, {made.text.constData(), static_cast<std::size_t>(made.text.size())});
    return why.isEmpty() ? QString() : FileWords::tr("cannot save %1: %2").arg(path, why);
}

QString exportedLine(const QString &path, const QStringList &losses)
{
    const QString saved = FileWords::tr("Saved as %1.").arg(path);
    return losses.isEmpty() ? saved : saved + u' ' + FileWords::tr("The file cannot carry %1.").arg(losses.join(QStringLiteral("; ")));
}

} // namespace session
