// SPDX-License-Identifier: GPL-3.0-or-later
// Content as HAR 1.2 holds it: text in UTF-8 with its codings undone, or base64; never a part of it without a word.
#pragma once

#include "formats/tape_content.h"
#include "record/exchange.h"

#include <QJsonObject>

#include <string>

namespace formats {

struct HarContentLimits {
    std::uint64_t content = 16 << 20; ///< bytes of one message's content; what is longer is left out, and that is said
    bool showSecrets = true;          ///< otherwise they are ***, and that is said
};

/// "content" of a response.
QJsonObject harContent(const record::Record &record, const std::vector<wire::Event> &events,
                       const record::ResponseSeen &response, const HarContentLimits &limits = {});

/// "postData" of a request; empty where it had no content. `asked` is the content that was asked for, which counts where
/// the whole of it did not go out.
QJsonObject harPostData(const record::Record &record, const std::vector<wire::Event> &events,
                        const record::Attempt &attempt, const wire::BodySpec &asked,
                        const HarContentLimits &limits = {});

} // namespace formats
