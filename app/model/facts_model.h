// SPDX-License-Identifier: GPL-3.0-or-later
// The facts on clients or servers as a table; every cell's tip carries its whole text and its source.
#pragma once

#include "guidance/facts_table.h"

#include <QAbstractTableModel>

namespace model {

class FactsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        SourceRole = Qt::UserRole, ///< QString: source and how it is known
        WholeRole,                 ///< QString: the cell with all its lines
    };

    explicit FactsModel(guidance::FactsTable table, QObject *parent = nullptr);

    const guidance::FactsTable &table() const { return table_; }
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    guidance::FactsTable table_;
};

} // namespace model
