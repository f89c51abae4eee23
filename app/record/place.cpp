// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/place.h"

#include "base/text.h"

namespace record {

HostPort splitHostPort(std::string_view text)
{
    const auto colon = text.rfind(':');
    const auto bracket = text.rfind(']');
    HostPort parts;
    auto host = text;
    if (colon != text.npos && (bracket == text.npos || bracket < colon)) {
        const auto port = base::decimal(text.substr(colon + 1));
        if (port && *port <= 0xffff) {
            parts.port = static_cast<std::uint16_t>(*port);
            host = text.substr(0, colon);
        }
    }
    if (host.size() >= 2 && host.front() == '[' && host.back() == ']')
        host = host.substr(1, host.size() - 2);
    parts.host = host;
    return parts;
}

} // namespace record
