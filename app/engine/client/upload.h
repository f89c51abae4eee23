// SPDX-License-Identifier: GPL-3.0-or-later
// What goes out of one request: its head, and its content once that is allowed, until it is stopped.
#pragma once

#include "engine/client/body_source.h"
#include "engine/net/transport.h"

#include <functional>

namespace engine {

class Upload {
public:
    /// `body` may be null.
    explicit Upload(std::unique_ptr<BodySource> body) : body_(std::move(body)) {}

    /// Once.
    void sendHead(std::string bytes) { head_ = std::move(bytes); }
    void allowBody() { bodyAllowed_ = true; }
    /// No further content, but for bytes that TLS has sealed already.
    void stop() { stopped_ = true; }
    /// As stop(), until it is taken back.
    void hold(bool on) { held_ = on; }
    bool blocked() const { return stopped_ || held_; }

    /// Something may go out now. The content's next block is read from its file here.
    bool ready(const Transport &transport);
    /// Content is part of that.
    bool contentReady() const { return pieces_.size() > 1 || (!pieces_.empty() && headSent_ == head_.size()); }

    /// Bytes that have left, stamped; head and content come apart.
    using Flushed = std::function<void(std::string_view bytes, std::int64_t at)>;
    struct Result {
        std::size_t taken = 0; ///< bytes that have left
        bool full = false;     ///< the kernel takes no more now: go on when the transport is writable
        int error = 0;         ///< errno of a failed write
    };
    /// One write of what ready() found: the head, and at most `most` bytes of content (above 0), or what TLS has sealed
    /// if that is more.
    /// `flushed` may call allowBody(), stop() and hold().
    Result write(Transport &transport, std::size_t most, const Flushed &flushed);
    /// One line once the content could not be read; "" while all is well.
    std::string bodyError() const { return body_ ? body_->error() : std::string(); }

private:
    void collect(std::size_t committed);
    void cut(std::size_t most);
    void taken(std::size_t n, std::int64_t at, const Flushed &flushed);

    std::string head_;
    std::size_t headSent_ = 0;
    std::unique_ptr<BodySource> body_;
    bool bodyAllowed_ = false;
    bool stopped_ = false;
    bool held_ = false;
    std::vector<std::string_view> pieces_;
};

} // namespace engine
