// SPDX-License-Identifier: GPL-3.0-or-later
// One pass over strings, numbers and brackets; all else is skipped, so that what is no JSON around it does no harm.
#include "request/sensitive_json.h"

#include "base/text.h"
#include "request/secret_names.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

namespace request {
namespace {

// Beside one of these, "code" is that of OAuth (RFC 6749 section 4.1.3).
constexpr std::array<std::string_view, 4> grantNames{"grant_type", "client_id", "redirect_uri", "code_verifier"};
// Of these a number is no secret: {"pass": 12, "fail": 0}; nor are several of them.
constexpr std::array<std::string_view, 4> wordNames{"pass", "auth", "session", "assertion"};

template <typename List>
bool among(const List &list, std::string_view word)
{
    return std::ranges::find(list, word) != std::end(list);
}

/// tokens, apiKeys: words of other things in any text but JSON. A number is how many there are.
bool isOfSeveral(std::string_view name)
{
    const std::string low = base::lowered(name);
    if (!low.ends_with('s') || isSecretParameter(name, NamePlace::Json))
        return false;
    const std::string_view one = std::string_view(low).substr(0, low.size() - 1);
    return !among(wordNames, one) && isSecretParameter(one, NamePlace::Json);
}

bool isSecretName(std::string_view name)
{
    return isSecretParameter(name, NamePlace::Json) || base::equalsIgnoringCase(name, "pin") || isOfSeveral(name);
}

/// {"tokens": {"in": 3}} counts words; a number in a list is one of them.
bool countsBelow(std::string_view name)
{
    return base::lowered(name).ends_with("tokens");
}

/// A string without its escapes, and where each of its bytes stood.
struct JsonString {
    std::string text;
    std::vector<std::size_t> at; // one more than bytes
};

/// The character of "\u0041", and how long that was; a lone half of a pair is U+FFFD.
char32_t escapedCharacter(std::string_view digits)
{
    char32_t value = 0;
    for (const char c : digits.substr(0, 4)) {
        if (base::hexDigit(c) < 0)
            return 0xfffd;
        value = value * 16 + static_cast<char32_t>(base::hexDigit(c));
    }
    return value >= 0xd800 && value < 0xe000 ? 0xfffd : value;
}

JsonString jsonString(std::string_view inner)
{
    JsonString out;
    for (std::size_t i = 0; i < inner.size(); ++i) {
        const std::size_t begin = i;
        std::string bytes(1, inner[i]);
        if (inner[i] == '\\' && i + 1 < inner.size()) {
            const char c = inner[++i];
            if (c == 'u' && i + 4 < inner.size()) {
                bytes = utf8Of(escapedCharacter(inner.substr(i + 1, 4)));
                i += 4;
            } else {
                constexpr std::string_view from = "bfnrt", to = "\b\f\n\r\t";
                const auto at = from.find(c);
                bytes = std::string(1, at == from.npos ? c : to[at]);
            }
        }
        out.text += bytes;
        out.at.insert(out.at.end(), bytes.size(), begin);
    }
    out.at.push_back(inner.size());
    return out;
}

class JsonFinder {
public:
    JsonFinder(std::string_view text, int depth) : text_(text), depth_(depth) {}

    SecretMembers find()
    {
        for (std::size_t i = 0; i < text_.size();)
            i = token(i);
        while (level() > 0)
            close();
        return std::move(out_);
    }

private:
    /// Of an object, or an array.
    struct Level {
        bool grant = false; // there is a name that makes "code" a secret
        bool pair = false;  // "name" is that of a secret
        bool inArray = false;
        bool array = false;
        std::size_t commas = 0;
        std::string before{}; // of an array: the name of a secret that stands before what comes next
    };
    enum class Ask : std::uint8_t { Grant, Pair, Two };
    /// Secret, if its object, or array, turns out to be such a one.
    struct Pending {
        std::size_t level;
        Ask ask;
        SecretMember member;
    };

    static bool holds(const Level &level, Ask ask)
    {
        return ask == Ask::Grant ? level.grant : ask == Ask::Pair ? level.pair : level.commas == 1;
    }

    std::size_t level() const { return levels_.size(); }

    std::size_t token(std::size_t i)
    {
        const char c = text_[i];
        if (c == '"')
            return string(i);
        if (c == '{' || c == '[')
            open(c == '[');
        else if (c == '}' || c == ']')
            close();
        else if (c == ',')
            comma();
        else if (base::isDigit(c) || c == '-')
            return number(i);
        return i + 1;
    }

    bool inSecret() const { return secretLevel_ > 0; }

    void comma()
    {
        key_.reset();
        if (!levels_.empty())
            ++levels_.back().commas;
    }

    void open(bool array)
    {
        Level next;
        next.array = array;
        next.inArray = !levels_.empty() && levels_.back().array;
        levels_.push_back(std::move(next));
        if (!inSecret() && key_ && isSecretName(*key_)) {
            secretLevel_ = level();
            secretName_ = *key_;
        }
        key_.reset();
    }

