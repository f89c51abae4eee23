// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/private_values.h"

#include "base/text.h"
#include "request/sensitive_json.h"

#include <algorithm>
#include <iterator>
#include <memory>

namespace request {
namespace {

struct Known {
    std::string value;
    std::vector<std::string> base64; // what all texts with the value in them have in common
};

using List = std::vector<Known>;

// A list is never changed: the window's thread and the engine's both ask, and take whichever stands.
std::shared_ptr<const List> known = std::make_shared<const List>();

std::shared_ptr<const List> current()
{
    return std::atomic_load(&known);
}

void add(std::vector<std::string> &forms, std::string form)
{
    if (form.size() >= shortestPrivate && std::ranges::find(forms, form) == forms.end())
        forms.push_back(std::move(form));
}

/// A byte of a value as a text may have it.
struct Coded {
    std::string bytes;
    std::size_t length = 0; // in the text; 0 for none
};

/// The digits behind the sign at `at`: %41, and %2541 of what was encoded once more, and so on until it is the byte
/// that is wanted.
Coded percentAt(std::string_view text, std::size_t at, char wanted)
{
    const auto nibble = [&](std::size_t i) { return i < text.size() ? base::hexDigit(text[i]) : -1; };
    for (std::size_t digits = at + 1;; digits += 2) {
        const int high = nibble(digits), low = nibble(digits + 1);
        const char byte = static_cast<char>(high * 16 + low);
        if (high < 0 || low < 0)
            return {};
        if (byte == wanted)
            return {std::string(1, byte), digits + 2 - at};
        if (byte != '%')
            return {};
    }
}

/// The number of "\u00fc"; more than Unicode has where there is none.
char32_t unicodeAt(std::string_view text, std::size_t at)
{
    constexpr char32_t none = 0x110000;
    if (text.size() < 6 || at > text.size() - 6 || text.substr(at, 2) != "\\u")
        return none;
    char32_t out = 0;
    for (const char c : text.substr(at + 2, 4)) {
        if (base::hexDigit(c) < 0)
            return none;
        out = out * 16 + static_cast<char32_t>(base::hexDigit(c));
    }
    return out;
}

/// \", \n and \u00fc of JSON, of a pair of \u both; \xc3 of base::escaped.
Coded escapeAt(std::string_view text, std::size_t at, char wanted)
{
    if (at + 1 >= text.size())
        return {};
    if (text[at + 1] == 'x') {
        const Coded byte = percentAt(text, at + 1, wanted);
        return byte.length > 0 ? Coded{byte.bytes, byte.length + 1} : byte;
    }
    constexpr std::string_view from = "bfnrt\"\\/", to = "\b\f\n\r\t\"\\/";
    if (const auto plain = from.find(text[at + 1]); plain != from.npos)
        return {std::string(1, to[plain]), 2};
    char32_t letter = unicodeAt(text, at);
    std::size_t length = 6;
    if (letter >= 0xd800 && letter < 0xdc00) {
        letter = 0x10000 + ((letter - 0xd800) << 10) + (unicodeAt(text, at + 6) - 0xdc00);
        length = 12;
    }
    return letter > 0x10ffff ? Coded{} : Coded{utf8Of(letter), length};
}

/// How long the value is that stands there, each of its bytes as it is or coded in some way: a URL codes some only. 0
/// where it does not.
std::size_t lengthAt(std::string_view text, std::size_t at, std::string_view value)
{
    std::size_t place = at;
    while (!value.empty() && place < text.size()) {
        const char c = text[place];
        const Coded coded = c == '%' ? percentAt(text, place, value.front())
            : c == '\\'              ? escapeAt(text, place, value.front())
                                     : Coded{};
        if (coded.length > 0 && value.starts_with(coded.bytes)) {
            place += coded.length;
            value.remove_prefix(coded.bytes.size());
        } else if (c == value.front() || (c == '+' && value.front() == ' ')) {
            ++place;
            value.remove_prefix(1);
        } else {
            return 0;
        }
    }
    return value.empty() ? place - at : 0;
}

/// What all base64 of texts with the value in them has in common: it may begin at each of three places.
void addBase64(std::vector<std::string> &forms, const std::string &value)
{
    constexpr std::size_t longEnough = 8; // letters of base64
    for (std::size_t before = 0; before < 3; ++before) {
        const std::string coded = base::base64(std::string(before, 'x') + value);
        const std::size_t first = before == 0 ? 0 : before + 1; // letters that hold bits of what stands before
        const std::size_t last = (before + value.size()) * 8 / 6;
        if (last < first + longEnough)
            continue;
        std::string inner = coded.substr(first, last - first);
        add(forms, inner);
        std::ranges::replace(inner, '+', '-');
        std::ranges::replace(inner, '/', '_');
        add(forms, std::move(inner));
    }
}

Known knownOf(const std::string &value)
{
    Known out{value, {}};
    addBase64(out.base64, value);
    return out;
}

bool saysNothing(const std::string &value)
{
    return value.size() < shortestPrivate || value.size() > longestPrivate || value == "true" || value == "false"
        || value == "null";
}

} // namespace

void knowPrivate(const std::vector<std::string> &values)
{
    for (auto before = current();;) {
        List all = *before;
        for (const std::string &value : values) {
            const bool there = std::ranges::find(all, value, &Known::value) != all.end();
            if (!there && !saysNothing(value) && all.size() < mostPrivate)
                all.push_back(knownOf(value));
        }
        if (std::atomic_compare_exchange_strong(&known, &before, std::make_shared<const List>(std::move(all))))
            return;
    }
}

SecretParts placesOf(std::string_view value, std::string_view text)
{
    SecretParts out;
    // Each byte that it may begin with by itself: a recording of megabytes is looked through so for each value.
    const std::string begins = std::string(value.substr(0, 1)).append(value.starts_with(' ') ? "+%\\" : "%\\");
    for (const char begin : value.empty() ? std::string() : begins)
        for (auto at = text.find(begin); at != text.npos; at = text.find(begin, at + 1))
            // As it is first: a value may have signs of a coding in it.
            if (const auto length = text.substr(at).starts_with(value) ? value.size() : lengthAt(text, at, value))
                out.push_back({at, length});
    return merged(std::move(out));
}

SecretParts privatePartsOf(std::string_view text)
{
    SecretParts out;
    const auto all = current();
    for (const Known &one : *all) {
        std::ranges::copy(placesOf(one.value, text), std::back_inserter(out));
        for (const std::string &form : one.base64)
            for (auto at = text.find(form); at != text.npos; at = text.find(form, at + form.size()))
                out.push_back({at, form.size()});
    }
    return merged(std::move(out));
}

std::vector<std::string> privateIn(std::string_view text)
{
    std::vector<std::string> out;
    const auto all = current();
    for (const Known &one : *all) {
        const auto stands = [&](const std::string &form) { return text.find(form) != text.npos; };
        if (!placesOf(one.value, text).empty() || std::ranges::any_of(one.base64, stands))
            out.push_back(one.value);
    }
    return out;
}

void forgetPrivate()
{
    std::atomic_store(&known, std::make_shared<const List>());
}

} // namespace request
