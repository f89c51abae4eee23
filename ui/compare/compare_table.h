// SPDX-License-Identifier: GPL-3.0-or-later
// The comparison's rows: a table whose second column holds all timelines on one axis. Enter opens a row's exchange, B
// makes it the baseline.
#pragma once

#include "ui/compare/compare_scene.h"

#include "model/comparison_model.h"

#include <QTableView>

class QAction;

namespace ui {

class CompareTable : public QTableView {
    Q_OBJECT
public:
    static constexpr double rowEms = 3.9; ///< height of a row

    explicit CompareTable(model::ComparisonModel *rows, QWidget *parent = nullptr);

    /// What is drawn, for painting and for tests.
    const CompareScene &scene() const;
    /// Buckets of a row's pause, on bounds that all rows share; empty without repeats.
    std::vector<compare::Bucket> buckets(int row) const;
    const model::ComparisonModel &comparison() const { return *rows_; }
    /// Of the chosen row; -1: none.
    int currentRow() const { return currentIndex().isValid() ? currentIndex().row() : -1; }

    QSize sizeHint() const override;

signals:
    void openRequested(int row);
    void baselineRequested(int row);
    void chosen(int row);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void addRowAction(const QString &words, const QList<QKeySequence> &keys, void (CompareTable::*signal)(int));
    void outdated();
    void measure();
    void fit();

    model::ComparisonModel *rows_;
    bool repeated_ = false;
    mutable CompareScene scene_;
    mutable bool dirty_ = true;
};

} // namespace ui
