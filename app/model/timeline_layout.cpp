// SPDX-License-Identifier: GPL-3.0-or-later
// One pass over the events. What belongs to a byte is found by its connection, since events at the end of a
// recording may carry a later attempt's number than the bytes that they end.
#include "model/timeline_layout.h"

#include "wire/expect_gate.h"

#include <algorithm>

namespace model {

using wire::Direction;
using wire::Event;
using wire::Kind;
using wire::Phase;

TimelineLayout::TimelineLayout(wire::Role role) : role_(role) {}

void TimelineLayout::append(const std::vector<Event> &events)
{
    for (std::size_t i = seqs_.size(); i < events.size(); ++i) {
        const Event &event = events[i];
        if (event.at > last_ && !busy())
            gaps_.add({last_, event.at});
        last_ = std::max<qint64>(last_, event.at);
        seqs_.push_back(event.seq);
        itemOf_.push_back(-1);
        itemOf_.back() = consume(event);
    }
    for (std::size_t i = 0; i < lanes_.size(); ++i) {
        if (lanes_[i].open)
            lanes_[i].end = last_;
    }
}

bool TimelineLayout::isRequest(const Event &event) const
{
    return wire::sideOf(role_, event.direction) == wire::Side::Request;
}

int TimelineLayout::laneFor(const Event &event)
{
    const auto count = static_cast<int>(lanes_.size());
    const bool begins = event.kind == Kind::Attempt && event.phase == Phase::Begin;
    int byConnection = -1;
    for (int i = count - 1; i >= 0 && !begins; --i) {
        const TimelineLane &lane = lanes_[i];
        if (lane.attempt == event.attempt
            && (lane.connection == event.connection || event.direction == Direction::Local))
            return i;
        if (byConnection < 0 && lane.connection == event.connection && event.direction != Direction::Local)
            byConnection = i;
    }
    if (byConnection >= 0)
        return byConnection;
    TimelineLane lane;
    lane.attempt = event.attempt;
    lane.connection = event.connection;
    lane.begin = lane.end = event.at;
    lanes_.push_back(lane);
    open_.emplace_back();
    return count;
}

int TimelineLayout::consume(const Event &event)
{
    switch (event.kind) {
    case Kind::Attempt: return attempt(event);
    case Kind::Lookup:
    case Kind::Connect:
    case Kind::Tls:
    case Kind::Proxy: return transport(event);
    case Kind::Pause: return pause(event);
    case Kind::WaitOver:
    case Kind::Decision:
    case Kind::Timeout:
    case Kind::Close:
    case Kind::Error: return local(event);
    default: return isRequest(event) ? requestPart(event) : responsePart(event);
    }
}

int TimelineLayout::attempt(const Event &event)
{
    const int lane = laneFor(event);
    if (event.phase == Phase::End) {
        closeAll(event);
        lanes_[lane].open = false;
        lanes_[lane].end = event.at;
        lanes_[lane].error = event.text;
        return lanes_[lane].items.empty() ? -1 : lanes_[lane].items.back();
    }
    lanes_[lane].reason = event.name;
    if (lane == 0)
        return -1;
    TimelineLink link;
    link.fromLane = lane - 1;
    link.toLane = lane;
    link.to = link.from = event.at;
    link.seq = event.seq;
    link.reason = event.name;
    const auto &before = lanes_[lane - 1].items;
    const auto answer =
        std::find_if(before.rbegin(), before.rend(), [this](int i) { return items_[i].kind == ItemKind::Response; });
    if (answer != before.rend()) {
        link.fromItem = *answer;
        link.from = items_[*answer].end;
    }
    links_.push_back(link);
    return -1;
}

int TimelineLayout::bracket(int Open::*slot, ItemKind kind, const Event &event)
{
    const int lane = laneFor(event);
    int &index = open_[lane].*slot;
    if (event.phase == Phase::Begin) {
        index = open(kind, event);
        items_[index].text = event.text;
        return index;
    }
    if (index < 0)
        return -1;
    const int item = index;
    items_[item].failed = event.code != 0;
    items_[item].seq = event.seq;
    items_[item].name = event.name;
    if (!event.text.empty())
        items_[item].text = items_[item].text.empty() ? event.text : items_[item].text + " \xe2\x86\x92 " + event.text;
    close(index, event);
    return item;
}

int TimelineLayout::transport(const Event &event)
{
    if (event.kind == Kind::Lookup)
        return bracket(&Open::lookup, ItemKind::Lookup, event);
    if (event.kind == Kind::Connect)
        return bracket(&Open::tcp, ItemKind::Tcp, event);
    if (event.kind == Kind::Proxy)
        return bracket(&Open::proxy, ItemKind::Proxy, event);
    return bracket(&Open::tls, ItemKind::Tls, event);
}

int TimelineLayout::pause(const Event &event)
{
    const int lane = laneFor(event);
    if (event.phase == Phase::Begin) {
        lanes_[lane].paused = true;
        return open_[lane].pause = open(ItemKind::Pause, event);
    }
    const int item = open_[lane].pause;
    if (item < 0)
        return -1;
    items_[item].code = event.code;
    items_[item].continuedBy = static_cast<int>(event.value);
    items_[item].name = event.name;
    close(open_[lane].pause, event);
    lanes_[lane].gateOutcome = event.code;
    lanes_[lane].continued |= event.code == static_cast<int>(wire::GateOutcome::Continued);
    lanes_[lane].pauseNs = items_[item].end - items_[item].begin;
    return item;
}

int TimelineLayout::local(const Event &event)
{
    const int lane = laneFor(event);
    switch (event.kind) {
    case Kind::WaitOver: return open_[lane].pause;
    case Kind::Decision:
        lanes_[lane].decisions.push_back(event.name);
        if (event.name == "stop-upload" && sending(open_[lane])) {
            const int body = open_[lane].body;
            bodyEnded(event, true);
            besideNoMore(lane);
            return body;
        }
        return newest(event);
    case Kind::Close: return closed(event);
    default: {
        const int item = moment(ItemKind::Failure, event);
        items_[item].failed = true;
        items_[item].name = event.kind == Kind::Timeout ? "timeout-" + event.name : event.name;
        return item;
    }
    }
}

/// The answer that stopped the upload came as it ended, so they do not overlap after all.
void TimelineLayout::besideNoMore(int lane)
{
    const int response = open_[lane].response;
    if (response < 0 || items_[response].begin < last_)
        return;
    items_[response].track = 0;
    lanes_[lane].tracks = 1;
}

/// A close ends what was under way; after a reset that is a failure of it. Content that was sent before it may be
/// counted after it.
int TimelineLayout::closed(const Event &event)
{
    const int lane = laneFor(event);
    Open &at = open_[lane];
    if (event.code != 0)
        bodyEnded(event, true);
    close(at.think, event);
    const int item = moment(ItemKind::Close, event);
    items_[item].failed = event.code != 0;
    return item;
}

int TimelineLayout::open(ItemKind kind, const Event &event)
{
    const int lane = laneFor(event);
    TimelineItem item;
    item.kind = kind;
    item.lane = lane;
    item.begin = item.end = event.at;
    item.open = true;
    item.seq = event.seq;
    item.direction = event.direction;
    item.connection = event.connection;
    item.span = event.span;
    items_.push_back(item);
    const int index = static_cast<int>(items_.size()) - 1;
    lanes_[lane].items.push_back(index);
    open_[lane].newest[static_cast<std::size_t>(Direction::Local)] = index;
    open_[lane].newest[static_cast<std::size_t>(event.direction)] = index;
    return index;
}

int TimelineLayout::moment(ItemKind kind, const Event &event)
{
    const int index = open(kind, event);
    items_[index].open = false;
    items_[index].code = event.code;
    items_[index].name = event.name;
    items_[index].text = event.text;
    return index;
}

void TimelineLayout::close(int &slot, const Event &event)
{
    if (slot < 0)
        return;
    items_[slot].open = false;
    items_[slot].end = std::max<qint64>(items_[slot].begin, event.at);
    slot = -1;
}

void TimelineLayout::closeAll(const Event &event)
{
    Open &at = open_[laneFor(event)];
    bodyEnded(event, true);
    for (int *slot : {&at.lookup, &at.tcp, &at.tls, &at.head, &at.pause, &at.think, &at.response})
        close(*slot, event);
}

/// The item of the lane that an event without one of its own belongs to.
int TimelineLayout::newest(const Event &event)
{
    return open_[laneFor(event)].newest[static_cast<std::size_t>(event.direction)];
}

/// True while content goes out; what is counted later was sent before.
bool TimelineLayout::sending(const Open &at) const
{
    return at.body >= 0 && items_[at.body].open;
}

bool TimelineLayout::busy() const
{
    return std::any_of(open_.begin(), open_.end(), [this](const Open &at) {
        return sending(at) || (at.response >= 0 && items_[at.response].bytes > 0);
    });
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
