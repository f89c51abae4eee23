// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/curl_run.h"

#include "cli/commands.h"
#include "cli/file_import.h"
#include "cli/help.h"
#include "cli/terminal.h"
#include "formats/json/json_text.h"
#include "formats/request_text.h"
#include "session/curl.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

constexpr const char *importOption = "--import";

/// Takes an option with its value ("--name value" or "--name=value") out of the words; the last one counts.
std::optional<QString> takeOption(QStringList &words, const char *name, bool &incomplete)
{
    const QString option = QLatin1String(name), sign = option + u'=';
    std::optional<QString> value;
    for (qsizetype i = 0; i < words.size();) {
        if (words[i].startsWith(sign)) {
            value = words.takeAt(i).mid(sign.size());
        } else if (words[i] == option) {
            words.removeAt(i);
            incomplete = i >= words.size();
            if (!incomplete)
                value = words.takeAt(i);
        } else {
            ++i;
        }
    }
    return value;
}

/// There is such a file, or it is called as one: what is neither is a command, even if a wrong one.
bool namesFile(const QString &word)
{
    for (const char *suffix : {".har", ".http", ".rest"}) {
        if (word.endsWith(QLatin1String(suffix), Qt::CaseInsensitive))
            return true;
    }
    return QFileInfo::exists(fileName(word));
}

int printRequest(const RequestCall &call)
{
    const bool secrets = call.output.showSecrets;
    if (call.output.drawing == Drawing::Json) {
        QJsonObject object = formats::requestToJson(call.spec, secrets);
        if (call.output.import)
            object["import"_L1] = importToJson(*call.output.import);
        return writeOut(formats::shownJson(object)) ? Done : Failed;
    }
    return writeOut(QString::fromStdString(formats::requestText(call.spec, secrets))) ? Done : Failed;
}

int printCommand(const RequestCall &call, session::CommandForm form)
{
    session::CommandLook look;
    look.form = form;
    look.showSecrets = call.output.showSecrets;
    look.multiline = false;
    const session::CurlText made = session::commandFor(call.spec, look);
    if (!made.error.isEmpty())
        return misused(made.error);
    // Not through print(): the command's own text is safe as it is, and must not be changed.
    const bool written = writeOut(made.command + u'\n');
    const QString who = form == session::CommandForm::Raw ? u"the command cannot carry "_s : u"curl cannot carry "_s;
    for (const QString &loss : made.losses)
        complain(who + loss);
    return written ? Done : Failed;
}

/// What --import and the options beside it name.
struct Asked {
    QString import, request, environment;
    std::optional<session::CommandForm> shell;
    bool curl = false; ///< it is a curl command, not a file
};

std::variant<Asked, Misuse> takeAsked(QStringList &words)
{
    bool noImport = false, noRequest = false, noShell = false, noEnvironment = false;
    const auto import = takeOption(words, importOption, noImport);
    const auto request = takeOption(words, "--request", noRequest);
    const auto shell = takeOption(words, "--input-shell", noShell);
    const auto environment = takeOption(words, "--env", noEnvironment);
    if (!import || noImport)
        return Misuse{u"--import: its value is missing: write --import 'curl ...', or name a .har or .http file"_s};
    if (noRequest)
        return Misuse{u"--request: its value is missing: write the request's name or number in the file"_s};
    if (noEnvironment || (environment && environment->isEmpty()))
        return Misuse{u"--env: its value is missing: write an environment's name"_s};
    Asked out{*import,
              request.value_or(QString()),
              environment.value_or(QString()),
              {},
              session::callsCurl(*import) || !namesFile(*import)};
    if (out.curl && environment)
        return Misuse{u"--env is of .http files: a curl command has no environments"_s};
    if (!out.curl && shell)
        return Misuse{u"--input-shell is of curl commands: a file has no shell"_s};
    if (shell)
        out.shell = session::commandForm(*shell);
    if (noShell || (shell && (!out.shell || out.shell == session::CommandForm::Raw)))
        return Misuse{u"--input-shell %1: write posix, powershell or cmd"_s.arg(quoted(shell.value_or(QString())))};
    return out;
}

