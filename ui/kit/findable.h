// SPDX-License-Identifier: GPL-3.0-or-later
// What a find bar asks of the view that it stands below.
#pragma once

#include "session/search.h"

namespace ui {

class Findable {
public:
    Findable() = default;
    Findable(const Findable &) = delete;
    Findable &operator=(const Findable &) = delete;
    virtual ~Findable() = default;

    /// What is searched, as it is now; null: nothing that could be is shown.
    virtual session::Search::Read searched() const = 0;
    /// What is marked, or where the cursor stands (length 0).
    virtual model::FindHit standsAt() const = 0;
    /// Marks it and brings it into view.
    virtual void showHit(const model::FindHit &hit) = 0;
    /// Hits come in the order of the runs: puts them into that in which they are seen. Those that are not seen go.
    virtual void arrange(std::vector<model::FindHit> &hits) const { Q_UNUSED(hits); }
};

} // namespace ui
