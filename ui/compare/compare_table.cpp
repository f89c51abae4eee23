// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_table.h"

#include "ui/compare/compare_delegate.h"
#include "ui/kit/style.h"

#include <QAction>
#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>
#include <limits>
#include <utility>

namespace ui {

namespace {

using model::ComparisonModel;

constexpr double leastTimelineEms = 18;

/// Ems of a column; the timeline takes what is left.
double columnEms(int column, bool roomy)
{
    switch (column) {
    case ComparisonModel::Server: return roomy ? 15.5 : 12;
    case ComparisonModel::Handshake: return 12;
    case ComparisonModel::Final: return 7.5;
    case ComparisonModel::BodySent: return 8.5;
    case ComparisonModel::After: return 8.5;
    case ComparisonModel::Pause: return 12;
    case ComparisonModel::Against: return roomy ? 20 : 15;
    default: return leastTimelineEms;
    }
}

} // namespace

CompareTable::CompareTable(model::ComparisonModel *rows, QWidget *parent) : QTableView(parent), rows_(rows)
{
    setModel(rows_);
    setItemDelegate(new CompareDelegate(this));
    setHorizontalHeader(new CompareHeader(this));
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(true);
    setTabKeyNavigation(false); // Tab leaves the table
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollMode(ScrollPerPixel);
    setContextMenuPolicy(Qt::ActionsContextMenu);
    setAccessibleName(tr("Comparison"));
    setAccessibleDescription(tr("A row a server. Enter opens its exchange, B makes it the baseline."));
    verticalHeader()->hide();
    addRowAction(tr("&Open its exchange"), {Qt::Key_Return, Qt::Key_Enter}, &CompareTable::openRequested);
    addRowAction(tr("Take as &baseline"), {Qt::Key_B}, &CompareTable::baselineRequested);
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex &index) { emit openRequested(index.row()); });
    connect(rows_, &QAbstractItemModel::dataChanged, this, &CompareTable::outdated);
    connect(rows_, &QAbstractItemModel::modelReset, this, &CompareTable::outdated);
    measure();
}

void CompareTable::addRowAction(const QString &words, const QList<QKeySequence> &keys,
                                void (CompareTable::*signal)(int))
{
    auto *action = new QAction(words, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, [this, signal] {
        if (currentRow() >= 0)
            emit(this->*signal)(currentRow());
    });
    addAction(action);
}

QSize CompareTable::sizeHint() const
{
    return {em(80), em(rowEms * 6 + 4)};
}

const CompareScene &CompareTable::scene() const
{
    if (std::exchange(dirty_, false)) {
        CompareSceneInput input;
        for (const model::ComparedRow &row : rows_->rows())
            input.rows.push_back({&row.bars, row.zero.at});
        input.width = columnWidth(ComparisonModel::Timeline) - em(1.2);
        input.font = compareSmallFont();
        input.locale = locale();
        scene_ = buildCompareScene(input);
    }
    return scene_;
}

std::vector<compare::Bucket> CompareTable::buckets(int row) const
{
    std::int64_t from = std::numeric_limits<std::int64_t>::max(), below = 0;
    for (const model::ComparedRow &one : rows_->rows()) {
        if (one.pause.buckets.empty())
            continue;
        from = std::min(from, one.pause.buckets.front().from);
        below = std::max(below, one.pause.buckets.back().below);
    }
    if (row < 0 || row >= rows_->rowCount() || from >= below)
        return {};
    return compare::bucketsBetween(rows_->rows()[static_cast<std::size_t>(row)].pause, from, below);
}

/// All rows share the axis: one row's change moves the others.
void CompareTable::outdated()
{
    dirty_ = true;
    if (repeated_ != rows_->repeated())
        fit();
    viewport()->update();
    horizontalHeader()->viewport()->update();
}

void CompareTable::measure()
{
    verticalHeader()->setMinimumSectionSize(em(rowEms));
    verticalHeader()->setDefaultSectionSize(em(rowEms));
    horizontalScrollBar()->setSingleStep(em(3));
    verticalScrollBar()->setSingleStep(em(rowEms));
    fit();
}

/// The timeline takes what the words leave; where that is too little, the table scrolls.
void CompareTable::fit()
{
    repeated_ = rows_->repeated();
    setColumnHidden(ComparisonModel::Pause, !repeated_);
    const bool roomy = viewport()->width() > em(100);
    int others = 0;
    for (int column = 0; column < ComparisonModel::Columns; ++column) {
        if (column == ComparisonModel::Timeline || isColumnHidden(column))
            continue;
        setColumnWidth(column, em(columnEms(column, roomy)));
        others += columnWidth(column);
    }
    setColumnWidth(ComparisonModel::Timeline, std::max(em(leastTimelineEms), viewport()->width() - others));
    dirty_ = true;
}

void CompareTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fit();
}

void CompareTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        measure();
    if (event->type() == QEvent::LocaleChange)
        outdated();
}

void CompareTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.row() != previous.row())
        emit chosen(currentRow());
}

} // namespace ui
