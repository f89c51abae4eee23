// SPDX-License-Identifier: GPL-3.0-or-later
// HTTP/1.0 and 1.1: one exchange after another on one connection, a parser each way.
#pragma once

#include "wire/http1/parser.h"
#include "wire/machine.h"

namespace wire::http1 {

class Connection : public Machine {
public:
    explicit Connection(Role role, Limits limits = {});

    std::vector<Action> handle(const Input &input, MachineSink &sink) override;
    std::vector<Action> injectElided(Direction direction, std::uint64_t length, const std::vector<Event> &events,
                                     MachineSink &sink) override;
    void jump(Direction direction, const Checkpoint &checkpoint) override;

    std::uint64_t offset(Direction direction) const override { return parser(direction).offset(); }
    bool lost(Direction direction) const override { return parser(direction).lost(); }
    std::uint64_t held(Direction direction) const override { return parser(direction).held(); }
    const Stream &stream() const override { return now_; }
    bool persistent() const override;
    bool reusable() const override;

private:
    class Tap;
    const Parser &parser(Direction direction) const { return direction == Direction::Sent ? sent_ : received_; }
    void submit(const Submission &submission, std::string_view head);
    void flushed(std::uint64_t bytes);
    void closed(const Input &input);
    void endBoth(bool clean);
    void gateInput(GateInput input);
    void pauseBegins();
    void pauseEnds(GateInput input);
    void observe(Direction direction, const Event &event);
    void observeRequest(Direction direction, const Event &event);
    void observeResponse(Direction direction, const Event &event);
    void requestHead(Direction direction, const Event &event);
    void irregular(const Event &event);
    void interim(int status, Direction direction, Span span);
    void final(int status, Direction direction);
    void firstFinal(int status);
    void messageEnd(const Event &event);
    bool endsSending(int status) const;
    void finishIfDone();
    void holdContent(const char *why);
    void checkReadable();
    void note(Event event);
    void noteAnomaly(Anomaly what, Direction direction, Span span, std::string text = {});
    void act(ActionKind kind, std::int64_t ns = 0, std::string_view bytes = {});

    /// What is said of an exchange beside its states, each once.
    struct Said {
        bool expects100 = false;   // by the request's head
        bool contentBegun = false; // of the request
        bool noStatus = false;     // by a status line before the final response's head is whole
        int continues = 0;
        bool held = false; // that foreign bytes hold the content back
        bool unreadable = false;
        bool finished = false;
    };

    Role role_;
    Parser received_;
    Parser sent_;
    MachineSink *sink_ = nullptr;
    std::vector<Action> actions_;
    // The exchange now on this connection; both begin anew with each request.
    Stream now_;
    Said said_;
};

} // namespace wire::http1
