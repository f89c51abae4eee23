// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison as a table: a row a server or a variant, its cells in words. Whoever runs the comparison brings the
// rows, as far as they are.
#pragma once

#include "compare/align.h"
#include "compare/bars.h"
#include "compare/differences.h"

#include <QAbstractTableModel>
#include <QLocale>

namespace model {

struct ComparedRow {
    QString name;
    QString where; ///< the URL, one code point a byte
    bool running = true;
    compare::Summary summary;
    std::vector<compare::Bar> bars; ///< open ones up to now
    compare::Zero zero;             ///< what stands at 0 of the axis
    std::size_t rounds = 0;         ///< that are over
    compare::Spread pause;          ///< of these
    compare::Spread final;
    std::vector<compare::Difference> differences; ///< against the baseline; empty for itself, and while one runs
    bool compared = false;                        ///< differences were looked for
    bool kept = false;                            ///< its exchange can be opened
};

class ComparisonModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Server, Timeline, Handshake, Final, BodySent, After, Pause, Against, Columns };
    enum Role {
        ColourRole = Qt::UserRole, ///< QString: role of the theme's colours for the words of a cell, "" for ink
        WhereRole,                 ///< QString, Server: the second line
        StatusesRole,              ///< QList<int>, Final: final statuses in order
        SpreadRole,                ///< QString, Pause: the second line
    };
    explicit ComparisonModel(QObject *parent = nullptr);

    void reset(std::vector<ComparedRow> rows);
    /// A row as it is now.
    void setRow(int row, ComparedRow to);
    void setBaseline(int row);
    void setAlign(compare::Align align);
    void setLocale(const QLocale &locale);

    const std::vector<ComparedRow> &rows() const { return rows_; }
    int baseline() const { return baseline_; }
    compare::Align align() const { return align_; }
    /// Any row was sent more than once.
    bool repeated() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(int row, int column) const;
    QString handshake(const ComparedRow &row) const;
    QString against(int row) const;
    QString toolTip(int row, int column) const;
    QString spoken(int row, int column) const;
    QString colour(const ComparedRow &row, int column) const;

    std::vector<ComparedRow> rows_;
    int baseline_ = 0;
    compare::Align align_ = compare::Align::Head;
    QLocale locale_;
};

} // namespace model
