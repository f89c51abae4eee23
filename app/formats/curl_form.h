// SPDX-License-Identifier: GPL-3.0-or-later
// curl's -F and --form-string, both ways, by the rules of its own parser (src/tool_formparse.c of 7.88.1).
#pragma once

#include "wire/request.h"

#include <string>
#include <vector>

namespace formats {

struct CurlFormOption {
    std::string name; ///< "-F" or "--form-string"
    std::string value;
    std::vector<std::string> losses;
};
CurlFormOption curlFormOption(const wire::FormField &field);

/// What one -F stands for. A field whose text is in a file has its path and `textFromFile`.
struct CurlFormField {
    wire::FormField field;
    bool textFromFile = false;
    std::vector<std::string> remarks; ///< what of it was not understood
};
/// Nothing in `field.name` and a remark when it has no "=".
CurlFormField readFormOption(const std::string &value, bool stringOption);

/// The Content-Type that curl gives to the part of a file by its name.
std::string curlPartType(const std::string &fileName);

} // namespace formats
