// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/menus.h"

#include "ui/kit/theme.h"
#include "ui/own_settings.h"

#include <QAction>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QTest>

using namespace Qt::StringLiterals;

class TestMenus : public QObject {
    Q_OBJECT
private slots:
    void aPagesMenuStandsBeforeView()
    {
        QMainWindow window;
        ui::Menus menus(&window);
        menus.add(u"First"_s);
        menus.add(u"Second"_s);
        QList<QMenu *> shown;
        for (const auto *action : window.menuBar()->actions())
            shown.append(action->menu());
        QCOMPARE(shown.size(), 7);
        QVERIFY(shown[0] == menus.file() && shown[1] == menus.edit() && shown[2] == menus.request());
        QCOMPARE(shown[3]->title(), u"First"_s);
        QCOMPARE(shown[4]->title(), u"Second"_s);
        QVERIFY(shown[5] == menus.view() && shown[6] == menus.help());
    }

    void aKeyWorksWhereverTheFocusIs()
    {
        QMainWindow window;
        auto *field = new QLineEdit(&window);
        window.setCentralWidget(field);
        ui::Menus menus(&window);
        int pressed = 0;
        menus.addKey(QKeySequence(Qt::CTRL | Qt::Key_7), [&pressed] { ++pressed; });
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        field->setFocus();
        QTest::keyClick(field, Qt::Key_7, Qt::ControlModifier);
        QCOMPARE(pressed, 1);
    }

    void aChosenThemeIsKept()
    {
        support::forgetSettings();
        ui::Theme::choose(ui::Theme::Choice::Light);
        QMenu menu;
        int chosen = 0;
        ui::addThemes(&menu, [&chosen] { ++chosen; });
        QCOMPARE(menu.actions().size(), 3);
        QVERIFY(menu.actions()[1]->isChecked());
        menu.actions()[2]->trigger();
        QVERIFY(ui::Theme::choice() == ui::Theme::Choice::Dark);
        QCOMPARE(QSettings().value(u"view/theme"_s).toInt(), static_cast<int>(ui::Theme::Choice::Dark));
        QVERIFY(menu.actions()[2]->isChecked() && !menu.actions()[1]->isChecked());
        QCOMPARE(chosen, 1);
        menu.actions()[1]->trigger();
    }
};

INTERIM_SUITE(TestMenus)
#include "tst_menus.moc"
