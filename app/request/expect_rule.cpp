// SPDX-License-Identifier: GPL-3.0-or-later
// The decision to send Expect. RFC 9110 section 10.1.1.
#include "request/expect_rule.h"

#include "base/text.h"
#include "request/typed_head.h"
#include "wire/expect_reading.h"
#include "wire/http1/framing.h"

namespace request {

namespace {

ExpectDecision notSent(ExpectWhy why)
{
    return {false, {}, why};
}

/// A raw head without the field leaves it out by hand.
ExpectDecision byHand(const wire::Head &typed)
{
    const auto value = wire::valueOf(typed.fields, "Expect");
    return value ? ExpectDecision{true, std::string(*value), ExpectWhy::TypedByHand}
                 : notSent(ExpectWhy::RemovedByHand);
}

/// What our own Expect says: 100-continue in the letters that the request asks for.
std::string ownValue(const RequestSpec &spec)
{
    for (const std::string &entry : spec.fieldOrder) {
        const std::string_view name = orderedName(entry);
        if (name.size() < entry.size() && base::equalsIgnoringCase(name, "Expect"))
            return std::string(base::trimmed(std::string_view(entry).substr(name.size() + 1)));
    }
    return std::string(wire::continueToken);
}

ExpectDecision byThreshold(const RequestSpec &spec)
{
    if (spec.version < 11)
        return notSent(ExpectWhy::Http10);
    if (spec.body.length() <= spec.expect.threshold)
        return notSent(ExpectWhy::NotAboveThreshold);
    return {true, ownValue(spec), ExpectWhy::AboveThreshold};
}

ExpectDecision byRule(const RequestSpec &spec, bool content)
{
    if (isRemoved(spec, "Expect"))
        return notSent(ExpectWhy::RemovedByHand);
    if (spec.expect.rule == ExpectRule::Off)
        return notSent(ExpectWhy::RuleOff);
    if (spec.expect.rule == ExpectRule::Custom)
        return {true, spec.expect.custom, ExpectWhy::CustomValue};
    if (!content)
        return notSent(ExpectWhy::NoContent);
    if (spec.expect.rule == ExpectRule::Always)
        return {true, ownValue(spec), ExpectWhy::RuleAlways};
    return byThreshold(spec);
}

/// For a rule of ours: the switch for chunked framing makes no content of 0 bytes, typed framing fields are taken at
/// their word.
bool hasContent(const RequestSpec &spec, const wire::Head &typed)
{
    return spec.body.length() > 0 || wire::requestFraming(typed).mode == wire::FramingMode::Chunked
        || wire::declaredLength(typed.fields).value.value_or(0) > 0;
}

} // namespace

ExpectDecision decideExpect(const RequestSpec &spec)
{
    const wire::Head typed = typedHead(spec);
    const bool hand = spec.rawHead || wire::hasField(typed.fields, "Expect");
    ExpectDecision decision = hand ? byHand(typed) : byRule(spec, hasContent(spec, typed));
    decision.asks100 =
        decision.sent && wire::readExpect(hand ? typed.fields : wire::Fields{{"Expect", decision.value}}).has100;
    decision.waits = decision.sent && announcesContent(spec, typed) && spec.expect.waitNs != 0
        && (decision.asks100 || spec.expect.anyValue);
    return decision;
}

std::string_view ruleKey(const ExpectDecision &decision, ExpectRule rule)
{
    if (decision.why == ExpectWhy::TypedByHand || decision.why == ExpectWhy::RemovedByHand)
        return "header";
    switch (rule) {
    case ExpectRule::Off: return "off";
    case ExpectRule::Threshold: return "threshold";
    case ExpectRule::Always: return "always";
    case ExpectRule::Custom: return "custom";
    }
    return "off";
}

} // namespace request
