// SPDX-License-Identifier: GPL-3.0-or-later
// A host and a port out of the words of an event.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace record {

struct HostPort {
    std::string host;
    std::uint16_t port = 0;
};

/// "host:port" or "[v6]:port"; a text without a port is all host.
HostPort splitHostPort(std::string_view text);

} // namespace record
