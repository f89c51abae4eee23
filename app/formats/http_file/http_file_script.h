// SPDX-License-Identifier: GPL-3.0-or-later
// Scripts of the other tools in an .http file: none is run, and what they would have done is said.
#pragma once

#include "formats/http_file/http_file_variables.h"

#include <string_view>

namespace formats {

/// "{{", "{{+pre", "{{@request": the line begins a script of httpyac.
bool beginsBlock(std::string_view line);

class FileScript {
public:
    /// What is not done by a script is said in `losses`, what keeps the request from being sent in `unknown`.
    FileScript(QStringList &losses, QStringList &unknown, FileVariables &variables)
        : losses_(losses)
        , unknown_(unknown)
        , variables_(variables)
    {}

    /// The line is one of a script: "< {% ... %}" before the request, "> {% ... %}" behind it, and httpyac's
    /// "{{ ... }}" of lines alone.
    bool takes(std::string_view line, std::size_t number);
    bool open() const { return open_; }
    /// The block ends.
    void end();

private:
    bool opensScript(std::string_view text);
    bool opensBlock(std::string_view text);
    void settings(std::string_view text);

    QStringList &losses_;
    QStringList &unknown_;
    FileVariables &variables_;
    std::string_view endsWith_ = "%}";
    std::size_t number_ = 0;
    bool open_ = false;
    bool handles_ = false; ///< the response, and not the request
};

} // namespace formats
