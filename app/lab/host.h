// SPDX-License-Identifier: GPL-3.0-or-later
// The lab's end of one connection, without its socket: cuts what comes into exchanges, keeps a recording of
// each, and lets a Peer play. Whoever holds the socket stamps the inputs and performs the actions.
#pragma once

#include "lab/cutter.h"
#include "lab/peer.h"

#include "record/recorder.h"

#include <memory>
#include <optional>
#include <utility>

namespace lab {

/// What an exchange over TLS begins with, in words; all "" for TCP.
struct TlsWords {
    std::string protocol;
    std::string cipher;
};

class Host {
public:
    /// Bytes held back while an exchange is under way never exceed what one received() brings.
    Host(std::shared_ptr<const Library> library, record::Target target, TlsWords tls = {}, WallClock wall = {},
         OwnHosts own = {}, wire::Limits limits = {});
    ~Host();

    /// All times are steady nanoseconds of one origin.
    std::vector<Action> received(std::int64_t at, std::string_view bytes);
    /// These bytes of a Send have left; `all`: none of it is left.
    std::vector<Action> flushed(std::int64_t at, std::string_view bytes, bool all);
    std::vector<Action> timer(std::int64_t at);
    /// The client closed; after anything but a FIN the exchange is over.
    std::vector<Action> closed(std::int64_t at, wire::CloseHow how, std::string_view text);
    /// Our side is torn down now: "idle" (a time-out), "stopped", "room" (another connection needs the place), "memory"
    /// (the recording grew too large), or "" at the end of a Close.
    void gone(std::int64_t at, std::string_view why);

    /// True while bytes that came are held back: read no further.
    bool full() const { return !held_.empty(); }
    /// An exchange has begun and is not over.
    bool busy() const { return recorder_ != nullptr; }
    /// Bytes of memory that it takes, about.
    std::uint64_t held() const;
    /// The request under way has come wholly.
    bool requestComplete() const { return peer_ && peer_->requestComplete(); }

    /// A request's head that has come; once each.
    struct Begun {
        std::string method;
        std::string target;
        std::int64_t at = 0; ///< of the exchange's first byte, in the time of the inputs
    };
    std::optional<Begun> takeBegun() { return std::exchange(begun_, {}); }

    /// An exchange that is over. `begunAt` is its first byte, in the time of the inputs.
    struct Finished {
        record::Record record;
        std::int64_t begunAt = 0;
    };
    std::vector<Finished> takeFinished() { return std::move(finished_); }

private:
    void begin(std::int64_t at);
    std::vector<Action> feed(std::int64_t at, std::string_view bytes);
    std::vector<Action> newEvents(std::int64_t at);
    std::vector<Action> filtered(std::int64_t at, std::vector<Action> actions);
    std::vector<Action> next(std::int64_t at);
    void fact(record::FactKind kind, std::int64_t at, std::string name = {}, std::int32_t code = 0,
              std::string text = {}, std::string_view bytes = {});
    void end(std::int64_t at, std::string_view outcome, std::string text);
    void endAsItStands(std::int64_t at, std::string_view otherwise, std::string text);
    bool worthKeeping() const;

    std::shared_ptr<const Library> library_;
    record::Target target_;
    TlsWords tls_;
    WallClock wall_;
    OwnHosts own_;
    wire::Limits limits_;
    Cutter cutter_;
    std::unique_ptr<record::Recorder> recorder_;
    std::unique_ptr<Peer> peer_;
    std::int64_t begunAt_ = 0;
    std::uint64_t exchanges_ = 0; // begun on this connection
    std::size_t eventsSeen_ = 0;
    std::uint64_t headEnd_ = 0; // of the request, in its tape
    std::string held_;          // bytes of requests to come
    bool answered_ = false;     // a final response has left
    bool closing_ = false;      // Close, Drop or Reset was asked for
    bool clientClosed_ = false;
    std::optional<Begun> begun_;
    std::vector<Finished> finished_;
};

} // namespace lab
