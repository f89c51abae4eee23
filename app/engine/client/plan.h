// SPDX-License-Identifier: GPL-3.0-or-later
// What one attempt is to send and why, and what follows it when it has ended: the same without Expect after a 417, a
// redirection, a follow-up on the connection. No sockets and no clock.
#pragma once

#include "engine/client/decisions.h"
#include "record/attempt.h"
#include "request/compose.h"
#include "wire/machine.h"

#include <optional>

namespace engine {

struct Plan {
    record::Reason reason = record::Reason::Other;
    std::string words;
    request::RequestSpec spec;
    bool sameConnection = false;
    std::optional<request::Route> tunnelVia{}; ///< this is the CONNECT of a tunnel: to that proxy
    std::vector<Decision> changes{};           ///< against the request that it follows
};

using Composed = std::variant<request::ComposedRequest, request::UrlError>;
/// The CONNECT that must come first; nothing: `next`, composed, goes out as it is.
std::optional<Plan> tunnelFor(const Plan &next, const Composed &composed);

/// A request whose final response's head is there, or that has ended.
struct Answered {
    const Plan &plan;
    const request::RequestSpec &asked; ///< by the user
    const request::ComposedRequest &composed;
    const wire::Stream &stream;
};

/// How it ended, and how its connection stands.
struct Stand {
    bool final = false;       ///< with a final status
    bool reusable = false;    ///< another request may follow (Ending::reusable)
    bool contentLeft = false; ///< the rest of the response's content was not waited for
    bool inStep = false;      ///< another request may be written
    bool closed = false;      ///< by the peer, or broken
    bool persistent = false;  ///< by both heads
};

struct Next {
    std::optional<Plan> plan;
    std::vector<Decision> decisions;
};

/// The head of the final response decides what comes next, whatever its content.
bool headDecides(const Answered &answered);
Next nextAfter(const Answered &answered, const Stand &stand);
/// What the machine must know of the request.
wire::Submission submissionOf(const request::ComposedRequest &composed, const request::RequestSpec &spec,
                              std::uint64_t headLength);
/// Who is spoken to, for error lines: behind a proxy it is not the address that the connection leads to.
std::string whoAnswers(const Plan &plan, const request::ComposedRequest &composed, const std::string &address);

} // namespace engine
