// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline's items of requests and responses; its lanes, brackets and pauses are in timeline_layout.cpp.
#include "model/timeline_layout.h"

#include "base/text.h"

#include <algorithm>

namespace model {

using wire::Direction;
using wire::Event;
using wire::Kind;
using wire::Phase;

int TimelineLayout::requestPart(const Event &event)
{
    const int lane = laneFor(event);
    Open &at = open_[lane];
    switch (event.kind) {
    case Kind::HeadBegin: close(at.head, event); return at.head = open(ItemKind::Head, event);
    case Kind::FieldLine: field(event); return at.head;
    case Kind::RequestHead: {
        const int item = at.head;
        requestHead(event);
        return item;
    }
    case Kind::ContentBegin: return bodyBegan(event);
    case Kind::ContentData: bodyMoved(event); return at.body;
    case Kind::ContentEnd: {
        const int item = at.body;
        if (item >= 0)
            lanes_[lane].bodyBytes = items_[item].bytes = event.value;
        bodyEnded(event, false);
        return item;
    }
    case Kind::MessageEnd: {
        const int item = newest(event);
        if (event.code != 0)
            bodyEnded(event, true);
        else if (at.response < 0 && lanes_[lane].status == 0)
            return at.think = open(ItemKind::Think, event);
        return item;
    }
    default: return newest(event);
    }
}

void TimelineLayout::field(const Event &event)
{
    TimelineLane &lane = lanes_[laneFor(event)];
    if (base::equalsIgnoringCase(event.name, "Expect"))
        lane.expect = TimelineLane::Expect::With;
    if (base::equalsIgnoringCase(event.name, "Content-Length"))
        lane.bodyTotal = base::decimal(event.text).value_or(lane.bodyTotal);
}

void TimelineLayout::requestHead(const Event &event)
{
    const int lane = laneFor(event);
    Open &at = open_[lane];
    if (lanes_[lane].expect == TimelineLane::Expect::Unknown)
        lanes_[lane].expect = TimelineLane::Expect::Without;
    if (at.head < 0)
        return;
    items_[at.head].seq = event.seq;
    items_[at.head].span = event.span;
    items_[at.head].name = event.name;
    items_[at.head].text = event.text;
    close(at.head, event);
}

int TimelineLayout::bodyBegan(const Event &event)
{
    const int lane = laneFor(event);
    const int item = open(ItemKind::Body, event);
    open_[lane].body = item;
    items_[item].total = lanes_[lane].bodyTotal;
    lanes_[lane].bodyBytes = 0;
    lanes_[lane].progress.clear();
    lanes_[lane].progress.add(event.at, 0);
    return item;
}

void TimelineLayout::bodyMoved(const Event &event)
{
    const int lane = laneFor(event);
    const int item = open_[lane].body;
    if (item < 0)
        return;
    items_[item].bytes += event.value;
    items_[item].span = {items_[item].span.offset, event.span.end() - items_[item].span.offset};
    items_[item].seq = event.seq;
    lanes_[lane].bodyBytes = items_[item].bytes;
    lanes_[lane].progress.add(items_[item].open ? event.at : items_[item].end, items_[item].bytes);
}

void TimelineLayout::bodyEnded(const Event &event, bool cut)
{
    const int lane = laneFor(event);
    const int item = open_[lane].body;
    if (item < 0 || (!items_[item].open && event.kind != Kind::ContentEnd))
        return;
    items_[item].cut = cut;
    lanes_[lane].bodyCut = cut;
    lanes_[lane].bodyDone = !cut;
    lanes_[lane].progress.add(event.at, items_[item].bytes);
    if (event.kind == Kind::ContentEnd) {
        items_[item].seq = event.seq;
        items_[item].span = event.span;
    }
    int ended = item; // its number stays for what is counted after the end
    close(ended, event);
}

int TimelineLayout::responsePart(const Event &event)
{
    const int lane = laneFor(event);
    Open &at = open_[lane];
    switch (event.kind) {
    case Kind::HeadBegin: return responseBegan(event);
    case Kind::StartLine:
        if (at.response >= 0)
            items_[at.response].code = event.code;
        if (event.code >= 200) // an interim response does not end the wait for the final one
            thinkEnded(event);
        return at.response;
    case Kind::InterimResponse: return interim(event);
    case Kind::FinalResponse: return finalHead(event);
    case Kind::ContentData:
        if (at.response >= 0)
            items_[at.response].bytes += event.value;
        return newest(event);
    case Kind::MessageEnd: {
        const int item = newest(event);
        if (at.response >= 0) {
            items_[at.response].cut = event.code != 0;
            items_[at.response].span = event.span;
            close(at.response, event);
        }
        return item;
    }
    case Kind::Anomaly: // foreign bytes are an event only when their run is over
    case Kind::Unparsed:
        if ((event.kind == Kind::Unparsed || event.name == "not-http") && !at.lost && at.response < 0
            && lanes_[lane].status == 0) {
            at.lost = true;
            const int item = moment(ItemKind::Failure, event);
            items_[item].failed = true;
            items_[item].name = "not-http";
            return item;
        }
        return newest(event);
    default: return newest(event);
    }
}

int TimelineLayout::responseBegan(const Event &event)
{
    const int lane = laneFor(event);
    close(open_[lane].response, event);
    const int item = open(ItemKind::Response, event);
    open_[lane].response = item;
    if (sending(open_[lane])) { // the answer came while content was still going out
        items_[item].track = 1;
        lanes_[lane].tracks = 2;
    }
    return item;
}

int TimelineLayout::interim(const Event &event)
{
    const int lane = laneFor(event);
    const int item = open_[lane].response >= 0 ? open_[lane].response : open(ItemKind::Interim, event);
    items_[item].kind = ItemKind::Interim;
    items_[item].track = 0;
    items_[item].code = event.code;
    items_[item].text = event.text;
    items_[item].span = event.span;
    items_[item].seq = event.seq;
    open_[lane].response = item;
    close(open_[lane].response, event);
    lanes_[lane].flags = true;
    lanes_[lane].continued = lanes_[lane].continued || event.code == 100;
    return item;
}

int TimelineLayout::finalHead(const Event &event)
{
    const int lane = laneFor(event);
    if (open_[lane].response < 0)
        open_[lane].response = open(ItemKind::Response, event);
    TimelineItem &item = items_[open_[lane].response];
    item.code = event.code;
    item.text = event.text;
    item.span = event.span;
    item.seq = event.seq;
    if (lanes_[lane].status == 0)
        lanes_[lane].status = event.code;
    thinkEnded(event);
    return open_[lane].response;
}

/// It ended with the first byte of the answer, not with its head's last, which may never come.
void TimelineLayout::thinkEnded(const Event &event)
{
    Open &at = open_[laneFor(event)];
    const int think = at.think;
    close(at.think, event);
    if (think >= 0 && at.response >= 0)
        items_[think].end = std::max(items_[think].begin, std::min(items_[think].end, items_[at.response].begin));
}

} // namespace model
