// SPDX-License-Identifier: GPL-3.0-or-later
// The client's seat as a playbook: inputs in, actions out.
#pragma once

#include "wire/http1/connection.h"

#include <QByteArray>
#include <QByteArrayList>

namespace wire::seat {

inline const std::string head = "PUT /a HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n";

/// Actions as words: "arm 1000", "send-body", ...
inline QByteArray words(const std::vector<Action> &actions)
{
    constexpr const char *names[] = {"send-head", "send-body", "stop-body",  "arm",     "cancel-timer",
                                     "finished",  "give-up",   "unreadable", "readable"};
    QByteArrayList all;
    for (const Action &action : actions) {
        QByteArray word = names[static_cast<std::size_t>(action.kind)];
        if (action.kind == ActionKind::ArmTimer)
            word += ' ' + QByteArray::number(qlonglong(action.ns / 1'000'000));
        all << word;
    }
    return all.join(", ");
}

class Client : public MachineSink {
public:
    explicit Client(GatePolicy policy = {}, bool gated = true)
    {
        submission.headLength = head.size();
        submission.bodyLength = 4;
        submission.method = "PUT";
        submission.gated = gated;
        submission.expectSent = true;
        submission.policy = policy;
    }
    QByteArray submit()
    {
        const Input input{InputKind::Submit, head, &submission, CloseHow::Fin, {}};
        const std::vector<Action> actions = connection.handle(input, *this);
        if (!actions.empty())
            written = actions.front().bytes;
        return words(actions);
    }
    QByteArray give(InputKind kind, std::string_view bytes = {}, CloseHow how = CloseHow::Fin)
    {
        return words(connection.handle({kind, bytes, nullptr, how, {}}, *this));
    }
    void onEvent(Event event, bool, std::uint64_t) override { events.push_back(std::move(event)); }
    void onBytes(Direction, ByteClass, std::string_view) override {}
    void onCheckpoint(Direction, const Checkpoint &) override {}
    int count(Kind kind) const
    {
        return static_cast<int>(
            std::count_if(events.begin(), events.end(), [kind](const Event &e) { return e.kind == kind; }));
    }
    int count(std::string_view decision) const
    {
        return static_cast<int>(std::count_if(events.begin(), events.end(), [decision](const Event &e) {
            return e.kind == Kind::Decision && e.name == decision;
        }));
    }
    /// Of the last one.
    Event event(Kind kind) const
    {
        const auto found =
            std::find_if(events.rbegin(), events.rend(), [kind](const Event &e) { return e.kind == kind; });
        return found == events.rend() ? Event() : *found;
    }
    Submission submission;
    std::string written; ///< by the first action of submit()
    http1::Connection connection{Role::Client};
    std::vector<Event> events;
};

} // namespace wire::seat
