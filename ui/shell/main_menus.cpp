// SPDX-License-Identifier: GPL-3.0-or-later
// Menus and shortcuts of the main window.

#include "ui/shell/main_window.h"

#include "ui/exchange/exchange_view.h"
#include "ui/exchange/timeline/timeline_view.h"
#include "ui/guidance/guidance_pane.h"
#include "ui/history/history_list.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"
#include "ui/request/composer.h"
#include "ui/request/request_line.h"
#include "ui/shell/help_pages.h"

#include <QActionGroup>
#include <QApplication>
#include <QDialog>
#include <QMenuBar>
#include <QSettings>
#include <QShortcut>
#include <QTabWidget>

using namespace Qt::StringLiterals;

namespace ui {

void MainWindow::makeMenus()
{
    makeFileMenu();
    makeEditMenu();
    makeRequestMenu();
    makeCompareMenu();
    makeViewMenu();
    makeHelpMenu();
    // Keys that work wherever the focus is, but where the focused editor needs them itself.
    addShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), [this] { send(); });
    addShortcut(QKeySequence(Qt::CTRL | Qt::Key_Enter), [this] { send(); });
    for (int i = 0; i < 9; ++i)
        addShortcut(QKeySequence(static_cast<int>(Qt::CTRL) | (Qt::Key_1 + i)), [this, i] { goToPage(i); });
}

void MainWindow::addShortcut(const QKeySequence &keys, std::function<void()> act)
{
    auto *shortcut = new QShortcut(keys, this);
    connect(shortcut, &QShortcut::activated, this, std::move(act));
}

void MainWindow::makeFileMenu()
{
    auto *file = menuBar()->addMenu(tr("&File"));
    file->addAction(tr("&Open…"), QKeySequence::Open, this, &MainWindow::open);
    file->addAction(tr("&Save recording…"), QKeySequence::Save, this, &MainWindow::save);
    file->addAction(tr("Save &picture…"), this, &MainWindow::savePicture);
    file->addSeparator();
    file->addAction(tr("&Import a request…"), QKeySequence(Qt::CTRL | Qt::Key_I), this, &MainWindow::importRequest);
    file->addAction(tr("&Export…"), QKeySequence(Qt::CTRL | Qt::Key_E), this, &MainWindow::exportShown);
    file->addSeparator();
    file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
}

void MainWindow::makeEditMenu()
{
    auto *edit = menuBar()->addMenu(tr("&Edit"));
    backAction_ = edit->addAction(tr("&Back to what was being edited"), QKeySequence(Qt::CTRL | Qt::Key_B), this,
                                  &MainWindow::backToEdits);
    backAction_->setEnabled(false);
}

void MainWindow::makeRequestMenu()
{
    auto *request = menuBar()->addMenu(tr("&Request"));
    request->addAction(tr("&Send\tCtrl+Enter"), this, &MainWindow::send);
    cancelAction_ =
        request->addAction(tr("&Cancel, or end the replay"), QKeySequence(Qt::Key_Escape), this, &MainWindow::cancel);
    cancelAction_->setEnabled(false);
    request->addAction(tr("Send the content &now"), this, [this] { act(u"release-now"_s); });
    request->addSeparator();
    request->addAction(tr("&URL"), QKeySequence(Qt::CTRL | Qt::Key_L), line_, &RequestLine::focusUrl);
    request->addAction(tr("C&opy as curl"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), this,
                       [this] { act(u"copy-curl"_s); });
    auto *exchange = menuBar()->addMenu(tr("E&xchange"));
    exchange->addAction(tr("&Replay or pause\tSpace"), exchange_, &ExchangeView::playOrPause);
    exchange->addAction(tr("&Next event"), this, [this] { exchange_->stepEvent(1); });
    exchange->addAction(tr("&Previous event"), this, [this] { exchange_->stepEvent(-1); });
    exchange->addSeparator();
    exchange->addAction(tr("&History"), QKeySequence(Qt::CTRL | Qt::Key_H), this, [this] {
        showCompare(false);
        if (narrow_)
            side_->setCurrentWidget(left_);
        history_->view()->setFocus();
    });
    auto *lab = menuBar()->addMenu(tr("&Lab"));
    lab->addAction(tr("&Start"), this, [this] { bench_.lab()->start({}); });
    lab->addAction(tr("S&top"), this, [this] { bench_.lab()->stop(); });
}

void MainWindow::makeViewMenu()
{
    auto *view = menuBar()->addMenu(tr("&View"));
    view->addAction(tr("&Fit the timeline\tF"), exchange_->timeline(), &TimelineView::fit);
    view->addAction(tr("Zoom to the &pause\tP"), exchange_->timeline(), &TimelineView::zoomToPause);
    auto *fold = view->addAction(tr("Fold &idle time"));
    fold->setCheckable(true);
    connect(fold, &QAction::toggled, exchange_->timeline(), &TimelineView::setFoldIdle);
    connect(exchange_->timeline(), &TimelineView::foldIdleChanged, fold, &QAction::setChecked);
    view->addSeparator();
    auto *themes = new QActionGroup(this);
    const std::pair<QString, Theme::Choice> choices[]{{tr("&System colours"), Theme::Choice::System},
                                                      {tr("&Light"), Theme::Choice::Light},
                                                      {tr("&Dark"), Theme::Choice::Dark}};
    for (const auto &[words, choice] : choices) {
        auto *action = view->addAction(words);
        action->setCheckable(true);
        action->setChecked(choice == Theme::choice());
        themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, choice = choice] {
            Theme::choose(choice);
            QSettings().setValue(u"view/theme"_s, static_cast<int>(choice));
            applyTheme();
        });
    }
}

void MainWindow::makeHelpMenu()
{
    auto *help = menuBar()->addMenu(tr("&Help"));
    help->addAction(tr("What has the &focus"), QKeySequence::HelpContents, this, &MainWindow::explainFocus);
    help->addAction(tr("&Guidance"), this, [this] {
        showCompare(false);
        side_->setCurrentWidget(guidance_);
    });
    help->addAction(tr("&Status codes"), this, &MainWindow::showCodes);
    help->addAction(tr("&Keyboard"), this, [this] { makeShortcutsPage(this)->open(); });
    help->addAction(tr("&What is promised"), this, [this] { makePromisesPage(this)->open(); });
    help->addSeparator();
    help->addAction(tr("&About Interim"), this, [this] { makeAboutPage(this)->open(); });
}

} // namespace ui
