// SPDX-License-Identifier: GPL-3.0-or-later
// Requests that were being edited when something else was opened over them, on the disk like the draft.
#pragma once

#include "session/drafts/draft.h"

#include <deque>
#include <memory>
#include <vector>

namespace session {

class Asides {
public:
    static constexpr std::size_t most = 10;
    /// `folder` "": they end with the program.
    explicit Asides(const QString &folder);

    bool empty() const { return drafts_.empty(); }
    /// What was left. `line` says why one was not taken.
    void read(QString *line);
    /// The newest from now on; the oldest of too many goes.
    void push(const Draft &draft);
    /// Gives the newest, and keeps `now` behind the oldest: taken again and again, all come by. Not when empty.
    Draft turn(const Draft &now);
    /// Writes what is due and waits for it.
    void flush();

private:
    void write();

    std::deque<Draft> drafts_; // newest first
    std::vector<std::unique_ptr<DraftFile>> files_;
};

} // namespace session
