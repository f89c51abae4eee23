// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/align.h"

#include <algorithm>

namespace compare {

namespace {

std::optional<std::int64_t> firstAnswer(const record::Attempt &attempt, const std::vector<wire::Event> &events)
{
    const auto first = std::ranges::find_if(events, [&](const wire::Event &event) {
        return event.attempt == attempt.index && event.direction == wire::Direction::Received
            && !wire::isLocal(event.kind);
    });
    return first == events.end() ? std::nullopt : std::optional(first->at);
}

} // namespace

std::string_view keyOf(Align align)
{
    switch (align) {
    case Align::Head: return "head";
    case Align::Start: return "start";
    case Align::FirstByte: return "first-byte";
    }
    return "start";
}

std::optional<Align> alignFrom(std::string_view key)
{
    for (const Align align : {Align::Head, Align::Start, Align::FirstByte})
        if (keyOf(align) == key)
            return align;
    return {};
}

Zero zeroOf(const record::Exchange &exchange, const std::vector<wire::Event> &events, Align align)
{
    const record::Attempt *attempt = exchange.main();
    if (!attempt || align == Align::Start)
        return {};
    if (align == Align::FirstByte)
        if (const auto at = firstAnswer(*attempt, events))
            return {*at, Align::FirstByte};
    if (attempt->request.seen)
        return {attempt->request.endedAt, Align::Head};
    return {};
}

} // namespace compare
