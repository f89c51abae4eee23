// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/argument_secrets.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "record/regular_file.h"
#include "request/sensitive_content.h"
#include "wire/event.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace cli {
namespace {

constexpr std::uint64_t longestFields = 1 << 20;

/// The value in "--name=value", "-Hvalue" or the word itself.
std::size_t valueAt(std::string_view word)
{
    if (word.starts_with("--"))
        return std::min(word.find('='), word.size() - 1) + 1;
    return word.size() > 2 && word.front() == '-' && base::isLetter(word[1]) ? 2 : 0;
}

request::SecretParts secretPartsOfWord(std::string_view word)
{
    request::SecretParts parts = request::partsOf(request::secretMembersOf(word, {}));
    if (word.find_first_of("/@") != word.npos) {
        for (const request::SecretPart &part : request::secretPartsOfUrl(word))
            parts.push_back(part);
    }
    const auto colon = word.find(':');
    if (colon != word.npos) {
        const auto begin = std::min(word.find_first_not_of(" \t", colon + 1), word.size());
        for (const request::SecretPart &part : request::secretPartsOfField(word.substr(0, colon), word.substr(begin)))
            parts.push_back({begin + part.offset, part.length});
    }
    return request::merged(std::move(parts));
}

void overwrite(char *word, std::size_t begin, std::size_t length)
{
    std::memset(word + begin, '*', length);
}

} // namespace

void overwriteSecrets(char **words, int count)
{
    bool whole = false; // the word before says that this one is a secret
    for (int i = 1; i < count; ++i) {
        const std::string word = words[i];
        const std::size_t at = valueAt(word);
        const std::string name = word.substr(0, at == word.size() ? at : word.find('='));
        const bool secret = name == "--proxy-user" || name == "--import";
        if (whole || (secret && at < word.size()))
            overwrite(words[i], whole ? 0 : at, word.size() - (whole ? 0 : at));
        else
            for (const request::SecretPart &part : secretPartsOfWord(std::string_view(word).substr(at)))
                overwrite(words[i], at + part.offset, part.length);
        whole = !whole && secret && at == word.size();
    }
}

FieldLines fieldLinesOf(const std::string &path)
{
    record::FileText file = record::readFile(path, longestFields);
    FieldLines out;
    out.error = std::move(file.error);
    std::string_view rest = file.bytes;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        line = line.substr(0, line.find_last_not_of('\r') + 1);
        if (!base::trimmed(line).empty())
            out.lines.emplace_back(line);
    }
    return out;
}

Expanded expanded(std::string_view text)
{
    Expanded out;
    while (!text.empty()) {
        const auto open = std::min(text.find("{{"), text.size());
        const bool literal = open > 0 && open < text.size() && text[open - 1] == '\\';
        out.text += text.substr(0, literal ? open - 1 : open);
        text.remove_prefix(open);
        if (literal) {
            out.text += "{{";
            text.remove_prefix(2);
            continue;
        }
        if (text.empty())
            break;
        const auto close = text.find("}}");
        const std::string name(text.substr(2, close == text.npos ? 0 : close - 2));
        const char *value = name.empty() ? nullptr : std::getenv(name.c_str());
        if (!value) {
            out.error = close == text.npos ? "{{ without its }}: write {{NAME}}, or \\{{ for the two characters"
                                           : "the environment has no variable " + base::inQuotes(name, 60)
                    + ": set it, or write \\{{ for the two characters";
            return out;
        }
        if (std::string_view(value).find_first_of("\r\n") != std::string_view::npos) {
            out.error = "the variable " + base::inQuotes(name, 60)
                + " has a line end in it, which would begin a line of its own: take it out";
            return out;
        }
        out.text += value;
        text.remove_prefix(close + 2);
    }
    return out;
}

} // namespace cli
