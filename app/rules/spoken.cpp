// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/spoken.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace rules {

namespace {

struct Opening {
    std::string_view begin;
    const char *key;
    const char *name;
};

// What servers of these protocols say first, or answer to a line that they do not know.
constexpr std::array openings{
    Opening{"SSH-", "ssh", "SSH"},      Opening{"+OK", "pop3", "POP3"},      Opening{"* OK", "imap", "IMAP"},
    Opening{"-ERR ", "redis", "Redis"}, Opening{"AMQP", "amqp", "AMQP"},     Opening{"RTSP/", "rtsp", "RTSP"},
    Opening{"SIP/", "sip", "SIP"},      Opening{"ICY ", "icy", "SHOUTcast"},
};

unsigned byteAt(std::string_view bytes, std::size_t at)
{
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 256U;
}

/// A frame on stream 0 that a server may begin a connection with, or end it: SETTINGS of whole settings, GOAWAY.
bool isHttp2(std::string_view begin)
{
    if (begin.size() < 9)
        return false;
    const unsigned length = byteAt(begin, 0) << 16U | byteAt(begin, 1) << 8U | byteAt(begin, 2);
    const bool connection = std::ranges::all_of(begin.substr(5, 4), [](char c) { return c == '\0'; });
    const bool settings = byteAt(begin, 3) == 4 && length % 6 == 0 && byteAt(begin, 4) <= 1;
    const bool goAway = byteAt(begin, 3) == 7 && length >= 8 && byteAt(begin, 4) == 0;
    return connection && (settings || goAway);
}

/// An alert or a handshake; the second byte is the version's, where it has come.
bool isTls(std::string_view begin)
{
    const unsigned type = byteAt(begin, 0);
    const unsigned major = byteAt(begin, 1);
    return (type == 0x15 || type == 0x16) && (major == 3 || major == 256U);
}

/// Protocol 10 in the first packet, and a version that begins with a digit.
bool isMysql(std::string_view begin)
{
    return byteAt(begin, 3) == 0 && byteAt(begin, 4) == 10 && begin.size() > 5 && base::isDigit(begin[5]);
}

Spoken spoken(const char *key, const char *name)
{
    return {QString::fromLatin1(key), QString::fromLatin1(name)};
}

Spoken greeting(std::string_view begin)
{
    const std::string line = base::lowered(begin);
    if (line.find("smtp") != std::string::npos)
        return spoken("smtp", "SMTP");
    if (line.find("ftp") != std::string::npos)
        return spoken("ftp", "FTP");
    return spoken("greeting", "SMTP or FTP");
}

} // namespace

Spoken spokenBy(std::string_view begin)
{
    if (isHttp2(begin))
        return spoken("http2", "HTTP/2");
    if (isTls(begin))
        return spoken("tls", "TLS");
    if (isMysql(begin))
        return spoken("mysql", "MySQL");
    if (begin.starts_with("220 ") || begin.starts_with("220-"))
        return greeting(begin);
    const auto at =
        std::ranges::find_if(openings, [begin](const Opening &one) { return begin.starts_with(one.begin); });
    if (at != openings.end())
        return spoken(at->key, at->name);
    return begin.starts_with('<') ? spoken("markup", "") : spoken("other", "");
}

} // namespace rules
