// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/shell/shell_command.h"

#include "base/safe_bytes.h"
#include "formats/shell/shell_quote.h"
#include "formats/shell/windows_quote.h"
#include "wire/event.h"

#include <algorithm>
#include <optional>

namespace formats {
namespace {

constexpr std::size_t longestCmd = 8191; // characters of a line, see "Command prompt line string limitation"

bool beyondAscii(const std::string &word)
{
    return std::ranges::any_of(word, [](char c) { return (static_cast<unsigned char>(c) & 0x80) != 0; });
}

std::optional<std::string> quoted(Shell shell, const std::string &word, bool legacy)
{
    switch (shell) {
    case Shell::PowerShell: return powerShellWord(word, legacy);
    case Shell::Cmd: return cmdWord(word);
    case Shell::Posix: break;
    }
    return shellWord(word);
}

const char *continuation(Shell shell)
{
    return shell == Shell::Posix ? " \\\n    " : shell == Shell::Cmd ? " ^\n    " : " `\n    ";
}

void windowsLosses(Shell shell, const std::vector<std::string> &words, ShellCommand &out)
{
    if (std::ranges::any_of(words, beyondAscii))
        out.losses.emplace_back("letters outside ASCII: on Windows curl may get them in the machine's own code page");
    if (shell != Shell::Cmd)
        return;
    if (std::ranges::any_of(words, [](const std::string &word) { return word.find('%') != word.npos; }))
        out.losses.emplace_back(
            "the percent sign in a batch file: the command is for the prompt; there write it twice");
    if (out.text.size() > longestCmd)
        out.losses.emplace_back("the whole command: cmd takes " + std::to_string(longestCmd) + " characters in a line");
}

} // namespace

ShellCommand shellCommand(Shell shell, const std::string &feed, const std::string &program,
                          const std::vector<std::string> &words, bool multiline)
{
    ShellCommand out;
    const bool legacy = shell == Shell::PowerShell && std::ranges::any_of(words, passedDifferently);
    out.text = (feed.empty() ? "" : feed + " | ") + program + (shell == Shell::PowerShell ? ".exe" : "");
    for (std::size_t i = 0; i < words.size(); ++i) {
        const bool starts = words[i].starts_with('-') || i + 1 == words.size();
        out.text += multiline && starts ? continuation(shell) : " ";
        if (const auto word = quoted(shell, words[i], legacy)) {
            out.text += *word;
        } else {
            out.text += shell == Shell::Cmd ? "^\"^\"" : "''";
            out.losses.push_back(base::inQuotes(words[i]) + ": an argument cannot carry it");
        }
    }
    if (legacy)
        out.text = "& { $PSNativeCommandArgumentPassing = 'Legacy'; " + out.text + " }";
    if (shell != Shell::Posix)
        windowsLosses(shell, words, out);
    return out;
}

} // namespace formats
