// SPDX-License-Identifier: GPL-3.0-or-later
// The fold behind summarize(): takes events one by one, so that a live view need not begin anew at each
// batch.
#pragma once

#include "record/exchange.h"

#include <map>
#include <unordered_map>
#include <utility>

namespace record {

class ExchangeFold {
public:
    explicit ExchangeFold(wire::Role role);
    void add(const wire::Event &event);
    /// What the events so far amount to.
    const Exchange &value() const { return exchange_; }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// The message being read in one direction of one connection. A message belongs to the attempt in which
    /// it began, whatever the attempt in which its later bytes come.
    struct Lane {
        bool open = false; // a message is open
        bool inHead = false;
        std::size_t attempt = none; // none: a message that nobody's summary has room for
        int stray = -1;             // response: its place among the strays, -1 for the final one
        std::int64_t begunAt = 0;
        wire::Head head;
        std::uint64_t contentStart = 0;
    };

    Lane &laneOf(const wire::Event &event);
    std::size_t attemptOf(const wire::Event &event);
    std::size_t attemptAt(std::uint32_t index, std::uint32_t connection);
    bool isRequest(const wire::Event &event) const;
    void addAttempt(const wire::Event &event);
    void addConnect(const wire::Event &event);
    void addPause(const wire::Event &event);
    void addClose(const wire::Event &event);
    void addError(const wire::Event &event);
    void addBytes(const wire::Event &event);
    void headBegins(const wire::Event &event, Lane &lane);
    void headPart(const wire::Event &event, Lane &lane);
    void requestHead(const wire::Event &event, Lane &lane);
    void responseHead(const wire::Event &event, Lane &lane);
    void requestContent(const wire::Event &event, const Lane &lane);
    void responseContent(const wire::Event &event, Lane &lane);
    void beginServerWait(Attempt &attempt, const wire::Event &event);
    void endServerWait(Attempt &attempt, const wire::Event &event, wire::GateOutcome outcome);
    void noteAnswer(Attempt &attempt, const wire::Event &event, wire::GateOutcome outcome);
    void decide();

    Exchange exchange_;
    std::size_t decisive_ = 0;                                    // place of the attempt that speaks for the exchange
    std::unordered_map<std::uint32_t, std::size_t> byIndex_;      // attempt's index -> place
    std::unordered_map<std::uint32_t, std::size_t> byConnection_; // -> place of the last attempt begun on it
    std::map<std::pair<std::uint32_t, wire::Direction>, Lane> lanes_;
};

} // namespace record
