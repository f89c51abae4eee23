// SPDX-License-Identifier: GPL-3.0-or-later
// Secrets among the words of a call, which every user of the machine can read in the list of processes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// Overwrites with * all of what stands behind --proxy-user and --import, and what request/sensitive.h finds in other
/// words.
void overwriteSecrets(char **words, int count);

/// The lines of a file that -H @FILE names, blank ones skipped.
struct FieldLines {
    std::vector<std::string> lines;
    std::string error; ///< one line; "" when all was read
};
FieldLines fieldLinesOf(const std::string &path);

/// {{NAME}} as the environment's variable of that name, as curl 8.3 has it in --expand-header; \{{ is {{.
struct Expanded {
    std::string text;
    std::string error; ///< one line: no such variable, a line end in it, or no end
};
Expanded expanded(std::string_view text);

} // namespace cli
