// SPDX-License-Identifier: GPL-3.0-or-later
// The main window as a suite of tests begins with it.
#pragma once

#include "ui/exchange/exchange_page.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"
#include "ui/own_settings.h"
#include "ui/workspace/opening.h"
#include "ui/workspace/workspace.h"

#include <QApplication>
#include <QEventLoop>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <functional>
#include <memory>

using namespace Qt::StringLiterals;

namespace support {

/// In front, its lab listening, on any port; the request is the lab's, or the draft in `folder`.
inline std::unique_ptr<ui::Workspace> makeWindow(const QString &folder = {})
{
    auto window = std::make_unique<ui::Workspace>(folder, 0);
    ui::applyStyle();
    window->show();
    if (!QTest::qWaitForWindowExposed(window.get())
        || !QTest::qWaitFor([&] { return window->lab()->running(); }, 20'000))
        qFatal("the window does not come up");
    QCoreApplication::processEvents(); // that it listens reaches the request
    return window;
}

/// Sends what is typed, by key, and waits for its end.
inline void send(ui::Workspace *window)
{
    QSignalSpy ended(window->exchange(), &ui::ExchangePage::ended);
    QTest::keyClick(window, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(ended.wait(60000));
}

/// Opens files and waits until they are shown; what is said of those that cannot be.
inline QString openFiles(ui::Workspace &window, const QStringList &paths)
{
    QString said = u"nothing was opened"_s;
    QEventLoop loop;
    const auto connection = QObject::connect(window.opening(), &ui::Opening::opened, &loop, [&](const QString &errors) {
        said = errors;
        loop.quit();
    });
    window.opening()->open(paths);
    loop.exec();
    return said;
}

/// Does it once a dialog is open.
inline void inDialog(QObject *context, const std::function<void()> &act)
{
    auto *poll = new QTimer(context);
    QObject::connect(poll, &QTimer::timeout, context, [poll, act] {
        if (!QApplication::activeModalWidget())
            return;
        poll->deleteLater();
        poll->stop();
        act();
    });
    poll->start(5);
}

/// The first of a suite: light, numbers without groups, and nothing remembered of an earlier run.
inline std::unique_ptr<ui::Workspace> makeFirstWindow(const QString &folder = {})
{
    forgetSettings();
    QLocale::setDefault(QLocale::c());
    ui::Theme::choose(ui::Theme::Choice::Light);
    ui::applyPalette();
    return makeWindow(folder);
}

} // namespace support
