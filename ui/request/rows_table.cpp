// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/request/rows_table.h"

#include "ui/kit/cell_delegate.h"
#include "ui/kit/style.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QVBoxLayout>

#include <algorithm>

namespace ui {

namespace {

constexpr int bytesRole = Qt::UserRole + 1; // what the cell was given

QString shownBytes(const std::string &bytes, CellText text)
{
    const auto size = static_cast<qsizetype>(bytes.size());
    return text == CellText::Latin1 ? QString::fromLatin1(bytes.data(), size) : QString::fromUtf8(bytes.data(), size);
}

} // namespace

std::string typedBytes(const QString &text, CellText as)
{
    const bool fits = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() <= 0xff; });
    return as == CellText::Latin1 && fits ? text.toLatin1().toStdString() : text.toStdString();
}

RowsTable::RowsTable(const QString &name, const QStringList &columns, CellText text, QWidget *parent)
    : QWidget(parent)
    , text_(text)
    , table_(new QTableWidget(0, static_cast<int>(columns.size()), this))
    , buttons_(new QGridLayout)
{
    dressTable(name, columns);
    makeButtons();
    auto *side = new QVBoxLayout;
    side->addLayout(buttons_);
    side->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(em(0.4), 0, em(0.8), em(0.4));
    row->addWidget(table_, 1);
    row->addLayout(side);
    connect(table_, &QTableWidget::cellChanged, this, [this] {
        if (!loading_)
            emit edited();
    });
}

void RowsTable::dressTable(const QString &name, const QStringList &columns)
{
    table_->setHorizontalHeaderLabels(columns);
    table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setTextElideMode(Qt::ElideRight);
    table_->verticalHeader()->hide();
    table_->setSelectionBehavior(QAbstractItemView::SelectRows);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->setTabKeyNavigation(false);
    table_->setWordWrap(false);
    table_->setTextElideMode(Qt::ElideMiddle);
    table_->setAccessibleName(name);
    table_->setItemDelegate(new CellDelegate(table_));
}

void RowsTable::makeButtons()
{
    const auto act = [this](int row, int column, int span, const QString &words, void (RowsTable::*slot)()) {
        auto *button = new QPushButton(words, this);
        connect(button, &QPushButton::clicked, this, slot);
        buttons_->addWidget(button, row, column, 1, span);
        return button;
    };
    act(0, 0, 1, tr("Add"), &RowsTable::addRow);
    act(0, 1, 1, tr("Remove"), &RowsTable::removeRow);
    auto *up = new QPushButton(tr("Up"), this);
    auto *down = new QPushButton(tr("Down"), this);
    connect(up, &QPushButton::clicked, this, [this] { moveRow(-1); });
    connect(down, &QPushButton::clicked, this, [this] { moveRow(1); });
    buttons_->addWidget(up, 1, 0);
    buttons_->addWidget(down, 1, 1);
    last_ = act(2, 0, 2, tr("Duplicate"), &RowsTable::duplicateRow);
    buttons_->setSpacing(em(0.3));
}

void RowsTable::clear()
{
    const QScopedValueRollback guard(loading_, true);
    table_->setRowCount(0);
}

QTableWidgetItem *RowsTable::item(const std::string &bytes) const
{
    auto *one = new QTableWidgetItem(shownBytes(bytes, text_));
    one->setData(bytesRole, QByteArray::fromStdString(bytes));
    one->setFont(fixedFont());
    return one;
}

void RowsTable::append(const std::vector<std::string> &cells)
{
    const QScopedValueRollback guard(loading_, true);
    const int row = rows();
    table_->insertRow(row);
    for (int column = 0; column < table_->columnCount(); ++column) {
        const auto at = static_cast<std::size_t>(column);
        table_->setItem(row, column, item(at < cells.size() ? cells[at] : std::string()));
    }
}

std::string RowsTable::cell(int row, int column) const
{
    const auto *one = table_->item(row, column);
    if (!one)
        return {};
    const auto given = one->data(bytesRole).toByteArray().toStdString();
    if (shownBytes(given, text_) == one->text())
        return given; // not edited: no byte was lost on the screen
    return typedBytes(one->text(), text_);
}

void RowsTable::setCell(int row, int column, const std::string &bytes)
{
    const QScopedValueRollback guard(loading_, true);
    table_->setItem(row, column, item(bytes));
}

void RowsTable::addButton(const QString &words, const std::function<void()> &act)
{
    auto *button = new QPushButton(words, this);
    connect(button, &QPushButton::clicked, this, act);
    buttons_->addWidget(button, buttons_->rowCount(), 0, 1, 2);
    last_ = button;
}

void RowsTable::addRow()
{
    append({});
    table_->setCurrentCell(rows() - 1, 0);
    table_->editItem(table_->item(rows() - 1, 0));
}

void RowsTable::removeRow()
{
    const int row = table_->currentRow();
    if (row < 0)
        return;
    table_->removeRow(row);
    emit edited();
}

void RowsTable::duplicateRow()
{
    const int row = table_->currentRow();
    if (row < 0)
        return;
    {
        const QScopedValueRollback guard(loading_, true);
        table_->insertRow(row + 1);
        for (int column = 0; column < table_->columnCount(); ++column)
            if (const auto *from = table_->item(row, column))
                table_->setItem(row + 1, column, from->clone());
        table_->setCurrentCell(row + 1, 0);
    }
    emit edited();
}

void RowsTable::moveRow(int by)
{
    const int from = table_->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= rows())
        return;
    {
        const QScopedValueRollback guard(loading_, true);
        for (int column = 0; column < table_->columnCount(); ++column) {
            auto *one = table_->takeItem(from, column);
            auto *other = table_->takeItem(to, column);
            table_->setItem(to, column, one);
            table_->setItem(from, column, other);
        }
        table_->setCurrentCell(to, qMax(0, table_->currentColumn()));
    }
    emit edited();
}

} // namespace ui
