// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_tools.h"

#include <QAction>
#include <QComboBox>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using compare::Align;

class TestCompareTools : public QObject {
    Q_OBJECT
private slots:
    void rowsCanBeTheBaseline()
    {
        ui::CompareTools tools;
        auto *box = named(tools, u"Baseline"_s);
        auto *report = tools.findChild<QPushButton *>();
        QVERIFY(!box->isEnabled() && !report->isEnabled());
        tools.setRows({u"one"_s, u"two"_s});
        QVERIFY(box->isEnabled() && report->isEnabled());
        QSignalSpy chosen(&tools, &ui::CompareTools::baselineChosen);
        tools.setBaseline(1);
        QCOMPARE(box->currentText(), u"two"_s);
        QVERIFY(chosen.isEmpty()); // nobody chose it
        QTest::keyClick(box, Qt::Key_Up);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen[0][0].toInt(), 0);
        tools.setRows({u"three"_s});
        QCOMPARE(box->count(), 1);
    }

    void theAxisIsAligned()
    {
        ui::CompareTools tools;
        QVERIFY(tools.align() == Align::Head);
        for (const auto align : {Align::FirstByte, Align::Start}) {
            tools.setAlign(align);
            QVERIFY(tools.align() == align);
        }
        Align told = Align::Start;
        connect(&tools, &ui::CompareTools::alignChosen, this, [&told](Align align) { told = align; });
        QTest::keyClick(named(tools, u"Align on"_s), Qt::Key_Down);
        QVERIFY(told == Align::FirstByte);
    }

    void theListIsShownAndHidden()
    {
        ui::CompareTools tools;
        QSignalSpy toggled(&tools, &ui::CompareTools::serversToggled);
        tools.setServersShown(true); // it is
        QCOMPARE(toggled.count(), 0);
        tools.findChild<QToolButton *>()->click();
        QCOMPARE(toggled.count(), 1);
        QVERIFY(!toggled[0][0].toBool());
    }

    void aReportHasAFormAndMaybeSecrets()
    {
        ui::CompareTools tools;
        const auto actions = tools.findChild<QPushButton *>()->menu()->actions();
        QSignalSpy wanted(&tools, &ui::CompareTools::reportWanted);
        actions[0]->trigger();
        QCOMPARE(wanted[0][0].toString(), u"html"_s);
        QVERIFY(wanted[0][1].toString().contains(u"*.html"_s) && !wanted[0][2].toBool());
        actions.last()->trigger();
        QCOMPARE(wanted.count(), 1);
        actions[2]->trigger();
        QCOMPARE(wanted[1][0].toString(), u"json"_s);
        QVERIFY(wanted[1][2].toBool());
    }

private:
    static QComboBox *named(const ui::CompareTools &tools, const QString &name)
    {
        for (auto *box : tools.findChildren<QComboBox *>())
            if (box->accessibleName() == name)
                return box;
        return nullptr;
    }
};

INTERIM_SUITE(TestCompareTools)
#include "tst_compare_tools.moc"