    void close()
    {
        key_.reset();
        if (levels_.empty())
            return;
        for (; !pending_.empty() && pending_.back().level == level(); pending_.pop_back()) {
            if (holds(levels_.back(), pending_.back().ask))
                out_.push_back(std::move(pending_.back().member));
        }
        if (secretLevel_ == level())
            secretLevel_ = 0;
        levels_.pop_back();
    }

    std::size_t string(std::size_t begin)
    {
        std::size_t end = begin + 1;
        while (end < text_.size() && text_[end] != '"')
            end += text_[end] == '\\' ? 2 : 1;
        end = std::min(end, text_.size());
        const std::string_view inner = text_.substr(begin + 1, end - begin - 1);
        const auto next = std::min(text_.find_first_not_of(" \t\r\n", end + 1), text_.size());
        if (next < text_.size() && text_[next] == ':')
            name(jsonString(inner).text);
        else
            value(begin + 1, inner);
        return end + 1;
    }

    void name(std::string text)
    {
        if (!levels_.empty() && among(grantNames, text))
            levels_.back().grant = true;
        key_ = std::move(text);
    }

    void value(std::size_t offset, std::string_view inner)
    {
        const std::string key = key_.value_or("");
        const bool named = key_.has_value();
        key_.reset();
        if (inner.empty())
            return;
        const SecretPart all{offset, inner.size()};
        const bool own = named && isSecretName(key);
        if (own || inSecret())
            return out_.push_back({own ? key : secretName_, all});
        const JsonString plain = jsonString(inner);
        if (!named && !levels_.empty() && levels_.back().array && element(plain.text, all))
            return;
        if (named && !levels_.empty()) {
            if (key == "code" || key == "value")
                pending_.push_back({level(), key == "code" ? Ask::Grant : Ask::Pair, {key, all}});
            else if (key == "name" || key == "key")
                levels_.back().pair =
                    levels_.back().pair || isSecretField(plain.text) || isSecretParameter(plain.text, NamePlace::Json);
        }
        within(offset, plain, all);
    }

    /// ["Authorization", "Basic S"] in an array of such, and fields in a row: ["Host", "h", "Cookie", "a=S"]. Returns
    /// whether it is a secret for certain.
    bool element(const std::string &text, const SecretPart &all)
    {
        Level &here = levels_.back();
        const std::string before = std::exchange(here.before, {});
        const bool field = isOnlyField(text);
        if (!before.empty() && !field && !base::isToken(text) && isOnlyField(before)) {
            out_.push_back({before, all});
            return true;
        }
        if (!before.empty() && here.inArray && here.commas == 1)
            pending_.push_back({level(), Ask::Two, {before, all}});
        if (field || (here.commas == 0 && (isSecretField(text) || isSecretName(text))))
            here.before = text;
        return false;
    }

    /// A URL, or JSON once more.
    void within(std::size_t offset, const JsonString &plain, const SecretPart &all)
    {
        const bool json = plain.text.starts_with('{') || plain.text.starts_with('[');
        if (json && depth_ >= deepestSecret)
            return out_.push_back({"JSON in JSON", all});
        const auto add = [&](std::string name, const SecretPart &part) {
            const std::size_t begin = offset + plain.at[part.offset];
            out_.push_back({std::move(name), {begin, offset + plain.at[part.end()] - begin}});
        };
        if (json)
            for (SecretMember &member : JsonFinder(plain.text, depth_ + 1).find())
                add(std::move(member.name), member.part);
        for (const SecretPart &part : secretPartsOfText(plain.text, depth_)) // GraphQL begins as JSON does
            add("a URL", part);
    }

    std::size_t number(std::size_t begin)
    {
        const auto end = std::min(text_.find_first_not_of("0123456789+-.eE", begin), text_.size());
        const std::string key = std::exchange(key_, {}).value_or("");
        const bool own = isSecretName(key) && !among(wordNames, base::lowered(key)) && !isOfSeveral(key);
        const SecretPart all{begin, end - begin, true};
        if (own || (inSecret() && (key.empty() || !countsBelow(secretName_))))
            out_.push_back({own ? key : secretName_, all});
        else if (level() > 0 && (key == "value" || (key == "code" && all.length > 3))) // a status is no code
            pending_.push_back({level(), key == "code" ? Ask::Grant : Ask::Pair, {key, all}});
        return end;
    }

    std::string_view text_;
    int depth_;
    std::vector<Level> levels_;
    std::size_t secretLevel_ = 0; // 0: not below a secret name
    std::string secretName_;
    std::optional<std::string> key_; // whose value comes next
    std::vector<Pending> pending_;
    SecretMembers out_;
};

} // namespace

std::string utf8Of(char32_t character)
{
    const auto tail = [&](int shift) { return static_cast<char>(0x80 | ((character >> shift) & 0x3f)); };
    if (character < 0x80)
        return std::string(1, static_cast<char>(character));
    if (character < 0x800)
        return {static_cast<char>(0xc0 | (character >> 6)), tail(0)};
    if (character < 0x10000)
        return {static_cast<char>(0xe0 | (character >> 12)), tail(6), tail(0)};
    return {static_cast<char>(0xf0 | (character >> 18)), tail(12), tail(6), tail(0)};
}

SecretMembers secretMembersOfJson(std::string_view content, int depth)
{
    return JsonFinder(content, depth).find();
}

} // namespace request
