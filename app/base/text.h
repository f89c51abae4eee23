// SPDX-License-Identifier: GPL-3.0-or-later
// ASCII rules of RFC 9110 section 5.6: tokens, white space, lists, numbers. Bytes, never locales.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace base {

/// tchar, RFC 9110 section 5.6.2.
bool isTokenChar(char c);
/// A token: one tchar or more.
bool isToken(std::string_view text);
inline bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}
inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
/// A control byte that may not stand in a field value (all of C0 but HTAB, and DEL; RFC 9110 section 5.5).
inline bool isControl(char c)
{
    const auto u = static_cast<unsigned char>(c);
    return (u < 0x20 && c != '\t') || u == 0x7f;
}
inline bool isLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
/// Of a name as programs and hosts have them: a letter, a digit, _, - or a dot.
inline bool isNameChar(char c)
{
    return isLetter(c) || isDigit(c) || c == '_' || c == '-' || c == '.';
}
/// 0 to 15; -1 for what is no hexadecimal digit.
int hexDigit(char c);
char lower(char c);
std::string lowered(std::string_view text);
bool equalsIgnoringCase(std::string_view a, std::string_view b);
/// Without SP and HTAB at both ends.
std::string_view trimmed(std::string_view text);
/// Members of a comma-separated list, trimmed, empty ones dropped; commas inside quoted strings do not split.
std::vector<std::string_view> listMembers(std::string_view text);
/// Decimal digits only, no sign, no space; nothing when empty, odd or above 2^63 - 1.
std::optional<std::uint64_t> decimal(std::string_view text);
/// "250ms", "2s", "1.5s", "300us": nanoseconds; a bare number is milliseconds. Nothing when odd or negative.
std::optional<std::int64_t> duration(std::string_view text);
/// RFC 3986 section 2.1: %XX as its byte; a percent sign without two digits behind it stays.
std::string percentDecoded(std::string_view text);
/// Letters, digits and the bytes of `others` as they are, every other byte as %XX.
std::string percentEncoded(std::string_view text, std::string_view others);
/// RFC 4648 section 4.
std::string base64(std::string_view bytes);
/// Its bytes, with padding and nothing else between; nothing where it is not that.
std::optional<std::string> fromBase64(std::string_view text);
/// "65536", "1M", "4MiB", "64k", "1.5M": bytes, powers of 1024. Nothing when odd, above 2^63 - 1, or no whole bytes.
std::optional<std::uint64_t> byteSize(std::string_view text);

} // namespace base
