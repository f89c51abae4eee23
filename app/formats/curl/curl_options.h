// SPDX-License-Identifier: GPL-3.0-or-later
// Every option of curl, and what an import makes of it. 7.88.1 is what an import stands for; options that came later
// (up to 8.16) are known by their whole names, since people paste them.
#pragma once

#include <string_view>
#include <vector>

namespace formats {

enum class CurlUse : unsigned char {
    Request,   ///< says something about the request: read where it belongs
    Output,    ///< what curl prints, stores or does between requests; the request is the same without it
    Elsewhere, ///< of other protocols than HTTP
    Changes,   ///< changes what is sent or how it ends, and cannot be taken: said
    Stops,     ///< names where the request goes, who sends it or whom it trusts, and cannot be taken: nothing is sent
};

struct CurlOption {
    std::string_view name;
    char letter = '\0'; ///< '\0' for none
    bool value = false;
    CurlUse use = CurlUse::Changes;
    bool later = false; ///< newer than 7.88.1: no beginning of it is enough
};

const std::vector<CurlOption> &curlOptions();
/// By its whole name, or by a beginning that no other has; null for none.
const CurlOption *curlOptionNamed(std::string_view name);
const CurlOption *curlOptionLettered(char letter);

} // namespace formats
