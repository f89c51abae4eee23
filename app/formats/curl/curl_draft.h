// SPDX-License-Identifier: GPL-3.0-or-later
// One request of a curl command while it is made: what its options say, and what it has become so far.
#pragma once

#include "formats/curl/curl_typed.h"

namespace formats {

struct CurlDraft {
    CurlDraft(const CurlArguments &arguments, const CurlFiles &readable)
        : files(readable)
        , options(arguments)
        , typed(options, readable, out)
    {}

    void take(std::string text) { out.taken.push_back(std::move(text)); }
    /// A field of curl's own, which one that is typed or removed stands for.
    void own(const char *name, const std::string &value)
    {
        if (!typed.isTyped(name) && !typed.isRemoved(name))
            spec.headers.push_back({name, value});
    }

    const CurlFiles &files;
    CurlOptionValues options;
    CurlRoute out; ///< what is to be said
    CurlTypedFields typed;
    CurlContent content;
    CurlUrl url;
    request::RequestSpec spec;
    std::optional<request::HeaderLine> part; ///< of -r or -C
    std::size_t proxyAt = 0;                 ///< where among the fields Proxy-Connection stands
};

} // namespace formats
