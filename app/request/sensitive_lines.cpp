// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/sensitive_lines.h"

#include "base/text.h"

#include <algorithm>

namespace request {
namespace {

constexpr std::size_t longestName = 128;

bool isNameChar(char c)
{
    return base::isLetter(c) || base::isDigit(c) || c == '_' || c == '-' || c == '.';
}

/// Where the value ends that stands behind the name at `begin`.
std::size_t endOfValue(std::string_view text, std::size_t begin, std::size_t from)
{
    const auto lineEnd = std::min(text.find_first_of("\r\n", from), text.size());
    const char before = begin > 0 ? text[begin - 1] : '\n';
    if (before == '>') // of a tag
        return std::min(text.find('<', from), lineEnd);
    if (before != '"' && before != '\'' && before != '`')
        return lineEnd;
    if (begin > 1 && text[begin - 2] == '\\')
        return std::min(text.find(text.substr(begin - 2, 2), from), lineEnd);
    std::size_t end = from;
    while (end < lineEnd && text[end] != before)
        end += text[end] == '\\' ? 2 : 1;
    return std::min(end, lineEnd);
}

} // namespace

SecretParts secretFieldLines(std::string_view text)
{
    SecretParts out;
    for (auto colon = text.find(':'); colon < text.size();) {
        std::size_t end = colon, next = colon + 1;
        while (end > 0 && base::isBlank(text[end - 1]))
            --end;
        std::size_t begin = end;
        while (begin > 0 && end - begin < longestName && isNameChar(text[begin - 1]))
            --begin;
        const std::string_view name = text.substr(begin, end - begin);
        const auto from = std::min(text.find_first_not_of(" \t+", next), text.size()); // "+" is a form's blank
        if (isOnlyField(name)) {
            const auto to = endOfValue(text, begin, from);
            for (const SecretPart &part : secretPartsOfField(name, text.substr(from, std::max(from, to) - from)))
                out.push_back({from + part.offset, part.length});
            next = std::max(next, to);
        }
        colon = text.find(':', next);
    }
    return merged(std::move(out));
}

} // namespace request
