// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/http1/lines.h"

#include "base/text.h"

#include <algorithm>

namespace wire {

namespace {

std::string cut(std::string_view text)
{
    return std::string(text.substr(0, 64));
}

void note(std::vector<Found> &found, Anomaly what, std::uint64_t offset, std::string_view text)
{
    found.push_back({what, {offset, text.size()}, cut(text)});
}

/// "HTTP/1.1" as 11; notes lower case, versions that are none of ours, and odd forms, which are read as far as their
/// digits go.
int readVersion(std::string_view text, std::uint64_t offset, std::vector<Found> &found)
{
    if (text.size() >= 4 && text.substr(0, 4) != "HTTP")
        note(found, Anomaly::LowerCaseHttp, offset, text);
    const auto digits = text.substr(std::min<std::size_t>(5, text.size()));
    const bool exact = digits.size() == 3 && base::isDigit(digits[0]) && digits[1] == '.' && base::isDigit(digits[2]);
    const int major = !digits.empty() && base::isDigit(digits[0]) ? digits[0] - '0' : 1;
    const int minor = digits.size() >= 3 && digits[1] == '.' && base::isDigit(digits[2]) ? digits[2] - '0' : 0;
    if (!exact)
        note(found, Anomaly::OddVersion, offset, text);
    else if (major != 1)
        note(found, Anomaly::ForeignVersion, offset, text);
    else if (minor > 1)
        note(found, Anomaly::UnknownVersion, offset, text);
    return major * 10 + minor;
}

/// Steps over blanks at `pos`; more than one SP, or any HTAB, is noted.
void skipSpace(std::string_view text, std::size_t &pos, std::uint64_t offset, std::vector<Found> &found)
{
    const auto begin = pos;
    while (pos < text.size() && base::isBlank(text[pos]))
        ++pos;
    if (pos - begin > 1 || (pos > begin && text[begin] == '\t'))
        note(found, Anomaly::ExtraSpace, offset + begin, text.substr(begin, pos - begin));
}

std::string_view word(std::string_view text, std::size_t &pos)
{
    const auto begin = pos;
    while (pos < text.size() && !base::isBlank(text[pos]))
        ++pos;
    return text.substr(begin, pos - begin);
}

void checkStatus(std::string_view code, std::uint64_t offset, StatusLine &line, std::vector<Found> &found)
{
    const auto number = base::decimal(code);
    if (!number || code.size() != 3) {
        note(found, Anomaly::BadStatus, offset, code);
        line.status = number && code.size() < 3 ? static_cast<int>(*number) : 0;
        return;
    }
    line.status = static_cast<int>(*number);
    if (line.status < 100 || line.status > 599)
        note(found, Anomaly::StatusOutOfRange, offset, code);
}

bool looksLikeVersion(std::string_view text)
{
    return text.size() >= 5 && base::equalsIgnoringCase(text.substr(0, 5), "http/");
}

void checkTarget(std::string_view target, std::uint64_t offset, std::vector<Found> &found)
{
    const auto bad = std::find_if(target.begin(), target.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return u <= 0x20 || u >= 0x7f || c == '"' || c == '<' || c == '>' || c == '\\' || c == '^' || c == '`'
            || c == '{' || c == '|' || c == '}' || c == '#';
    });
    const auto at = static_cast<std::size_t>(bad - target.begin());
    if (target.empty() || bad != target.end())
        note(found, Anomaly::BadTarget, offset + at, target.substr(at, 1));
}

} // namespace

std::string_view withoutLineEnd(std::string_view line, std::uint64_t offset, std::vector<Found> &found)
{
    if (!line.empty() && line.back() == '\r')
        line.remove_suffix(1);
    else
        found.push_back({Anomaly::BareLf, {offset + line.size(), 1}, {}});
    const auto cr = line.find('\r');
    if (cr != line.npos)
        found.push_back({Anomaly::BareCr, {offset + cr, 1}, {}});
    return line;
}

StatusLine parseStatusLine(std::string_view text, std::uint64_t offset, std::vector<Found> &found)
{
    StatusLine line;
    std::size_t pos = 0;
    line.version = readVersion(word(text, pos), offset, found);
    skipSpace(text, pos, offset, found);
    const auto codeAt = pos;
    const auto code = word(text, pos);
    checkStatus(code, offset + codeAt, line, found);
    if (pos == text.size()) { // RFC 9112 section 4: the reason may be empty, the SP before it may not
        note(found, Anomaly::NoSpaceAfterStatus, offset + codeAt, code);
        return line;
    }
    ++pos;
    line.reason = text.substr(pos);
    checkValue(line.reason, offset + pos, found);
    return line;
}

RequestLine parseRequestLine(std::string_view text, std::uint64_t offset, std::vector<Found> &found)
{
    RequestLine line;
    std::size_t pos = 0;
    if (!text.empty() && base::isBlank(text[0])) {
        skipSpace(text, pos, offset, found);
        note(found, Anomaly::LeadingSpace, offset, text.substr(0, pos));
    }
    const auto methodAt = pos;
    line.method = word(text, pos);
    if (!base::isToken(line.method))
        note(found, Anomaly::BadMethod, offset + methodAt, line.method);
    skipSpace(text, pos, offset, found);
    // The version is the last word if it looks like one; blanks before it belong to the target.
    auto rest = text.substr(pos);
    const auto last = rest.find_last_of(" \t");
    const auto tail = last == rest.npos ? rest : rest.substr(last + 1);
    if (!looksLikeVersion(tail)) {
        line.version = 9;
        line.hasVersion = false;
        line.target = rest;
        note(found, Anomaly::NoVersion, offset + text.size(), {});
    } else {
        line.version = readVersion(tail, offset + text.size() - tail.size(), found);
        const auto target = last == rest.npos ? std::string_view() : rest.substr(0, last);
        line.target = base::trimmed(target);
        if (line.target.size() != target.size())
            note(found, Anomaly::ExtraSpace, offset + pos, target);
    }
    checkTarget(line.target, offset + pos, found);
    return line;
}

Field parseField(std::string_view text, std::uint64_t offset, std::vector<Found> &found)
{
    const auto colon = text.find(':');
    if (colon == text.npos) {
        note(found, Anomaly::NoColon, offset, text);
        checkValue(text, offset, found);
        return {{}, std::string(base::trimmed(text))};
    }
    Field field{std::string(text.substr(0, colon)), std::string(base::trimmed(text.substr(colon + 1)))};
    const auto bare = base::trimmed(field.name);
    if (bare.size() != field.name.size()) { // RFC 9112 section 5.1
        note(found, Anomaly::SpaceBeforeColon, offset, field.name);
        field.name = bare;
    }
    if (field.name.empty())
        note(found, Anomaly::EmptyName, offset + colon, ":");
    else if (!base::isToken(field.name))
        note(found, Anomaly::BadName, offset, field.name);
    checkValue(text.substr(colon + 1), offset + colon + 1, found);
    return field;
}

void checkValue(std::string_view text, std::uint64_t offset, std::vector<Found> &found)
{
    const auto first = [&](Anomaly what, auto matches) {
        const auto it = std::find_if(text.begin(), text.end(), matches);
        if (it != text.end())
            found.push_back({what, {offset + static_cast<std::uint64_t>(it - text.begin()), 1}, cut(text)});
    };
    first(Anomaly::NulByte, [](char c) { return c == '\0'; });
    first(Anomaly::ControlByte, [](char c) { return base::isControl(c) && c != '\0' && c != '\r'; });
    first(Anomaly::ObsText, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

} // namespace wire
