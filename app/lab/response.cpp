// SPDX-License-Identifier: GPL-3.0-or-later
// Composes the responses of scenarios.
#include "lab/response.h"

#include "base/text.h"
#include "wire/head.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace lab {

namespace {

struct Phrase {
    int status;
    std::string_view text;
};

constexpr std::array<Phrase, 50> phrases{{
    {100, "Continue"},
    {101, "Switching Protocols"},
    {102, "Processing"},
    {103, "Early Hints"},
    {104, "Upload Resumption Supported"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {203, "Non-Authoritative Information"},
    {204, "No Content"},
    {205, "Reset Content"},
    {206, "Partial Content"},
    {300, "Multiple Choices"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {305, "Use Proxy"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {402, "Payment Required"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {426, "Upgrade Required"},
    {428, "Precondition Required"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
}};

wire::Fields typedFields(const std::vector<std::string> &lines)
{
    wire::Fields fields;
    for (const std::string &line : lines) {
        const auto colon = line.find(':');
        if (colon != std::string::npos)
            fields.push_back({line.substr(0, colon), std::string(base::trimmed(line.substr(colon + 1)))});
    }
    return fields;
}

std::string statusLine(const ResponseParts &parts)
{
    const std::string_view reason = parts.reason.empty() ? reasonPhrase(parts.status) : parts.reason;
    std::string line = parts.version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ";
    return line.append(std::to_string(parts.status)).append(" ").append(reason).append("\r\n");
}

std::string twoDigits(std::int64_t number)
{
    return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

/// RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5.
bool hasNoContent(int status)
{
    return status == 204 || status == 205 || status == 304;
}

/// The line as typed, but for a Connection that says keep-alive: it says close.
std::string closing(const std::string &line)
{
    const wire::Fields typed = typedFields({line});
    if (!wire::hasMember(typed, "Connection", "keep-alive"))
        return line;
    std::string members;
    for (const std::string_view member : base::listMembers(typed.front().value)) {
        if (!base::equalsIgnoringCase(member, "keep-alive"))
            members.append(member).append(", ");
    }
    return "Connection: " + members + "close";
}

/// RFC 9110 section 8.6: no Content-Length in a 204.
bool wantsLength(const ResponseParts &parts, const wire::Fields &typed)
{
    return parts.status != 204 && parts.status != 304 && !wire::hasField(typed, "Content-Length")
        && !wire::hasField(typed, "Transfer-Encoding");
}

} // namespace

std::string_view reasonPhrase(int status)
{
    const auto known =
        std::find_if(phrases.begin(), phrases.end(), [&](const Phrase &p) { return p.status == status; });
    return known == phrases.end() ? std::string_view() : known->text;
}

std::string interimBytes(const ResponseParts &parts)
{
    std::string bytes = statusLine(parts);
    for (const std::string &field : parts.fields)
        bytes += field + "\r\n";
    return bytes + "\r\n";
}

std::string httpDate(std::int64_t unixTime)
{
    static constexpr std::array<std::string_view, 7> dayNames{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> monthNames{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    using namespace std::chrono;
    const sys_seconds moment{seconds(unixTime)};
    const sys_days midnight = floor<std::chrono::days>(moment);
    const year_month_day date(midnight);
    const hh_mm_ss time(moment - midnight);
    const int year = static_cast<int>(date.year());
    std::string text(dayNames[weekday(midnight).c_encoding()]);
    text += ", " + twoDigits(static_cast<unsigned>(date.day())) + ' ';
    text.append(monthNames[static_cast<unsigned>(date.month()) - 1]);
    text += ' ' + twoDigits(year / 100) + twoDigits(year % 100) + ' ';
    return text + twoDigits(time.hours().count()) + ':' + twoDigits(time.minutes().count()) + ':'
        + twoDigits(time.seconds().count()) + " GMT";
}

std::string finalBytes(const ResponseParts &parts)
{
    std::vector<std::string> lines = parts.fields;
    if (parts.close)
        std::ranges::transform(lines, lines.begin(), closing);
    const wire::Fields typed = typedFields(lines);
    const std::string_view content = hasNoContent(parts.status) ? std::string_view() : parts.content;
    std::string bytes = statusLine(parts);
    if (!wire::hasField(typed, "Server"))
        bytes += "Server: interim-lab\r\n";
    if (parts.unixTime && !wire::hasField(typed, "Date"))
        bytes += "Date: " + httpDate(*parts.unixTime) + "\r\n";
    for (const std::string &field : lines)
        bytes += field + "\r\n";
    if (!content.empty() && !wire::hasField(typed, "Content-Type"))
        bytes += "Content-Type: text/plain; charset=utf-8\r\n";
    if (wantsLength(parts, typed))
        bytes += "Content-Length: " + std::to_string(content.size()) + "\r\n";
    if (parts.close && !wire::hasField(typed, "Connection"))
        bytes += "Connection: close\r\n";
    bytes += "\r\n";
    return parts.headOnly ? bytes : bytes.append(content);
}

bool asksToClose(const std::vector<std::string> &fields)
{
    return wire::hasMember(typedFields(fields), "Connection", "close");
}

} // namespace lab
