// SPDX-License-Identifier: GPL-3.0-or-later
// Wire cases: text files of bytes and the expected log. A case:
//
//   == name, and the rule it shows
//   type: response            (or request)
//   asked: GET 1.1            (responses: an outstanding request; repeatable; "GET 1.1 upgrade")
//   end: fin                  (open, fin, reset; default open)
//   limits: headBytes=100     (optional; names of wire::Limits)
//   bytes:
//   | HTTP/1.1 200 OK\r\n     (escapes: \r \n \t \0 \\ \xHH; the line's own end adds nothing)
//   * 3 ab\r\n                (the same, three times)
//   log:
//     0+17 start-line ...     (wire::describe without its direction)
#pragma once

#include "wire/http1/parser.h"

#include <string>
#include <vector>

namespace support {

struct WireCase {
    std::string place; ///< file:line
    std::string name;
    wire::MessageType type = wire::MessageType::Response;
    struct Asked {
        std::string method;
        int version = 11;
        bool upgrade = false;
    };
    std::vector<Asked> asked;
    enum class End { Open, Fin, Reset } end = End::Open;
    wire::Limits limits;
    std::string bytes;
    std::vector<std::string> log;
};

/// Cases of one file; throws std::runtime_error with file:line on anything it does not know.
std::vector<WireCase> readWireCases(const std::string &path);

/// Everything a parser says, and whether it keeps its promises on bytes.
class LogSink : public wire::ParserSink {
public:
    void onEvent(wire::Event event, std::uint64_t offset) override;
    void onBytes(wire::ByteClass kind, std::string_view bytes) override;
    void onCheckpoint(const wire::Checkpoint &checkpoint) override { checkpoints.push_back(checkpoint); }

    std::vector<wire::Event> events;
    std::vector<std::uint64_t> offsets;
    std::vector<wire::Checkpoint> checkpoints;
    std::string bytes;
    std::string classes; ///< one letter a byte: h or c
};

/// Runs a case with its bytes cut at these offsets.
LogSink play(const WireCase &one, const std::vector<std::size_t> &cuts);
/// describe() without the direction.
std::vector<std::string> logOf(const std::vector<wire::Event> &events);
/// "" when the leaf spans tile 0..size, else where they do not.
std::string tilingFault(const std::vector<wire::Event> &events, wire::Direction direction, std::uint64_t size);

} // namespace support
