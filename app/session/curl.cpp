// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/curl.h"

#include "formats/curl_command.h"
#include "formats/curl_import.h"
#include "formats/raw_command.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace session {

namespace {

constexpr qint64 mostText = 16 << 20;

QString fileName(const std::string &path)
{
    return QFile::decodeName(QByteArray::fromStdString(path));
}

std::optional<std::uint64_t> sizeOfFile(const std::string &path)
{
    const QFileInfo info(fileName(path));
    if (!info.isFile() || !info.isReadable())
        return std::nullopt;
    return static_cast<std::uint64_t>(info.size());
}

// A pipe or a device is not read: a pasted command must not hang the window.
std::optional<std::string> textOfFile(const std::string &path)
{
    const auto size = sizeOfFile(path);
    QFile file(fileName(path));
    if (!size || *size > mostText || !file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray bytes = file.read(mostText);
    if (file.error() != QFileDevice::NoError)
        return std::nullopt;
    return bytes.toStdString();
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
    options.bypassProxy = look.bypassProxy;
    auto made = look.form == CommandForm::Raw ? formats::rawCommand(spec, look.showSecrets)
                                              : formats::curlCommand(spec, options);
    return {made.command, made.losses, made.error};
}

bool callsCurl(const QString &text)
{
    return formats::callsCurl(text.toStdString());
}

PastedCurl pastedCurl(const QString &text)
{
    return pastedCurl(text.toStdString());
}

PastedCurl pastedCurl(const std::string &text)
{
    auto read = formats::importCurl(text, {sizeOfFile, textOfFile});
    return {std::move(read.spec), read.losses, read.taken, read.error};
}

} // namespace session
