// SPDX-License-Identifier: GPL-3.0-or-later
// Two message heads side by side, line by line: what both have, what differs, what one of them has alone.
#pragma once

#include "wire/head.h"

#include <QAbstractTableModel>

namespace model {

/// A head as it is compared; nothing in it: no message came.
struct ComparedHead {
    std::string start; ///< "HTTP/1.1 200 OK"
    wire::Fields fields;
};
ComparedHead responseHead(int version, int status, const std::string &reason, const wire::Fields &fields);
ComparedHead requestHead(const wire::Head &head);

struct HeadLine {
    enum class Kind : quint8 {
        Same,
        ByNature, ///< Date and Host: values that are to differ
        Differs,
        Removed, ///< the baseline's alone
        Added,   ///< the row's alone
    };
    Kind kind = Kind::Same;
    std::string name; ///< of the field; "" for a start line
    std::string baseline;
    std::string row;
    bool operator==(const HeadLine &) const = default;
};
/// In the baseline's order, a name's lines together; then what the row has alone. Names without regard to case; of
/// several lines of one name equal values are paired first.
std::vector<HeadLine> headDiff(const ComparedHead &baseline, const ComparedHead &row);

/// These lines for a view: the baseline's column and the row's.
class HeadDiffModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role {
        KindRole = Qt::UserRole, ///< int of HeadLine::Kind
        AbsentRole,              ///< bool: this side does not have it
        MarkRole,                ///< QString: "≠", "+", "−" or ""
    };
    using QAbstractTableModel::QAbstractTableModel;

    void show(const QString &baselineName, const QString &rowName, std::vector<HeadLine> lines);
    const std::vector<HeadLine> &lines() const { return lines_; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const HeadLine &line, bool ofRow) const;
    QString spoken(const HeadLine &line, bool ofRow) const;

    QString names_[2];
    std::vector<HeadLine> lines_;
};

} // namespace model
