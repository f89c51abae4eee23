// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/record_pipe.h"

namespace session {

void RecordPipe::put(Record record)
{
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(record));
    changed_.notify_one();
}

void RecordPipe::close()
{
    const std::lock_guard lock(mutex_);
    closed_ = true;
    changed_.notify_one();
}

bool RecordPipe::take(Record *record)
{
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty())
        return false;
    *record = std::move(waiting_.front());
    waiting_.pop_front();
    return true;
}

} // namespace session
