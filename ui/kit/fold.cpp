// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/fold.h"

#include "ui/kit/style.h"

#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace ui {

Fold::Fold(const QString &title, QWidget *content, bool open, QWidget *parent)
    : QWidget(parent)
    , title_(title)
    , caption_(new QToolButton(this))
    , content_(content)
{
    caption_->setText(title.toUpper());
    caption_->setToolButtonStyle(Qt::ToolButtonTextOnly);
    caption_->setCursor(Qt::PointingHandCursor);
    setMark(caption_, "caption", true);
    auto font = caption_->font();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    caption_->setFont(font);
    caption_->setMinimumWidth(em(3)); // rather cut than wider than what stands below it
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(em(0.45));
    column->addWidget(caption_, 0, Qt::AlignLeft);
    column->addWidget(content);
    connect(caption_, &QToolButton::clicked, this, [this] {
        setOpen(!open_);
        emit toggled(open_);
    });
    setOpen(open);
}

void Fold::setOpen(bool open)
{
    open_ = open;
    content_->setVisible(open);
    caption_->setText(title_.toUpper() + (open ? u" ▾"_s : u" ▸"_s));
    caption_->setAccessibleName(open ? tr("%1, shown").arg(title_) : tr("%1, hidden").arg(title_));
    caption_->setToolTip(open ? tr("Hides this") : tr("Shows this"));
}

} // namespace ui
