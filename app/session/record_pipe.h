// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings on their way from the thread that opens them to one that works on them, one at a time: of many that are
// exported no more than two are held.
#pragma once

#include "record/record.h"

#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>

namespace session {

class RecordPipe {
public:
    using Record = std::shared_ptr<const record::Record>;

    /// Null for one that is lost.
    void put(Record record);
    /// No more will be put.
    void close();
    /// Waits for the next. False: there is none.
    bool take(Record *record);

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Record> waiting_;
    bool closed_ = false;
};

} // namespace session
