// SPDX-License-Identifier: GPL-3.0-or-later
// What Interim itself leaves out, adds, repeats or changes beyond what was asked: which decision, and the reason in
// words. They are part of the recording and so English, and hold names of fields, never the values of those that are
// secrets.
#pragma once

#include "record/attempt.h"
#include "request/compose.h"
#include "wire/head.h"

#include <optional>
#include <string>
#include <vector>

namespace engine {

struct Decision {
    record::Decision what = record::Decision::FieldsAdded;
    std::string text;
    bool operator==(const Decision &) const = default;
};

/// What was decided on the head of one attempt: fields-added, host-in-ascii, expect-not-sent (the rule alone would have
/// sent it), proxy-credentials-to-origin, not-waited. `typed` names fields that stand in the spec though nobody typed
/// them.
std::vector<Decision> headDecisions(const request::ComposedRequest &request, const request::RequestSpec &spec,
                                    std::vector<std::string> typed = {});

/// Why a 417 to a request with Expect is not followed by the same request without it; nothing: it is. RFC 9110 section
/// 10.1.1 asks for the repeat after 100-continue alone, and a Retry-After that can be read (section 10.2.3) says when.
std::optional<Decision> noRetry(const request::ExpectDecision &expect, const request::ExpectSettings &settings,
                                const wire::Fields &response);

/// A Location for a sentence: escaped, its secrets as ***, and so all that follows ? or #.
std::string shownLocation(std::string_view location);
/// "A", "A and B", "A, B and C".
std::string listed(const std::vector<std::string> &words);

} // namespace engine
