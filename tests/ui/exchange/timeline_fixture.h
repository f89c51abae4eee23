// SPDX-License-Identifier: GPL-3.0-or-later
// The timeline of an exchange that was refused and healed: what the suites about it share.
#pragma once

#include "ui/exchange/timeline/timeline_view.h"

#include "support/events.h"
#include "ui/kit/theme.h"

#include <QObject>

namespace support {

class TimelineFixture : public QObject {
protected:
    void make()
    {
        ui::Theme::choose(ui::Theme::Choice::Light);
        view_ = std::make_unique<ui::TimelineView>();
        view_->setLocale(QLocale(QLocale::English));
        view_->resize(860, 260);
        view_->setEvents(&script_.events());
    }
    /// The first bar of that kind; null for none.
    const ui::SceneBar *barOf(model::ItemKind kind, int lane) const
    {
        for (const auto &bar : view_->scene().bars) {
            const auto &item = view_->timeline().items()[static_cast<std::size_t>(bar.item)];
            if (item.kind == kind && item.lane == lane)
                return &bar;
        }
        return nullptr;
    }

    const Script script_ = refusedThenHealed();
    std::unique_ptr<ui::TimelineView> view_;
};

} // namespace support
