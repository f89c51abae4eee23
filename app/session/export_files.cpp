// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/export_files.h"

#include "base/safe_bytes.h"
#include "formats/har/har_writer.h"
#include "formats/http_file/http_file_writer.h"
#include "formats/secret_values.h"
#include "record/recorder.h"
#include "session/file_writer.h"
#include "words/units.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace session {

namespace {

struct ExportWords {
    Q_DECLARE_TR_FUNCTIONS(session::ExportFiles)
};

void makeAbsolute(std::string &path)
{
    if (!path.empty())
        path = QFile::encodeName(QFileInfo(QFile::decodeName(QByteArray::fromStdString(path))).absoluteFilePath())
                   .toStdString();
}

} // namespace

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
    return form == FileForm::Har ? u"har"_s : u"http"_s;
}

ExportWriter::ExportWriter(FileForm form, bool showSecrets, Sink sink)
    : form_(form)
    , showSecrets_(showSecrets)
    , sink_(std::move(sink))
{
    if (form != FileForm::Har)
        return;
    formats::HarOptions options;
    options.showSecrets = showSecrets;
    const auto pass = [this](const QByteArray &text) {
        return sink_({text.constData(), static_cast<std::size_t>(text.size())});
    };
    archive_ = std::make_unique<formats::HarWriter>(pass, options);
}

ExportWriter::~ExportWriter() = default;

void ExportWriter::add(const record::Record &record)
{
    if (archive_) {
        noteSocket(record.spec.unixSocket);
        return archive_->add(record, record::replay(record));
    }
    const std::uint64_t size = record.spec.body.text.size();
    if (held_ + size > mostHeldContent) {
        ++left_;
        return;
    }
    held_ += size;
    requests_.push_back({{}, {}, record.spec, {}, {}, {}});
}

/// An archive has no place for it.
void ExportWriter::noteSocket(const std::string &path)
{
    const QString loss = ExportWords::tr("the Unix socket %1, but in _interim, for Interim")
                             .arg(QString::fromStdString(base::escaped(path)));
    if (!path.empty() && sockets_.size() < formats::mostFileRemarks && !sockets_.contains(loss))
        sockets_.append(loss);
}

QStringList ExportWriter::finish()
{
    if (archive_)
        return sockets_ + archive_->finish();
    const ExportText made = exportText(form_, requests_, showSecrets_);
    error_ = made.error;
    if (error_.isEmpty())
        sink_({made.text.constData(), static_cast<std::size_t>(made.text.size())});
    QStringList losses = made.losses;
    if (left_ > 0)
        losses << ExportWords::tr("%1 of %2 requests: their content is longer than %3 in all")
                      .arg(left_)
                      .arg(left_ + requests_.size())
                      .arg(words::sizeText(mostHeldContent, QLocale()));
    return losses;
}

ExportText exportText(FileForm form, const std::vector<ImportedRequest> &requests, bool showSecrets)
{
    if (form == FileForm::Har)
        return {{}, {}, ExportWords::tr("an archive is made of exchanges: send the request first")};
    std::vector<formats::NamedRequest> named;
    for (const ImportedRequest &request : requests) {
        if (!request.error.isEmpty())
            continue; // its caller said so
        named.push_back({request.name, request.spec});
        if (!showSecrets)
            formats::SecretValues(request.secrets).hide(named.back().spec);
        makeAbsolute(named.back().spec.body.path); // relative ones are of another folder there
        for (request::FormField &field : named.back().spec.body.fields)
            makeAbsolute(field.path);
    }
    formats::HttpFileOptions options;
    options.dialect = form == FileForm::VsCode ? formats::HttpDialect::VsCode : formats::HttpDialect::JetBrains;
    options.showSecrets = showSecrets;
    const formats::HttpFileText made = formats::httpFileText(named, options);
    return {QByteArray::fromStdString(made.text), made.losses, made.error, showSecrets};
}

ExportEnd exportFile(FileForm form, bool showSecrets, const QString &path, const NextRecord &next)
{
    std::shared_ptr<const record::Record> record;
    ExportEnd end;
    if (!next(&record))
        return end;
    const auto make = [&](const FileSink &sink) {
        ExportWriter writer(form, showSecrets, sink);
        do
            writer.add(*record);
        while (next(&record));
        end.losses = writer.finish();
        end.error = writer.error();
        return end.error.isEmpty();
    };
    const QString why = writeFile(path, make, showSecrets ? FileAccess::OwnerOnly : FileAccess::Usual);
    if (end.error.isEmpty() && !why.isEmpty())
        end.error = ExportWords::tr("cannot save %1: %2").arg(path, why);
    end.written = end.error.isEmpty();
    return end;
}

QString saveExport(const ExportText &made, const QString &path)
{
    if (!made.error.isEmpty())
        return made.error;
    const QString why = writeFile(path, {made.text.constData(), static_cast<std::size_t>(made.text.size())},
                                  made.secrets ? FileAccess::OwnerOnly : FileAccess::Usual);
    return why.isEmpty() ? QString() : ExportWords::tr("cannot save %1: %2").arg(path, why);
}

QString exportedLine(const QString &path, const QStringList &losses)
{
    const QString saved = ExportWords::tr("Saved as %1.").arg(path);
    return losses.isEmpty() ? saved
                            : saved + u' ' + ExportWords::tr("The file cannot carry %1.").arg(losses.join(u"; "_s));
}

} // namespace session
