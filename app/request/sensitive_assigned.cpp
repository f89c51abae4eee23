// SPDX-License-Identifier: GPL-3.0-or-later
// From each sign (= or :) the name is read backwards, and the value forwards.
#include "request/sensitive_assigned.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "request/secret_names.h"

#include <algorithm>

namespace request {
namespace {

constexpr std::string_view quotes = "\"'`";

bool isQuote(char c)
{
    return quotes.find(c) != quotes.npos;
}

class Assignments {
public:
    Assignments(std::string_view text, AssignedValue values) : text_(text), values_(values) {}

    SecretMembers find()
    {
        for (auto sign = text_.find_first_of("=:"); sign < text_.size();) {
            const std::size_t next = assigned(sign);
            sign = text_.find_first_of("=:", std::max(next, sign + 1));
        }
        return std::move(out_);
    }

private:
    /// Returns from where to look on.
    std::size_t assigned(std::size_t sign)
    {
        std::size_t end = sign;
        while (end > 0 && base::isBlank(text_[end - 1]))
            --end;
        const bool quoted = end > 0 && isQuote(text_[end - 1]);
        if (quoted)
            end -= end > 1 && text_[end - 2] == '\\' ? 2 : 1;
        std::size_t begin = end;
        while (begin > 0 && end - begin < longestName && base::isNameChar(text_[begin - 1]))
            --begin;
        const std::string_view name = text_.substr(begin, end - begin);
        const bool beside = name == "value" && values_ == AssignedValue::Any && isNamedAbove(begin);
        if (name.empty() || !(beside || isSecretParameter(name, NamePlace::Json)))
            return sign + 1;
        std::size_t at = sign + 1;
        while (at < text_.size() && at < sign + 3 && (text_[at] == '=' || text_[at] == '>')) // ":=", "=>"
            ++at;
        const auto from = std::min(text_.find_first_not_of(" \t\r\n", at), text_.size());
        const auto quote = from < text_.size() && text_[from] == '\\' ? from + 1 : from;
        if (quote < text_.size() && isQuote(text_[quote]))
            return inQuotes(name, from, quote);
        if (values_ == AssignedValue::Quoted)
            return sign + 1;
        return bare(name, begin, at, quoted);
    }

    /// "- name: DB_PASSWORD" in the line before that of "value:".
    bool isNamedAbove(std::size_t begin) const
    {
        constexpr std::size_t longestLine = 2 * longestName;
        std::size_t lineEnd = begin; // no further back: a text may be one line of megabytes
        while (lineEnd > 0 && begin - lineEnd < longestLine - 1 && text_[lineEnd - 1] != '\n')
            --lineEnd;
        if (lineEnd == 0 || text_[lineEnd - 1] != '\n')
            return false;
        const std::string_view above = text_.substr(0, lineEnd - 1);
        std::string_view line = above.substr(above.size() - std::min(above.size(), longestLine));
        line.remove_prefix(line.find_last_of('\n') + 1);
        const auto colon = std::min(line.find(':'), line.size() - 1);
        const auto word = [](std::string_view text) {
            const auto from = std::min(text.find_first_not_of(" \t-\"'"), text.size());
            text.remove_prefix(from);
            return text.substr(0, text.find_last_not_of(" \t\r\"'") + 1);
        };
        const std::string_view named = word(line.substr(colon + 1));
        return word(line.substr(0, colon)) == "name"
            && (isSecretParameter(named, NamePlace::Json) || isOnlyField(named));
    }

    /// "Bearer" before it is no secret.
    void add(std::string_view name, std::size_t begin, std::size_t end)
    {
        if (begin >= end)
            return;
        for (const SecretPart &part : secretPartsOfField("Authorization", text_.substr(begin, end - begin)))
            out_.push_back({std::string(name), {begin + part.offset, part.length}});
    }

    /// Also in a string within a string (\"S\"), in one of more lines ("""S"""), and with quotes in it that YAML
    /// doubles ('it''s S').
    std::size_t inQuotes(std::string_view name, std::size_t from, std::size_t quote)
    {
        std::size_t end = quote + 1;
        const std::string_view three = text_.substr(quote, 3);
        if (three == "\"\"\"" || three == "'''") {
            end = std::min(text_.find(three, quote + 3), text_.size());
            add(name, std::min(quote + 3, text_.size()), end);
            return end + three.size();
        }
        if (from < quote) {
            end = std::min(text_.find(text_.substr(from, 2), end), text_.size());
        } else {
            const bool doubles = text_[quote] == '\'' && !text_.substr(end).starts_with('\''); // that is an empty one
            const auto isDoubled = [&] { return doubles && text_.substr(end, 2) == "''"; };
            while (end < text_.size() && (text_[end] != text_[quote] || isDoubled()))
                end += text_[end] == '\\' || text_[end] == text_[quote] ? 2 : 1;
            end = std::min(end, text_.size());
        }
        add(name, quote + 1, end);
        return end;
    }

    /// To the line's end where the name begins its line, as in YAML and files of settings; else one word. Behind a
    /// quoted name only there, for in JSON what is not quoted is no secret.
    std::size_t bare(std::string_view name, std::size_t begin, std::size_t at, bool quoted)
    {
        // No further back than it is blank: a text may be one line of megabytes.
        std::size_t line = begin - (quoted && begin > 0 ? 1 : 0);
        while (line > 0 && (base::isBlank(text_[line - 1]) || text_[line - 1] == '-'))
            --line;
        const auto from = std::min(text_.find_first_not_of(" \t", at), text_.size());
        if (line == 0 || text_[line - 1] == '\n' || text_[line - 1] == '\r') {
            std::size_t end = std::min(text_.find_first_of("\r\n", from), text_.size());
            if (quoted && isJsonValue(text_.substr(from, end - from)))
                return at;
            if (from == end || text_[from] == '|' || text_[from] == '>')
                return below(name, end, begin - line);
            add(name, from, end);
            return end;
        }
        if (quoted)
            return at;
        const auto wordEnd = [this](std::size_t begin) {
            return std::min(text_.find_first_of(" \t\r\n,;&<>(){}[]\"'", begin), text_.size());
        };
        auto end = wordEnd(from);
        if (isAuthenticationScheme(text_.substr(from, end - from)))
            end = wordEnd(std::min(text_.find_first_not_of(" \t", end), text_.size()));
        add(name, from, end);
        return end;
    }

    /// Of these JSON's own search says what is secret.
    static bool isJsonValue(std::string_view value)
    {
        value = value.substr(0, value.find_last_not_of(" \t") + 1);
        const std::string_view word = value.substr(0, value.find_last_not_of(",}] \t") + 1);
        return value.empty() || value.starts_with('{') || value.starts_with('[') || word == "null" || word == "true"
            || word == "false" || word.find_first_not_of("0123456789+-.eE") == word.npos;
    }

    /// Lines that are indented deeper.
    std::size_t below(std::string_view name, std::size_t at, std::size_t indent)
    {
        while (at < text_.size()) {
            const auto begin = at + (text_.substr(at).starts_with("\r\n") ? 2 : 1);
            const auto from = std::min(text_.find_first_not_of(" \t", begin), text_.size());
            const auto end = std::min(text_.find_first_of("\r\n", from), text_.size());
            if (from < end && from - begin <= indent)
                break;
            add(name, from, end);
            at = end;
        }
        return at;
    }

    std::string_view text_;
    AssignedValue values_;
    SecretMembers out_;
};

} // namespace

SecretMembers secretAssignments(std::string_view text, AssignedValue values)
{
    return Assignments(text, values).find();
}

} // namespace request
