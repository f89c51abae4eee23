// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/segments.h"

#include "ui/kit/style.h"

#include <QButtonGroup>
#include <QEvent>
#include <QHBoxLayout>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace ui {

Segments::Segments(const QString &name, const QStringList &choices, QWidget *parent)
    : QWidget(parent)
    , group_(new QButtonGroup(this))
{
    setAccessibleName(name);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(1, 0, 0, 0);
    row->setSpacing(0);
    for (int i = 0; i < choices.size(); ++i) {
        auto *button = new QToolButton(this);
        button->setText(choices[i]);
        button->setCheckable(true);
        button->setProperty("segment", true);
        button->setProperty("first", i == 0); // it draws its own left border
        button->setFocusPolicy(Qt::StrongFocus);
        button->setAccessibleName(name + u": "_s + choices[i]);
        group_->addButton(button, i);
        row->addWidget(button);
    }
    leaveRoom();
    connect(group_, &QButtonGroup::idClicked, this, &Segments::chosen);
}

/// The chosen one is bold: each is as wide as that takes, so that nothing is cut and nothing moves.
void Segments::leaveRoom()
{
    auto bold = font();
    bold.setBold(true);
    for (auto *button : group_->buttons())
        button->setMinimumWidth(QFontMetrics(bold).horizontalAdvance(button->text()) + em(1.8));
}

void Segments::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        leaveRoom();
}

int Segments::current() const
{
    return group_->checkedId();
}

void Segments::setCurrent(int index)
{
    if (auto *button = group_->button(index))
        button->setChecked(true);
}

void Segments::setTip(int index, const QString &tip)
{
    if (auto *button = group_->button(index))
        button->setToolTip(tip);
}

} // namespace ui
