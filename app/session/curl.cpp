// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/curl.h"

#include "formats/curl/curl_command.h"
#include "formats/curl/curl_import.h"
#include "formats/secrets.h"
#include "formats/shell/raw_command.h"
#include "session/curl_files.h"

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
