// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/docks.h"

#include "ui/kit/style.h"

#include <QSettings>
#include <QStackedWidget>
#include <QTabWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

// window/split1 is the exchange's.
constexpr auto leftKey = "window/split0"_L1;
constexpr auto columnsKey = "window/split2"_L1;

void restoreSplitter(QSplitter *splitter, const QByteArray &state)
{
    if (!state.isEmpty())
        splitter->restoreState(state);
}

} // namespace

Docks::Docks(QWidget *parent)
    : QSplitter(Qt::Horizontal, parent)
    , left_(new QSplitter(Qt::Vertical, this))
    , pages_(new QStackedWidget(this))
    , right_(new QTabWidget(this))
{
    for (QWidget *part :
         {static_cast<QWidget *>(left_), static_cast<QWidget *>(pages_), static_cast<QWidget *>(right_)})
        addWidget(part);
    for (QSplitter *splitter : {left_, static_cast<QSplitter *>(this)}) {
        splitter->setChildrenCollapsible(false);
        connect(splitter, &QSplitter::splitterMoved, this, &Docks::moved);
    }
    setMinimumHeight(em(10)); // at large fonts its pages are cut sooner than the window outgrows the screen
}

void Docks::addLeft(QWidget *dock)
{
    left_->addWidget(dock);
}

void Docks::addRight(QWidget *dock, const QString &title, const QString &toolTip)
{
    right_->setTabToolTip(right_->addTab(dock, title), toolTip);
}

void Docks::explain(const QString &words)
{
    right_->setWhatsThis(words);
}

void Docks::addPage(QWidget *page)
{
    pages_->addWidget(page);
}

void Docks::showPage(QWidget *page, bool left)
{
    pages_->setCurrentWidget(page);
    wantsLeft_ = left;
    showLeft();
}

void Docks::showLeft()
{
    if (narrow_)
        right_->setTabVisible(right_->indexOf(left_), wantsLeft_);
    else
        left_->setVisible(wantsLeft_);
}

void Docks::bringForward(QWidget *dock)
{
    QWidget *tab = left_->isAncestorOf(dock) ? left_ : dock;
    if (const int index = right_->indexOf(tab); index >= 0 && right_->isTabVisible(index))
        right_->setCurrentIndex(index);
}

void Docks::setNarrow(bool narrow)
{
    if (std::exchange(narrow_, narrow) == narrow)
        return;
    if (narrow) {
        right_->insertTab(1, left_, tr("History"));
    } else {
        right_->removeTab(right_->indexOf(left_));
        insertWidget(0, left_);
    }
    showLeft();
}

void Docks::spread()
{
    const bool three = count() == 3;
    setStretchFactor(three ? 1 : 0, 1);
    setSizes(three ? QList{em(25), em(51), em(29)} : QList{em(33), em(25.5)});
    left_->setSizes({em(40), em(20)});
}

void Docks::remember(QSettings &settings) const
{
    settings.setValue(leftKey, left_->saveState());
    settings.setValue(columnsKey, saveState());
}

void Docks::restore(const QSettings &settings)
{
    restoreSplitter(left_, settings.value(leftKey).toByteArray());
    restoreSplitter(this, settings.value(columnsKey).toByteArray());
}

} // namespace ui
