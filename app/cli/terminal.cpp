// SPDX-License-Identifier: GPL-3.0-or-later
// Standard output and error.
#include "cli/terminal.h"

#include "formats/secret_values.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <utility>

using namespace Qt::StringLiterals;

namespace cli {
namespace {

int columns()
{
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    const int named = qEnvironmentVariableIntValue("COLUMNS");
    return named > 0 ? named : 80;
}

formats::SecretValues &hiddenValues()
{
    static formats::SecretValues values;
    return values;
}

QByteArray hidden(const QByteArray &bytes)
{
    return hiddenValues().empty() ? bytes : QByteArray::fromStdString(hiddenValues().hidden(bytes.toStdString()));
}

} // namespace

bool localeIsUtf8()
{
    for (const char *name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const QString value = qEnvironmentVariable(name).toLower();
        if (!value.isEmpty())
            return value.contains("utf-8"_L1) || value.contains("utf8"_L1);
    }
    return false;
}

TextStyle outputStyle()
{
    TextStyle style;
    style.unicode = localeIsUtf8();
    if (!isatty(STDOUT_FILENO))
        return style;
    style.width = std::clamp(columns(), 40, 200);
    style.colour = qEnvironmentVariableIsEmpty("NO_COLOR") && qEnvironmentVariable("TERM") != "dumb"_L1;
    return style;
}

void hideValues(const std::vector<std::string> &values)
{
    static std::vector<std::string> all;
    all.insert(all.end(), values.begin(), values.end());
    hiddenValues() = formats::SecretValues(all);
}

bool writeOut(const QByteArray &given)
{
    const QByteArray bytes = hidden(given);
    const auto size = static_cast<std::size_t>(bytes.size());
    const bool written = std::fwrite(bytes.constData(), 1, size, stdout) == size && std::fflush(stdout) == 0;
    static bool said = false;
    // A reader that has enough (`| head`) is no fault to be told of.
    if (!written && errno != EPIPE && !std::exchange(said, true))
        complain(u"standard output cannot be written: give it a place that can take it"_s);
    return written;
}

bool writeOut(const QString &text)
{
    return writeOut(text.toUtf8());
}

void complain(const QString &text)
{
    TextStyle style;
    style.unicode = localeIsUtf8();
    QString line = shownWords(text, style);
    line.replace(u'\n', u' ');
    const QByteArray bytes = hidden((u"interim-cli: "_s + line + u'\n').toUtf8());
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stderr);
}

int misused(const QString &text)
{
    complain(text);
    return Misused;
}

} // namespace cli
