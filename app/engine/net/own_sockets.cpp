// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/own_sockets.h"

#include <mutex>
#include <set>

#include <netinet/in.h>

namespace engine {

namespace {

struct Ends {
    std::mutex mutex;
    std::multiset<std::string> all; // one may stay a moment after the kernel gave it to the next
};

Ends &ends()
{
    static Ends known;
    return known;
}

/// Port and address as bytes; "" for other families. An IPv4 address in IPv6's clothes is that of IPv4.
std::string endOf(const sockaddr_storage &address)
{
    const auto bytes = [](const auto &value, std::size_t from = 0) {
        return std::string(reinterpret_cast<const char *>(&value) + from, sizeof value - from);
    };
    if (address.ss_family == AF_INET) {
        const auto &four = reinterpret_cast<const sockaddr_in &>(address);
        return bytes(four.sin_port) + bytes(four.sin_addr);
    }
    if (address.ss_family != AF_INET6)
        return {};
    const auto &six = reinterpret_cast<const sockaddr_in6 &>(address);
    constexpr std::size_t mapped = 12; // bytes before the IPv4 address
    return bytes(six.sin6_port) + bytes(six.sin6_addr, IN6_IS_ADDR_V4MAPPED(&six.sin6_addr) ? mapped : 0);
}

} // namespace

void OwnSocket::set(int descriptor)
{
    clear();
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    if (::getsockname(descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return;
    end_ = endOf(address);
    if (end_.empty())
        return;
    const std::lock_guard lock(ends().mutex);
    ends().all.insert(end_);
}

void OwnSocket::clear()
{
    if (end_.empty())
        return;
    const std::lock_guard lock(ends().mutex);
    if (const auto one = ends().all.find(end_); one != ends().all.end())
        ends().all.erase(one);
    end_.clear();
}

bool peerIsOwn(int descriptor)
{
    sockaddr_storage address = {};
    socklen_t size = sizeof address;
    if (::getpeername(descriptor, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        return false;
    const std::lock_guard lock(ends().mutex);
    return ends().all.count(endOf(address)) > 0;
}

} // namespace engine
