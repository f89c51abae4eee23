// SPDX-License-Identifier: GPL-3.0-or-later
// How the pause of the chosen row spread over its repeats, beside the baseline's: two histograms on one axis.
#pragma once

#include "compare/spread.h"

#include <QWidget>

namespace ui {

struct SpreadShown {
    QString name;
    QString words;                        ///< median, 95th, longest; or what there is instead
    std::vector<compare::Bucket> buckets; ///< of both on the same bounds
};

class SpreadPane : public QWidget {
    Q_OBJECT
public:
    explicit SpreadPane(QWidget *parent = nullptr);
    /// One or two.
    void show(std::vector<SpreadShown> spreads);
    const std::vector<SpreadShown> &shown() const { return spreads_; }
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    QRect boxOf(std::size_t spread) const;
    QRectF barsOf(const QRect &box) const;
    void paintOne(QPainter &painter, const SpreadShown &spread, const QRect &box) const;

    std::vector<SpreadShown> spreads_;
};

} // namespace ui
