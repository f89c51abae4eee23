// SPDX-License-Identifier: GPL-3.0-or-later
// What every input of a parser must keep: leaves tile the bytes, and how they were cut changes nothing.
#pragma once

#include "support/wire_case.h"

#include <cstdio>
#include <cstdlib>

namespace fuzz {

inline void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "broken promise: %s\n", what);
    std::abort();
}

/// Plays the case whole and cut after every `step` bytes; returns what was said of the whole.
inline support::LogSink check(const support::WireCase &one, std::size_t step)
{
    const support::LogSink whole = support::play(one, {});
    const std::string fault = support::tilingFault(whole.events, wire::Direction::Received, one.bytes.size());
    require(fault.empty(), fault.c_str());
    std::vector<std::size_t> cuts;
    for (std::size_t at = step; at < one.bytes.size() && cuts.size() < 4096; at += step)
        cuts.push_back(at);
    const support::LogSink cut = support::play(one, cuts);
    require(cut.events == whole.events, "cutting the bytes changed the events");
    require(whole.bytes == one.bytes, "bytes were lost");
    return whole;
}

/// The first byte of the input says how the connection ends and where it is cut; the rest are the connection's bytes.
inline void parse(wire::MessageType type, const std::uint8_t *data, std::size_t size)
{
    if (size == 0 || size > 64 << 10)
        return;
    support::WireCase one;
    one.type = type;
    one.end = data[0] & 1 ? support::WireCase::End::Fin : support::WireCase::End::Reset;
    if (type == wire::MessageType::Response) {
        one.asked.push_back({data[0] & 2 ? "HEAD" : "POST", data[0] & 4 ? 10 : 11, (data[0] & 8) != 0});
        one.asked.push_back({data[0] & 16 ? "CONNECT" : "GET", 11, false});
    }
    one.bytes.assign(reinterpret_cast<const char *>(data) + 1, size - 1);
    check(one, 1 + (data[0] >> 5));
}

} // namespace fuzz
