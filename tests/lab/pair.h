// SPDX-License-Identifier: GPL-3.0-or-later
// A client's wire machine and the lab's seat, joined in memory under a virtual clock: no socket, no waiting.
// What flows between them is cut as the test wishes.
#pragma once

#include "lab/peer.h"
#include "record/scribe.h"
#include "record/seat/server_seat.h"

#include <deque>
#include <map>

namespace support {

struct PairOptions {
    std::string target = "/continue";
    std::string method = "POST";
    int version = 11;
    std::string fields; ///< extra field lines, each with CRLF
    bool expect = true;
    std::uint64_t bodySize = 5000;
    std::size_t cut = 1 << 20; ///< bytes that arrive at once
    wire::GatePolicy policy;
    std::int64_t limitNs = 30'000'000'000; ///< the client gives up
    std::uint64_t mostBytes = 1 << 20;     ///< from the server: the client gives up
    wire::Limits limits;
};

class Pair {
public:
    Pair(std::shared_ptr<const lab::Library> library, PairOptions options)
        : options_(std::move(options))
        , client_(options_.limits)
        , seat_([library = std::move(library)] { return std::make_unique<lab::Peer>(*library); },
                {"127.0.0.1", 80, "127.0.0.1", false})
    {}

    void run()
    {
        submit();
        for (;;) {
            if (!moveBytes() && !fireTimer())
                break;
            if (now_ > options_.limitNs || clientDone_)
                break;
        }
        if (!serverClosed_)
            server(seat_.closed(now_, wire::CloseHow::Fin, {}));
        seat_.gone(now_, record::ServerSeat::Gone::AsItStands);
        for (auto &one : seat_.takeFinished())
            finished.push_back(std::move(one));
        client_.finish(now_);
    }

    const std::vector<wire::Event> &clientEvents() const { return client_.events(); }
    const record::Record &clientRecord() const { return client_.recording(); }
    std::int64_t now() const { return now_; }

    std::vector<record::ServerSeat::Finished> finished;

private:
    static constexpr std::size_t window = 64 << 10; // of either direction, like a socket's buffer

    std::string head() const
    {
        std::string head = options_.method + " " + options_.target + " HTTP/1." + std::to_string(options_.version - 10)
            + "\r\nHost: lab\r\n" + options_.fields;
        if (options_.bodySize > 0)
            head += "Content-Length: " + std::to_string(options_.bodySize) + "\r\n";
        if (options_.expect)
            head += "Expect: 100-continue\r\n";
        return head + "\r\n";
    }

    void submit()
    {
        scribe_.begin(0, 0, 0, wire::Role::Client, record::Reason::First, {}, {});
        wire::Submission submission;
        submission.headLength = head().size();
        submission.bodyLength = options_.bodySize;
        submission.method = options_.method;
        submission.version = options_.version;
        submission.expectSent = options_.expect;
        submission.gated = options_.expect && options_.bodySize > 0;
        submission.policy = options_.policy;
        client(scribe_.submit(0, submission, head()));
    }

    void client(const std::vector<wire::Action> &actions)
    {
        for (const wire::Action &action : actions) {
            switch (action.kind) {
            case wire::ActionKind::SendHead: sendToServer(action.bytes); break;
            case wire::ActionKind::SendBody: bodyLeft_ = options_.bodySize; break;
            case wire::ActionKind::StopBody: bodyLeft_ = 0; break;
            case wire::ActionKind::ArmTimer: clientTimer_ = now_ + action.ns; break;
            case wire::ActionKind::CancelTimer: clientTimer_ = -1; break;
            case wire::ActionKind::Finished: lingerUntil_ = now_ + 50'000'000; break;
            case wire::ActionKind::GiveUp: clientDone_ = true; break;
            case wire::ActionKind::Unreadable: lingerUntil_ = now_ + 1'000'000'000; break;
            case wire::ActionKind::Readable: lingerUntil_ = -1; break;
            }
        }
    }

    void sendToServer(const std::string &bytes)
    {
        if (serverClosed_)
            return;
        toServer_ += bytes;
        client(scribe_.moved(now_, record::FactKind::Flushed, bytes));
    }

    void server(std::vector<record::Responder::Action> actions)
    {
        for (record::Responder::Action &action : actions)
            serverQueue_.push_back(std::move(action));
    }

    /// One action of the lab, or one arrival; false when nothing can move at this time.
    bool moveBytes()
    {
        if (!serverQueue_.empty() && toClient_.size() < window) {
            record::Responder::Action action = std::move(serverQueue_.front());
            serverQueue_.pop_front();
            perform(std::move(action));
            return true;
        }
        if (!toClient_.empty())
            return arriveAtClient();
        if (serverClosed_ && !closeSeen_)
            return closeArrives();
        if (!toServer_.empty() && reading_ && !seat_.full() && !serverClosed_)
            return arriveAtServer();
        if (bodyLeft_ > 0 && toServer_.size() < window && !serverClosed_)
            return sendBody();
        return false;
    }

