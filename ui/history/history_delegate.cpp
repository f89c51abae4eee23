// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/history_delegate.h"

#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include "model/history_model.h"

#include <QPainter>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

using model::HistoryModel;

QFont smallFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 0.9);
    return font;
}

void paintText(QPainter *painter, const QRect &rect, const QString &text)
{
    painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(text, Qt::ElideRight, rect.width()));
}

/// At the line's right end; returns the width used.
int paintBadge(QPainter *painter, const QRect &line, const QString &status, bool running)
{
    const bool open = running && status.toInt() == 0; // no failure, as another end without a status is
    const auto colour = open ? Theme::current().accent : statusColour(status.toInt());
    auto font = painter->font();
    font.setBold(true);
    painter->setFont(font);
    const int width = painter->fontMetrics().horizontalAdvance(status) + em(0.8);
    const QRect box(line.right() - width, line.center().y() - em(0.7), width, em(1.4));
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    painter->setBrush(colour);
    painter->drawRoundedRect(box, em(0.25), em(0.25));
    painter->setPen(Theme::inkOn(colour));
    painter->drawText(box, Qt::AlignCenter, status);
    return width + em(0.5);
}

int paintPin(QPainter *painter, const QRect &line, const QColor &ground)
{
    painter->setPen(Theme::readable(Theme::current().pause, ground));
    painter->drawText(line, Qt::AlignRight | Qt::AlignVCenter, u"★"_s);
    return painter->fontMetrics().horizontalAdvance(u"★"_s) + em(0.4);
}

} // namespace

QSize HistoryDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {em(10), em(3.6)};
}

void HistoryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &theme = Theme::current();
    const auto ground = option.state & QStyle::State_Selected ? theme.selection : theme.surface;
    painter->save();
    painter->fillRect(option.rect, ground);
    painter->setPen(theme.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(theme.accent);
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    const auto box = option.rect.adjusted(em(0.8), em(0.35), -em(0.8), -em(0.35));
    auto top = QRect(box.left(), box.top(), box.width(), box.height() / 2);
    const auto bottom = QRect(box.left(), top.bottom() + 1, box.width(), box.height() - top.height());
    painter->setFont(option.font);
    top.setRight(top.right()
                 - paintBadge(painter, top, index.data(HistoryModel::StatusRole).toString(),
                              index.data(HistoryModel::RunningRole).toBool()));
    if (index.data(HistoryModel::PinnedRole).toBool())
        top.setRight(top.right() - paintPin(painter, top, ground));
    painter->setPen(theme.ink);
    painter->setFont(fixedFont());
    paintText(painter, top, index.data().toString());
    painter->setFont(smallFont(option.font));
    painter->setPen(Theme::readable(theme.muted, ground));
    const auto time = index.data(HistoryModel::DurationRole).toString();
    painter->drawText(bottom, Qt::AlignRight | Qt::AlignVCenter, time);
    const int width = painter->fontMetrics().horizontalAdvance(time) + em(0.5);
    paintText(painter, bottom.adjusted(0, 0, -width, 0), index.data(HistoryModel::DetailRole).toString());
    painter->restore();
}

} // namespace ui
