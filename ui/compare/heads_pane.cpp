// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/heads_pane.h"

#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include <QAction>
#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr int rowsAtOnce = 100; // that are measured
constexpr double markEms = 1.6; // room of the mark, left of the words

class HeadLineDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto *view = static_cast<const QTableView *>(option.widget);
        const int width = view ? view->columnWidth(index.column()) : em(20);
        const QRect room(0, 0, std::max(em(4), width - em(markEms + 1)), 10'000);
        const QFontMetrics metrics(fixedFont());
        return {em(8), metrics.boundingRect(room, Qt::TextWrapAnywhere, index.data().toString()).height() + em(0.35)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto &theme = Theme::current();
        const bool selected = option.state & QStyle::State_Selected;
        const QColor ground = selected ? theme.selection : theme.surface;
        painter->save();
        painter->setClipRect(option.rect);
        painter->fillRect(option.rect, ground);
        painter->setFont(fixedFont());
        const QString mark = index.data(model::HeadDiffModel::MarkRole).toString();
        const bool absent = index.data(model::HeadDiffModel::AbsentRole).toBool();
        const QRect words = option.rect.adjusted(em(markEms), em(0.15), -em(1), -em(0.15));
        QColor stands = ground;
        if (!mark.isEmpty() && !absent) {
            const QColor colour = mark == u"≠"_s ? theme.pause : mark == u"+"_s ? theme.success : theme.failure;
            QColor tint = colour;
            tint.setAlphaF(theme.dark ? 0.22F : 0.16F);
            painter->fillRect(words.adjusted(-em(0.3), 0, em(0.3), 0), tint);
            stands = blended(ground, colour, theme.dark ? 0.22 : 0.16);
            painter->setPen(Theme::readable(colour, ground));
            painter->drawText(QRect(option.rect.left() + em(0.4), words.top(), em(markEms), words.height()),
                              Qt::AlignLeft | Qt::AlignTop, mark);
        }
        painter->setPen(Theme::readable(absent ? theme.muted : theme.ink, stands));
        painter->drawText(words, Qt::AlignLeft | Qt::AlignTop | Qt::TextWrapAnywhere, index.data().toString());
        if (index.column() == 0) {
            painter->setPen(theme.line);
            painter->drawLine(option.rect.topRight(), option.rect.bottomRight());
        }
        painter->restore();
    }

private:
    static QColor blended(const QColor &ground, const QColor &over, double share)
    {
        const auto mix = [share](int a, int b) { return static_cast<int>(a + (b - a) * share); };
        return {mix(ground.red(), over.red()), mix(ground.green(), over.green()), mix(ground.blue(), over.blue())};
    }
};

} // namespace

HeadsPane::HeadsPane(const QString &name, QWidget *parent) : QTableView(parent)
{
    setModel(&lines_);
    setItemDelegate(new HeadLineDelegate(this));
    setAccessibleName(name);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(ExtendedSelection);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    verticalHeader()->setMinimumSectionSize(1);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto *copy = new QAction(tr("&Copy lines"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &HeadsPane::copySelection);
    addAction(copy);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    more_.setSingleShot(true);
    connect(&more_, &QTimer::timeout, this, &HeadsPane::fitSome);
}

void HeadsPane::show(const QString &baselineName, const QString &rowName, const model::ComparedHead &baseline,
                     const model::ComparedHead &row)
{
    lines_.show(baselineName, rowName, model::headDiff(baseline, row));
    fit();
}

/// One column's chosen lines below each other, as they are read.
void HeadsPane::copySelection() const
{
    auto cells = selectionModel()->selectedIndexes();
    std::ranges::sort(cells, [](const QModelIndex &a, const QModelIndex &b) {
        return std::pair(a.column(), a.row()) < std::pair(b.column(), b.row());
    });
    QStringList lines;
    for (const QModelIndex &cell : cells)
        if (!cell.data(model::HeadDiffModel::AbsentRole).toBool())
            lines << cell.data().toString();
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join('\n'_L1));
}

void HeadsPane::fit()
{
    const int half = viewport()->width() / 2;
    setColumnWidth(0, half);
    setColumnWidth(1, viewport()->width() - half);
    fitted_ = 0;
    fitSome();
}

/// A hidden header would have rows as high as its own words. So many are measured in one turn that nothing waits for
/// it.
void HeadsPane::fitSome()
{
    const int end = std::min(fitted_ + rowsAtOnce, lines_.rowCount());
    for (; fitted_ < end; ++fitted_)
        setRowHeight(fitted_, sizeHintForRow(fitted_));
    if (fitted_ < lines_.rowCount())
        more_.start();
}

void HeadsPane::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void HeadsPane::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

} // namespace ui
