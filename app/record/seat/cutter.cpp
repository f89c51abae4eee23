// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds a parser in slices that double, so that what is read beyond a short message, and is read again for
// the next one, stays in proportion to the message.
#include "record/seat/cutter.h"

#include <algorithm>

namespace record {

namespace {
constexpr std::size_t firstSlice = 1 << 10;
constexpr std::size_t lastSlice = 256 << 10;
} // namespace

class Cutter::Sink : public wire::ParserSink {
public:
    void onEvent(wire::Event event, std::uint64_t offset) override
    {
        if (event.kind == wire::Kind::MessageEnd && end == 0)
            end = offset;
    }
    void onBytes(wire::ByteClass, std::string_view) override {}
    void onCheckpoint(const wire::Checkpoint &) override {}
    std::uint64_t end = 0;
};

Cutter::Cutter(wire::Limits limits)
    : limits_(limits)
    , parser_(wire::MessageType::Request, wire::Direction::Received, limits)
    , slice_(firstSlice)
{}

std::size_t Cutter::take(std::string_view bytes)
{
    std::size_t taken = 0;
    while (!ended_ && taken < bytes.size()) {
        const std::uint64_t before = parser_.offset();
        Sink sink;
        const auto slice = bytes.substr(taken, slice_);
        parser_.feed(slice, sink);
        ended_ = sink.end > 0;
        taken += ended_ ? static_cast<std::size_t>(sink.end - before) : slice.size();
        slice_ = std::min(slice_ * 2, lastSlice);
    }
    return taken;
}

void Cutter::restart()
{
    parser_ = wire::Parser(wire::MessageType::Request, wire::Direction::Received, limits_);
    slice_ = firstSlice;
    ended_ = false;
}

} // namespace record
