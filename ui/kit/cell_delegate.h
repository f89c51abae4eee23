// SPDX-License-Identifier: GPL-3.0-or-later
// Editors of a table's cells that are heard at each key: what stands in one is in the request, whether or not it was
// left before Ctrl+Enter. Esc brings back what the cell had.
#pragma once

#include <QStyledItemDelegate>

namespace ui {

class CellDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    explicit CellDelegate(QObject *parent);

    QWidget *createEditor(QWidget *parent, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;
};

} // namespace ui
