// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_typed.h"

#include "base/text.h"
#include "wire/event.h"

#include <algorithm>

namespace formats {

// "Name: value" as typed, "Name;" empty, "Name:" not at all, "@file" one a line.
CurlTypedFields::CurlTypedFields(const CurlOptionValues &options, const CurlFiles &files, CurlRoute &out)
{
    for (const std::string &typed : options.all("header")) {
        if (!typed.starts_with('@')) {
            field(typed, out);
            continue;
        }
        const auto text = files.read ? files.read(typed.substr(1)) : std::nullopt;
        if (!text)
            out.openBy("-H: its file cannot be read");
        for (std::string_view rest = text ? *text : std::string_view(); !rest.empty();) {
            const auto end = std::min(rest.find_first_of("\r\n"), rest.size());
            if (end > 0)
                field(std::string(rest.substr(0, end)), out);
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
    }
}

void CurlTypedFields::field(const std::string &line, CurlRoute &out)
{
    const auto colon = line.find(':');
    if (colon == 0)
        return; // curl sends none
    if (colon == line.npos && line.size() > 1 && line.find(';') == line.size() - 1) {
        typed.push_back({line.substr(0, line.size() - 1), "", ":"});
    } else if (colon == line.npos) {
        if (!line.empty())
            out.lose("-H: without a colon curl sends no field");
    } else if (line.find_first_not_of(" \t\r\n", colon + 1) == line.npos) {
        removed.push_back(line.substr(0, colon));
        hostInPlace = hostInPlace || (base::equalsIgnoringCase(removed.back(), "Host") && !isTyped("Host"));
    } else {
        const bool blank = line[colon + 1] == ' ';
        typed.push_back({line.substr(0, colon), line.substr(colon + (blank ? 2 : 1)), blank ? ": " : ":"});
    }
}

bool CurlTypedFields::isRemoved(std::string_view name) const
{
    return std::ranges::any_of(removed, [&](const auto &one) { return base::equalsIgnoringCase(one, name); });
}

const request::HeaderLine *CurlTypedFields::first(std::string_view name) const
{
    const auto found =
        std::ranges::find_if(typed, [&](const auto &line) { return base::equalsIgnoringCase(line.name, name); });
    return found == typed.end() ? nullptr : &*found;
}

void CurlTypedFields::erase(std::string_view name)
{
    std::erase_if(typed, [&](const auto &line) { return base::equalsIgnoringCase(line.name, name); });
}

} // namespace formats
