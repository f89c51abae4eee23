// SPDX-License-Identifier: GPL-3.0-or-later
// What the responses of an attempt say, interim and final, and the hops that they bear witness of.
#pragma once

#include "record/attempt.h"
#include "wire/http1/framing.h"
#include "wire/retry_after.h"

#include <QStringList>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rules {

using NamedValues = std::vector<std::pair<const char *, std::string_view>>;

struct InterimReading {
    QStringList codes;   ///< in their order; the first 8
    QStringList others;  ///< those but 100, each once
    QStringList waiting; ///< of these those that came while the content waited
    std::int64_t continues = 0;
    bool saysClose = false;
    NamedValues resumption; ///< of the first 104; names in lower case
};

/// The first 100.
struct ContinueReading {
    const record::ResponseSeen &seen;
    std::int64_t after = 0; ///< the request head's last byte
    std::optional<std::string_view> server;
    std::optional<std::string_view> via;
};

/// What points to an HTTP/1.0 server or hop behind the connection.
struct HopReading {
    bool interim = false; ///< an interim response speaks it
    bool any = false;
    std::string via; ///< members of Via that were answered in it
};

/// Of a final response that has come.
struct FinalReading {
    wire::FramingMode framing = wire::FramingMode::None;
    std::optional<std::uint64_t> length; ///< that was announced, where it tells the content's end
    bool transferEncoding = false;
    bool persists = false;
    bool saysClose = false;
    bool saysKeepAlive = false;
    wire::RetryAfter retryAfter = wire::RetryAfter::None;
    std::optional<bool> allowsMethod; ///< nothing without an Allow field
    std::string proxyError;           ///< that Proxy-Status names
    QStringList unasked;              ///< protocols that a 101 names and the request's Upgrade field did not
    QStringList trailers;             ///< that must not stand there
};

InterimReading readInterims(const record::Attempt &attempt);
std::optional<ContinueReading> readContinue(const record::Attempt &attempt);
HopReading readHops(const record::Attempt &attempt);
std::optional<FinalReading> readFinal(const record::Attempt &attempt);

} // namespace rules
