// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/curl.h"

#include "formats/curl_command.h"
#include "formats/curl_import.h"
#include "formats/raw_command.h"
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

CurlText commandFor(const wire::RequestSpec &spec, const CommandLook &look)
{
    formats::CurlOptions options;
    options.shell = look.form == CommandForm::PowerShell ? formats::Shell::PowerShell
        : look.form == CommandForm::Cmd                  ? formats::Shell::Cmd
                                                         : formats::Shell::Posix;
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

ImportedRequest pastedCurl(const QString &text)
{
    return pastedCurl(text.toStdString());
}

ImportedRequest pastedCurl(const std::string &text)
{
    auto read = formats::importCurl(text, curlFiles());
    return {{}, {}, std::move(read.spec), read.losses, read.taken, read.error};
}

} // namespace session
