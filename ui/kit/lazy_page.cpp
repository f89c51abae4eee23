// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/lazy_page.h"

#include <QVBoxLayout>

#include <utility>

namespace ui {

LazyPage::LazyPage(Make make, QWidget *parent) : QWidget(parent), make_(std::move(make)) {}

QWidget *LazyPage::page()
{
    if (!page_) {
        page_ = make_(this);
        auto *layout = new QVBoxLayout(this);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(page_);
        setFocusProxy(page_);
        page_->show(); // a layout would show it later, and the first frame be empty
    }
    return page_;
}

void LazyPage::showEvent(QShowEvent *event)
{
    page();
    QWidget::showEvent(event);
}

} // namespace ui
