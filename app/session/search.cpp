// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/search.h"

namespace session {

Search::Search(QObject *parent) : QObject(parent)
{
    limit_.setSingleShot(true);
    limit_.setInterval(mostMs);
    connect(&limit_, &QTimer::timeout, this, [this] { *late_ = true; });
}

void Search::run(const model::FindPattern &pattern, const Read &read)
{
    late_ = std::make_shared<std::atomic<bool>>(false);
    running_ = true;
    limit_.start();
    errand_.run([this, pattern, read, late = late_](const Errand::Wanted &wanted) -> Errand::Then {
        const Searched searched = read();
        Found found;
        found.scope = searched.scope;
        for (const auto &run : searched.runs)
            found.of += run.bytes.size();
        found.result = model::find(pattern, searched.runs, [&] { return !*late && wanted(); });
        return [this, found = std::move(found)] {
            running_ = false;
            limit_.stop();
            emit done(found);
        };
    });
}

void Search::drop()
{
    errand_.drop();
    limit_.stop();
    running_ = false;
}

} // namespace session
