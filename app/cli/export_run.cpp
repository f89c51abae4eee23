// SPDX-License-Identifier: GPL-3.0-or-later
// The command `export`: saved exchanges as HAR, requests as .http files.
#include "cli/commands.h"

#include "cli/help.h"
#include "cli/options/given_options.h"
#include "cli/terminal.h"
#include "session/export_files.h"
#include "session/request_files.h"
#include "session/workbench.h"

#include <QCommandLineParser>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

/// Recordings; for .http also what --import takes. An error line, "" when read. Recordings are held by none: an archive
/// is written while they are opened again, one by one.
QString readInput(const QString &path, session::FileForm form, const QString &environment, bool showSecrets,
                  std::vector<session::ImportedRequest> &requests)
{
    auto opened = session::openRecord(path);
    if (auto *record = std::get_if<record::Record>(&opened)) {
        if (const QString line = session::leftOut(*record); !line.isEmpty())
            complain(line);
        if (form != session::FileForm::Har)
            requests.push_back({{}, {}, std::move(record->spec), {}, {}, {}});
        return {};
    }
    if (form == session::FileForm::Har)
        return std::get<QString>(opened);
    const auto read = session::importFile(path, environment);
    if (const auto *error = std::get_if<QString>(&read))
        return *error;
    const auto &imported = std::get<session::ImportedFile>(read).requests;
    if (!showSecrets)
        hideValues(imported.front().secrets);
    for (const session::ImportedRequest &request : imported) {
        for (const QString &line : request.losses)
            complain(u"not taken: "_s + line);
        if (!request.error.isEmpty())
            complain(u"not taken: "_s + request.error);
        else if (!request.blocked.isEmpty())
            complain(u"kept as typed: "_s + request.blocked);
        if (request.error.isEmpty())
            requests.push_back(request);
    }
    return {};
}

/// The contents of all requests are bounded together.
QString tooMuchContent(const std::vector<session::ImportedRequest> &requests)
{
    std::uint64_t held = 0;
    for (const session::ImportedRequest &request : requests)
        held += request.spec.body.text.size();
    return held <= session::mostHeldContent
        ? QString()
        : u"export: the requests' content is longer than %1 in all: name fewer files"_s.arg(
            sizeText(session::mostHeldContent));
}

int complainOf(const QStringList &losses, const QString &error)
{
    for (const QString &loss : losses)
        complain(u"the file cannot carry "_s + loss);
    if (!error.isEmpty())
        complain(error);
    return error.isEmpty() ? Done : Failed;
}

int writeArchive(const QStringList &files, bool secrets, const QString &goal)
{
    QString gone; // since it was looked at
    qsizetype place = 0;
    const auto next = [&](std::shared_ptr<const record::Record> *record) {
        record->reset();
        if (place == files.size() || !gone.isEmpty())
            return false;
        auto opened = session::openRecord(fileName(files.at(place++)));
        if (auto *error = std::get_if<QString>(&opened))
            gone = *error;
        else
            *record = std::make_shared<record::Record>(std::get<record::Record>(std::move(opened)));
        return gone.isEmpty();
    };
    if (!goal.isEmpty()) {
        const session::ExportEnd end = session::exportFile(session::FileForm::Har, secrets, fileName(goal), next);
        return complainOf(end.losses, end.error.isEmpty() ? gone : end.error);
    }
    bool written = true;
    session::ExportWriter writer(session::FileForm::Har, secrets, [&written](std::string_view text) {
        written = written && writeOut(QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size())));
        return written;
    });
    for (std::shared_ptr<const record::Record> record; next(&record);)
        writer.add(*record);
    const int status = complainOf(writer.finish(), gone);
    return written ? status : Failed;
}

int writeRequests(const std::vector<session::ImportedRequest> &requests, session::FileForm form, bool secrets,
                  const QString &goal)
{
    const session::ExportText made = session::exportText(form, requests, secrets);
    if (!made.error.isEmpty())
        return misused(made.error);
    if (goal.isEmpty()) {
        complainOf(made.losses, {});
        return writeOut(made.text) ? Done : Failed;
    }
    return complainOf(made.losses, session::saveExport(made, fileName(goal)));
}

} // namespace

int runExport(const QStringList &words)
{
    QCommandLineParser parser;
    parser.addOption(QCommandLineOption(u"as"_s, {}, u"FORM"_s));
    parser.addOption(QCommandLineOption(u"output"_s, {}, u"FILE"_s));
    parser.addOption(QCommandLineOption(u"env"_s, {}, u"NAME"_s));
    parser.addOption(QCommandLineOption(u"show-secrets"_s));
    if (const auto wrong = parseWords(parser, words))
        return declined(*wrong);
    const QString key = parser.isSet(u"as"_s) ? parser.value(u"as"_s) : u"har"_s;
    const auto form = session::fileForm(key);
    if (!form)
        return misused(u"--as %1: write har, http (JetBrains) or vscode"_s.arg(quoted(key)));
    const QStringList files = parser.positionalArguments();
    if (files.isEmpty())
        return misused(u"export: name one .interim file or more; with --as http or vscode also .har and .http files"_s);
    const QString environment = QString::fromUtf8(parser.value(u"env"_s).toLatin1());
    const bool secrets = parser.isSet(u"show-secrets"_s);
    std::vector<session::ImportedRequest> requests;
    for (const QString &file : files) {
        QString error = readInput(fileName(file), *form, environment, secrets, requests);
        if (error.isEmpty())
            error = tooMuchContent(requests);
        if (!error.isEmpty())
            return misused(error);
    }
    if (requests.empty() && *form != session::FileForm::Har)
        return misused(u"export: the files hold no request that could be written"_s);
    const QString goal = parser.isSet(u"output"_s) ? parser.value(u"output"_s) : QString();
    return *form == session::FileForm::Har ? writeArchive(files, secrets, goal)
                                           : writeRequests(requests, *form, secrets, goal);
}

} // namespace cli
