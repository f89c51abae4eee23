// SPDX-License-Identifier: GPL-3.0-or-later
// A request as a curl command for a POSIX shell, PowerShell or cmd.exe: the same bytes on the wire, and a list of
// what curl cannot do the same way. Tested with curl 7.88.1; a ~/.curlrc may change what it does.
#pragma once

#include "formats/shell/shell_command.h"
#include "request/request.h"

#include <QString>
#include <QStringList>

namespace formats {

struct CurlOptions {
    Shell shell = Shell::Posix;
    bool showSecrets = false; ///< credentials and cookies as they are; otherwise ***
    bool multiline = false;   ///< an option a line
    bool bypassProxy = false; ///< the environment names a proxy, which curl would use and Interim does not
};

struct CurlCommand {
    QString command;    ///< printable text, safe to paste
    QStringList losses; ///< a line each; empty: curl does the same
    QString error;      ///< one line when no command can be made (a malformed URL); then all else is empty
};

CurlCommand curlCommand(const request::RequestSpec &spec, const CurlOptions &options = {});

} // namespace formats
