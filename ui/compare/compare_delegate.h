// SPDX-License-Identifier: GPL-3.0-or-later
// Cells and header of the comparison's table.
#pragma once

#include <QHeaderView>
#include <QStyledItemDelegate>

namespace ui {

class CompareTable;

/// Of second lines and of words on bars.
QFont compareSmallFont();

class CompareDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit CompareDelegate(CompareTable *table);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintServer(QPainter &painter, const QRect &box, const QModelIndex &index, const QColor &ground) const;
    void paintPause(QPainter &painter, const QRect &box, const QModelIndex &index, const QColor &ground) const;
    void paintCells(QPainter &painter, const QRect &box, const QModelIndex &index, const QColor &ground) const;

    CompareTable *table_;
};

/// Titles, and under the timeline's the numbers of its axis.
class CompareHeader : public QHeaderView {
    Q_OBJECT
public:
    explicit CompareHeader(CompareTable *table);
    QSize sizeHint() const override;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    CompareTable *table_;
};

} // namespace ui
