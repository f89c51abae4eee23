// SPDX-License-Identifier: GPL-3.0-or-later
// Content as HAR 1.2 holds it: text in UTF-8 with its codings undone, or base64; never a part of it without a word.
#pragma once

#include "formats/content/tape_content.h"
#include "record/exchange.h"

#include <QJsonObject>

#include <span>
#include <string>

namespace formats {

struct HarContentLimits {
    std::uint64_t content = 16 << 20; ///< bytes of one message's content; what is longer is left out, and that is said
    bool showSecrets = true;          ///< otherwise they are ***, and that is said
    /// With its codings undone. What is longer stays coded, and that is said; where secrets are masked it is left out.
    std::uint64_t decoded = 16 << 20;
    std::span<const std::string> sent{}; ///< what the request had for secrets, where they are masked
};

/// What contents amounted to.
struct HarContentCount {
    std::uint64_t decoded = 0; ///< bytes that codings made, also where all was left coded
    std::size_t lost = 0;      ///< contents that were left out, or coded, for their size
};

/// "content" of a response; what the request had for a secret is one in its answer too.
QJsonObject harContent(const record::Record &record, const std::vector<wire::Event> &events,
                       const record::FinalSeen &response, const HarContentLimits &limits = {},
                       HarContentCount *count = nullptr);

/// "postData" of a request; empty where it had no content. `asked` is the content that was asked for, which counts
/// where the whole of it did not go out.
QJsonObject harPostData(const record::Record &record, const std::vector<wire::Event> &events,
                        const record::Attempt &attempt, const request::BodySpec &asked,
                        const HarContentLimits &limits = {}, HarContentCount *count = nullptr);

} // namespace formats
