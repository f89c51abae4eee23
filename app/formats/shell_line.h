// SPDX-License-Identifier: GPL-3.0-or-later
// A command line split into words.
#pragma once

#include <string>
#include <vector>

namespace formats {

struct ShellToken {
    std::string text;
    bool isOperator = false;      ///< | ; & && < > "\n" and the like; text of a here-document for "<<"
    std::string document{};       ///< "<<": the lines
};

struct ShellLine {
    std::vector<ShellToken> tokens;
    std::vector<std::string> remarks; ///< a line each
};

} // namespace formats
