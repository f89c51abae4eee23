// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/cell_delegate.h"

#include "ui/kit/line_edit.h"
#include "ui/kit/style.h"

#include <QLineEdit>

namespace ui {

namespace {

constexpr char before[] = "before"; // what the cell had, once the editor has it

} // namespace

// The view, which forgets the editor as it closes, connects later.
CellDelegate::CellDelegate(QObject *parent) : QStyledItemDelegate(parent)
{
    connect(this, &QAbstractItemDelegate::closeEditor, this, [](QWidget *editor, EndEditHint hint) {
        if (auto *line = qobject_cast<QLineEdit *>(editor); line && hint == RevertModelCache)
            line->setText(line->property(before).toString());
    });
}

QWidget *CellDelegate::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &) const
{
    auto *line = new LineEdit(parent);
    line->setFont(fixedFont());
    connect(line, &QLineEdit::textChanged, this, [this, line] {
        if (line->property(before).isValid())
            emit const_cast<CellDelegate *>(this)->commitData(line); // NOLINT: editors are made by const ones
    });
    return line;
}

/// The cell comes back with each key: set again, the cursor would go to the end.
void CellDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    if (editor->property(before).isValid())
        return;
    const QString text = index.data(Qt::EditRole).toString();
    if (auto *line = qobject_cast<QLineEdit *>(editor); line && text.size() > line->maxLength()) {
        line->setReadOnly(true); // it would be cut
        line->setText(tr("too long to be edited here: see Exact bytes"));
        return;
    }
    QStyledItemDelegate::setEditorData(editor, index);
    editor->setProperty(before, text);
}

void CellDelegate::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    const auto *line = qobject_cast<QLineEdit *>(editor);
    if (!line || !line->isReadOnly())
        QStyledItemDelegate::setModelData(editor, model, index);
}

} // namespace ui
