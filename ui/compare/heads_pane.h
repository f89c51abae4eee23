// SPDX-License-Identifier: GPL-3.0-or-later
// Two heads side by side: the baseline's at the left, the chosen row's at the right; marks and colours say what
// differs.
#pragma once

#include "model/comparison_heads.h"

#include <QTableView>
#include <QTimer>

namespace ui {

class HeadsPane : public QTableView {
    Q_OBJECT
public:
    explicit HeadsPane(const QString &name, QWidget *parent = nullptr);
    void show(const QString &baselineName, const QString &rowName, const model::ComparedHead &baseline,
              const model::ComparedHead &row);
    const model::HeadDiffModel &diff() const { return lines_; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void copySelection() const;
    void fit();
    void fitSome();

    model::HeadDiffModel lines_;
    QTimer more_;
    int fitted_ = 0; // rows that are as high as their words
};

} // namespace ui
