// SPDX-License-Identifier: GPL-3.0-or-later
// Undoes the codings of a content, several within one another, in pieces of any size. What is cut short or
// broken yields all that could be decoded and one fault that says what was met, and where.
#pragma once

#include "formats/content/content_coding.h"

#include <vector>

namespace formats {

/// Bounds against bombs. Both hold for every layer, so that a bomb inside a bomb is as harmless as one.
struct DecodeLimits {
    std::uint64_t output = 64 << 20; ///< bytes that one coding may make; there decoding stops
    std::size_t codings = 8;         ///< codings in one another
};

struct DecodeFault {
    enum class Kind : std::uint8_t {
        None,
        Truncated, ///< the data ends before the coding does
        Broken,
        TooLarge,       ///< more than DecodeLimits::output
        UnknownCoding,  ///< nothing at or before it in the list is undone
        TooManyCodings, ///< nothing is undone
        TrailingBytes,  ///< data goes on after the coding's end; what follows is left out
    };
    Kind kind = Kind::None;
    std::string coding;       ///< as the field names it
    std::uint64_t offset = 0; ///< into that coding's own data, in bytes
    bool inner = false;       ///< its data is what another coding made, not what came
    std::string reason;       ///< Broken
};

class ContentDecoder {
public:
    /// Names in the order in which they were applied, as Content-Encoding lists them (RFC 9110 section 8.4).
    explicit ContentDecoder(const std::vector<std::string> &codings, DecodeLimits limits = {});
    ~ContentDecoder();
    ContentDecoder(ContentDecoder &&) noexcept;
    ContentDecoder &operator=(ContentDecoder &&) noexcept;

    /// Appends to `out` what the bytes amount to. False: nothing will come of more bytes.
    bool feed(std::string_view bytes, std::string &out);
    /// No more bytes will come: looks whether each coding has ended.
    void finish();
    const DecodeFault &fault() const { return fault_; }
    /// How many codings are undone; 0: bytes pass as they are.
    std::size_t layers() const;

private:
    struct Layer;
    bool feedLayer(std::size_t index, std::string_view bytes, std::string &out);
    void note(DecodeFault::Kind kind, const Layer &layer);

    DecodeLimits limits_;
    std::vector<Layer> layers_; // outermost, which was applied last, first
    DecodeFault fault_;
    bool stopped_ = false;
};

} // namespace formats
