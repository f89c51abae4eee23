// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/facts/attempt_facts.h"

#include "base/text.h"

#include <array>
#include <unordered_map>

namespace rules {

AllFacts<AttemptReading> attemptFacts()
{
    static const std::array all{placeFacts(),    endFacts(),    requestFacts(), expectFacts(),   interimFacts(),
                                continueFacts(), answerFacts(), finalFacts(),   finalHeadFacts()};
    return all;
}

bool beganInWait(const record::Attempt &attempt, std::int64_t beganAt)
{
    return beganAt >= 0 && attempt.handshake.pauseEnded >= 0 && beganAt < attempt.handshake.pauseEnded;
}

Members joinedFields(const wire::Fields &fields)
{
    std::unordered_map<std::string, std::string> joined; // a peer may send ten thousand of them
    for (const wire::Field &field : fields) {
        const std::string name = base::lowered(field.name);
        const auto [at, first] = joined.try_emplace(name, field.value);
        if (!first)
            at->second += (name.ends_with("cookie") ? "; " : ", ") + field.value;
    }
    Members out;
    out.reserve(joined.size());
    for (const auto &[name, value] : joined)
        out.emplace_back(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())), as::wire(value));
    return out;
}

} // namespace rules
