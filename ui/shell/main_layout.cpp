// SPDX-License-Identifier: GPL-3.0-or-later
// How the parts of the main window lie: three columns; fewer where the window is small for its font. What is
// remembered of it.

#include "ui/shell/main_window.h"

#include "ui/exchange/exchange_view.h"
#include "ui/kit/style.h"
#include "ui/request/composer.h"
#include "ui/request/request_line.h"

#include "request/sensitive.h"

#include <QCoreApplication>
#include <QEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStyle>
#include <QTabBar>
#include <QTabWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double narrowBelow = 84; // ems of the window's width
constexpr double lowBelow = 44;    // ems of its height
constexpr int rememberMs = 1000;   // after the last change

QString splitterKey(int number)
{
    return u"window/split%1"_s.arg(number);
}

} // namespace

/// As wide and as high as they are at first.
void MainWindow::spread()
{
    const bool three = columns_->count() == 3;
    columns_->setStretchFactor(three ? 1 : 0, 1);
    columns_->setSizes(three ? QList{em(25), em(51), em(29)} : QList{em(33), em(25.5)});
    middle_->setStretchFactor(1, 1);
    middle_->setSizes({em(14), em(44)});
    left_->setSizes({em(40), em(20)});
}

/// Where three columns do not fit, history and lab are a page at the side; where two halves do not fit above each
/// other, the exchange is a page of the composer.
void MainWindow::arrange()
{
    const bool narrow = width() < em(narrowBelow);
    const bool low = height() < em(lowBelow);
    if (narrow == narrow_ && low == low_)
        return;
    if (std::exchange(narrow_, narrow) != narrow) {
        if (narrow) {
            side_->insertTab(1, left_, tr("History"));
        } else {
            side_->removeTab(side_->indexOf(left_));
            columns_->insertWidget(0, left_);
            left_->show();
        }
    }
    if (std::exchange(low_, low) != low) {
        if (low) {
            composer_->addTab(exchange_, tr("Exchange"));
        } else {
            composer_->removeTab(composer_->indexOf(exchange_));
            middle_->addWidget(exchange_);
            exchange_->setVisible(true);
        }
    }
    measureTabs();
    placeTools();
    composer_->fit();
    spread();
    if (!exchange_->events().empty())
        showExchange();
}

/// Tab bars do not see by themselves that a style sheet gives their tabs another size.
void MainWindow::measureTabs()
{
    for (auto *tabs : findChildren<QTabBar *>()) {
        tabs->setProperty("dense", narrow_);
        tabs->style()->unpolish(tabs);
        tabs->style()->polish(tabs);
        QEvent change(QEvent::StyleChange);
        QCoreApplication::sendEvent(tabs, &change);
    }
}

/// Where the exchange is a page of the composer, it comes to the front.
void MainWindow::showExchange()
{
    if (low_)
        composer_->setCurrentWidget(exchange_);
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    arrange();
    rememberSoon_.start();
    QMainWindow::resizeEvent(event);
}

void MainWindow::moveEvent(QMoveEvent *event)
{
    rememberSoon_.start();
    QMainWindow::moveEvent(event);
}

/// With its frame, which is not known before it is shown: else the lines at its foot stand below the screen's edge.
void MainWindow::fitScreen()
{
    if (isMaximized() || isFullScreen() || QGuiApplication::platformName() == "offscreen"_L1)
        return; // offscreen: pictures have the size that they are asked for
    const QSize frame(em(1), em(3.5));
    resize(size().boundedTo(screen()->availableGeometry().size() - frame));
}

void MainWindow::restore()
{
    QSettings settings;
    resize(1280, 800);
    restoreGeometry(settings.value(u"window/geometry"_s).toByteArray());
    fitScreen();
    arrange();
    int number = 0;
    for (auto *splitter : {left_, middle_, columns_})
        if (const auto state = settings.value(splitterKey(number++)).toByteArray();
            !narrow_ && !low_ && !state.isEmpty())
            splitter->restoreState(state);
    recent_ = settings.value(u"recent/urls"_s).toStringList();
    recent_.removeIf([](const QString &url) { // written by an older Interim
        const std::string bytes = url.toStdString();
        return request::maskedUrl(bytes) != bytes;
    });
    line_->setRecent(recent_);
    // A crash comes without a closeEvent().
    rememberSoon_.setSingleShot(true);
    rememberSoon_.setInterval(rememberMs);
    connect(&rememberSoon_, &QTimer::timeout, this, &MainWindow::remember);
    for (auto *splitter : {left_, middle_, columns_})
        connect(splitter, &QSplitter::splitterMoved, &rememberSoon_, qOverload<>(&QTimer::start));
}

void MainWindow::remember()
{
    QSettings settings;
    settings.setValue(u"window/geometry"_s, saveGeometry());
    int number = 0;
    for (auto *splitter : {left_, middle_, columns_}) {
        if (!narrow_ && !low_)
            settings.setValue(splitterKey(number), splitter->saveState());
        ++number;
    }
    settings.setValue(u"recent/urls"_s, recent_);
}

} // namespace ui
