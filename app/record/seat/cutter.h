// SPDX-License-Identifier: GPL-3.0-or-later
// Finds where a request ends in a stream of bytes, so that each exchange gets a recording of its own even when
// a client sends several requests in one go. Reads with the recorder's own parser, a little ahead of it.
#pragma once

#include "wire/http1/parser.h"

namespace record {

class Cutter {
public:
    explicit Cutter(wire::Limits limits = {});
    /// How many of these bytes belong to the current message; all of them while its end has not come.
    std::size_t take(std::string_view bytes);
    /// The current message is complete; restart() begins the next.
    bool ended() const { return ended_; }
    void restart();

private:
    class Sink;
    wire::Limits limits_;
    wire::Parser parser_;
    std::size_t slice_;
    bool ended_ = false;
};

} // namespace record
