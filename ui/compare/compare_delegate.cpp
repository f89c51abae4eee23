// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_delegate.h"

#include "ui/compare/compare_painter.h"
#include "ui/compare/compare_table.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

#include <algorithm>

namespace ui {

namespace {

using model::ComparisonModel;

constexpr double cellTopEms = 0.45;
constexpr double cellSideEms = 0.6;

void paintLine(QPainter &painter, const QRect &box, const QString &text, Qt::TextElideMode elide = Qt::ElideRight)
{
    painter.drawText(box, Qt::AlignLeft | Qt::AlignTop, painter.fontMetrics().elidedText(text, elide, box.width()));
}

/// At most as many lines as fit; what is left over ends the last one with an ellipsis.
void paintWrapped(QPainter &painter, const QRect &box, const QString &text)
{
    const int high = painter.fontMetrics().lineSpacing();
    const int most = std::max(1, box.height() / high);
    QTextLayout layout(text, painter.font());
    layout.beginLayout();
    for (int i = 0; i < most; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(box.width());
        const QRect at(box.left(), box.top() + i * high, box.width(), high);
        paintLine(painter, at,
                  i + 1 == most ? text.mid(line.textStart()) : text.mid(line.textStart(), line.textLength()).trimmed());
    }
    layout.endLayout();
}

/// Badges side by side, an arrow between them.
void paintStatuses(QPainter &painter, QRect box, const QList<int> &statuses)
{
    auto font = painter.font();
    font.setBold(true);
    painter.setFont(font);
    painter.setRenderHint(QPainter::Antialiasing);
    box.setHeight(painter.fontMetrics().height() + em(0.1));
    // Of many the last ones: they are the answer.
    const auto first = std::max<qsizetype>(0, statuses.size() - 2);
    for (auto i = first; i < statuses.size(); ++i) {
        const QString text = QString::number(statuses[i]);
        const QColor colour = statusColour(statuses[i]);
        box.setWidth(painter.fontMetrics().horizontalAdvance(text) + em(0.7));
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(box, em(0.25), em(0.25));
        painter.setPen(Theme::inkOn(colour));
        painter.drawText(box, Qt::AlignCenter, text);
        box.moveLeft(box.right() + em(0.3));
    }
}

} // namespace

QFont compareSmallFont()
{
    auto font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() * 0.92);
    return font;
}

CompareDelegate::CompareDelegate(CompareTable *table) : QStyledItemDelegate(table), table_(table) {}

QSize CompareDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {em(8), em(CompareTable::rowEms)};
}

void CompareDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto &theme = Theme::current();
    const bool selected = option.state & QStyle::State_Selected;
    const QColor ground = selected ? theme.selection : theme.surface;
    painter->save();
    painter->setClipRect(option.rect);
    painter->fillRect(option.rect, ground);
    painter->setPen(theme.line);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    if (selected && table_->hasFocus() && index.column() == 0)
        painter->fillRect(QRect(option.rect.topLeft(), QSize(em(0.25), option.rect.height())), theme.accent);
    const QRect box = option.rect.adjusted(em(cellSideEms), em(cellTopEms), -em(cellSideEms), -em(0.2));
    painter->setFont(option.font);
    if (index.column() == ComparisonModel::Timeline) {
        painter->setFont(compareSmallFont());
        paintCompareRow(*painter, table_->scene(), static_cast<std::size_t>(index.row()),
                        option.rect.adjusted(em(cellSideEms), 0, 0, -1), theme);
    } else {
        paintCells(*painter, box, index, ground);
    }
    painter->restore();
}

