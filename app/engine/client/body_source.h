// SPDX-License-Identifier: GPL-3.0-or-later
// The request's content as pieces ready for the socket, chunk framing included. Holds one block at a time, so
// that 100 GiB cost no more memory than 1 MiB.
#pragma once

#include "request/compose.h"
#include "request/request.h"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace engine {

/// A file's size in bytes, or one line that says why it cannot be sent.
std::variant<std::uint64_t, std::string> sizeOfFile(const std::string &path);

/// Fills the sizes of the body's files. Returns one line about the first that cannot be sent, "" if all can.
std::string lookAtFiles(request::BodySpec &body);

class BodySource {
public:
    /// Nothing for BodyKind::None; the string is an error line. The sizes in `body` are what will be sent of a
    /// file or generated; a file that is longer is cut, one that turns out shorter is an error when it is noticed.
    static std::variant<std::unique_ptr<BodySource>, std::string> open(const request::BodySpec &body, bool chunked);
    /// The same for a composed request: chunk framing without content still has its last chunk.
    static std::variant<std::unique_ptr<BodySource>, std::string> of(const request::ComposedRequest &composed,
                                                                     request::BodySpec body);
    virtual ~BodySource();
    BodySource(const BodySource &) = delete;
    BodySource &operator=(const BodySource &) = delete;

    /// The next wire bytes, at most one block with its framing; empty at the end or on an error. Valid until
    /// advance().
    std::span<const std::string_view> peek();
    /// n bytes of what peek() showed have been taken.
    void advance(std::uint64_t n);
    bool atEnd() const { return end_; } ///< for tests
    /// One line; "" while all is well.
    const std::string &error() const { return error_; }

protected:
    /// `block`: bytes that block() is asked for at once; with chunks wire::chunkBytes.
    BodySource(std::uint64_t size, bool chunked, std::uint64_t block = request::chunkBytes);
    /// The next `n` content bytes (at most blockBytes), valid until the next call; shorter only on failure.
    virtual std::string_view block(std::uint64_t offset, std::uint64_t n) = 0;
    void fail(std::string line) { error_ = std::move(line); }

private:
    void load();

    std::uint64_t size_ = 0;
    bool chunked_ = false;
    std::uint64_t block_ = 0;
    std::uint64_t read_ = 0; // content bytes handed out by block()
    bool end_ = false;
    std::string prefix_;
    std::vector<std::string_view> pieces_;
    std::string error_;
};

} // namespace engine
