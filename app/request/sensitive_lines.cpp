// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/sensitive_lines.h"

#include "base/text.h"
#include "request/secret_names.h"

#include <algorithm>

namespace request {
namespace {

/// Where the value ends that stands behind the name at `begin`. No byte behind that is looked at: a line may be all of
/// a long text, with many names in it.
std::size_t endOfValue(std::string_view text, std::size_t begin, std::size_t from)
{
    const auto isLineEnd = [&](std::size_t at) { return text[at] == '\r' || text[at] == '\n'; };
    const char before = begin > 0 ? text[begin - 1] : '\n';
    const bool quoted = before == '"' || before == '\'' || before == '`';
    const bool escaped = quoted && begin > 1 && text[begin - 2] == '\\';
    const auto ends = [&](std::size_t at) {
        if (escaped)
            return text[at] == '\\' && at + 1 < text.size() && text[at + 1] == before;
        return quoted ? text[at] == before : before == '>' && text[at] == '<'; // of a tag
    };
    std::size_t end = from;
    for (; end < text.size() && !isLineEnd(end) && !ends(end); ++end) {
        if (quoted && !escaped && text[end] == '\\' && end + 1 < text.size() && !isLineEnd(end + 1))
            ++end;
    }
    return end;
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
        while (begin > 0 && end - begin < longestName && base::isNameChar(text[begin - 1]))
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
