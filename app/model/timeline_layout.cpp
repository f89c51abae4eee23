// SPDX-License-Identifier: GPL-3.0-or-later
// One pass over the events, which the fold reads: an item is one of its values, open as long as the value is. After
// each event only the attempt that it told of is looked at, and of that what is new or open.
#include "model/timeline_layout.h"

#include <algorithm>

namespace model {

using record::Attempt;
using wire::Direction;
using wire::Event;
using wire::Side;

void TimelineLayout::append(const std::vector<Event> &events)
{
    for (std::size_t i = seqs_.size(); i < events.size(); ++i) {
        const Event &event = events[i];
        if (event.at > last_ && !busy())
            gaps_.add({last_, event.at});
        last_ = std::max<qint64>(last_, event.at);
        seqs_.push_back(event.seq);
        itemOf_.push_back(show(event));
    }
    for (TimelineLane &lane : lanes_) {
        if (lane.open)
            lane.end = last_;
    }
}

const Attempt &TimelineLayout::attemptIn(int lane) const
{
    return fold_.value().attempts[static_cast<std::size_t>(lane)];
}

/// The item that the event tells of; else the lane's newest of its direction.
int TimelineLayout::show(const Event &event)
{
    fold_.add(event);
    if (fold_.value().attempts.empty())
        return -1;
    addLanes(event);
    const int lane = static_cast<int>(fold_.touched());
    touched_ = -1;
    showSteps(lane);
    showHead(lane);
    showPause(lane, event.seq);
    showBody(lane);
    showResponses(lane);
    showThink(lane);
    showDecisions(lane);
    showForeign(lane);
    showFailures(lane);
    showClosings(lane);
    showEnd(lane);
    return touched_ >= 0 ? touched_ : shown_[lane].newest[static_cast<std::size_t>(event.direction)];
}

void TimelineLayout::addLanes(const Event &event)
{
    for (std::size_t i = lanes_.size(); i < fold_.value().attempts.size(); ++i) {
        const Attempt &attempt = fold_.value().attempts[i];
        TimelineLane &lane = lanes_.emplace_back();
        lane.attempt = attempt.index;
        lane.connection = attempt.connection;
        lane.begin = lane.end = event.at;
        shown_.emplace_back();
        if (i == 0)
            continue;
        TimelineLink link;
        link.fromLane = static_cast<int>(i) - 1;
        link.toLane = static_cast<int>(i);
        link.to = link.from = event.at;
        link.seq = event.seq;
        link.reason = attempt.reason;
        const auto &before = lanes_[i - 1].items;
        const auto answer = std::find_if(before.rbegin(), before.rend(),
                                         [this](int index) { return item(index).kind == ItemKind::Response; });
        if (answer != before.rend()) {
            link.fromItem = *answer;
            link.from = item(*answer).end;
        }
        links_.push_back(link);
    }
}

TimelineItem &TimelineLayout::add(int lane, ItemKind kind, qint64 at, quint64 seq, Side side)
{
    const int index = static_cast<int>(items_.size());
    TimelineItem &made = items_.emplace_back();
    made.kind = kind;
    made.lane = lane;
    made.begin = made.end = at;
    made.open = !made.moment();
    made.seq = seq;
    made.direction = wire::directionOf(attemptIn(lane).role, side);
    made.connection = lanes_[lane].connection;
    lanes_[lane].items.push_back(index);
    shown_[lane].newest[static_cast<std::size_t>(Direction::Local)] = index;
    shown_[lane].newest[static_cast<std::size_t>(made.direction)] = index;
    touched_ = index;
    return made;
}

void TimelineLayout::close(int index, qint64 at)
{
    if (index < 0)
        return;
    item(index).open = false;
    item(index).end = std::max<qint64>(item(index).begin, at);
}

void TimelineLayout::showSteps(int lane)
{
    const auto &steps = attemptIn(lane).steps;
    Shown &at = shown_[lane];
    const auto kindOf = [](record::Step step) {
        return step == record::Step::Lookup ? ItemKind::Lookup
            : step == record::Step::Connect ? ItemKind::Tcp
            : step == record::Step::Proxy   ? ItemKind::Proxy
                                            : ItemKind::Tls;
    };
    for (std::size_t i = at.steps; i < steps.size(); ++i) {
        int &slot = at.step[static_cast<std::size_t>(steps[i].what)];
        add(lane, kindOf(steps[i].what), steps[i].began, steps[i].beganSeq).text = steps[i].asked;
        slot = touched_;
    }
    at.steps = steps.size();
    for (int &slot : at.step) {
        if (slot < 0)
            continue;
        const auto step = std::find_if(steps.rbegin(), steps.rend(), [&](const record::NetworkStep &one) {
            return kindOf(one.what) == item(slot).kind;
        });
        if (step->ended < 0)
            continue;
        TimelineItem &shown = item(slot);
        shown.failed = step->failed;
        shown.seq = step->endedSeq;
        shown.name = step->name;
        if (!step->answer.empty())
            shown.text = shown.text.empty() ? step->answer : shown.text + " \xe2\x86\x92 " + step->answer;
        close(slot, step->ended);
        touched_ = slot;
        slot = -1;
    }
}

/// The server's seat has no pause of its own: who waits there is the other side.
void TimelineLayout::showPause(int lane, quint64 seq)
{
    const record::Handshake &shake = attemptIn(lane).handshake;
    Shown &at = shown_[lane];
    if (attemptIn(lane).role == wire::Role::Server || shake.gateSeqs.empty() || shake.gateSeqs.back() != seq)
        return;
    TimelineLane &shown = lanes_[lane];
    if (at.pause < 0 && shake.pauseEnded < 0 && shake.pauseBegan >= 0) {
        shown.paused = true;
        add(lane, ItemKind::Pause, shake.pauseBegan, seq);
        at.pause = touched_;
    } else if (at.pause >= 0 && shake.pauseEnded >= 0) {
        TimelineItem &pause = item(at.pause);
        pause.code = static_cast<int>(shake.outcome);
        if (shake.outcome == wire::GateOutcome::Continued)
            pause.continuedBy = shake.continuedBy;
        shown.continued |= shake.outcome == wire::GateOutcome::Continued;
        close(at.pause, shake.pauseEnded);
        shown.gateOutcome = pause.code;
        shown.pauseNs = pause.end - pause.begin;
        touched_ = at.pause;
        at.pause = -1;
    } else {
        touched_ = at.pause;
    }
}

/// What goes on without us ends with the attempt.
void TimelineLayout::showEnd(int lane)
{
    const Attempt &attempt = attemptIn(lane);
    TimelineLane &shown = lanes_[lane];
    if (attempt.endedAt < 0 || !shown.open)
        return;
    for (const int index : shown.items) {
        if (item(index).open)
            close(index, attempt.endedAt);
    }
    Shown &at = shown_[lane];
    std::fill(std::begin(at.step), std::end(at.step), -1);
    at.head = at.pause = at.think = at.response = -1;
    shown.open = false;
    shown.end = attempt.endedAt;
    shown.error = attempt.error;
    touched_ = shown.items.empty() ? -1 : shown.items.back();
}

void TimelineLayout::showFailures(int lane)
{
    const auto &failures = attemptIn(lane).failures;
    for (std::size_t &i = shown_[lane].failures; i < failures.size(); ++i) {
        TimelineItem &made = add(lane, ItemKind::Failure, failures[i].at, failures[i].seq);
        made.failed = true;
        made.name = failures[i].timeout ? "timeout-" + failures[i].key : failures[i].key;
        made.text = failures[i].text;
    }
}

/// A close ends what was under way; after a reset that is a failure of it. Content that was sent before it may be
/// counted after it.
void TimelineLayout::showClosings(int lane)
{
    const auto &closings = attemptIn(lane).closings;
    Shown &at = shown_[lane];
    for (; at.closings < closings.size(); ++at.closings) {
        const record::Closing &closing = closings[at.closings];
        close(at.think, closing.at);
        at.think = -1;
        const bool ours = !closing.byPeer;
        const Side side = wire::sideOf(attemptIn(lane).role, ours ? Direction::Sent : Direction::Received);
        TimelineItem &made = add(lane, ItemKind::Close, closing.at, closing.seq, side);
        made.code = static_cast<int>(closing.how);
        made.failed = closing.how != wire::CloseHow::Fin;
        made.text = closing.text;
    }
}

/// True while content goes out; what is counted later was sent before.
bool TimelineLayout::sending(int lane) const
{
    const int body = shown_[lane].body;
    return body >= 0 && items_[static_cast<std::size_t>(body)].open;
}

bool TimelineLayout::busy() const
{
    for (int lane = 0; lane < static_cast<int>(lanes_.size()); ++lane) {
        const int response = shown_[lane].response;
        if (sending(lane) || (response >= 0 && items_[static_cast<std::size_t>(response)].bytes > 0))
            return true;
    }
    return false;
}

qint64 TimelineLayout::indexOf(quint64 seq) const
{
    const auto found = std::lower_bound(seqs_.begin(), seqs_.end(), seq);
    return found == seqs_.end() || *found != seq ? -1 : found - seqs_.begin();
}

int TimelineLayout::itemOf(quint64 seq) const
{
    const qint64 index = indexOf(seq);
    return index < 0 ? -1 : itemOf_[static_cast<std::size_t>(index)];
}

int TimelineLayout::longestPause() const
{
    int best = -1;
    for (std::size_t i = 0; i < items_.size(); ++i) {
        const TimelineItem &item = items_[i];
        if (item.kind != ItemKind::Pause)
            continue;
        const auto length = [this](const TimelineItem &p) { return (p.open ? last_ : p.end) - p.begin; };
        if (best < 0 || length(item) > length(items_[best]))
            best = static_cast<int>(i);
    }
    return best;
}

} // namespace model
