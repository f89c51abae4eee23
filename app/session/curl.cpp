// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/curl.h"

#include "base/text.h"
#include "formats/curl/curl_command.h"
#include "formats/curl/curl_import.h"
#include "formats/secrets.h"
#include "formats/shell/raw_command.h"
#include "session/curl_files.h"
#include "session/request_files.h"

#include <QtGlobal>

namespace session {
namespace {

bool environmentNamesProxy()
{
    for (const char *name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}) {
        if (!qEnvironmentVariableIsEmpty(name))
            return true;
    }
    return false;
}

formats::Shell shellOf(CommandForm form)
{
    return form == CommandForm::PowerShell ? formats::Shell::PowerShell
        : form == CommandForm::Cmd         ? formats::Shell::Cmd
                                           : formats::Shell::Posix;
}

} // namespace

const char *keyOf(CommandForm form)
{
    switch (form) {
    case CommandForm::PowerShell: return "powershell";
    case CommandForm::Cmd: return "cmd";
    case CommandForm::Raw: return "raw";
    case CommandForm::Posix: break;
    }
    return "posix";
}

std::optional<CommandForm> commandForm(const QString &key)
{
    for (const CommandForm form : commandForms) {
        if (key == QLatin1String(keyOf(form)))
            return form;
    }
    return std::nullopt;
}

CurlText commandFor(const request::RequestSpec &spec, const CommandLook &look)
{
    formats::CurlOptions options;
    options.shell = shellOf(look.form);
    options.showSecrets = look.showSecrets;
    options.multiline = look.multiline;
    options.bypassProxy = environmentNamesProxy();
    auto made = look.form == CommandForm::Raw ? formats::rawCommand(spec, look.showSecrets)
                                              : formats::curlCommand(spec, options);
    return {made.command, made.losses, made.error};
}

namespace {

/// The part of the request that an open value went into; "" where it went in coded, or a file was to be read.
std::string partOf(std::string_view value, std::string_view words)
{
    while (!value.empty() && words.find(value) == words.npos) { // "Name: value", "name=value"
        const auto sign = value.find_first_of(":=");
        value = sign == value.npos ? std::string_view() : base::trimmed(value.substr(sign + 1));
    }
    return std::string(value);
}

/// What only the shell could know holds the request for as long as it stands there.
void holdBy(const formats::CurlImport &read, ImportedRequest &request)
{
    const std::string words = requestWords(request.spec);
    request.lacksContent = read.lacksContent;
    request.lacksFields = read.lacksFields;
    for (const auto &value : read.openValues) {
        std::string part = partOf(value.text, words);
        if (!part.empty())
            request.unknown.push_back(std::move(part));
        else
            (value.content ? request.lacksContent : request.lacksFields) = true;
    }
}

} // namespace

bool callsCurl(const QString &text)
{
    return formats::callsCurl(text.toStdString());
}

ImportedFile pastedCurl(const std::string &text, std::optional<CommandForm> shell)
{
    ImportedFile out;
    const auto given = shell ? std::optional(shellOf(*shell)) : std::nullopt;
    for (formats::CurlImport &one : formats::importCurls(text, curlFiles(), given)) {
        const QString title =
            QString::fromStdString(one.spec.method + ' ' + formats::maskedUrl(one.spec.url)).simplified();
        session::ImportedRequest request{
            {}, one.error.isEmpty() ? title : one.error, std::move(one.spec), one.losses, one.taken, one.error};
        request.blocked = one.open;
        holdBy(one, request);
        request.stop = one.stop;
        request.literal = true;
        out.requests.push_back(std::move(request));
    }
    return out;
}

CommandForm guessedShell(const std::string &text)
{
    const formats::Shell shell = formats::guessShell(text);
    return shell == formats::Shell::PowerShell ? CommandForm::PowerShell
        : shell == formats::Shell::Cmd         ? CommandForm::Cmd
                                               : CommandForm::Posix;
}

} // namespace session