    bool arriveAtServer()
    {
        const std::string piece = toServer_.substr(0, options_.cut);
        toServer_.erase(0, piece.size());
        server(seat_.received(now_, piece));
        return true;
    }

    bool arriveAtClient()
    {
        const std::string piece = toClient_.substr(0, options_.cut);
        toClient_.erase(0, piece.size());
        client(scribe_.moved(now_, record::FactKind::Received, piece));
        arrived_ += piece.size();
        clientDone_ = clientDone_ || arrived_ > options_.mostBytes;
        return true;
    }

    bool sendBody()
    {
        const auto part = std::min<std::uint64_t>(bodyLeft_, 16 << 10);
        bodyLeft_ -= part;
        sendToServer(std::string(part, 'x'));
        return true;
    }

    bool closeArrives()
    {
        closeSeen_ = true;
        clientDone_ = true;
        client(scribe_.peerClosed(now_, how_, {}));
        return true;
    }

    void perform(record::Responder::Action action)
    {
        switch (action.kind) {
        case record::Responder::ActionKind::Send:
            toClient_ += action.bytes;
            server(seat_.flushed(now_, action.bytes, true));
            break;
        case record::Responder::ActionKind::ArmTimer: serverTimer_ = now_ + action.ns; break;
        case record::Responder::ActionKind::ReadOff: reading_ = false; break;
        case record::Responder::ActionKind::ReadOn: reading_ = true; break;
        case record::Responder::ActionKind::Close: closeServer(wire::CloseHow::Fin); break;
        case record::Responder::ActionKind::Drop: // the kernel's rule: unread bytes turn a close into a reset
            closeServer(toServer_.empty() ? wire::CloseHow::Fin : wire::CloseHow::Reset);
            break;
        case record::Responder::ActionKind::Reset: closeServer(wire::CloseHow::Reset); break;
        case record::Responder::ActionKind::Done: break;
        }
    }

    void closeServer(wire::CloseHow how)
    {
        serverClosed_ = true;
        how_ = how;
        bodyLeft_ = 0;
    }

    bool fireTimer()
    {
        std::int64_t *next = nullptr;
        for (std::int64_t *timer : {&clientTimer_, &serverTimer_, &lingerUntil_}) {
            if (*timer >= 0 && (!next || *timer < *next))
                next = timer;
        }
        if (!next)
            return false;
        now_ = std::max(now_, *next);
        *next = -1;
        if (next == &serverTimer_)
            server(seat_.timer(now_));
        else if (next == &lingerUntil_)
            clientDone_ = true;
        else
            clientTimer();
        return true;
    }

    void clientTimer() { client(scribe_.say(now_, record::FactKind::Timer)); }

    PairOptions options_;
    record::Recorder client_;
    record::Scribe scribe_{client_};
    record::ServerSeat seat_;
    std::int64_t now_ = 0;
    std::int64_t clientTimer_ = -1;
    std::int64_t serverTimer_ = -1;
    std::int64_t lingerUntil_ = -1;
    std::string toServer_;
    std::string toClient_;
    std::deque<record::Responder::Action> serverQueue_;
    std::uint64_t bodyLeft_ = 0;
    std::uint64_t arrived_ = 0;
    bool reading_ = true;
    bool serverClosed_ = false;
    bool closeSeen_ = false;
    bool clientDone_ = false;
    wire::CloseHow how_ = wire::CloseHow::Fin;
};

/// The story that one seat's events tell, in one line: "sent head; pause; got 100; sent body; got 200".
inline std::string story(const std::vector<wire::Event> &events)
{
    std::string line;
    std::string last;
    const auto add = [&](const std::string &word) { // "got 102..." stands for any number of them
        if (word == last)
            line += line.ends_with("...") ? "" : "...";
        else
            line += (line.empty() ? "" : "; ") + word;
        last = word;
    };
    for (const wire::Event &event : events) {
        const std::string way = event.direction == wire::Direction::Sent ? "sent " : "got ";
        switch (event.kind) {
        case wire::Kind::RequestHead: add(way + "head"); break;
        case wire::Kind::Pause:
            if (event.phase == wire::Phase::End)
                add("wait: " + event.name);
            break;
        case wire::Kind::InterimResponse:
        case wire::Kind::FinalResponse: add(way + std::to_string(event.code)); break;
        case wire::Kind::ContentEnd: add(way + "content " + std::to_string(event.value)); break;
        case wire::Kind::Unparsed: add(way + "unparsed"); break;
        case wire::Kind::Decision: add(event.name); break;
        case wire::Kind::Anomaly: add("!" + event.name); break;
        case wire::Kind::Close:
            add(way + (event.code == static_cast<int>(wire::CloseHow::Fin) ? "fin" : "reset"));
            break;
        default: break;
        }
    }
    return line;
}

} // namespace support
