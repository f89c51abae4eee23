// SPDX-License-Identifier: GPL-3.0-or-later
// Work on a pool thread whose result is wanted on the application's thread, or no longer.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

namespace session {

/// One piece of work at a time; used and destroyed on the application's thread.
class Errand {
public:
    /// Asked by the work, from its own thread: false once its result is not wanted any more.
    using Wanted = std::function<bool()>;
    /// Done on the application's thread.
    using Then = std::function<void()>;

    Errand() = default;
    Errand(const Errand &) = delete;
    Errand &operator=(const Errand &) = delete;
    ~Errand() { drop(); }
    /// Drops the last one. `work` runs on a pool thread, what it returns runs afterwards, unless it was dropped.
    void run(std::function<Then(const Wanted &)> work);
    void drop();

private:
    std::shared_ptr<std::atomic<bool>> wanted_;
};

} // namespace session
