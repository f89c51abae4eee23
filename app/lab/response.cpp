// SPDX-License-Identifier: GPL-3.0-or-later
// Composes the responses of scenarios.
#include "lab/response.h"

#include "wire/head.h"
#include "wire/text.h"

#include <algorithm>
#include <array>

namespace lab {

namespace {

struct Phrase {
    int status;
    std::string_view text;
};

constexpr std::array<Phrase, 50> phrases{{
    {100, "Continue"}, {101, "Switching Protocols"}, {102, "Processing"}, {103, "Early Hints"},
    {104, "Upload Resumption Supported"}, {200, "OK"}, {201, "Created"}, {202, "Accepted"},
    {203, "Non-Authoritative Information"}, {204, "No Content"}, {205, "Reset Content"}, {206, "Partial Content"},
    {300, "Multiple Choices"}, {301, "Moved Permanently"}, {302, "Found"}, {303, "See Other"},
    {304, "Not Modified"}, {305, "Use Proxy"}, {307, "Temporary Redirect"}, {308, "Permanent Redirect"},
    {400, "Bad Request"}, {401, "Unauthorized"}, {402, "Payment Required"}, {403, "Forbidden"},
    {404, "Not Found"}, {405, "Method Not Allowed"}, {406, "Not Acceptable"},
    {407, "Proxy Authentication Required"}, {408, "Request Timeout"}, {409, "Conflict"}, {410, "Gone"},
    {411, "Length Required"}, {412, "Precondition Failed"}, {413, "Content Too Large"}, {414, "URI Too Long"},
    {415, "Unsupported Media Type"}, {416, "Range Not Satisfiable"}, {417, "Expectation Failed"},
    {421, "Misdirected Request"}, {422, "Unprocessable Content"}, {426, "Upgrade Required"},
    {428, "Precondition Required"}, {429, "Too Many Requests"}, {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"}, {501, "Not Implemented"}, {502, "Bad Gateway"},
    {503, "Service Unavailable"}, {504, "Gateway Timeout"}, {505, "HTTP Version Not Supported"},
}};

wire::Fields typedFields(const std::vector<std::string> &lines)
{
    wire::Fields fields;
    for (const std::string &line : lines) {
        const auto colon = line.find(':');
        if (colon != std::string::npos)
            fields.push_back({line.substr(0, colon), std::string(wire::trimmed(line.substr(colon + 1)))});
    }
    return fields;
}

std::string statusLine(const ResponseParts &parts)
{
    const std::string_view reason = parts.reason.empty() ? reasonPhrase(parts.status) : parts.reason;
    std::string line = parts.version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ";
    return line.append(std::to_string(parts.status)).append(" ").append(reason).append("\r\n");
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
    const auto known = std::find_if(phrases.begin(), phrases.end(), [&](const Phrase &p) { return p.status == status; });
    return known == phrases.end() ? std::string_view() : known->text;
}

std::string interimBytes(const ResponseParts &parts)
{
    std::string bytes = statusLine(parts);
    for (const std::string &field : parts.fields)
        bytes += field + "\r\n";
    return bytes + "\r\n";
}

std::string finalBytes(const ResponseParts &parts)
{
    const wire::Fields typed = typedFields(parts.fields);
    const bool bodiless = parts.status == 204 || parts.status == 304;
    std::string bytes = statusLine(parts);
    if (!wire::hasField(typed, "Server"))
        bytes += "Server: interim-lab\r\n";
    for (const std::string &field : parts.fields)
        bytes += field + "\r\n";
    if (!parts.content.empty() && !bodiless && !wire::hasField(typed, "Content-Type"))
        bytes += "Content-Type: text/plain; charset=utf-8\r\n";
    if (wantsLength(parts, typed))
        bytes += "Content-Length: " + std::to_string(parts.content.size()) + "\r\n";
    if (parts.close && !wire::hasField(typed, "Connection"))
        bytes += "Connection: close\r\n";
    bytes += "\r\n";
    return parts.headOnly || bodiless ? bytes : bytes + parts.content;
}

bool asksToClose(const std::vector<std::string> &fields)
{
    return wire::hasMember(typedFields(fields), "Connection", "close");
}

} // namespace lab
