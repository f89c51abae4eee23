// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/menus.h"

#include "ui/kit/theme.h"

#include <QActionGroup>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QShortcut>

#include <utility>

using namespace Qt::StringLiterals;

namespace ui {

namespace {

struct MenuWords {
    Q_DECLARE_TR_FUNCTIONS(ui::Menus)
};

} // namespace

Menus::Menus(QMainWindow *window)
    : window_(window)
    , file_(window->menuBar()->addMenu(MenuWords::tr("&File")))
    , edit_(window->menuBar()->addMenu(MenuWords::tr("&Edit")))
    , request_(window->menuBar()->addMenu(MenuWords::tr("&Request")))
    , view_(window->menuBar()->addMenu(MenuWords::tr("&View")))
    , help_(window->menuBar()->addMenu(MenuWords::tr("&Help")))
{}

QMenu *Menus::add(const QString &title)
{
    auto *menu = new QMenu(title, window_->menuBar());
    window_->menuBar()->insertMenu(view_->menuAction(), menu);
    return menu;
}

void Menus::addKey(const QKeySequence &key, std::function<void()> act)
{
    auto *shortcut = new QShortcut(key, window_);
    QObject::connect(shortcut, &QShortcut::activated, window_, std::move(act));
}

void addThemes(QMenu *menu, const std::function<void()> &chosen)
{
    auto *themes = new QActionGroup(menu);
    const std::pair<QString, Theme::Choice> choices[]{{MenuWords::tr("&System colours"), Theme::Choice::System},
                                                      {MenuWords::tr("&Light"), Theme::Choice::Light},
                                                      {MenuWords::tr("&Dark"), Theme::Choice::Dark}};
    for (const auto &[words, choice] : choices) {
        auto *action = menu->addAction(words);
        action->setCheckable(true);
        action->setChecked(choice == Theme::choice());
        themes->addAction(action);
        QObject::connect(action, &QAction::triggered, menu, [chosen, choice = choice] {
            Theme::choose(choice);
            QSettings().setValue(u"view/theme"_s, static_cast<int>(choice));
            chosen();
        });
    }
}

} // namespace ui
