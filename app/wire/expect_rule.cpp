// SPDX-License-Identifier: GPL-3.0-or-later
// The decision to send Expect, and the reading of one that came. RFC 9110 section 10.1.1.
#include "wire/expect_rule.h"

#include "wire/framing.h"
#include "wire/text.h"
#include "wire/typed_head.h"

namespace wire {

namespace {

constexpr std::string_view continueToken = "100-continue";

ExpectDecision notSent(ExpectWhy why)
{
    return {false, {}, why};
}

/// A raw head without the field leaves it out by hand.
ExpectDecision byHand(const Head &typed)
{
    const auto value = valueOf(typed.fields, "Expect");
    return value ? ExpectDecision{true, std::string(*value), ExpectWhy::TypedByHand}
                 : notSent(ExpectWhy::RemovedByHand);
}

/// What our own Expect says: 100-continue in the letters that the request asks for.
std::string ownValue(const RequestSpec &spec)
{
    for (const std::string &entry : spec.fieldOrder) {
        const std::string_view name = orderedName(entry);
        if (name.size() < entry.size() && equalsIgnoringCase(name, "Expect"))
            return std::string(trimmed(std::string_view(entry).substr(name.size() + 1)));
    }
    return std::string(continueToken);
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
bool hasContent(const RequestSpec &spec, const Head &typed)
{
    return spec.body.length() > 0 || requestFraming(typed).mode == FramingMode::Chunked
        || declaredLength(typed.fields).value.value_or(0) > 0;
}

enum class MemberKind { Continue, Parameters, Prefixed, Unknown };

MemberKind kindOf(std::string_view member)
{
    const std::string text = lowered(member);
    const std::size_t at = text.find(continueToken);
    if (at == std::string::npos)
        return MemberKind::Unknown;
    if (at != 0)
        return MemberKind::Prefixed;
    const std::string_view rest = trimmed(std::string_view(text).substr(continueToken.size()));
    if (text.size() == continueToken.size())
        return MemberKind::Continue;
    return !rest.empty() && (rest.front() == ';' || rest.front() == '=') ? MemberKind::Parameters
                                                                         : MemberKind::Prefixed;
}

} // namespace

ExpectDecision decideExpect(const RequestSpec &spec)
{
    const Head typed = typedHead(spec);
    const bool hand = spec.rawHead || hasField(typed.fields, "Expect");
    ExpectDecision decision = hand ? byHand(typed) : byRule(spec, hasContent(spec, typed));
    decision.asks100 = decision.sent && readExpect(hand ? typed.fields : Fields{{"Expect", decision.value}}).has100;
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

ExpectReading readExpect(const Fields &fields)
{
    const auto lines = valuesOf(fields, "Expect");
    ExpectReading reading;
    reading.present = !lines.empty();
    reading.exact = lines.size() == 1 && equalsIgnoringCase(trimmed(lines.front()), continueToken);
    bool prefixed = false;
    bool parameters = false;
    for (const std::string_view line : lines) {
        for (const std::string_view member : listMembers(line)) {
            const MemberKind kind = kindOf(member);
            reading.has100 = reading.has100 || kind == MemberKind::Continue;
            reading.others = reading.others || kind != MemberKind::Continue;
            prefixed = prefixed || kind == MemberKind::Prefixed;
            parameters = parameters || kind == MemberKind::Parameters;
        }
    }
    if (reading.exact || !reading.present)
        return reading;
    // One key: of several, the one that servers disagree on most dangerously.
    reading.shape = prefixed ? "prefixed"
        : parameters         ? "parameters"
        : lines.size() > 1   ? "repeated"
        : reading.has100     ? "list"
        : reading.others     ? "unknown"
                             : "empty";
    return reading;
}

} // namespace wire
