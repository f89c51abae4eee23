// SPDX-License-Identifier: GPL-3.0-or-later
// What the find bar is made of, and how that lies.

#include "ui/kit/find_bar.h"

#include "ui/kit/elided_label.h"
#include "ui/kit/line_edit.h"
#include "ui/kit/style.h"
#include "words/units.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ui {

void FindBar::build()
{
    if (line_)
        return;
    line_ = new LineEdit(this);
    line_->setAccessibleName(tr("Find"));
    line_->setPlaceholderText(tr("Find"));
    line_->setClearButtonEnabled(true);
    line_->setMinimumWidth(em(6));
    makeKinds();
    count_ = new ElidedLabel(this);
    count_->setAccessibleName(tr("Hits"));
    makeMoves();
    note_ = plainLabel({}, this);
    note_->setWordWrap(true);
    auto policy = QSizePolicy(QSizePolicy::Ignored, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    note_->setSizePolicy(policy);
    note_->hide();
    grid_ = new QGridLayout(this);
    grid_->setContentsMargins(em(0.8), em(0.3), em(0.8), em(0.3));
    grid_->setSpacing(em(0.4));
    grid_->addWidget(note_, 2, 0, 1, 4);
    lay(true); // its width is not known yet, and nothing is to make way for it
    connect(line_, &QLineEdit::textChanged, this, [this] { look(Step::Stay); });
}

QToolButton *FindBar::button(QWidget *parent, const QString &text, const QString &name, const QString &tip)
{
    auto *one = new QToolButton(parent);
    one->setText(text);
    one->setAccessibleName(name);
    one->setToolTip(tip);
    parent->layout()->addWidget(one);
    return one;
}

QToolButton *FindBar::toggle(const QString &text, const QString &name, const QString &tip)
{
    const bool first = kinds_->layout()->count() == 0;
    auto *one = button(kinds_, text, name, tip);
    one->setCheckable(true);
    one->setProperty("segment", true);
    one->setProperty("first", first);
    one->setFocusPolicy(Qt::StrongFocus);
    connect(one, &QToolButton::toggled, this, [this] { look(Step::Stay); });
    return one;
}

void FindBar::makeKinds()
{
    kinds_ = new QWidget(this);
    auto *row = new QHBoxLayout(kinds_);
    row->setContentsMargins(1, 0, 0, 0);
    row->setSpacing(0);
    matchCase_ = toggle(u"Aa"_s, tr("Match case"), tr("Match case: a is not A"));
    expression_ =
        toggle(u".*"_s, tr("Regular expression"),
               tr("Regular expression, as Perl has them: ^ and $ are of a line, and a match is %1 long at most")
                   .arg(words::sizeText(model::FindBounds().longest, locale())));
    hex_ = toggle(tr("hex"), tr("Bytes in hex"), tr("Bytes in hex, such as 0d 0a or \\x0d\\x0a"));
    connect(expression_, &QToolButton::toggled, this, [this](bool on) {
        if (on)
            hex_->setChecked(false);
    });
    connect(hex_, &QToolButton::toggled, this, [this](bool on) {
        if (on)
            expression_->setChecked(false);
        matchCase_->setEnabled(!on);
    });
}

void FindBar::makeMoves()
{
    moves_ = new QWidget(this);
    auto *row = new QHBoxLayout(moves_);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    previous_ = button(moves_, u"▴"_s, tr("Previous hit"), tr("Previous hit (Shift+Enter, Shift+F3)"));
    next_ = button(moves_, u"▾"_s, tr("Next hit"), tr("Next hit (Enter, F3, Ctrl+G)"));
    auto *shut = button(moves_, u"✕"_s, tr("Close the find bar"), tr("Close the find bar (Esc)"));
    for (auto *one : {previous_, next_, shut})
        one->setAutoRaise(true);
    connect(previous_, &QToolButton::clicked, this, &FindBar::previous);
    connect(next_, &QToolButton::clicked, this, &FindBar::next);
    connect(shut, &QToolButton::clicked, this, &FindBar::close);
}

/// In one row, or in two where the view is narrow for its font.
void FindBar::lay(bool narrow)
{
    narrow_ = narrow;
    for (QWidget *part : {static_cast<QWidget *>(line_), kinds_, static_cast<QWidget *>(count_), moves_})
        grid_->removeWidget(part);
    grid_->addWidget(line_, 0, 0, 1, narrow ? 3 : 1);
    grid_->addWidget(kinds_, narrow ? 1 : 0, narrow ? 0 : 1);
    grid_->addWidget(count_, narrow ? 1 : 0, 2, 1, narrow ? 2 : 1);
    grid_->addWidget(moves_, 0, 3);
    grid_->setColumnStretch(0, narrow ? 0 : 1);
    grid_->setColumnStretch(2, narrow ? 1 : 0);
}

void FindBar::fit()
{
    if (!line_)
        return;
    auto bold = font();
    bold.setBold(true); // as the chosen ones are
    for (auto *one : {matchCase_, expression_, hex_})
        one->setMinimumWidth(QFontMetrics(bold).horizontalAdvance(one->text()) + em(1.6));
    const int count = std::max(em(5), count_->fontMetrics().horizontalAdvance(count_->line()) + em(0.3));
    const auto margins = grid_->contentsMargins();
    const int wide = em(10) + kinds_->sizeHint().width() + count + moves_->sizeHint().width() + 3 * grid_->spacing()
        + margins.left() + margins.right();
    const bool narrow = wide > width();
    // What is ignored is given no room in a row, also where it has to have some.
    count_->setSizePolicy(narrow ? QSizePolicy::Ignored : QSizePolicy::Minimum, QSizePolicy::Preferred);
    count_->setMinimumWidth(narrow ? 0 : count);
    if (narrow != narrow_)
        lay(narrow);
}

void FindBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fit();
}

void FindBar::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

} // namespace ui
