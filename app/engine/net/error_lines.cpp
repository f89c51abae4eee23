// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/error_lines.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "wire/event.h"

#include <algorithm>
#include <cerrno>
#include <system_error>

#include <netdb.h>

namespace engine {

namespace {

constexpr std::size_t mostValues = 4;
constexpr std::size_t mostLetters = 32;

} // namespace

std::string systemWords(int error)
{
    return std::error_code(error, std::generic_category()).message();
}

std::string connectFailure(int error, const std::string &where)
{
    switch (error) {
    case ECONNREFUSED: return "connection refused by " + where;
    case ETIMEDOUT:
        return "no answer from " + where + ": the host is down or overloaded, or a firewall drops what is sent to it";
    case ENETUNREACH: return "no route to " + where + ": this machine has no network that leads there";
    case EHOSTUNREACH: return where + " cannot be reached: the host is down, or a router or firewall refuses the way";
    case EACCES:
    case EPERM: return "not allowed to connect to " + where + ": a rule of this machine forbids it";
    case ECONNRESET: return where + " reset the connection while it was being opened";
    case EAFNOSUPPORT: return "this machine does not speak the address family of " + where;
    default: return "cannot connect to " + where + ": " + systemWords(error);
    }
}

std::string unixSocketName(std::string_view socket)
{
    const bool named = socket.starts_with('@');
    return (named ? "the abstract Unix socket " : "the Unix socket ") + base::escaped(socket.substr(named ? 1 : 0));
}

std::string unixConnectFailure(int error, std::string_view socket, bool isSocket)
{
    const std::string where = unixSocketName(socket);
    switch (error) {
    case ENOENT: return where + " does not exist: check its path, and whether its server runs";
    case ENOTDIR: return where + " does not exist: a part of its path is no folder; check it";
    case ECONNREFUSED:
        if (socket.starts_with('@'))
            return where + " does not exist: check its name, and whether its server runs";
        return isSocket ? "nobody listens at " + where + ": start its server"
                        : base::escaped(socket) + " is no Unix socket: name the one at which the server listens";
    case EACCES:
    case EPERM:
        return "not allowed to connect to " + where + ": its permissions, or those of a folder on the way, forbid it";
    case EPROTOTYPE: return where + " is of another kind than HTTP needs (datagrams, no stream): name another";
    default: return "cannot connect to " + where + ": " + systemWords(error);
    }
}

std::string lookupFailure(int error, int system, const std::string &host)
{
    switch (error) {
    case EAI_NONAME: return "no such host: " + host + " (check its spelling)";
    case EAI_AGAIN: return "cannot look up " + host + ": no name server answered; check the network and try again";
    case EAI_SYSTEM: return "cannot look up " + host + ": " + systemWords(system);
    default: return "cannot look up " + host + ": " + gai_strerror(error);
    }
}

std::string unreadable(std::optional<wire::Anomaly> limit, const std::string &where)
{
    if (limit == wire::Anomaly::HeadTooLarge)
        return "the head that " + where + " sent is larger than Interim reads";
    if (limit == wire::Anomaly::TooManyFields)
        return "the head that " + where + " sent has more fields than Interim reads";
    if (limit == wire::Anomaly::TooManyInterims)
        return where + " sent more interim responses than Interim reads";
    return "what " + where + " sent cannot be read as HTTP";
}

bool beginsHttp2(std::string_view bytes)
{
    if (bytes.size() < http2FrameHead)
        return false;
    const auto at = [bytes](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    const std::uint32_t length = static_cast<std::uint32_t>(at(0) << 16 | at(1) << 8 | at(2));
    constexpr unsigned char settings = 4, goAway = 7;
    const bool ofConnection = at(4) == 0 && at(5) == 0 && at(6) == 0 && at(7) == 0 && at(8) == 0;
    const bool whole = at(3) == settings ? length % 6 == 0 : at(3) == goAway && length >= 8;
    return ofConnection && whole && length <= 16384;
}

std::string speaksHttp2(const std::string &where)
{
    return "what " + where
        + " sent begins with a frame of HTTP/2: it seems to speak HTTP/2 alone, and Interim speaks HTTP/1.1; "
          "ask at a place that speaks HTTP/1.1 too";
}

std::string invalidLength(const std::vector<std::string_view> &values, const std::string &where)
{
    std::vector<std::string_view> told; // each once
    for (const std::string_view value : values) {
        for (const std::string_view member : base::listMembers(value)) {
            if (std::ranges::find(told, member) == told.end())
                told.push_back(member);
        }
    }
    const auto isNumber = [](std::string_view member) { return std::ranges::all_of(member, base::isDigit); };
    const bool numbers = !told.empty() && std::ranges::all_of(told, isNumber);
    if (!numbers)
        std::erase_if(told, isNumber);
    std::string list;
    for (std::size_t i = 0; i < told.size() && i < mostValues; ++i)
        list += (list.empty() ? "" : i + 1 == told.size() ? " and " : ", ") + base::inQuotes(told[i], mostLetters);
    if (told.size() > mostValues)
        list += ", ...";
    std::string line = "where the response from " + where + " ends cannot be known: its Content-Length ";
    line += numbers ? "has values that differ: " + list : list.empty() ? "is empty" : "is no number: " + list;
    return line + "; a client must discard it and close (RFC 9112 section 6.3)";
}

std::string brokenContent(wire::Anomaly what, std::string_view text, const std::string &where)
{
    constexpr const char *end = ", so where that response ends cannot be known (RFC 9112 section 7.1)";
    if (text.ends_with('\r'))
        text.remove_suffix(1);
    if (what == wire::Anomaly::ChunkEndMissing)
        return "the data of a chunk does not end where its size says in the response from " + where + end;
    if (what == wire::Anomaly::ChunkLineTooLong)
        return "a chunk-size line of the response from " + where + " is longer than Interim reads";
    const std::string size = base::inQuotes(text, mostLetters);
    if (what == wire::Anomaly::ChunkSizeTooLarge)
        return "the chunk size " + size + " of the response from " + where
            + " is above 2^63-1, more than Interim reads";
    return "the chunk size " + size + " of the response from " + where + " is none" + end;
}

std::string breakage(int error)
{
    switch (error) {
    case ECONNRESET:
    case EPIPE: return "connection reset by the other side";
    case ETIMEDOUT: return "connection lost: the server no longer acknowledges what is sent";
    case ENETDOWN:
    case ENETUNREACH:
    case EHOSTUNREACH: return "connection lost: the network no longer leads to the server";
    default: return "connection lost: " + systemWords(error);
    }
}

} // namespace engine
