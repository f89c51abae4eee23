// SPDX-License-Identifier: GPL-3.0-or-later
// One content coding, undone step by step: gzip and deflate (RFC 9110 section 8.4.1), br (RFC 7932), zstd
// (RFC 8878; window of 8 MiB at most, RFC 9659). A reader holds a window and no more of what it makes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace formats {

enum class Coding : std::uint8_t { Identity, Gzip, Deflate, Brotli, Zstd };

/// By its registered name, ignoring case; x-gzip is gzip (RFC 9110 section 8.4.1.3). Nothing: none of these.
std::optional<Coding> codingOf(std::string_view name);

class CodingReader {
public:
    enum class State : std::uint8_t { More, Done, Broken };
    struct Step {
        std::size_t taken = 0; ///< of the input
        std::size_t made = 0;  ///< bytes written; all the room: there may be more without further input
    };
    virtual ~CodingReader() = default;
    /// Takes some of `in`, which may be empty, and writes `room` bytes (one at least) at most to `out`.
    virtual Step step(std::string_view in, char *out, std::size_t room) = 0;
    /// Whether the coded data may end where it stands.
    bool whole() const { return whole_; }
    State state() const { return state_; }
    /// Why it is broken, in the library's words.
    const std::string &reason() const { return reason_; }

protected:
    void fail(const char *reason);

    State state_ = State::More;
    bool whole_ = true; // no data at all is none cut short
    std::string reason_;
};

/// Null for Identity.
std::unique_ptr<CodingReader> makeReader(Coding coding);

} // namespace formats
