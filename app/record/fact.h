// SPDX-License-Identifier: GPL-3.0-or-later
// Facts: the inputs of a recording in the order in which they were stamped. With the tapes they are all that
// is kept; events are derived from them (record/recorder.h), live and at replay by the same code.
#pragma once

#include "wire/event.h"
#include "wire/stream.h"

namespace record {

enum class FactKind : std::uint8_t {
    AttemptBegin, ///< attempt, connection, role, name = reason key, text = why in words; target fields
    AttemptEnd,   ///< name = outcome key, text = the error
    LookupBegin,
    LookupEnd, ///< text = host / addresses or error; code = 1: failed
    ConnectBegin,
    ConnectEnd, ///< text = address / error; code = 1: failed; name = wire::unixStep: /path or @name
    TlsBegin,
    TlsEnd, ///< text = server name / cipher, chain or error; name = protocol; code = 1: failed
    Submit, ///< submission
    Flushed,
    Received,   ///< span in the connection's tape
    PeerClosed, ///< code = wire::CloseHow, text
    Closed,     ///< we closed: code = CloseHow, name = why key
    Ended,      ///< recording of this connection ends, whatever its state: what is half read is reported
    Timer,      ///< the gate's
    Release,
    Abort,    ///< text
    Timeout,  ///< name = which
    Decision, ///< name = key, text = words
    Error,    ///< name = key, text = line
    ProxyBegin,
    ProxyEnd, ///< SOCKS: text = what is asked for / the answer; name = protocol; code = 1: failed
};

/// Where an attempt goes.
struct Target {
    std::string host;
    std::uint16_t port = 0;
    std::string address; ///< numeric, once connected; of what is connected to, which may be a proxy
    bool tls = false;
    std::uint16_t addressPort = 0; ///< of the address; 0 where it is not known
    std::string unixSocket{};      ///< "/path" or "@name", once connected, in place of an address; "" without one
    bool operator==(const Target &) const = default;
};

/// The texts of an end that was asked for: of this exchange alone, and of the whole program. Another end on our side
/// (Outcome::Aborted) says what bound it was.
inline constexpr const char *cancelledByUser = "cancelled by the user";
inline constexpr const char *endedWithProgram = "ended since the program was asked to end (SIGTERM)";

struct Fact {
    FactKind kind = FactKind::Decision;
    std::int64_t at = 0; ///< nanoseconds since the exchange began
    std::uint32_t attempt = 0;
    std::uint32_t connection = 0;
    std::uint64_t offset = 0; ///< Flushed, Received: in the tape
    std::uint64_t length = 0;
    std::int32_t code = 0;
    wire::Role role = wire::Role::Client; ///< AttemptBegin: of the connection, from its first attempt on
    std::string name;
    std::string text;
    Target target;               ///< AttemptBegin
    wire::Submission submission; ///< Submit
    bool operator==(const Fact &) const = default;
};

} // namespace record
