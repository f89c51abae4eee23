// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/wire/wire_pane.h"

#include "ui/exchange/wire/wire_view.h"
#include "ui/kit/find_bar.h"
#include "ui/kit/segments.h"
#include "ui/kit/style.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

WirePane::WirePane(bool tools, QWidget *parent, QWidget *findScope)
    : QWidget(parent)
    , view_(new WireView(this))
    , find_(new FindBar(view_, view_, this, findScope))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    if (tools)
        column->addWidget(makeTools());
    column->addWidget(view_, 1);
    column->addWidget(find_);
    connect(view_, &WireView::bytesChanged, find_, &FindBar::renew);
    setFocusProxy(view_);
}

QWidget *WirePane::makeTools()
{
    auto *bar = new QWidget(this);
    mode_ = new Segments(tr("Show bytes as"), {tr("Text"), tr("Hex")}, bar);
    mode_->setCurrent(0);
    const auto button = [&](const QString &text, const QString &name) {
        auto *one = new QToolButton(bar);
        one->setText(text);
        one->setProperty("segment", true);
        one->setStyleSheet(u"QToolButton { margin-left: 0; } QToolButton::menu-indicator { image: none; }"_s);
        one->setAccessibleName(name);
        return one;
    };
    auto *copy = button(tr("Copy as ▾"), tr("Copy the marked bytes, or all"));
    copy->setToolTip(tr("Copies the marked bytes, or all that are kept"));
    copy->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(copy);
    menu->addAction(tr("Text"), view_, &WireView::copy);
    menu->addAction(tr("Hex"), view_, &WireView::copyAsHex);
    menu->addAction(tr("C string"), view_, &WireView::copyAsCString);
    copy->setMenu(menu);
    auto *find = button(tr("Find…"), tr("Find bytes"));
    find->setToolTip(tr("Find text or bytes (Ctrl+F)"));
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(em(0.8), em(0.4), em(0.8), em(0.4));
    row->setSpacing(em(0.6));
    row->addWidget(mode_);
    row->addStretch(1);
    row->addWidget(find);
    row->addWidget(copy);
    connect(mode_, &Segments::chosen, this, [this](int index) { view_->setHexMode(index == 1); });
    connect(view_, &WireView::hexModeChanged, mode_, [this](bool hex) { mode_->setCurrent(hex ? 1 : 0); });
    connect(find, &QToolButton::clicked, find_, &FindBar::open);
    return bar;
}

} // namespace ui
