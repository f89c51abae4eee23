// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/expect_reading.h"

#include "base/text.h"

namespace wire {

namespace {

enum class MemberKind { Continue, Parameters, Prefixed, Unknown };

MemberKind kindOf(std::string_view member)
{
    const std::string text = base::lowered(member);
    const std::size_t at = text.find(continueToken);
    if (at == std::string::npos)
        return MemberKind::Unknown;
    if (at != 0)
        return MemberKind::Prefixed;
    const std::string_view rest = base::trimmed(std::string_view(text).substr(continueToken.size()));
    if (text.size() == continueToken.size())
        return MemberKind::Continue;
    return !rest.empty() && (rest.front() == ';' || rest.front() == '=') ? MemberKind::Parameters
                                                                         : MemberKind::Prefixed;
}

} // namespace

ExpectReading readExpect(const Fields &fields)
{
    const auto lines = valuesOf(fields, "Expect");
    ExpectReading reading;
    reading.present = !lines.empty();
    reading.exact = lines.size() == 1 && base::equalsIgnoringCase(base::trimmed(lines.front()), continueToken);
    bool prefixed = false;
    bool parameters = false;
    for (const std::string_view line : lines) {
        for (const std::string_view member : base::listMembers(line)) {
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
