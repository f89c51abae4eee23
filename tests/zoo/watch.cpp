// SPDX-License-Identifier: GPL-3.0-or-later
// Preloaded into a program: writes every connection and every look-up of a name to the file that INTERIM_ZOO_WATCH
// names, a line each, and lets them pass; but where INTERIM_ZOO_HANG is set, a look-up never ends.
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <arpa/inet.h>
#include <dlfcn.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <string>

namespace {

void note(const std::string &line)
{
    const char *path = std::getenv("INTERIM_ZOO_WATCH");
    const int fd = path ? open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    if (fd < 0)
        return;
    const std::string whole = line + '\n';
    if (write(fd, whole.data(), whole.size()) < 0)
        std::abort();
    close(fd);
}

/// Within the machine's own file system: no network.
bool isLocal(const sockaddr *to)
{
    return !to || to->sa_family == AF_UNIX || to->sa_family == AF_NETLINK || to->sa_family == AF_UNSPEC;
}

std::string words(const sockaddr *to)
{
    char text[INET6_ADDRSTRLEN] = "?";
    if (to->sa_family == AF_INET) {
        const auto *v4 = reinterpret_cast<const sockaddr_in *>(to);
        inet_ntop(AF_INET, &v4->sin_addr, text, sizeof text);
        return std::string(text) + ':' + std::to_string(ntohs(v4->sin_port));
    }
    const auto *v6 = reinterpret_cast<const sockaddr_in6 *>(to);
    inet_ntop(AF_INET6, &v6->sin6_addr, text, sizeof text);
    return '[' + std::string(text) + "]:" + std::to_string(ntohs(v6->sin6_port));
}

template <typename Function>
Function *next(const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

} // namespace

extern "C" {

__attribute__((visibility("default"))) int connect(int fd, const sockaddr *to, socklen_t size)
{
    if (!isLocal(to))
        note("connect " + words(to));
    static const auto real = next<int(int, const sockaddr *, socklen_t)>("connect");
    return real(fd, to, size);
}

__attribute__((visibility("default"))) ssize_t sendto(int fd, const void *bytes, size_t size, int flags,
                                                      const sockaddr *to, socklen_t toSize)
{
    if (!isLocal(to))
        note("send " + words(to));
    static const auto real = next<ssize_t(int, const void *, size_t, int, const sockaddr *, socklen_t)>("sendto");
    return real(fd, bytes, size, flags, to, toSize);
}

__attribute__((visibility("default"))) int getaddrinfo(const char *node, const char *service, const addrinfo *hints,
                                                       addrinfo **list)
{
    if (node && !(hints && hints->ai_flags & AI_NUMERICHOST))
        note(std::string("look up ") + node);
    while (std::getenv("INTERIM_ZOO_HANG"))
        pause();
    static const auto real = next<int(const char *, const char *, const addrinfo *, addrinfo **)>("getaddrinfo");
    return real(node, service, hints, list);
}

} // extern "C"
