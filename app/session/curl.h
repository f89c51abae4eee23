// SPDX-License-Identifier: GPL-3.0-or-later
// A request as a command to copy, and a pasted curl command as a request, for windows and commands that do not see
// the formats room.
#pragma once

#include "session/request_files.h"

#include <optional>

namespace session {

struct CurlText {
    QString command;
    QStringList losses; ///< what curl cannot do the same way, a line each
    QString error;      ///< one line when no command can be made; then all else is empty
};

/// Raw: printf and nc, or openssl s_client.
enum class CommandForm : std::uint8_t { Posix, PowerShell, Cmd, Raw };
inline constexpr CommandForm commandForms[] = {CommandForm::Posix, CommandForm::PowerShell, CommandForm::Cmd,
                                               CommandForm::Raw};
/// "posix", "powershell", "cmd", "raw".
const char *keyOf(CommandForm form);
std::optional<CommandForm> commandForm(const QString &key);

struct CommandLook {
    CommandForm form = CommandForm::Posix;
    bool showSecrets = false;
    bool multiline = true;
};
/// Where the environment names a proxy, which curl would use and Interim does not, the command passes it by.
CurlText commandFor(const request::RequestSpec &spec, const CommandLook &look);

/// Does the text call curl? Everything else is a URL, or nothing.
bool callsCurl(const QString &text);
/// The requests of the curl commands in a text of bytes (--next, several URLs), one at least; `shell` where the text's
/// own look is not to decide (not Raw). Looks at the files that the commands name, and reads those whose text becomes
/// part of a request (up to 16 MiB).
ImportedFile pastedCurl(const std::string &text, std::optional<CommandForm> shell = {});
/// The shell that the text's own look speaks for.
CommandForm guessedShell(const std::string &text);

} // namespace session
