// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/kit/find_bar.h"
#include "ui/kit/style.h"
#include "ui/shell/docks.h"
#include "ui/shell/focus_help.h"
#include "ui/shell/help_pages.h"
#include "ui/shell/menus.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDialog>
#include <QFrame>
#include <QGridLayout>
#include <QKeyEvent>
#include <QMenu>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

QFrame *hairline(QWidget *parent)
{
    auto *line = new QFrame(parent);
    line->setProperty("rule", true);
    line->setFixedHeight(1);
    return line;
}

} // namespace

MainWindow::MainWindow(QWidget *parent) : QMainWindow(parent) {}

void MainWindow::build(const QList<Page *> &pages, Docks *docks, const QString &about)
{
    docks_ = docks;
    layOut();
    viewBar_->setWhatsThis(about);
    for (auto *page : pages)
        addPage(page);
    connect(views_, &QTabBar::currentChanged, this, &MainWindow::frontChanged);
    docks_->spread();
    for (auto *page : pages_)
        page->spread();
    makeMenus();
    restore();
    nameWindow();
    front()->focus();
}

void MainWindow::layOut()
{
    stack_ = new QStackedWidget(this);
    stack_->addWidget(docks_);
    auto *centre = new QWidget(this);
    auto *column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    heads_ = new QVBoxLayout;
    headRule_ = hairline(centre);
    column->addLayout(heads_);
    column->addWidget(headRule_);
    column->addWidget(makeViewBar());
    column->addWidget(hairline(centre));
    column->addWidget(stack_, 1);
    setCentralWidget(centre);
    statusBar()->setSizeGripEnabled(false);
}

QWidget *MainWindow::makeViewBar()
{
    viewBar_ = new QWidget(this);
    views_ = new QTabBar(viewBar_);
    views_->setObjectName(u"views"_s);
    views_->setExpanding(false);
    views_->setUsesScrollButtons(false);
    views_->setAccessibleName(tr("Views"));
    viewRow_ = new QGridLayout(viewBar_);
    viewRow_->setContentsMargins(em(0.5), 0, 0, 0);
    viewRow_->setSpacing(0);
    viewRow_->addWidget(views_, 0, 0, Qt::AlignLeft | Qt::AlignBottom);
    viewRow_->setColumnStretch(1, 1);
    return viewBar_;
}

void MainWindow::addPage(Page *page)
{
    pages_.append(page);
    views_->setTabToolTip(views_->addTab(page->title()), page->toolTip());
    if (page->docks() == Page::Docks::None)
        stack_->addWidget(page);
    else
        docks_->addPage(page);
    if (auto *head = page->head(); head && heads_->indexOf(head) < 0) {
        heads_->addWidget(head);
        head->setVisible(head == front()->head());
    }
    if (page == front())
        page->setInFront(true);
    place(page);
    connect(page, &Page::changed, this, [this, page] { pageChanged(page); });
    connect(page, &Page::wanted, this, [this, page] { bringForward(page); });
    connect(page, &Page::dismissed, this, [this, page] {
        if (page == front() && before_)
            bringForward(before_);
    });
    connect(page, &Page::moved, &rememberSoon_, qOverload<>(&QTimer::start));
    connect(page, &Page::freed, this, [this] {
        if (closing_)
            close();
    });
}

void MainWindow::makeMenus()
{
    Menus menus(this);
    menus.request()->addAction(tr("&Send\tCtrl+Enter"), this, &MainWindow::run);
    cancel_ = menus.request()->addAction(tr("&Cancel, or end the replay"), QKeySequence(Qt::Key_Escape), this,
                                         &MainWindow::cancel);
    cancel_->setEnabled(false);
    menus.help()->addAction(tr("What has the &focus"), QKeySequence::HelpContents, this, &MainWindow::explainFocus);
    addTo(menus);
    for (auto *page : pages_)
        page->addTo(menus);
    menus.edit()->addSeparator();
    menus.edit()->addAction(tr("&Find…\tCtrl+F"), this, &MainWindow::openFind);
    menus.file()->addSeparator();
    menus.file()->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
    menus.view()->addSeparator();
    addThemes(menus.view(), [this] { applyTheme(); });
    menus.help()->addAction(tr("&Keyboard"), this, [this] { makeShortcutsPage(this)->open(); });
    menus.help()->addAction(tr("&What is promised"), this, [this] { makePromisesPage(this)->open(); });
    menus.help()->addSeparator();
    menus.help()->addAction(tr("&About Interim"), this, [this] { makeAboutPage(this)->open(); });
    menus.addKey(QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { run(); });
    menus.addKey(QKeySequence(Qt::CTRL | Qt::Key_Enter), [this] { run(); });
}

