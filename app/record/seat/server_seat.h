// SPDX-License-Identifier: GPL-3.0-or-later
// The server's end of one connection, without its socket: cuts what comes into exchanges, keeps a recording of each,
// and lets a Responder answer. Whoever holds the socket stamps the inputs and performs the actions.
#pragma once

#include "record/scribe.h"
#include "record/seat/cutter.h"
#include "record/seat/responder.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace record {

/// What an exchange over TLS begins with, in words; all "" for TCP.
struct TlsWords {
    std::string protocol;
    std::string cipher;
};

class ServerSeat {
public:
    using Action = Responder::Action;
    using Actions = std::vector<Action>;
    /// One for each request.
    using Responders = std::function<std::unique_ptr<Responder>()>;

    /// Bytes held back while an exchange is under way never exceed what one received() brings.
    explicit ServerSeat(Responders responders, Target target, TlsWords tls = {}, wire::Limits limits = {});
    ~ServerSeat();

    /// All times are steady nanoseconds of one origin.
    Actions received(std::int64_t at, std::string_view bytes);
    /// These bytes of a Send have left; `all`: none of it is left.
    Actions flushed(std::int64_t at, std::string_view bytes, bool all);
    Actions timer(std::int64_t at);
    /// The client closed; after anything but a FIN the exchange is over.
    Actions closed(std::int64_t at, wire::CloseHow how, std::string_view text);
    /// Our side is torn down now.
    enum class Gone : std::uint8_t {
        AsItStands, ///< at the end of a Close
        Idle,       ///< a time-out
        Ended,      ///< by us
    };
    /// `line` says why, but where it is as it stands.
    void gone(std::int64_t at, Gone why, std::string line = {});

    /// True while bytes that came are held back: read no further.
    bool full() const { return !held_.empty(); }
    /// An exchange has begun and is not over.
    bool busy() const { return recorder_ != nullptr; }
    /// Bytes of memory that it takes, about.
    std::uint64_t held() const;
    /// The request under way has come wholly.
    bool requestComplete() const { return recorder_ && complete_; }
    /// The recording under way; null: none.
    const Recorder *recorder() const { return recorder_.get(); }
    /// Its first byte, in the time of the inputs; 0 without one.
    std::int64_t begunAt() const { return scribe_ ? scribe_->epoch() : 0; }

    /// A request's head that has come; once each.
    struct Begun {
        std::string method;
        std::string target;
        std::int64_t at = 0; ///< of the exchange's first byte, in the time of the inputs
    };
    std::optional<Begun> takeBegun() { return std::exchange(begun_, {}); }

    /// An exchange that is over. `begunAt` is its first byte, in the time of the inputs.
    struct Finished {
        Record record;
        std::int64_t begunAt = 0;
    };
    std::vector<Finished> takeFinished() { return std::move(finished_); }

private:
    void begin(std::int64_t at);
    Actions feed(std::int64_t at, std::string_view bytes);
    Actions newEvents(std::int64_t at);
    void observe(const wire::Event &event);
    Actions filtered(std::int64_t at, Actions actions);
    Actions next(std::int64_t at);
    void end(std::int64_t at, Outcome outcome, std::string text);
    void endAsItStands(std::int64_t at, std::string text);
    bool worthKeeping() const;

    Responders responders_;
    Target target_;
    TlsWords tls_;
    wire::Limits limits_;
    Cutter cutter_;
    std::unique_ptr<Recorder> recorder_;
    std::optional<Scribe> scribe_; // of the recorder
    std::unique_ptr<Responder> responder_;
    std::uint64_t exchanges_ = 0; // begun on this connection
    std::size_t eventsSeen_ = 0;
    std::uint64_t headEnd_ = 0; // of the request, in its tape
    std::string held_;          // bytes of requests to come
    bool complete_ = false;     // the request has come
    bool answered_ = false;     // a final response has left
    bool closing_ = false;      // Close, Drop or Reset was asked for
    bool clientClosed_ = false;
    std::optional<Begun> begun_;
    std::vector<Finished> finished_;
};

} // namespace record
