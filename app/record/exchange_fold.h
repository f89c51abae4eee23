// SPDX-License-Identifier: GPL-3.0-or-later
// The fold behind summarize(): takes events one by one, so that a live view need not begin anew at each
// batch. Beside the byte panes and the event table it alone knows what the kinds of events mean.
#pragma once

#include "record/exchange.h"
#include "wire/head_builder.h"

#include <map>
#include <unordered_map>
#include <utility>

namespace record {

/// Bytes that an exchange may take for steps, decisions, failures, closes and the like; what comes beyond them, as from
/// a file alone it can, is left out.
inline constexpr std::size_t mostNoted = 1 << 20;

class ExchangeFold {
public:
    void add(const wire::Event &event);
    /// What the events so far amount to.
    const Exchange &value() const { return exchange_; }
    /// Place among value()'s attempts of the one that the last event told of.
    std::size_t touched() const { return touched_; }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    /// The message being read in one direction of one connection. A message belongs to the attempt in which
    /// it began, whatever the attempt in which its later bytes come.
    struct Lane {
        bool open = false; // a message is open
        bool inHead = false;
        std::size_t attempt = none; // none: a message that nobody's summary has room for
        std::int64_t begunAt = -1;
        std::uint64_t begunSeq = 0;
        wire::HeadBuilder head;
        std::uint64_t contentStart = 0;
    };

    Lane &laneOf(const wire::Event &event);
    std::size_t attemptOf(const wire::Event &event);
    std::size_t attemptAt(const wire::Event &event);
    void addAttempt(const wire::Event &event);
    void decide();

    // fold_local.cpp: what carries no bytes
    bool room(std::size_t bytes);
    void addStep(const wire::Event &event);
    bool beginStep(Attempt &attempt, Step what, const wire::Event &event);
    void keepSeq(std::vector<std::uint64_t> &seqs, std::uint64_t seq);
    void addPause(const wire::Event &event);
    void addWaitOver(const wire::Event &event);
    void addDecision(const wire::Event &event);
    void addFailure(const wire::Event &event);
    void addClose(const wire::Event &event);
    void beginServerWait(Attempt &attempt, const wire::Event &event);
    void endServerWait(Attempt &attempt, const wire::Event &event, wire::GateOutcome outcome);

    // fold_bytes.cpp: messages
    void addBytes(const wire::Event &event);
    void addMoved(const wire::Event &event);
    void headBegins(const wire::Event &event, Lane &lane);
    void headPart(const wire::Event &event, Lane &lane);
    void requestHead(const wire::Event &event, Lane &lane);
    static ResponseSeen responseSeen(const wire::Event &event, Lane &lane, const RequestSeen &request);
    void responseHead(const wire::Event &event, Lane &lane);
    void addContent(const wire::Event &event, Lane &lane);
    void requestContent(const wire::Event &event, const Lane &lane);
    static void responseContent(const wire::Event &event, FinalSeen &final);
    static void tellForeign(Foreign &foreign, const wire::Event &event);
    void addIrregular(const wire::Event &event);
    void addForeign(const wire::Event &event);
    void noteAnswer(Attempt &attempt, const wire::Event &event, wire::GateOutcome outcome);

    Exchange exchange_;
    std::size_t decisive_ = 0; // place of the attempt that speaks for the exchange
    std::size_t touched_ = 0;
    std::size_t noted_ = 0;                                       // of mostNoted
    std::unordered_map<std::uint32_t, std::size_t> byIndex_;      // attempt's index -> place
    std::unordered_map<std::uint32_t, std::size_t> byConnection_; // -> place of the last attempt begun on it
    std::map<std::pair<std::uint32_t, wire::Direction>, Lane> lanes_;
};

} // namespace record
