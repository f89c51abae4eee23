// SPDX-License-Identifier: GPL-3.0-or-later
// One QAccessibleWidget; its text is made of the same sentences as the tips.

#include "ui/exchange/timeline/timeline_access.h"

#include "ui/exchange/timeline/timeline_view.h"

#include "model/timeline_text.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace ui {

namespace {

class TimelineAccess : public QAccessibleWidget {
public:
    explicit TimelineAccess(TimelineView *view) : QAccessibleWidget(view, QAccessible::Chart), view_(view) {}

    QString text(QAccessible::Text what) const override
    {
        if (what == QAccessible::Description)
            return view_->describe();
        if (what == QAccessible::Value) {
            const auto &layout = view_->timeline();
            const int item = view_->selectedSeq() == TimelineView::none ? -1 : layout.itemOf(view_->selectedSeq());
            return item < 0
                ? QString()
                : model::wordsOf(layout.items()[static_cast<std::size_t>(item)], view_->duration(), view_->locale());
        }
        return QAccessibleWidget::text(what);
    }

private:
    TimelineView *view_;
};

QAccessibleInterface *makeAccess(const QString &, QObject *object)
{
    auto *view = qobject_cast<TimelineView *>(object);
    return view ? new TimelineAccess(view) : nullptr;
}

} // namespace

void installTimelineAccess()
{
    static const bool once = [] {
        QAccessible::installFactory(makeAccess);
        return true;
    }();
    Q_UNUSED(once)
}

void updateTimelineAccess(TimelineView *view)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleEvent event(view, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&event);
}

} // namespace ui