Page *MainWindow::front() const
{
    return pages_.value(views_->currentIndex());
}

void MainWindow::bringForward(Page *page)
{
    views_->setCurrentIndex(static_cast<int>(pages_.indexOf(page)));
}

void MainWindow::frontChanged()
{
    auto *page = front();
    for (auto *one : pages_) {
        if (one != page && one->inFront()) {
            one->setInFront(false);
            before_ = one;
        }
    }
    page->setInFront(true);
    views_->setTabText(views_->currentIndex(), page->title()); // it may have made itself just now
    const bool docked = page->docks() != Page::Docks::None;
    if (docked)
        docks_->showPage(page, page->docks() == Page::Docks::Both);
    stack_->setCurrentWidget(docked ? static_cast<QWidget *>(docks_) : page);
    for (int i = 0; i < heads_->count(); ++i)
        heads_->itemAt(i)->widget()->setVisible(heads_->itemAt(i)->widget() == page->head());
    headRule_->setVisible(page->head());
    for (auto *one : pages_)
        place(one);
    showRunning();
    nameWindow();
    page->focus();
}

void MainWindow::pageChanged(Page *page)
{
    const auto tab = static_cast<int>(pages_.indexOf(page));
    if (const auto title = page->title(); title != views_->tabText(tab))
        views_->setTabText(tab, title);
    place(page);
    showRunning();
    nameWindow();
}

/// Its tools beside the tabs, or below them where the window is narrow for its font; its words in the status bar.
void MainWindow::place(Page *page)
{
    if (auto *tools = page->tools()) {
        int row = -1;
        int skipped = 0;
        if (const int at = viewRow_->indexOf(tools); at >= 0)
            viewRow_->getItemPosition(at, &row, &skipped, &skipped, &skipped);
        if (row != (narrow_ ? 1 : 0)) {
            viewRow_->removeWidget(tools);
            viewRow_->addWidget(tools, narrow_ ? 1 : 0, narrow_ ? 0 : 1, 1, narrow_ ? 2 : 1);
        }
        tools->setVisible(page->inFront());
    }
    if (auto *status = page->status()) {
        if (status->parentWidget() != statusBar())
            statusBar()->addWidget(status, 1);
        status->setVisible(page->inFront());
    }
}

void MainWindow::run()
{
    front()->run();
}

void MainWindow::cancel()
{
    front()->cancel();
}

/// Cancel is there while there is something to cancel, or a replay to end: Esc has other uses too.
void MainWindow::showRunning()
{
    if (const bool running = front()->running(); std::exchange(running_, running) != running)
        emit runningChanged(running);
    cancel_->setEnabled(front()->cancellable());
}

void MainWindow::nameWindow()
{
    const auto title = front()->caption() + u" — "_s + tr("Interim");
    if (title != windowTitle())
        setWindowTitle(title);
}

void MainWindow::explainFocus()
{
    if (!showFocusHelp(QApplication::focusWidget()))
        explainElse();
}

void MainWindow::openFind()
{
    for (auto *widget = QApplication::focusWidget(); widget; widget = widget->parentWidget())
        if (auto *bar = widget->findChild<FindBar *>(QString(), Qt::FindDirectChildrenOnly))
            return bar->open();
    front()->openFind();
}

/// Ctrl+F where no part of the window has taken it: no shortcut, which would come in the way of theirs.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find))
        openFind();
    else
        QMainWindow::keyPressEvent(event);
}

void MainWindow::applyTheme()
{
    if (styling_)
        return;
    styling_ = true;
    applyStyle();
    measureTabs();
    for (auto *page : pages_)
        page->restyle();
    emit restyled();
    styling_ = false;
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (pages_.isEmpty())
        return;
    if (event->type() == QEvent::FontChange) {
        applyTheme();
        arrange();
    }
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        emit activated();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    remember();
    emit leaving();
    const bool patient = !std::exchange(closing_, false); // who closes twice does not want to wait
    for (auto *page : pages_)
        closing_ = (patient && !page->leave()) || closing_;
    event->setAccepted(!closing_);
}

} // namespace ui
