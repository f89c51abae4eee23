// SPDX-License-Identifier: GPL-3.0-or-later
// Whether Expect goes out, and why: the one function that both the sentence in the window and the bytes on
// the wire come from (RFC 9110 section 10.1.1).
#pragma once

#include "request/request.h"

namespace request {

enum class ExpectWhy : std::uint8_t {
    RuleOff,   ///< the rule is Off
    NoContent, ///< MUST NOT without content (RFC 9110 section 10.1.1)
    AboveThreshold,
    NotAboveThreshold,
    RuleAlways,
    CustomValue,
    TypedByHand,   ///< an Expect field stands among the user's headers: as typed; or there is a raw head, and
                   ///< Expect goes out if it stands there
    RemovedByHand, ///< the user removed Expect
    Http10,        ///< not added by itself to an HTTP/1.0 request (servers must ignore it there)
};

struct ExpectDecision {
    bool sent = false;
    std::string value; ///< of the first Expect field, when sent
    ExpectWhy why = ExpectWhy::RuleOff;
    bool waits = false;   ///< the gate will hold the content back
    bool asks100 = false; ///< sent, and a member of it is 100-continue: what a wait and a repeat after 417 are for
    bool operator==(const ExpectDecision &) const = default;
};

/// Decides for a spec. Always and Threshold never add Expect without content, and chunked framing around nothing is
/// none; a custom value or a typed field is the user insisting. It waits for 100 only where 100-continue goes out (RFC
/// 9110 section 10.1.1), but by ExpectSettings::anyValue.
ExpectDecision decideExpect(const RequestSpec &spec);

/// "off", "threshold", "always", "custom", "header": the rule that decided, as in the JSON contract.
std::string_view ruleKey(const ExpectDecision &decision, ExpectRule rule);

} // namespace request
