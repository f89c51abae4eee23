// SPDX-License-Identifier: GPL-3.0-or-later
// curl's -F and --form-string, both ways, by the rules of its own parser (src/tool_formparse.c of 7.88.1).
#pragma once

#include "request/request.h"

#include <string>
#include <vector>

namespace formats {

struct CurlFormOption {
    std::string name; ///< "-F" or "--form-string"
    std::string value;
    std::vector<std::string> losses;
};
CurlFormOption curlFormOption(const request::FormField &field);

/// What one -F stands for. A field whose text is in a file has its path and `textFromFile`.
struct CurlFormField {
    request::FormField field;
    std::vector<request::FormField>
        more; ///< further files of the same field, which curl puts into one part with the first
    bool textFromFile = false;
    std::vector<std::string> remarks; ///< what of it was not understood
    std::string refused;              ///< why curl sends nothing; "" where it does
};
CurlFormField readFormOption(const std::string &value, bool stringOption);

/// The part in which curl puts several files: multipart/mixed (RFC 2388 section 4.2, which RFC 7578 section 4.3 took
/// back). `texts` are what is in them, in order.
request::FormField mixedPart(const std::vector<request::FormField> &files, const std::vector<std::string> &texts);

/// The Content-Type that curl gives to the part of a file by its name.
std::string curlPartType(const std::string &fileName);

} // namespace formats
