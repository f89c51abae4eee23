// SPDX-License-Identifier: GPL-3.0-or-later
// How the parts of the main window lie: fewer beside each other where the window is small for its font. What is
// remembered of it.

#include "ui/shell/main_window.h"

#include "ui/kit/style.h"
#include "ui/shell/docks.h"

#include <QCoreApplication>
#include <QEvent>
#include <QGuiApplication>
#include <QScreen>
#include <QSettings>
#include <QStyle>
#include <QTabBar>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

constexpr double narrowBelow = 84; // ems of the window's width
constexpr double lowBelow = 44;    // ems of its height
constexpr int rememberMs = 1000;   // after the last change
constexpr auto geometryKey = "window/geometry"_L1;

} // namespace

/// Where three columns do not fit, there are two; where two halves do not fit above each other, a page makes do with
/// one.
void MainWindow::arrange()
{
    const bool narrow = width() < em(narrowBelow);
    const bool low = height() < em(lowBelow);
    if (pages_.isEmpty() || (narrow == narrow_ && low == low_))
        return;
    narrow_ = narrow;
    low_ = low;
    docks_->setNarrow(narrow);
    for (auto *page : pages_)
        page->setLow(low);
    measureTabs();
    for (auto *page : pages_)
        place(page);
    docks_->spread();
    for (auto *page : pages_)
        page->spread();
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
    const QSettings settings;
    resize(1280, 800);
    restoreGeometry(settings.value(geometryKey).toByteArray());
    fitScreen();
    arrange();
    if (!narrow_ && !low_) {
        docks_->restore(settings);
        for (auto *page : pages_)
            page->restore(settings);
    }
    // A crash comes without a closeEvent().
    rememberSoon_.setSingleShot(true);
    rememberSoon_.setInterval(rememberMs);
    connect(&rememberSoon_, &QTimer::timeout, this, &MainWindow::remember);
    connect(docks_, &Docks::moved, &rememberSoon_, qOverload<>(&QTimer::start));
}

void MainWindow::remember()
{
    QSettings settings;
    settings.setValue(geometryKey, saveGeometry());
    if (narrow_ || low_)
        return;
    docks_->remember(settings);
    for (const auto *page : pages_)
        page->remember(settings);
}

} // namespace ui
