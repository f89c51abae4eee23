// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange's values to lanes, items, links: what the timeline shows, in nanoseconds and event numbers, with no
// pixel, colour or font. Appending events costs their number only, so that a live drawing stays cheap.
#pragma once

#include "model/timeline_samples.h"
#include "record/exchange_fold.h"

#include <QtGlobal>

#include <string>
#include <vector>

namespace model {

enum class ItemKind : quint8 {
    Lookup,
    Tcp,
    Tls,
    Proxy,    ///< a SOCKS proxy is asked
    Head,     ///< the request's head
    Pause,    ///< the content waits for 100; code = wire::GateOutcome once it has ended
    Interim,  ///< a moment: code = status
    Body,     ///< the request's content; bytes of total, total 0: not known
    Think,    ///< from the request's last byte to the final response's first
    Response, ///< the final response; code = status, 0 while its start line is not read
    Close,    ///< a moment: direction = who, code = wire::CloseHow
    Failure,  ///< a moment: a time-out, an error, bytes that are not HTTP; name = key, text = the line
};

struct TimelineItem {
    ItemKind kind = ItemKind::Failure;
    int lane = 0;
    int track = 0;    ///< 1: beside an item of track 0 that it overlaps in time
    qint64 begin = 0; ///< nanoseconds since the exchange began
    qint64 end = 0;   ///< while open: the last event's time
    bool open = false;
    bool failed = false;
    quint64 seq = 0; ///< the event that stands for it
    wire::Direction direction = wire::Direction::Local;
    quint32 connection = 0;
    wire::Span span; ///< its bytes in that direction's tape; length 0: none
    int code = 0;
    int continuedBy = 0; ///< Pause: the status of the interim response that ended it
    quint64 bytes = 0;   ///< of content
    quint64 total = 0;   ///< of content, as declared
    bool cut = false;    ///< a message that ended before its declared length
    std::string name;
    std::string text;
    bool moment() const { return kind == ItemKind::Interim || kind == ItemKind::Close || kind == ItemKind::Failure; }
};

struct TimelineLane {
    enum class Expect : quint8 { Unknown, With, Without };
    quint32 attempt = 0;
    quint32 connection = 0;
    Expect expect = Expect::Unknown;
    qint64 begin = 0;
    qint64 end = 0;
    bool open = true;
    int tracks = 1;
    bool flags = false; ///< has interim responses
    std::vector<int> items;
    BodyProgress progress; ///< of the request's body, content bytes
    // what a note under the lane is made of
    bool paused = false;
    bool continued = false;
    qint64 pauseNs = 0;
    int gateOutcome = 0;
    bool bodyCut = false;
    bool bodyDone = false;
    quint64 bodyBytes = 0;
    quint64 bodyTotal = 0;
    int status = 0;                          ///< of the final response
    std::vector<record::Decision> decisions; ///< in order
    std::string error;
};

/// A dashed line from what caused an attempt to that attempt.
struct TimelineLink {
    int fromItem = -1;
    int fromLane = 0;
    int toLane = 0;
    qint64 from = 0;
    qint64 to = 0;
    quint64 seq = 0;
    record::Reason reason = record::Reason::Other;
};

class TimelineLayout {
public:
    /// Takes the events that were not taken yet; `events` must begin with those of the earlier calls.
    void append(const std::vector<wire::Event> &events);

    const std::vector<TimelineLane> &lanes() const { return lanes_; }
    const std::vector<TimelineItem> &items() const { return items_; }
    const std::vector<TimelineLink> &links() const { return links_; }
    std::size_t consumed() const { return seqs_.size(); } ///< events taken in, for tests
    /// Time of the last event.
    qint64 last() const { return last_; }
    /// Stretches without an event in which no content moved, by begin; the longest 24.
    std::vector<TimelineGap> gaps() const { return gaps_.sorted(); }
    /// True while content is under way, so that a stretch without events is not idle.
    bool busy() const;

    /// Index of the item that an event belongs to; -1: none.
    int itemOf(quint64 seq) const;
    /// Index of the longest pause; -1: none.
    int longestPause() const;
    /// Index of an event by its number; -1: unknown.
    qint64 indexOf(quint64 seq) const;

private:
    /// What of an attempt's values has its items already, and which of them may change yet; -1: none.
    struct Shown {
        std::size_t steps = 0, interims = 0, strays = 0, decisions = 0, failures = 0, closings = 0;
        int step[4] = {-1, -1, -1, -1}; // by record::Step: those of a kind do not overlap
        int head = -1, pause = -1, body = -1, think = -1, response = -1;
        quint64 responseSeq = 0; // of its first byte
        bool final = false, asked = false, lost = false;
        quint64 foreignSeq = 0;
        int newest[3] = {-1, -1, -1}; // by direction; Local: of all
    };
    const record::Attempt &attemptIn(int lane) const;
    int show(const wire::Event &event);
    void addLanes(const wire::Event &event);
    void showSteps(int lane);
    void showHead(int lane);
    void showPause(int lane, quint64 seq);
    void showBody(int lane);
    bool bodyIsOver(int lane) const;
    void showThink(int lane);
    void showDecisions(int lane);
    void showResponses(int lane);
    void responseBegins(int lane, const record::ResponseBegun &begun);
    void settle(int lane, const record::ResponseSeen &seen, bool interim);
    void showContent(int lane);
    void showForeign(int lane);
    void showFailures(int lane);
    void showClosings(int lane);
    void showEnd(int lane);
    bool sending(int lane) const;
    TimelineItem &add(int lane, ItemKind kind, qint64 at, quint64 seq, wire::Side side = wire::Side::Local);
    void close(int item, qint64 at);
    void thinkEnds(int lane, qint64 at);
    TimelineItem &item(int index) { return items_[static_cast<std::size_t>(index)]; }

    record::ExchangeFold fold_;
    std::vector<TimelineLane> lanes_; // by place of the attempt
    std::vector<Shown> shown_;        // the same
    std::vector<TimelineItem> items_;
    std::vector<TimelineLink> links_;
    IdleGaps gaps_;
    std::vector<quint64> seqs_;
    std::vector<int> itemOf_; // by index of the event
    qint64 last_ = 0;
    int touched_ = -1; // the item that the event at hand tells of
};

} // namespace model
