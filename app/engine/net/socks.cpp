// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/socks.h"

#include "base/safe_bytes.h"
#include "engine/net/error_lines.h"
#include "request/url.h"
#include "wire/event.h"

#include <algorithm>
#include <array>

#include <arpa/inet.h>

namespace engine {

namespace {

constexpr std::string_view httpBegin = "HTTP/"; // of one that speaks HTTP, or is to be spoken to in it
constexpr std::size_t longest = 255;
constexpr char noAuthentication = 0;
constexpr char userAndPassword = 2;
constexpr char noMethod = '\xff';
constexpr char connectCommand = 1;
enum AddressType : unsigned char { Ipv4 = 1, Name = 3, Ipv6 = 4 };

unsigned char byteAt(const std::string &text, std::size_t at)
{
    return static_cast<unsigned char>(text[at]);
}

/// A length before the bytes.
void appendSized(std::string &out, std::string_view text)
{
    out += static_cast<char>(text.size());
    out += text;
}

/// RFC 1928 section 5: an address in numbers goes as such.
void appendAddress(std::string &out, const std::string &host)
{
    std::array<char, sizeof(in6_addr)> space{};
    if (inet_pton(AF_INET, host.c_str(), space.data()) == 1) {
        out += static_cast<char>(Ipv4);
        out.append(space.data(), sizeof(in_addr));
    } else if (inet_pton(AF_INET6, host.c_str(), space.data()) == 1) {
        out += static_cast<char>(Ipv6);
        out.append(space.data(), sizeof(in6_addr));
    } else {
        out += static_cast<char>(Name);
        appendSized(out, host);
    }
}

/// RFC 1928 section 6.
std::string replyWords(unsigned char code)
{
    static constexpr std::array<const char *, 9> words = {
        "",
        "general failure",
        "its rules do not allow it",
        "the network cannot be reached",
        "the host cannot be reached",
        "the connection was refused",
        "the time to live ran out",
        "it does not know the command",
        "it does not know the kind of address",
    };
    return code < words.size() ? words[code] : "unknown reply " + std::to_string(code);
}

/// RFC 1928 section 3: the proxy takes none of the methods that were offered, or one that was not.
std::string methodRefusal(char method, bool withoutUser)
{
    const std::string example = "socks5://user:password@host:port";
    if (method == noMethod)
        return withoutUser
            ? "the proxy accepts no method of authentication that was offered, and only none at all was: it may "
              "want a user and a password (write "
                + example + ") or another method"
            : "the proxy accepts no method of authentication that was offered: neither none at all nor a user "
              "and a password";
    if (method == userAndPassword)
        return "the proxy wants a user and a password: write " + example;
    return "the proxy chose method " + std::to_string(static_cast<unsigned char>(method))
        + " of authentication, which was not offered";
}

} // namespace

SocksSession::SocksSession(std::string host, std::uint16_t port, std::string user, std::string password)
    : host_(std::move(host))
    , user_(std::move(user))
    , password_(std::move(password))
    , port_(port)
{
    if (host_.size() > longest || user_.size() > longest || password_.size() > longest) {
        fail("SOCKS 5 carries names, users and passwords of 255 bytes at most");
        return;
    }
    out_ = "\x05";
    std::string methods(1, noAuthentication);
    if (!user_.empty())
        methods += userAndPassword;
    appendSized(out_, methods);
}

std::size_t SocksSession::wanted() const
{
    if (state_ != State::Asking)
        return 0;
    if (step_ != Step::Reply) {
        const bool http = step_ == Step::Method && !in_.empty() && httpBegin.starts_with(in_);
        const std::size_t least = http ? httpBegin.size() : 2;
        return least - std::min(least, in_.size());
    }
    constexpr std::size_t head = 5; // with the first byte of the address, which may be its length
    if (in_.size() < head)
        return head - in_.size();
    const unsigned char type = byteAt(in_, 3);
    const std::size_t address = type == Ipv4 ? 4 : type == Ipv6 ? 16 : 1 + std::size_t(byteAt(in_, 4));
    return 4 + address + 2 - in_.size();
}

void SocksSession::received(std::string_view bytes)
{
    while (!bytes.empty() && state_ == State::Asking) {
        const std::string_view part = bytes.substr(0, wanted());
        in_ += part;
        bytes.remove_prefix(part.size());
        if (wanted() > 0)
            continue;
        switch (step_) {
        case Step::Method: method(); break;
        case Step::Authentication:
            if (in_[1] != 0)
                return fail("the proxy refused the user and the password");
            ask();
            break;
        case Step::Reply: return reply();
        }
        in_.clear();
    }
}

void SocksSession::fail(std::string line)
{
    state_ = State::Failed;
    words_ = std::move(line);
}

void SocksSession::method()
{
    if (in_ == httpBegin)
        return fail("what answered is no SOCKS 5 proxy: it answers HTTP; if it is an HTTP proxy, write "
                    "http://host:port for it");
    if (in_[0] != '\x05')
        return fail("what answered is no SOCKS 5 proxy: what it said begins with " + base::inQuotes(in_));
    if (in_[1] == noAuthentication)
        return ask();
    if (in_[1] != userAndPassword || user_.empty())
        return fail(methodRefusal(in_[1], user_.empty()));
    out_ += '\x01';
    appendSized(out_, user_);
    appendSized(out_, password_);
    step_ = Step::Authentication;
}

void SocksSession::ask()
{
    out_ += {'\x05', connectCommand, '\0'};
    appendAddress(out_, host_);
    out_ += static_cast<char>(port_ >> 8);
    out_ += static_cast<char>(port_ & 0xff);
    step_ = Step::Reply;
}

void SocksSession::reply()
{
    if (in_[0] != '\x05')
        return fail("the proxy's reply is not SOCKS 5");
    if (in_[1] != 0)
        return fail("the proxy could not connect to " + request::hostPort(host_, port_) + ": "
                    + replyWords(byteAt(in_, 1)));
    state_ = State::Open;
    words_ = request::hostPort(host_, port_);
}

} // namespace engine
