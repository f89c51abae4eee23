// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/spread_pane.h"

#include "ui/compare/compare_delegate.h"
#include "ui/compare/compare_painter.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include "words/units.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

SpreadPane::SpreadPane(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("Spread of the pause"));
    setFocusPolicy(Qt::TabFocus);
}

QSize SpreadPane::minimumSizeHint() const
{
    return {em(20), em(9)};
}

void SpreadPane::show(std::vector<SpreadShown> spreads)
{
    spreads_ = std::move(spreads);
    QStringList words;
    for (const SpreadShown &spread : spreads_)
        words << spread.name + u": "_s + spread.words;
    setAccessibleDescription(words.join(u"; "_s));
    update();
}

QRect SpreadPane::boxOf(std::size_t spread) const
{
    const int each = width() / static_cast<int>(std::max<std::size_t>(spreads_.size(), 1));
    return {static_cast<int>(spread) * each, 0, each, height()};
}

QRectF SpreadPane::barsOf(const QRect &box) const
{
    const int line = QFontMetrics(font()).lineSpacing();
    return QRectF(box).adjusted(em(1), 2 * line + em(1.6), -em(1), -line - em(0.5));
}

void SpreadPane::paintOne(QPainter &painter, const SpreadShown &spread, const QRect &box) const
{
    const auto &theme = Theme::current();
    const int line = QFontMetrics(font()).lineSpacing();
    const QRect words = box.adjusted(em(1), em(0.5), -em(1), 0);
    auto bold = font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(theme.ink);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop,
                     painter.fontMetrics().elidedText(spread.name, Qt::ElideRight, words.width()));
    painter.setFont(font());
    painter.drawText(words.adjusted(0, line, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                     painter.fontMetrics().elidedText(spread.words, Qt::ElideRight, words.width()));
    const QRectF bars = barsOf(box);
    if (spread.buckets.empty() || bars.height() < em(1))
        return;
    paintCompareBuckets(painter, spread.buckets, bars, theme.pause, theme);
    painter.setFont(compareSmallFont());
    painter.setPen(theme.muted);
    const double each = bars.width() / static_cast<double>(spread.buckets.size());
    double free = -1; // px up to which words stand
    for (std::size_t i = 0; i < spread.buckets.size(); ++i) {
        const QString bound = words::durationText(spread.buckets[i].from, locale());
        const double left = bars.left() + static_cast<double>(i) * each;
        const double width = painter.fontMetrics().horizontalAdvance(bound);
        if (left < free || left + width > bars.right())
            continue;
        painter.drawText(QPointF(left, bars.bottom() + painter.fontMetrics().ascent() + 2), bound);
        free = left + width + em(0.8);
    }
}

void SpreadPane::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto &theme = Theme::current();
    painter.fillRect(rect(), theme.surface);
    for (std::size_t i = 0; i < spreads_.size(); ++i)
        paintOne(painter, spreads_[i], boxOf(i));
    if (spreads_.size() == 2) {
        painter.setPen(theme.line);
        painter.drawLine(width() / 2, 0, width() / 2, height());
    }
    if (hasFocus()) {
        painter.setPen(theme.accent);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

/// A bar's count under the pointer.
bool SpreadPane::event(QEvent *event)
{
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        update();
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    for (std::size_t i = 0; i < spreads_.size(); ++i) {
        const QRectF bars = barsOf(boxOf(i));
        const auto &buckets = spreads_[i].buckets;
        const double at = (help->pos().x() - bars.left()) / bars.width();
        if (buckets.empty() || at < 0 || at >= 1)
            continue;
        const auto &bucket = buckets[static_cast<std::size_t>(at * static_cast<double>(buckets.size()))];
        QToolTip::showText(help->globalPos(),
                           tr("%1 to %2: %3 times")
                               .arg(words::durationText(bucket.from, locale()),
                                    words::durationText(bucket.below, locale()),
                                    words::countText(bucket.count, locale())),
                           this);
        return true;
    }
    QToolTip::hideText();
    return true;
}

} // namespace ui
