// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/stream.h"

namespace wire {

std::uint64_t Stream::bodyBytes() const
{
    return flushed > submission.headLength ? flushed - submission.headLength : 0;
}

bool Stream::contentOwed() const
{
    return submission.bodyLength > 0 && (request == Request::Head || request == Request::Content);
}

const Head &Stream::finalHead() const
{
    static const Head none;
    return answer ? answer->head : none;
}

std::optional<BrokenContent> Stream::brokenContent() const
{
    if (!answer || response == Response::Complete)
        return std::nullopt;
    if (!broken && !responseDone() && hopeless)
        return BrokenContent{Anomaly::BadChunkSize, *hopeless};
    return broken;
}

} // namespace wire
