// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline's items of requests and responses; its lanes, steps and pauses are in timeline_layout.cpp.
#include "model/timeline_layout.h"

#include "base/text.h"

#include <algorithm>

namespace model {

using record::Attempt;
using record::RequestSeen;
using wire::Side;

namespace {

/// What the request's head declares; `otherwise` where it is no number.
quint64 declared(const wire::Head &head, quint64 otherwise)
{
    for (const wire::Field &field : head.fields) {
        if (base::equalsIgnoringCase(field.name, "Content-Length"))
            otherwise = base::decimal(field.value).value_or(otherwise);
    }
    return otherwise;
}

/// 101 is final: nothing of HTTP comes behind it.
bool isInterimStatus(int status)
{
    return status >= 100 && status < 200 && status != 101;
}

} // namespace

void TimelineLayout::showHead(int lane)
{
    const Attempt &attempt = attemptIn(lane);
    const RequestSeen &request = attempt.request;
    Shown &at = shown_[lane];
    TimelineLane &shown = lanes_[lane];
    if (at.asked || request.begunAt < 0)
        return;
    if (at.head < 0) {
        add(lane, ItemKind::Head, request.begunAt, request.seq, Side::Request).span = request.span;
        at.head = touched_;
    }
    if (!attempt.handshake.fieldSeqs.empty())
        shown.expect = TimelineLane::Expect::With;
    if (!request.seen)
        return;
    at.asked = true;
    if (shown.expect == TimelineLane::Expect::Unknown)
        shown.expect = TimelineLane::Expect::Without;
    shown.bodyTotal = declared(request.head, shown.bodyTotal);
    TimelineItem &head = item(at.head);
    head.seq = request.seq;
    head.span = request.span;
    head.name = request.head.method;
    head.text = request.head.target;
    close(at.head, request.endedAt);
    touched_ = at.head;
    at.head = -1;
}

/// By its end, or by what cut it short.
bool TimelineLayout::bodyIsOver(int lane) const
{
    const Attempt &attempt = attemptIn(lane);
    const quint64 since = attempt.request.bodyBegunSeq;
    const auto *stopped = attempt.decided(record::Decision::StopUpload);
    return attempt.request.messageEndedAt >= 0 || attempt.endedAt >= 0 || (stopped && stopped->seq > since)
        || std::any_of(attempt.closings.begin(), attempt.closings.end(), [since](const record::Closing &closing) {
               return closing.how != wire::CloseHow::Fin && closing.seq > since;
           });
}

void TimelineLayout::showBody(int lane)
{
    const RequestSeen &request = attemptIn(lane).request;
    Shown &at = shown_[lane];
    TimelineLane &shown = lanes_[lane];
    if (request.bodyBegunAt < 0)
        return;
    if (at.body < 0) {
        TimelineItem &made = add(lane, ItemKind::Body, request.bodyBegunAt, request.bodyBegunSeq, Side::Request);
        made.span = request.body;
        made.total = shown.bodyTotal;
        at.body = touched_;
        shown.bodyBytes = 0;
        shown.progress.clear();
        shown.progress.add(request.bodyBegunAt, 0);
    }
    TimelineItem &body = item(at.body);
    if (request.bodySeq != body.seq) {
        body.seq = request.bodySeq;
        body.span = request.body;
        shown.bodyBytes = body.bytes = request.contentBytes;
        touched_ = at.body;
        if (request.bodyEndedAt < 0)
            shown.progress.add(body.open ? last_ : body.end, body.bytes);
    }
    const bool whole = request.bodyEndedAt >= 0;
    if (!(whole ? !shown.bodyDone : body.open && bodyIsOver(lane)))
        return;
    body.cut = shown.bodyCut = !whole;
    shown.bodyDone = whole;
    shown.progress.add(last_, body.bytes);
    close(at.body, last_);
    touched_ = at.body;
}

/// From the request's last byte on nothing moves, unless the answer has begun already.
void TimelineLayout::showThink(int lane)
{
    const Attempt &attempt = attemptIn(lane);
    const RequestSeen &request = attempt.request;
    if (!request.complete || request.messageEndedSeq != seqs_.back() || attempt.begun || attempt.final)
        return;
    add(lane, ItemKind::Think, request.messageEndedAt, request.messageEndedSeq, Side::Request).span = request.message;
    shown_[lane].think = touched_;
}

/// It ended with the first byte of the answer, not with its head's last, which may never come.
void TimelineLayout::thinkEnds(int lane, qint64 at)
{
    close(shown_[lane].think, at);
    shown_[lane].think = -1;
}

void TimelineLayout::showDecisions(int lane)
{
    const auto &decisions = attemptIn(lane).decisions;
    Shown &at = shown_[lane];
    for (; at.decisions < decisions.size(); ++at.decisions) {
        lanes_[lane].decisions.push_back(decisions[at.decisions].what);
        // The answer that stopped the upload came as it ended, so they do not overlap after all.
        const bool stopped = decisions[at.decisions].what == record::Decision::StopUpload;
        if (stopped && touched_ == at.body && at.response >= 0 && item(at.response).begin >= last_) {
            item(at.response).track = 0;
            lanes_[lane].tracks = 1;
        }
    }
}

void TimelineLayout::showResponses(int lane)
{
    const Attempt &attempt = attemptIn(lane);
    Shown &at = shown_[lane];
    if (attempt.begun)
        responseBegins(lane, *attempt.begun);
    for (; at.interims < attempt.interims.size(); ++at.interims)
        settle(lane, attempt.interims[at.interims], true);
    if (attempt.final && !at.final) {
        at.final = true;
        lanes_[lane].status = attempt.final->status;
        settle(lane, *attempt.final, false);
    }
    for (; at.strays < attempt.strays.size(); ++at.strays)
        settle(lane, attempt.strays[at.strays], isInterimStatus(attempt.strays[at.strays].status));
    showContent(lane);
}

void TimelineLayout::responseBegins(int lane, const record::ResponseBegun &begun)
{
    Shown &at = shown_[lane];
    if (at.responseSeq != begun.seq) {
        close(at.response, last_);
        TimelineItem &made = add(lane, ItemKind::Response, begun.at, begun.seq, Side::Response);
        at.response = touched_;
        at.responseSeq = begun.seq;
        made.span = begun.span;
        if (sending(lane)) { // the answer came while content was still going out
            made.track = 1;
            lanes_[lane].tracks = 2;
        }
    }
    if (at.response < 0)
        return;
    TimelineItem &response = item(at.response);
    if (begun.status != response.code) {
        response.code = begun.status;
        touched_ = at.response;
        if (begun.status >= 200) // an interim response does not end the wait for the final one
            thinkEnds(lane, response.begin);
    }
}

/// Its head is whole.
void TimelineLayout::settle(int lane, const record::ResponseSeen &seen, bool interim)
{
    Shown &at = shown_[lane];
    if (at.response < 0) {
        add(lane, ItemKind::Response, seen.at, seen.seq, Side::Response);
        at.response = touched_;
    }
    TimelineItem &response = item(at.response);
    response.code = seen.status;
    response.text = seen.reason;
    response.span = seen.span;
    response.seq = seen.seq;
    touched_ = at.response;
    if (!interim)
        return thinkEnds(lane, response.begin);
    response.kind = ItemKind::Interim;
    response.track = 0;
    close(at.response, seen.at);
    at.response = -1;
    lanes_[lane].flags = true;
    lanes_[lane].continued = lanes_[lane].continued || seen.status == 100;
}

/// Of the response whose head came last.
void TimelineLayout::showContent(int lane)
{
    const Attempt &attempt = attemptIn(lane);
    Shown &at = shown_[lane];
    if (at.response < 0 || !attempt.final || attempt.begun)
        return;
    const record::FinalSeen &final = attempt.strays.empty() ? *attempt.final : attempt.strays.back();
    TimelineItem &response = item(at.response);
    response.bytes = final.bodySize;
    if (final.endedAt < 0)
        return;
    response.cut = !final.complete;
    response.span = final.message;
    close(at.response, final.endedAt);
    at.response = -1;
}

/// Bytes that are no HTTP, where an answer should have been.
void TimelineLayout::showForeign(int lane)
{
    const Attempt &attempt = attemptIn(lane);
    const record::Foreign &foreign = attempt.foreign;
    Shown &at = shown_[lane];
    if (at.lost || foreign.at < 0 || foreign.seq == at.foreignSeq)
        return;
    at.foreignSeq = foreign.seq;
    if (at.response >= 0 || attempt.final)
        return;
    at.lost = true;
    TimelineItem &made = add(lane, ItemKind::Failure, foreign.at, foreign.seq, Side::Response);
    made.failed = true;
    made.name = "not-http";
    made.span = foreign.span;
    made.text = foreign.text;
}

} // namespace model
