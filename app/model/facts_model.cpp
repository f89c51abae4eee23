// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/facts_model.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace model {

FactsModel::FactsModel(guidance::FactsTable table, QObject *parent)
    : QAbstractTableModel(parent)
    , table_(std::move(table))
{}

int FactsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(table_.rows.size());
}

int FactsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(table_.titles.size());
}

QVariant FactsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto &row = table_.rows.at(index.row());
    const QString cell = row.cells.at(index.column());
    const QString source = tr("Source: %1 (%2)").arg(row.source, row.evidence);
    switch (role) {
    case Qt::DisplayRole: return cell.isEmpty() ? tr("not settled") : QString(cell).replace('\n'_L1, u"; "_s);
    case Qt::ToolTipRole: // Qt takes a tip for markup where it looks like it: the facts never are
        return u"<p>%1</p><p>%2</p>"_s.arg(cell.toHtmlEscaped().replace('\n'_L1, u"<br>"_s), source.toHtmlEscaped());
    case WholeRole: return cell;
    case SourceRole: return source;
    default: return {};
    }
}

QVariant FactsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    const bool title = orientation == Qt::Horizontal && role == Qt::DisplayRole && section < table_.titles.size();
    return title ? table_.titles.at(section) : QVariant();
}

} // namespace model
