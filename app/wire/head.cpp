// SPDX-License-Identifier: GPL-3.0-or-later
// Looking fields up in a head, and whether its connection persists.
#include "wire/head.h"

#include "base/text.h"

namespace wire {

std::string httpVersion(int version)
{
    return "HTTP/" + std::to_string(version / 10) + '.' + std::to_string(version % 10);
}

std::optional<std::string_view> valueOf(const Fields &fields, std::string_view name)
{
    for (const Field &field : fields) {
        if (base::equalsIgnoringCase(field.name, name))
            return field.value;
    }
    return std::nullopt;
}

std::vector<std::string_view> valuesOf(const Fields &fields, std::string_view name)
{
    std::vector<std::string_view> values;
    for (const Field &field : fields) {
        if (base::equalsIgnoringCase(field.name, name))
            values.emplace_back(field.value);
    }
    return values;
}

bool hasField(const Fields &fields, std::string_view name)
{
    return valueOf(fields, name).has_value();
}

bool hasMember(const Fields &fields, std::string_view name, std::string_view token)
{
    for (const std::string_view value : valuesOf(fields, name)) {
        for (const std::string_view member : base::listMembers(value)) {
            if (base::equalsIgnoringCase(member, token))
                return true;
        }
    }
    return false;
}

bool persists(const Head &head)
{
    if (hasMember(head.fields, "Connection", "close"))
        return false;
    if (head.version >= 11)
        return true;
    return head.version == 10 && hasMember(head.fields, "Connection", "keep-alive");
}

} // namespace wire