void CompareDelegate::paintCells(QPainter &painter, const QRect &box, const QModelIndex &index,
                                 const QColor &ground) const
{
    const auto &theme = Theme::current();
    const auto statuses = index.data(ComparisonModel::StatusesRole).value<QList<int>>();
    if (index.column() == ComparisonModel::Server)
        return paintServer(painter, box, index, ground);
    if (index.column() == ComparisonModel::Pause)
        return paintPause(painter, box, index, ground);
    const QString role = index.data(ComparisonModel::ColourRole).toString();
    const bool badges = index.column() == ComparisonModel::Final && role.isEmpty();
    if (badges)
        return paintStatuses(painter, box, statuses);
    const bool baseline = index.column() == ComparisonModel::Against && index.row() == table_->comparison().baseline();
    painter.setPen(Theme::readable(baseline ? theme.muted : role.isEmpty() ? theme.ink : theme.byRole(role), ground));
    if (index.column() == ComparisonModel::BodySent) {
        painter.setFont(fixedFont());
        return paintLine(painter, box, index.data().toString());
    }
    paintWrapped(painter, box, index.data().toString());
}

void CompareDelegate::paintServer(QPainter &painter, const QRect &box, const QModelIndex &index,
                                  const QColor &ground) const
{
    const auto &theme = Theme::current();
    auto bold = painter.font();
    bold.setBold(true);
    painter.setFont(bold);
    painter.setPen(Theme::readable(theme.ink, ground));
    paintLine(painter, box, index.data().toString(), Qt::ElideMiddle); // those of one host differ at the end
    const int high = painter.fontMetrics().lineSpacing();
    auto small = fixedFont();
    small.setPointSizeF(small.pointSizeF() * 0.92);
    painter.setFont(small);
    painter.setPen(Theme::readable(theme.muted, ground));
    paintLine(painter, box.adjusted(0, high, 0, 0), index.data(ComparisonModel::WhereRole).toString(), Qt::ElideMiddle);
}

/// Median and 95 of 100, beside the histogram.
void CompareDelegate::paintPause(QPainter &painter, const QRect &box, const QModelIndex &index,
                                 const QColor &ground) const
{
    const auto &theme = Theme::current();
    painter.setFont(compareSmallFont());
    painter.setPen(Theme::readable(theme.ink, ground));
    const int high = painter.fontMetrics().lineSpacing();
    paintLine(painter, box, index.data().toString());
    const auto buckets = table_->buckets(index.row());
    if (buckets.empty())
        return;
    const QRectF bars(box.left(), box.top() + high, box.width() * 0.45, box.height() - high - em(0.2));
    paintCompareBuckets(painter, buckets, bars, theme.pause, theme);
    painter.setPen(Theme::readable(theme.muted, ground));
    paintLine(painter, box.adjusted(static_cast<int>(bars.width()) + em(0.4), high, 0, 0),
              index.data(ComparisonModel::SpreadRole).toString());
}

CompareHeader::CompareHeader(CompareTable *table) : QHeaderView(Qt::Horizontal, table), table_(table)
{
    setSectionsClickable(false);
    setSectionResizeMode(Fixed);
    setHighlightSections(false);
    setAccessibleName(tr("Columns of the comparison"));
}

QSize CompareHeader::sizeHint() const
{
    return {em(20), 2 * QFontMetrics(compareSmallFont()).lineSpacing() + em(0.8)};
}

void CompareHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const auto &theme = Theme::current();
    painter->save();
    painter->setClipRect(rect);
    painter->fillRect(rect, theme.surface);
    painter->setPen(theme.line);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    auto font = compareSmallFont();
    const QRect box = rect.adjusted(em(cellSideEms), em(0.3), section == ComparisonModel::Timeline ? 0 : -em(0.2), 0);
    if (section == ComparisonModel::Timeline && !table_->comparison().rows().empty()) {
        painter->setFont(font);
        paintCompareTicks(*painter, table_->scene(), box, theme);
    }
    font.setBold(true);
    painter->setFont(font);
    painter->setPen(theme.muted);
    paintLine(*painter, box, model()->headerData(section, Qt::Horizontal).toString());
    painter->restore();
}

} // namespace ui
