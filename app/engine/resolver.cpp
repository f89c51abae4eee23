// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resolver.h"

#include "engine/words.h"

#include <QtCore/QUrl>

#include <algorithm>
#include <cerrno>
#include <mutex>
#include <thread>
#include <utility>

#include <arpa/inet.h>
#include <netdb.h>
#include <sys/socket.h>

namespace engine {

namespace {

int familyOf(wire::AddressFamily family)
{
    switch (family) {
    case wire::AddressFamily::V4:
        return AF_INET;
    case wire::AddressFamily::V6:
        return AF_INET6;
    case wire::AddressFamily::Any:
        break;
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
std::string failureLine(int error, int system, const std::string &host, wire::AddressFamily family)
{
    const bool noAddress = error == EAI_NODATA || error == EAI_ADDRFAMILY;
    if (!noAddress || family == wire::AddressFamily::Any)
        return lookupFailure(error, system, host);
    const char *name = family == wire::AddressFamily::V6 ? "IPv6" : "IPv4";
    return host + " has no " + name + " address: allow the other family too";
}

Resolved lookUp(const std::string &host, const std::string &name, wire::AddressFamily family)
{
    addrinfo hints = {};
    hints.ai_family = familyOf(family);
    hints.ai_socktype = SOCK_STREAM;
    addrinfo *list = nullptr;
    const int error = getaddrinfo(name.c_str(), nullptr, &hints, &list);
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

} // namespace

// Shared with the worker: it may outlive the resolver, which then no longer is the owner.
struct Resolver::Job {
    std::mutex mutex;
    Resolver *owner = nullptr;

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

Resolver::Resolver(QObject *parent)
    : QObject(parent)
{
}

Resolver::~Resolver()
{
    cancel();
}

std::optional<std::string> Resolver::literal(const std::string &host)
{
    addrinfo hints = {};
    hints.ai_family = AF_UNSPEC;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_NUMERICHOST;
    in_addr v4 = {};
    const bool v6 = host.find(':') != std::string::npos;
    if (!v6 && inet_pton(AF_INET, host.c_str(), &v4) != 1)
        return {}; // getaddrinfo would take "127.1" and "2130706433" too; those are looked up
    addrinfo *list = nullptr;
    if (getaddrinfo(host.c_str(), nullptr, &hints, &list) != 0)
        return {};
    const std::string address = numeric(*list);
    freeaddrinfo(list);
    return address;
}

std::string Resolver::asciiName(const std::string &host)
{
    const bool ascii = std::ranges::all_of(host, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii)
        return host; // as typed: IDNA would refuse names such as my_host, which resolvers take
    return QUrl::toAce(QString::fromStdString(host)).toStdString();
}

void Resolver::start(const std::string &host, wire::AddressFamily family)
{
    cancel();
    auto job = std::make_shared<Job>();
    job->owner = this;
    job_ = job;
    const std::string name = asciiName(host);
    if (name.empty()) {
        job->deliver(job, {{}, "the host name " + host + " has no ASCII form (IDNA): check its letters"});
        return;
    }
    std::thread([job, host, name, family] { job->deliver(job, lookUp(host, name, family)); }).detach();
}

void Resolver::cancel()
{
    const std::shared_ptr<Job> job = std::exchange(job_, nullptr);
    if (!job)
        return;
    const std::lock_guard lock(job->mutex);
    job->owner = nullptr;
}

} // namespace engine
