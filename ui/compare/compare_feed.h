// SPDX-License-Identifier: GPL-3.0-or-later
// Brings a comparison that runs, or has run, into the table's rows: what changed, at the pace that drawing can follow,
// and of rows with much in them a few at a time, so that the window's thread is never held for all.
#pragma once

#include "compare/align.h"
#include "model/comparison_model.h"
#include "record/exchange_fold.h"
#include "session/comparison.h"

#include <QObject>
#include <QTimer>

namespace ui {

class CompareFeed : public QObject {
    Q_OBJECT
public:
    explicit CompareFeed(QObject *parent = nullptr);

    model::ComparisonModel *rows() { return &rows_; }
    /// Follows this one; it must outlive the feed or the next call. Null: none.
    void follow(session::Comparison *comparison);
    void setBaseline(int row);
    void setAlign(compare::Align align);
    int baseline() const { return rows_.baseline(); }
    compare::Align align() const { return rows_.align(); }

signals:
    /// Rows were brought up to date.
    void refreshed();

private:
    /// Events of a row that runs, folded as they come.
    struct Live {
        record::ExchangeFold fold;
        std::size_t folded = 0;
        bool changed = true;
    };
    void changed(int row);
    void allChanged();
    std::size_t costOf(std::size_t row) const;
    void refresh();
    model::ComparedRow shown(std::size_t row);
    void whileItRuns(const session::ComparisonRow &row, Live &live, model::ComparedRow &shown) const;

    model::ComparisonModel rows_;
    session::Comparison *comparison_ = nullptr;
    std::vector<Live> live_;
    std::size_t next_ = 0; // the row that is looked at first
    QTimer timer_;
};

} // namespace ui
