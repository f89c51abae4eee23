// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/resolver.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "engine/net/error_lines.h"
#include "request/url.h"

#include <algorithm>
#include <cerrno>
#include <deque>
#include <mutex>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <net/if.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

namespace engine {

namespace {

int familyOf(request::AddressFamily family)
{
    switch (family) {
    case request::AddressFamily::V4: return AF_INET;
    case request::AddressFamily::V6: return AF_INET6;
    case request::AddressFamily::Any: break;
    }
    return AF_UNSPEC;
}

std::string numeric(const addrinfo &info)
{
    char text[NI_MAXHOST] = {};
    const int failed = getnameinfo(info.ai_addr, info.ai_addrlen, text, sizeof text, nullptr, 0, NI_NUMERICHOST);
    return failed ? std::string() : std::string(text);
}

// getaddrinfo tells a host without an address of the family and an unknown host apart only sometimes.
std::string failureLine(int error, int system, const std::string &host, request::AddressFamily family)
{
    const bool noAddress = error == EAI_NODATA || error == EAI_ADDRFAMILY;
    if (!noAddress || family == request::AddressFamily::Any)
        return lookupFailure(error, system, host);
    const char *name = family == request::AddressFamily::V6 ? "IPv6" : "IPv4";
    return host + " has no " + name + " address: allow the other family too";
}

Resolved lookUp(const std::string &host, request::AddressFamily family)
{
    addrinfo hints = {};
    hints.ai_family = familyOf(family);
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *list = nullptr;
    const int error = getaddrinfo(host.c_str(), nullptr, &hints, &list);
    if (error)
        return {{}, failureLine(error, errno, host, family)};
    Resolved result;
    for (const addrinfo *info = list; info; info = info->ai_next) {
        const std::string address = numeric(*info);
        if (!address.empty() && std::ranges::find(result.addresses, address) == result.addresses.end())
            result.addresses.push_back(address);
    }
    freeaddrinfo(list);
    if (result.addresses.empty())
        result.error = failureLine(EAI_NODATA, 0, host, family);
    return result;
}

/// Whether this machine has ::1: where IPv6 is off, it is not tried.
bool hasLoopback6()
{
    sockaddr_in6 to = {};
    to.sin6_family = AF_INET6;
    to.sin6_addr = in6addr_loopback;
    const int fd = socket(AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const bool has = fd >= 0 && bind(fd, reinterpret_cast<const sockaddr *>(&to), sizeof to) == 0;
    if (fd >= 0)
        close(fd);
    return has;
}

/// RFC 6761 section 6.3, in the order of RFC 6724.
Resolved loopback(request::AddressFamily family)
{
    Resolved result;
    if (family == request::AddressFamily::V6 || (family == request::AddressFamily::Any && hasLoopback6()))
        result.addresses.emplace_back("::1");
    if (family != request::AddressFamily::V6)
        result.addresses.emplace_back("127.0.0.1");
    return result;
}

/// "fe80::1%eth0"; nothing where the zone is no interface here. Only a link-local address means another one in each
/// zone.
std::optional<std::string> literal6(const std::string &host)
{
    const auto percent = std::min(host.find('%'), host.size());
    in6_addr address = {};
    if (inet_pton(AF_INET6, host.substr(0, percent).c_str(), &address) != 1)
        return {};
    char text[INET6_ADDRSTRLEN] = {};
    inet_ntop(AF_INET6, &address, text, sizeof text);
    if (percent == host.size())
        return text;
    const std::string zone = host.substr(percent + 1);
    const auto number = base::decimal(zone);
    if (if_nametoindex(zone.c_str()) == 0 && (!number || *number == 0 || *number > UINT32_MAX))
        return {};
    const bool local = IN6_IS_ADDR_LINKLOCAL(&address) || IN6_IS_ADDR_MC_LINKLOCAL(&address);
    return text + (local ? '%' + zone : std::string());
}

} // namespace

// Shared with the thread that looks it up: that may outlive the resolver, which then no longer is the owner.
struct Resolver::Job {
    std::mutex mutex;
    Resolver *owner = nullptr;
    std::string host;
    request::AddressFamily family = request::AddressFamily::Any;

    bool wanted()
    {
        const std::lock_guard lock(mutex);
        return owner != nullptr;
    }
    void deliver(const std::shared_ptr<Job> &self, Resolved result)
    {
        const std::lock_guard lock(mutex);
        if (!owner)
            return;
        QMetaObject::invokeMethod(
            owner,
            [target = owner, self, result = std::move(result)] {
                if (target->job_ != self)
                    return; // cancelled meanwhile
                target->cancel();
                emit target->finished(result);
            },
            Qt::QueuedConnection);
    }
};

// The threads, and what waits for one. It is never destroyed: a thread may still be in getaddrinfo when the program
// ends.
class Resolver::LookUps {
public:
    static LookUps &all()
    {
        static auto *one = new LookUps;
        return *one;
    }
    void add(std::shared_ptr<Job> job)
    {
        const std::lock_guard lock(mutex_);
        waiting_.push_back(std::move(job));
        if (threads_ == mostThreads)
            return;
        ++threads_;
        std::thread([this] { work(); }).detach();
    }
    void remove(const std::shared_ptr<Job> &job)
    {
        const std::lock_guard lock(mutex_);
        std::erase(waiting_, job);
    }
    void answerBy(LookUp lookUp)
    {
        const std::lock_guard lock(mutex_);
        lookUp_ = std::move(lookUp);
    }

private:
    void work()
    {
        for (;;) {
            LookUp look;
            std::shared_ptr<Job> job;
            {
                const std::lock_guard lock(mutex_);
                if (waiting_.empty()) {
                    --threads_;
                    return;
                }
                job = std::move(waiting_.front());
                waiting_.pop_front();
                look = lookUp_ ? lookUp_ : lookUp;
            }
            if (job->wanted())
                job->deliver(job, look(job->host, job->family));
        }
    }

    std::mutex mutex_;
    std::deque<std::shared_ptr<Job>> waiting_;
    int threads_ = 0;
    LookUp lookUp_;
};

Resolver::Resolver(QObject *parent) : QObject(parent) {}

Resolver::~Resolver()
{
    cancel();
}

std::optional<std::string> Resolver::literal(const std::string &host)
{
    if (host.find(':') != std::string::npos)
        return literal6(host);
    in_addr v4 = {}; // getaddrinfo would take "127.1" and "2130706433" too; those are looked up
    return inet_pton(AF_INET, host.c_str(), &v4) == 1 ? std::optional(host) : std::nullopt;
}

void Resolver::answerBy(LookUp lookUp)
{
    LookUps::all().answerBy(std::move(lookUp));
}

void Resolver::start(const std::string &host, request::AddressFamily family)
{
    cancel();
    auto job = std::make_shared<Job>();
    job->owner = this;
    job->host = host;
    job->family = family;
    job_ = job;
    const auto percent = host.find('%');
    if (request::isLocalhost(host))
        job->deliver(job, loopback(family));
    else if (host.find(':') != std::string::npos && percent != std::string::npos)
        job->deliver(job,
                     {{},
                      "the zone " + base::inQuotes(host.substr(percent + 1), 40) + " of the address "
                          + host.substr(0, percent) + " is no network interface of this machine: name one of its own"});
    else
        LookUps::all().add(std::move(job));
}

void Resolver::cancel()
{
    const std::shared_ptr<Job> job = std::exchange(job_, nullptr);
    if (!job)
        return;
    LookUps::all().remove(job);
    const std::lock_guard lock(job->mutex);
    job->owner = nullptr;
}

} // namespace engine
