// SPDX-License-Identifier: GPL-3.0-or-later
// What readers of bytes share: the seats, the limits, where reading can be resumed, and who is told.
#pragma once

#include "wire/anomaly.h"
#include "wire/event.h"

namespace wire {

enum class MessageType : std::uint8_t { Request, Response };

/// What a byte is for retention: heads are kept whole, content and unparsed bytes are bounded.
enum class ByteClass : std::uint8_t { Head, Content };

struct Limits {
    std::uint64_t headBytes = 1 << 20;       ///< of one head or trailer section, in bytes
    std::uint64_t allHeadBytes = 16 << 20;   ///< of all heads of a connection and direction, in bytes
    std::uint32_t fields = 10000;            ///< in one head
    std::uint32_t emptyLines = 1000;         ///< before one start line
    std::uint32_t interims = 10000;          ///< before one final response
    std::uint32_t chunkLineBytes = 16 << 10; ///< of one chunk-size line
    std::uint32_t detailedChunks = 1024;     ///< of one message
    std::uint32_t contentAnomalies = 64;     ///< of one message's chunk framing
    /// Events of heads, trailers and what lies between messages, from one request or answer that was asked for to the
    /// next. The limits above hold for one head each; this one for what they amount to.
    std::uint32_t headEvents = 50000;
};

/// Where reading of content stands: enough to go on from here without the bytes before. Plain data.
struct Checkpoint {
    std::uint8_t mode = 0;          ///< FramingMode, or 255: Lost
    std::uint8_t step = 0;          ///< within chunked: size line, data, data end
    std::uint64_t start = 0;        ///< offset of the first content byte (with framing)
    std::uint64_t offset = 0;       ///< offset of the next byte
    std::uint64_t remaining = 0;    ///< of the length, or of the chunk
    std::uint64_t content = 0;      ///< content bytes so far
    std::uint64_t chunks = 0;       ///< chunk-size lines so far
    std::uint64_t pieceStart = 0;   ///< offset where the open piece began
    std::uint64_t pieceContent = 0; ///< content bytes in the open piece
    std::uint32_t anomalies = 0;
    bool operator==(const Checkpoint &) const = default;
};

/// Receives what the parser finds, in order.
class ParserSink {
public:
    virtual ~ParserSink() = default;
    /// `offset` is that of the byte after the one that completed the event.
    virtual void onEvent(Event event, std::uint64_t offset) = 0;
    /// Every byte passes here once, in order, before the events that it completes.
    virtual void onBytes(ByteClass kind, std::string_view bytes) = 0;
    /// Inside content: reading can be resumed here. Comes every 64 KiB or at the first safe place after.
    virtual void onCheckpoint(const Checkpoint &checkpoint) = 0;
};

/// An irregularity found in a line, to be reported after the line's own event.
struct Found {
    Anomaly what;
    Span span;
    std::string text;
    bool operator==(const Found &) const = default;
};

/// The Anomaly event for it.
Event anomalyEvent(Direction direction, const Found &found);

} // namespace wire
