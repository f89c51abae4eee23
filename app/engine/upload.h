// SPDX-License-Identifier: GPL-3.0-or-later
// What goes out of one request: its head, and its content once that is allowed, until it is stopped.
#pragma once

#include "engine/body_source.h"
#include "engine/transport.h"

#include <functional>

namespace engine {

class Upload {
public:
    /// `body` may be null.
    Upload(std::string head, std::unique_ptr<BodySource> body);

    void allowHead() { headAllowed_ = true; }
    void allowBody() { bodyAllowed_ = true; }
    /// No further content, but for bytes that TLS has sealed already.
    void stop() { stopped_ = true; }

    /// Bytes that have left, stamped; head and content come apart.
    using Flushed = std::function<void(std::string_view bytes, std::int64_t at)>;
    struct Result {
        bool more = false; ///< go on when the transport is writable
        int error = 0;     ///< errno of a failed write
    };
    /// Writes until nothing is left or allowed, the kernel takes no more, or `budget` bytes have gone, so that
    /// what arrives meanwhile gets its turn. `flushed` may call allowBody() and stop().
    Result pump(Transport &transport, std::size_t budget, const Flushed &flushed);
    /// One line once the content could not be read; "" while all is well.
    std::string bodyError() const { return body_ ? body_->error() : std::string(); }

private:
    void collect(std::size_t committed);
    void taken(std::size_t n, std::int64_t at, const Flushed &flushed);

    std::string head_;
    std::size_t headSent_ = 0;
    std::unique_ptr<BodySource> body_;
    bool headAllowed_ = false;
    bool bodyAllowed_ = false;
    bool stopped_ = false;
    std::vector<std::string_view> pieces_;
};

} // namespace engine
