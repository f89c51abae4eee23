// SPDX-License-Identifier: GPL-3.0-or-later
// An .http file cut into its requests, and each of them into its parts; what the parts mean is not looked at.
// Both dialects: JetBrains (http-request-in-editor-spec) and VS Code (vscode-restclient).
#pragma once

#include "formats/http_file/http_file_variables.h"

#include <string>
#include <string_view>
#include <vector>

namespace formats {

/// "# @name value" before or in a request's head.
struct FileTag {
    std::string name;
    std::string value;
};

struct FileBlock {
    std::size_t line = 0; ///< of its first line in the file, from 1
    std::string title;    ///< behind ###
    std::vector<FileTag> tags;
    std::string requestLine;          ///< its pieces joined; "" for a block without a request
    std::vector<std::string> headers; ///< folds joined
    std::string body;                 ///< lines, LF between them, without comments, handlers and the blank lines around
    std::string curl;                 ///< instead of all this: a curl command
    QString error;                    ///< one line where the block is too large to be read
    QStringList unknown;              ///< why it must not be sent as it stands
    QStringList losses;
    QStringList taken;
};

/// The request line's methods that are known in small letters too; a method of another name is in capitals.
bool isKnownMethod(std::string_view word);

/// "GET https://...", "POST {{base}}/a": as a request begins, and hardly anything else.
bool beginsLikeRequest(std::string_view line);

/// Definitions are kept in `variables`, wherever they stand outside of content, and where other values would come from.
std::vector<FileBlock> fileBlocks(std::string_view text, FileVariables &variables);

} // namespace formats
