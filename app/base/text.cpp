// SPDX-License-Identifier: GPL-3.0-or-later
// ASCII rules of RFC 9110 section 5.6, the encodings of bytes as text, and the readers of numbers with units that the
// command line shares.
#include "base/text.h"

#include <algorithm>
#include <limits>

namespace base {

namespace {

constexpr std::uint64_t largest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());

struct Number {
    std::string_view whole;
    std::string_view fraction; // digits after the dot
    std::string_view unit;
};

/// "1.5s" in its parts; nothing unless it starts with a digit and each dot has digits on both sides.
std::optional<Number> numberParts(std::string_view text)
{
    std::size_t end = 0;
    while (end < text.size() && isDigit(text[end]))
        ++end;
    if (end == 0)
        return std::nullopt;
    Number parts{text.substr(0, end), {}, text.substr(end)};
    if (!parts.unit.empty() && parts.unit.front() == '.') {
        std::size_t digits = 1;
        while (digits < parts.unit.size() && isDigit(parts.unit[digits]))
            ++digits;
        if (digits == 1)
            return std::nullopt;
        parts.fraction = parts.unit.substr(1, digits - 1);
        parts.unit.remove_prefix(digits);
    }
    return parts;
}

std::optional<std::uint64_t> times(std::uint64_t value, std::uint64_t factor)
{
    if (factor != 0 && value > largest / factor)
        return std::nullopt;
    return value * factor;
}

/// factor * 0.DIGITS where that is a whole number; 0 without digits.
std::optional<std::uint64_t> wholePart(std::string_view digits, std::uint64_t factor)
{
    std::optional<std::uint64_t> part = 0;
    std::uint64_t divisor = 1;
    for (const char c : digits) {
        const auto tens = times(divisor, 10);
        part = tens && part ? times(*part, 10) : std::nullopt;
        if (!part)
            return std::nullopt;
        divisor = *tens;
        *part += static_cast<std::uint64_t>(c - '0');
    }
    part = times(*part, factor);
    return part && *part % divisor == 0 ? std::optional(*part / divisor) : std::nullopt;
}

std::optional<std::uint64_t> nanosecondsOf(std::string_view unit)
{
    if (unit.empty() || unit == "ms")
        return 1'000'000;
    if (unit == "s")
        return 1'000'000'000;
    if (unit == "us")
        return 1'000;
    return std::nullopt;
}

/// Where the quoted string that opens at `start` ends (its closing DQUOTE), or npos.
std::size_t closingQuote(std::string_view text, std::size_t start)
{
    for (std::size_t i = start + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            return i;
    }
    return std::string_view::npos;
}

constexpr std::string_view base64Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

} // namespace

bool isTokenChar(char c)
{
    if (isDigit(c) || isLetter(c))
        return true;
    return c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
}

bool isToken(std::string_view text)
{
    for (const char c : text) {
        if (!isTokenChar(c))
            return false;
    }
    return !text.empty();
}

int hexDigit(char c)
{
    if (isDigit(c))
        return c - '0';
    const char low = lower(c);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    for (char &c : result)
        c = lower(c);
    return result;
}

bool equalsIgnoringCase(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (lower(a[i]) != lower(b[i]))
            return false;
    }
    return true;
}

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> listMembers(std::string_view text)
{
    std::vector<std::string_view> members;
    std::size_t start = 0;
    // A quote that nothing closes opens nothing: it must not hide the members behind it. Nor can one after it
    // be closed, so there is no second search, and time stays linear.
    bool quotes = true;
    for (std::size_t i = 0; i <= text.size(); ++i) {
        if (i < text.size() && text[i] == '"' && quotes) {
            const std::size_t close = closingQuote(text, i);
            quotes = close != std::string_view::npos;
            if (quotes)
                i = close;
        } else if (i == text.size() || text[i] == ',') {
            const std::string_view member = trimmed(text.substr(start, i - start));
            if (!member.empty())
                members.push_back(member);
            start = i + 1;
        }
    }
    return members;
}

std::optional<std::uint64_t> decimal(std::string_view text)
{
    if (text.empty())
        return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : text) {
        if (!isDigit(c))
            return std::nullopt;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (value > (largest - digit) / 10)
            return std::nullopt;
        value = value * 10 + digit;
    }
    return value;
}

std::optional<std::int64_t> duration(std::string_view text)
{
    const auto parts = numberParts(text);
    if (!parts)
        return std::nullopt;
    const auto unit = nanosecondsOf(parts->unit);
    const auto whole = decimal(parts->whole);
    if (!unit || !whole)
        return std::nullopt;
    const auto nanoseconds = times(*whole, *unit);
    if (!nanoseconds)
        return std::nullopt;
    std::uint64_t total = *nanoseconds;
    std::uint64_t place = *unit;
    for (const char c : parts->fraction) {
        place /= 10; // what is below a nanosecond is dropped
        const std::uint64_t part = place * static_cast<std::uint64_t>(c - '0');
        if (total > largest - part)
            return std::nullopt;
        total += part;
    }
    return static_cast<std::int64_t>(total);
}

std::string percentDecoded(std::string_view text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hexDigit(text[i + 1]) : -1;
        const int low = high >= 0 ? hexDigit(text[i + 2]) : -1;
        if (low >= 0) {
            result += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

std::string percentEncoded(std::string_view text, std::string_view others)
{
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (isDigit(c) || isLetter(c) || others.find(c) != others.npos)
            result += c;
        else
            ((result += '%') += hex[byte >> 4]) += hex[byte & 15];
    }
    return result;
}

std::string base64(std::string_view bytes)
{
    std::string result;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t n = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t block = 0;
        for (std::size_t k = 0; k < 3; ++k)
            block = block << 8 | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            result += k <= n ? base64Letters[block >> (18 - 6 * k) & 63] : '=';
    }
    return result;
}

std::optional<std::string> fromBase64(std::string_view text)
{
    if (text.size() % 4 != 0)
        return std::nullopt;
    const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
    std::string bytes;
    std::uint32_t block = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool padded = i + padding >= text.size();
        const auto digit = padded ? 0 : base64Letters.find(text[i]);
        if (digit == base64Letters.npos)
            return std::nullopt;
        block = block << 6 | static_cast<std::uint32_t>(digit);
        if (i % 4 == 3) {
            for (int shift = 16; shift >= 0; shift -= 8)
                bytes += static_cast<char>(block >> shift & 0xff);
            block = 0;
        }
    }
    bytes.resize(bytes.size() - padding);
    return bytes;
}

std::optional<std::uint64_t> byteSize(std::string_view text)
{
    const auto parts = numberParts(text);
    const auto count = parts ? decimal(parts->whole) : std::nullopt;
    if (!count)
        return std::nullopt;
    const std::string unit = lowered(parts->unit);
    if (unit.empty() || unit == "b")
        return parts->fraction.empty() ? count : std::nullopt;
    // "kB" and "MB" mean powers of 1000 to some: refused rather than guessed.
    const std::size_t power = std::string_view("kmgt").find(unit.front());
    if (power == std::string_view::npos || (unit.size() > 1 && unit.substr(1) != "ib"))
        return std::nullopt;
    const std::uint64_t factor = std::uint64_t{1} << (10 * (power + 1));
    const auto bytes = times(*count, factor);
    const auto more = wholePart(parts->fraction, factor);
    if (!bytes || !more || *bytes > largest - *more)
        return std::nullopt;
    return *bytes + *more;
}

} // namespace base
