// SPDX-License-Identifier: GPL-3.0-or-later
// curl's -H options as fields, by the rules of its own reading (Curl_add_custom_headers in lib/http.c of 7.88.1).
#pragma once

#include "formats/curl/curl_content.h"
#include "formats/curl/curl_route.h"

namespace formats {

class CurlTypedFields {
public:
    /// A file of -H @FILE that cannot be read is `out.open`.
    CurlTypedFields(const CurlOptionValues &options, const CurlFiles &files, CurlRoute &out);

    bool isTyped(std::string_view name) const { return first(name) != nullptr; }
    bool isRemoved(std::string_view name) const;
    /// Null for none.
    const request::HeaderLine *first(std::string_view name) const;
    void add(const request::HeaderLine &line) { typed.push_back(line); }
    void erase(std::string_view name);

    std::vector<request::HeaderLine> typed; ///< in order
    std::vector<std::string> removed;       ///< by "Name:"
    bool hostInPlace = false;               ///< "Host:" stands before a typed one, which curl then leaves where it is

private:
    void field(const std::string &typed, CurlRoute &out);
};

} // namespace formats
