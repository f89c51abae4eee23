// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for something on a pool thread, within a time.
#pragma once

#include "session/errand.h"

#include "model/find_scan.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <functional>
#include <memory>
#include <vector>

namespace session {

/// What is searched.
struct Searched {
    std::shared_ptr<const void> owner; ///< keeps the bytes
    std::vector<model::FindRun> runs;
    QString scope; ///< one line: what of the whole is not there to be searched; "" where it is whole
};

struct Found {
    model::FindResult result;
    std::uint64_t of = 0; ///< bytes that were to be searched
    QString scope;
};

class Search : public QObject {
    Q_OBJECT
public:
    static constexpr int mostMs = 20'000;
    /// Called on the pool thread, so that it may read and convert; it holds all that it needs.
    using Read = std::function<Searched()>;

    explicit Search(QObject *parent = nullptr);
    /// Drops the last one.
    void run(const model::FindPattern &pattern, const Read &read);
    void drop();
    bool running() const { return running_; }
    /// Beyond it the search is stopped, and what was found until then is told.
    void setTimeLimit(int ms) { limit_.setInterval(ms); }

signals:
    void done(const session::Found &found);

private:
    Errand errand_;
    QTimer limit_;
    std::shared_ptr<std::atomic<bool>> late_;
    bool running_ = false;
};

} // namespace session