session::ImportedRequest imported(const Asked &asked)
{
    if (!asked.curl)
        return requestOfFile(asked.import, asked.request, asked.environment);
    const auto chosen = session::chosenRequest(session::pastedCurl(bytesOf(asked.import), asked.shell), asked.request);
    if (const auto *error = std::get_if<QString>(&chosen)) {
        session::ImportedRequest out;
        out.error = *error + (asked.request.isEmpty() ? u" (--request)"_s : QString());
        return out;
    }
    return std::get<session::ImportedRequest>(chosen);
}

} // namespace

bool imports(const QStringList &words)
{
    for (const QString &word : words) {
        if (word == QLatin1String(importOption) || word.startsWith("--import="_L1))
            return true;
    }
    return false;
}

std::variant<RequestCall, Misuse> readImport(const QStringList &all, bool sends)
{
    QStringList rest = all;
    const auto asked = takeAsked(rest);
    if (const auto *wrong = std::get_if<Misuse>(&asked))
        return *wrong;
    const auto &words = std::get<Asked>(asked);
    session::ImportedRequest pasted = imported(words);
    if (!rest.contains(u"--show-secrets"_s))
        hideValues(pasted.secrets);
    if (!pasted.error.isEmpty() && pasted.typed.empty())
        return Misuse{u"--import: "_s + pasted.error};
    const QString why = !pasted.error.isEmpty() ? pasted.error : !pasted.stop.isEmpty() ? pasted.stop : pasted.blocked;
    if (sends && words.curl && !why.isEmpty())
        return Misuse{u"--import: nothing was sent: "_s + why};
    const QString url = u"http://import.invalid/"_s;
    auto read = readRequest(QStringList{url} + rest);
    if (std::holds_alternative<Misuse>(read))
        return read;
    auto &call = std::get<RequestCall>(read);
    request::RequestSpec nothingElse;
    nothingElse.url = bytesOf(url);
    nothingElse.lingerNs = call.spec.lingerNs;
    if (!(call.spec == nothingElse))
        return Misuse{u"--import is the whole request: write its changes into the curl command"_s};
    const std::string shown = why.isEmpty() ? std::string() : shownRequest(pasted, call.output.showSecrets);
    pasted.spec.lingerNs = call.spec.lingerNs;
    call.spec = std::move(pasted.spec);
    for (const QString &line : pasted.losses)
        complain(u"not taken: "_s + line);
    for (const QString &line : pasted.taken)
        complain(u"taken: "_s + line);
    if (!why.isEmpty() && !words.curl)
        return Misuse{u"--import: not sent: "_s + why, false, shown};
    if (!why.isEmpty())
        complain(u"send would send nothing: "_s + why);
    call.output.import = {pasted.losses, pasted.taken, why};
    return read;
}

QJsonObject importToJson(const ImportWords &words)
{
    return {{u"losses"_s, QJsonArray::fromStringList(words.losses)},
            {u"taken"_s, QJsonArray::fromStringList(words.taken)},
            {u"stop"_s, words.stop.isEmpty() ? QJsonValue() : QJsonValue(words.stop)}};
}

int runCurl(const QStringList &words)
{
    QStringList rest = words;
    bool incomplete = false;
    const auto shell = takeOption(rest, "--shell", incomplete);
    const auto form = session::commandForm(shell.value_or(u"posix"_s));
    if (incomplete || !form)
        return misused(u"--shell %1: write posix, powershell, cmd or raw"_s.arg(quoted(shell.value_or(QString()))));
    const auto read = imports(rest) ? readImport(rest, false) : readRequest(rest);
    if (const auto *wrong = std::get_if<Misuse>(&read)) {
        writeOut(QByteArray::fromStdString(wrong->shown));
        return declined(*wrong);
    }
    const auto &call = std::get<RequestCall>(read);
    const bool asRequest = imports(rest) && !shell;
    if (const auto wrong = needsAnExchange(call.output, asRequest))
        return declined(*wrong);
    return asRequest ? printRequest(call) : printCommand(call, *form);
}

} // namespace cli
