// SPDX-License-Identifier: GPL-3.0-or-later
#include "request/sensitive_shapes.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace request {
namespace {

constexpr std::string_view base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t longestJwtHead = 4096;

struct Mark {
    std::string_view begin;
    std::size_t least; ///< bytes behind it
};
constexpr std::array<Mark, 10> marks{{{"ghp_", 16},
                                      {"gho_", 16},
                                      {"ghu_", 16},
                                      {"ghs_", 16},
                                      {"ghr_", 16},
                                      {"github_pat_", 16},
                                      {"xoxb-", 10},
                                      {"xoxp-", 10},
                                      {"xoxa-", 10},
                                      {"xoxs-", 10}}};

bool isUpperOrDigit(char c)
{
    return (c >= 'A' && c <= 'Z') || base::isDigit(c);
}

std::string base64urlDecoded(std::string_view text)
{
    std::string out;
    unsigned bits = 0, held = 0;
    for (const char c : text) {
        bits = (bits << 6 | static_cast<unsigned>(base64url.find(c))) & 0xffff;
        held += 6;
        if (held >= 8) {
            held -= 8;
            out += static_cast<char>(bits >> held & 0xff);
        }
    }
    return out;
}

/// The first of its three parts is an object with the member "alg" (RFC 7515 section 4.1.1).
bool isJwt(std::string_view word)
{
    const auto first = word.find('.');
    if (!word.starts_with("ey") || first > longestJwtHead || word.find('.', first + 1) == word.npos)
        return false;
    const std::string head = base64urlDecoded(word.substr(0, first));
    return head.starts_with('{') && head.find("\"alg\"") != head.npos;
}

/// AKIA, or ASIA for some hours, and 16 characters.
bool isAwsKey(std::string_view word)
{
    return word.size() == 20 && (word.starts_with("AKIA") || word.starts_with("ASIA"))
        && std::all_of(word.begin(), word.end(), isUpperOrDigit);
}

bool isMarked(std::string_view word)
{
    return std::ranges::any_of(marks, [&](const Mark &mark) {
        return word.starts_with(mark.begin) && word.size() >= mark.begin.size() + mark.least;
    });
}

void addWords(SecretParts &out, std::string_view text)
{
    for (std::size_t begin = 0; begin < text.size();) {
        std::size_t end = begin;
        while (end < text.size() && base::isNameChar(text[end]))
            ++end;
        std::string_view word = text.substr(begin, end - begin);
        word = word.substr(0, word.find_last_not_of('.') + 1); // of a sentence
        if (isJwt(text.substr(begin, end - begin)) || isAwsKey(word) || isMarked(word))
            out.push_back({begin, word.size()});
        begin = end + 1;
    }
}

/// "-----BEGIN RSA PRIVATE KEY-----" and what follows, also with "+" for a space, as forms have it.
void addPrivateKeys(SecretParts &out, std::string_view text)
{
    constexpr std::string_view beginLine = "-----BEGIN", rule = "-----";
    constexpr std::size_t longestLabel = 64;
    bool ends = true; // there may be a last line further on
    for (auto at = text.find(beginLine); at != text.npos; at = text.find(beginLine, at + 1)) {
        const auto labelEnd = text.substr(0, at + beginLine.size() + longestLabel).find(rule, at + beginLine.size());
        if (labelEnd == text.npos || text.substr(at, labelEnd - at).find("PRIVATE") == text.npos)
            continue;
        const auto begin = labelEnd + rule.size();
        auto end = ends ? text.find("-----END", begin) : text.npos;
        ends = end != text.npos;
        if (end == text.npos) // cut
            end = std::min(text.find_first_of("\"'<&", begin), text.size());
        if (begin < end)
            out.push_back({begin, end - begin});
        at = std::max(at, end - 1);
    }
}

} // namespace

SecretParts secretShapes(std::string_view text)
{
    SecretParts out;
    addPrivateKeys(out, text);
    addWords(out, text);
    return merged(std::move(out));
}

} // namespace request
