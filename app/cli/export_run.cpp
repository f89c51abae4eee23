// SPDX-License-Identifier: GPL-3.0-or-later
// The command `export`: saved exchanges as HAR, requests as .http files.
#include "cli/commands.h"

#include "cli/help.h"
#include "cli/request_options.h"
#include "cli/terminal.h"
#include "session/request_files.h"
#include "session/workbench.h"

#include <QCommandLineParser>

namespace cli {
namespace {

struct ExportInput {
    std::vector<std::shared_ptr<const record::Record>> records;
    std::vector<session::ImportedRequest> requests;
};

/// Recordings; for .http also what --import takes. An error line, "" when read.
QString readInput(const QString &path, session::FileForm form, const QString &environment, bool showSecrets, ExportInput &input)
{
    auto opened = session::openRecord(path);
    if (auto *record = std::get_if<record::Record>(&opened)) {
        input.records.push_back(std::make_shared<record::Record>(std::move(*record)));
        input.requests.push_back({{}, {}, input.records.back()->spec, {}, {}, {}});
        return {};
    }
    if (form == session::FileForm::Har)
        return std::get<QString>(opened);
    const auto read = session::importFile(path, environment);
    if (const auto *error = std::get_if<QString>(&read))
        return *error;
    const auto &requests = std::get<session::ImportedFile>(read).requests;
    if (!showSecrets)
        hideValues(requests.front().secrets);
    for (const session::ImportedRequest &request : requests) {
        for (const QString &line : request.losses)
            complain(QStringLiteral("not taken: ") + line);
        if (!request.error.isEmpty())
            complain(QStringLiteral("not taken: ") + request.error);
        else if (!request.blocked.isEmpty())
            complain(QStringLiteral("kept as typed: ") + request.blocked);
        if (request.error.isEmpty())
            input.requests.push_back(request);
    }
    return {};
}

} // namespace

int runExport(const QStringList &words)
{
    QCommandLineParser parser;
    parser.addOption(QCommandLineOption(QStringLiteral("as"), {}, QStringLiteral("FORM")));
    parser.addOption(QCommandLineOption(QStringLiteral("output"), {}, QStringLiteral("FILE")));
    parser.addOption(QCommandLineOption(QStringLiteral("env"), {}, QStringLiteral("NAME")));
    parser.addOption(QCommandLineOption(QStringLiteral("show-secrets")));
    if (const auto wrong = parseWords(parser, words))
        return declined(*wrong);
    const QString key = parser.isSet(QStringLiteral("as")) ? parser.value(QStringLiteral("as")) : QStringLiteral("har");
    const auto form = session::fileForm(key);
    if (!form)
        return misused(QStringLiteral("--as %1: write har, http (JetBrains) or vscode").arg(quoted(key)));
    const QStringList files = parser.positionalArguments();
    if (files.isEmpty())
        return misused(QStringLiteral("export: name one .interim file or more; with --as http or vscode also .har and .http files"));
    const QString environment = QString::fromUtf8(parser.value(QStringLiteral("env")).toLatin1());
    const bool secrets = parser.isSet(QStringLiteral("show-secrets"));
    ExportInput input;
    for (const QString &file : files) {
        const QString error = readInput(fileName(file), *form, environment, secrets, input);
        if (!error.isEmpty())
            return misused(error);
    }
    if (input.requests.empty())
        return misused(QStringLiteral("export: the files hold no request that could be written"));
    const session::ExportText made = *form == session::FileForm::Har ? session::exportText(*form, input.records, secrets)
                                                                     : session::exportText(*form, input.requests, secrets);
    if (!made.error.isEmpty())
        return misused(made.error);
    for (const QString &loss : made.losses)
        complain(QStringLiteral("the file cannot carry ") + loss);
    if (!parser.isSet(QStringLiteral("output")))
        return writeOut(made.text) ? Done : Failed;
    const QString error = session::saveExport(made, fileName(parser.value(QStringLiteral("output"))));
    if (!error.isEmpty())
        complain(error);
    return error.isEmpty() ? Done : Failed;
}

} // namespace cli
