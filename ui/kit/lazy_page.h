// SPDX-License-Identifier: GPL-3.0-or-later
// A page that is made when it is first looked at, or asked for: a window with many pages comes up sooner.
#pragma once

#include <QWidget>

#include <functional>

namespace ui {

class LazyPage : public QWidget {
public:
    using Make = std::function<QWidget *(QWidget *parent)>;
    explicit LazyPage(Make make, QWidget *parent = nullptr);

    /// Makes it if need be.
    QWidget *page();
    /// Null until it was made.
    QWidget *made() const { return page_; }

protected:
    void showEvent(QShowEvent *event) override;

private:
    Make make_;
    QWidget *page_ = nullptr;
};

} // namespace ui
