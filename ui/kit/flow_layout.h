// SPDX-License-Identifier: GPL-3.0-or-later
// Widgets beside each other, as many as the width holds, then below.
#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace ui {

class FlowLayout : public QLayout {
public:
    FlowLayout() = default;
    ~FlowLayout() override;

    void addItem(QLayoutItem *item) override;
    int count() const override { return static_cast<int>(items_.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return {}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return place(QRect(0, 0, width, 0), false); }
    void setGeometry(const QRect &rect) override;
    QSize sizeHint() const override { return minimumSize(); }
    /// The widest item's.
    QSize minimumSize() const override;

private:
    /// The height that the items take in this width; moves them there if `move`.
    int place(const QRect &rect, bool move) const;
    std::vector<std::unique_ptr<QLayoutItem>> items_;
};

} // namespace ui
