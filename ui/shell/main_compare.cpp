// SPDX-License-Identifier: GPL-3.0-or-later
// The main window's two views, the exchange and the comparison, and the ways between them.

#include "ui/shell/main_window.h"

#include "ui/compare/compare_setup.h"
#include "ui/compare/compare_status.h"
#include "ui/compare/compare_view.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/status_summary.h"
#include "ui/kit/lazy_page.h"
#include "ui/kit/style.h"
#include "ui/request/request_line.h"

#include <QGridLayout>
#include <QMenuBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>

#include <utility>

namespace ui {

namespace {

enum ViewTab { ExchangeTab, CompareTab };

} // namespace

QWidget *MainWindow::makeViewBar()
{
    compare_ = new LazyPage([this](QWidget *page) { return makeCompare(page); }, this);
    stack_ = new QStackedWidget(this);
    stack_->addWidget(columns_);
    stack_->addWidget(compare_);
    viewBar_ = new QWidget(this);
    views_ = new QTabBar(viewBar_);
    views_->addTab(tr("Exchange"));
    views_->addTab(tr("Compare"));
    views_->setTabToolTip(CompareTab, tr("Servers side by side (Ctrl+M)"));
    views_->setExpanding(false);
    views_->setUsesScrollButtons(false);
    views_->setAccessibleName(tr("Views"));
    viewRow_ = new QGridLayout(viewBar_);
    viewRow_->setContentsMargins(em(0.5), 0, 0, 0);
    viewRow_->setSpacing(0);
    viewRow_->addWidget(views_, 0, 0, Qt::AlignLeft | Qt::AlignBottom);
    viewRow_->setColumnStretch(1, 1);
    connect(views_, &QTabBar::currentChanged, this, &MainWindow::viewChanged);
    return viewBar_;
}

QWidget *MainWindow::makeCompare(QWidget *parent)
{
    auto *view = new CompareView(&bench_, &model_, dataFolder_, parent);
    statusBar()->addWidget(view->status(), 1);
    view->status()->hide();
    connect(view, &CompareView::opened, this, &MainWindow::openCompared);
    connect(view, &CompareView::recorded, this,
            [this](const std::shared_ptr<const record::Record> &record, qint64 beganAt) {
                past_.keep(record,
                           {.lab = session::baseOf(record->spec) == bench_.lab()->baseUrl(), .comparison = beganAt});
            });
    connect(view, &CompareView::countChanged, this, &MainWindow::nameViews);
    connect(view, &CompareView::runningChanged, this, [this] {
        showRunning();
        nameViews();
    });
    return view;
}

CompareView *MainWindow::compareView()
{
    return static_cast<CompareView *>(compare_->page());
}

bool MainWindow::comparing() const
{
    return views_->currentIndex() == CompareTab;
}

void MainWindow::showCompare(bool compare)
{
    views_->setCurrentIndex(compare ? CompareTab : ExchangeTab);
}

void MainWindow::viewChanged()
{
    const bool compare = comparing();
    if (compare && !compare_->made()) {
        compareView();
        placeTools();
        nameViews();
    }
    stack_->setCurrentIndex(compare ? 1 : 0);
    if (compare_->made()) {
        compareView()->tools()->setVisible(compare);
        compareView()->status()->setVisible(compare);
    }
    status_->setVisible(!compare);
    line_->setCompares(compare);
    showRunning();
    line_->setError({});
    nameWindow();
    if (compare)
        compareView()->focusMain();
    else
        line_->setFocus();
}

/// Beside the tabs, or below them where the window is narrow for its font.
void MainWindow::placeTools()
{
    if (!viewRow_ || !compare_->made())
        return;
    auto *tools = compareView()->tools();
    viewRow_->removeWidget(tools);
    if (narrow_)
        viewRow_->addWidget(tools, 1, 0, 1, 2);
    else
        viewRow_->addWidget(tools, 0, 1);
    tools->setVisible(comparing());
}

void MainWindow::nameViews()
{
    const int count = compare_->made() ? compareView()->count() : 0;
    const bool variants = count > 0 && compareView()->setup()->mode() == CompareSetup::OneServer;
    views_->setTabText(CompareTab,
                       count == 0       ? tr("Compare")
                           : count == 1 ? (variants ? tr("Compare · 1 request") : tr("Compare · 1 server"))
                           : variants   ? tr("Compare · %1 requests").arg(locale().toString(count))
                                        : tr("Compare · %1 servers").arg(locale().toString(count)));
    nameWindow();
}

/// A row's exchange, where it can be looked at whole.
void MainWindow::openCompared(const std::shared_ptr<const record::Record> &record)
{
    if (running()) {
        compareView()->status()->say(
            tr("An exchange is running in the other view: cancel it first, or wait for its end."));
        return;
    }
    showCompare(false);
    showRecord(record, record->spec);
}

void MainWindow::compareEntries(const QList<qint64> &ids)
{
    if (compareView()->running()) {
        status_->say(tr("A comparison is running: cancel it first, or wait for its end."));
        return;
    }
    const auto show = [this](const session::History::Records &records) {
        if (records.empty())
            return; // that they are lost was said
        showCompare(true);
        compareView()->showRecords(records); // the oldest is the baseline
    };
    if (!past_.openAll(ids, show))
        status_->say(tr("Other exchanges of the history are still being read: wait a moment."));
}

void MainWindow::makeCompareMenu()
{
    auto *menu = menuBar()->addMenu(tr("&Compare"));
    menu->addAction(tr("Servers &side by side, and back"), QKeySequence(Qt::CTRL | Qt::Key_M), this,
                    [this] { showCompare(!comparing()); });
    menu->addAction(tr("&Compare now\tCtrl+Enter"), this, [this] {
        showCompare(true);
        send();
    });
    menu->addAction(tr("S&ervers that are compared"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L), this, [this] {
        showCompare(true);
        compareView()->showSetup(!compareView()->setup()->isVisible());
    });
}

} // namespace ui
