// SPDX-License-Identifier: GPL-3.0-or-later
// A row of the history: the request and its badge, below it what the handshake did and how long it all took.
#pragma once

#include <QStyledItemDelegate>

namespace ui {

class HistoryDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace ui
