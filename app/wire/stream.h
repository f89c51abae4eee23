// SPDX-License-Identifier: GPL-3.0-or-later
// One request and what answers it, as a machine sees them; plain data that the machine writes and others ask. The
// request's states are those of the client's seat, which knows what is to be sent:
//
//   request   None --submitted--> Head --its head has left--> Content --all has left--> Sent
//             Head, Content --no more of the content is to go--> Stopped
//             Stopped --what was under way was the rest--> Sent
//   response  Awaited --1xx--> Interim --head of a final one--> Final --its end--> Complete
//             Awaited --head of a final one--> Final --the end comes before that of its content--> Cut
#pragma once

#include "wire/anomaly.h"
#include "wire/expect_gate.h"
#include "wire/head.h"

#include <cstdint>
#include <optional>
#include <string>

namespace wire {

/// What the machine must know of a request before its bytes flow.
struct Submission {
    std::uint64_t headLength = 0; ///< bytes
    std::uint64_t bodyLength = 0; ///< bytes on the wire, chunk framing included; 0 for none
    std::string method;
    int version = 11;
    bool upgrade = false;
    bool gated = false; ///< an Expect field goes out with content, and the wait is not 0
    bool expectSent = false;
    GatePolicy policy;
    bool operator==(const Submission &) const = default;
};

/// Chunk framing that does not hold (RFC 9112 section 7.1).
struct BrokenContent {
    Anomaly what = Anomaly::BadChunkSize; ///< or ChunkSizeTooLarge, ChunkLineTooLong, ChunkEndMissing
    std::string text;                     ///< the bytes at fault: of a chunk-size line, the line
    bool operator==(const BrokenContent &) const = default;
};

/// The first final response.
struct Answer {
    Head head;
    std::uint64_t end = 0;      ///< offset behind it, once it is complete
    bool persists = false;      ///< by its head and framing
    bool noStatus = false;      ///< its status line has none, or one that cannot be read
    bool invalidLength = false; ///< its Content-Length decides where it ends, and cannot
};

class Stream {
public:
    enum class Request : std::uint8_t { None, Head, Content, Sent, Stopped };
    enum class Response : std::uint8_t { Awaited, Interim, Final, Complete, Cut };

    Request request = Request::None;
    Response response = Response::Awaited;
    ExpectGate gate;
    Submission submission;
    std::uint64_t flushed = 0; ///< wire bytes of the submitted request that have left
    std::optional<Answer> answer;
    /// What ended the reading of the responses, where that is a limit of ours: HeadTooLarge, TooManyFields,
    /// TooManyInterims.
    std::optional<Anomaly> limitMet;
    std::optional<BrokenContent> broken; ///< first in the chunks of the answer, as a whole line
    std::optional<std::string> hopeless; ///< what has come of a chunk-size line that cannot become one
    bool lost = false;                   ///< the response's end cannot be found any more, whatever comes

    /// Client: wire bytes of the content that have left.
    std::uint64_t bodyBytes() const;
    /// Client: every byte of the submitted request has left.
    bool requestFlushed() const { return request == Request::Sent; }
    /// Client: content is still to be sent, or to be withheld.
    bool contentOwed() const;
    bool finalSeen() const { return answer.has_value(); }
    /// Of the first final response; empty before it.
    const Head &finalHead() const;
    /// 0 before it, and where it has no status (or the invalid 000: see statusRead()).
    int finalStatus() const { return finalHead().status; }
    /// It has a status, be it an invalid one.
    bool statusRead() const { return answer && (finalStatus() != 0 || !answer->noStatus); }
    /// It has a Content-Length that decides where it ends, and cannot: the client is to close the connection and
    /// discard it (RFC 9112 section 6.3, point 5).
    bool invalidLength() const { return answer && answer->invalidLength; }
    /// It has ended, be it early.
    bool responseDone() const { return response >= Response::Complete; }
    /// It has a status, and ended before its content did.
    bool responseCut() const { return response == Response::Cut && statusRead(); }
    /// What broke first in its chunks; nothing where it is complete all the same.
    std::optional<BrokenContent> brokenContent() const;
    /// So that its end cannot be found any more, whatever comes.
    bool contentLost() const { return lost && brokenContent(); }
};

} // namespace wire
