// SPDX-License-Identifier: GPL-3.0-or-later
// A program and its arguments as one command for a shell, with what that shell cannot carry.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace formats {

enum class Shell : std::uint8_t { Posix, PowerShell, Cmd };

struct ShellCommand {
    std::string text;
    std::vector<std::string> losses; ///< a line each
};

/// `feed`: a command whose output goes into the program (POSIX only), "" for none. With `multiline` a line for each
/// word that begins with a dash, and for the last one.
ShellCommand shellCommand(Shell shell, const std::string &feed, const std::string &program,
                          const std::vector<std::string> &words, bool multiline);

} // namespace formats
