// SPDX-License-Identifier: GPL-3.0-or-later
// The main window as a suite of tests begins with it.
#pragma once

#include "main_window.h"
#include "style.h"
#include "theme.h"

#include <QSettings>
#include <QTest>

#include <memory>

namespace support {

/// In front, its lab listening; the request is the lab's, or the draft in `folder`.
inline std::unique_ptr<ui::MainWindow> makeWindow(const QString &folder = {})
{
    auto window = std::make_unique<ui::MainWindow>(folder);
    ui::applyStyle();
    window->show();
    if (!QTest::qWaitForWindowExposed(window.get()) || !QTest::qWaitFor([&] { return window->lab()->running(); }, 20'000))
        qFatal("the window does not come up");
    QCoreApplication::processEvents(); // that it listens reaches the request
    return window;
}

/// The first of a suite: light, numbers without groups, and nothing remembered of an earlier run.
inline std::unique_ptr<ui::MainWindow> makeFirstWindow(const QString &folder = {})
{
    QCoreApplication::setOrganizationName(QStringLiteral("interim-test"));
    QSettings().clear();
    QLocale::setDefault(QLocale::c());
    ui::Theme::choose(ui::Theme::Choice::Light);
    ui::applyPalette();
    return makeWindow(folder);
}

} // namespace support
