// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/scenario_tree.h"

#include "ui/kit/style.h"
#include "ui/own_settings.h"

#include <QSettings>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// The list as its user has it, by mouse and keys.
class TestScenarioTree : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        support::forgetSettings();
        ui::applyStyle();
        make();
    }
    void cleanup() { tree_.reset(); }

    void theFirstRequestsGroupIsOpen()
    {
        QStringList titles;
        for (int i = 0; i < tree_->topLevelItemCount(); ++i)
            titles << tree_->topLevelItem(i)->text(0);
        QCOMPARE(titles, (QStringList{u"Basics"_s, u"Delays"_s, u"Refusals"_s, u"Broken"_s}));
        QCOMPARE(open(), QStringList{u"Refusals"_s});
        QCOMPARE(item(u"refuse-417"_s)->parent(), item(u"Refusals"_s));
        int rows = 0;
        for (int i = 0; i < tree_->topLevelItemCount(); ++i)
            rows += tree_->topLevelItem(i)->childCount();
        QCOMPARE(rows, tree_->count());
        QCOMPARE(tree_->fitting(), tree_->count());
        QVERIFY(!QSettings().contains(u"lab/folded"_s)); // nobody has folded anything
    }

    void aClickFoldsAndThatIsRemembered()
    {
        click(u"Delays"_s);
        click(u"Refusals"_s);
        QCOMPARE(open(), QStringList{u"Delays"_s});
        make();
        QCOMPARE(open(), QStringList{u"Delays"_s});
        for (const auto &title : {u"Basics"_s, u"Refusals"_s, u"Broken"_s})
            click(title);
        make(); // none is folded, which is something to remember too
        QCOMPARE(open().size(), 4);
    }

    void aClickChooses()
    {
        QSignalSpy chosen(tree_.get(), &ui::ScenarioTree::chosen);
        click(u"reject-413"_s);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<session::ScenarioInfo>().path, u"/reject-413"_s);
        QCOMPARE(open(), QStringList{u"Refusals"_s});
    }

    void keysDoAllOfIt()
    {
        QSignalSpy chosen(tree_.get(), &ui::ScenarioTree::chosen);
        tree_->setCurrentItem(item(u"Basics"_s));
        press(Qt::Key_Right);
        QCOMPARE(open(), (QStringList{u"Basics"_s, u"Refusals"_s}));
        press(Qt::Key_Down);
        QCOMPARE(tree_->currentItem(), item(u"continue"_s));
        press(Qt::Key_Return);
        QCOMPARE(chosen.takeFirst()[0].value<session::ScenarioInfo>().name, u"continue"_s);
        press(Qt::Key_Left);
        QCOMPARE(tree_->currentItem(), item(u"Basics"_s));
        press(Qt::Key_Left);
        QCOMPARE(open(), QStringList{u"Refusals"_s});
        press(Qt::Key_Return);
        QCOMPARE(open(), (QStringList{u"Basics"_s, u"Refusals"_s}));
        press(Qt::Key_Space);
        QCOMPARE(open(), QStringList{u"Refusals"_s});
        QVERIFY(chosen.isEmpty());
    }

    void aFilterOpensWhatFits()
    {
        tree_->showOnly(u"delay 100"_s);
        QVERIFY(tree_->fitting() > 1 && tree_->fitting() < tree_->count());
        int shown = 0;
        for (int i = 0; i < tree_->topLevelItemCount(); ++i) {
            auto *heading = tree_->topLevelItem(i);
            int below = 0;
            for (int row = 0; row < heading->childCount(); ++row)
                below += heading->child(row)->isHidden() ? 0 : 1;
            QCOMPARE(heading->isHidden(), below == 0);
            QVERIFY(heading->isHidden() || heading->isExpanded());
            shown += below;
        }
        QCOMPARE(shown, tree_->fitting());
        QVERIFY(!item(u"continue-late"_s)->isHidden() && item(u"garbage"_s)->isHidden());
        QVERIFY(tree_->currentItem() && tree_->currentItem()->parent() && !tree_->currentItem()->isHidden());
        tree_->showOnly({});
        QCOMPARE(open(), QStringList{u"Refusals"_s});
        QVERIFY(!item(u"garbage"_s)->isHidden());
        QVERIFY(!QSettings().contains(u"lab/folded"_s));
    }

    void aFoldWhileFilteringIsNotRemembered()
    {
        tree_->showOnly(u"100"_s);
        click(u"Refusals"_s);
        QVERIFY(!item(u"Refusals"_s)->isExpanded());
        tree_->showOnly(u"100 "_s);
        tree_->showOnly({});
        QCOMPARE(open(), QStringList{u"Refusals"_s});
        QVERIFY(!QSettings().contains(u"lab/folded"_s));
    }

    /// A list opens the group of what it scrolls to.
    void whatWasChosenLeavesItsGroupFolded()
    {
        QSignalSpy chosen(tree_.get(), &ui::ScenarioTree::chosen);
        tree_->showOnly(u"early-hints"_s);
        tree_->chooseCurrent();
        QCOMPARE(chosen.takeFirst()[0].value<session::ScenarioInfo>().name, u"early-hints"_s);
        tree_->showOnly({});
        QTest::qWait(50);
        QCOMPARE(open(), QStringList{u"Refusals"_s});
        QCOMPARE(tree_->currentItem(), item(u"Basics"_s));
        tree_->showOnly(u"reject-413"_s);
        tree_->showOnly({});
        QCOMPARE(tree_->currentItem(), item(u"reject-413"_s)); // its group is open
    }

    void nothingFits()
    {
        tree_->showOnly(u"no such thing"_s);
        QCOMPARE(tree_->fitting(), 0);
        QSignalSpy chosen(tree_.get(), &ui::ScenarioTree::chosen);
        tree_->chooseCurrent();
        QVERIFY(chosen.isEmpty());
    }

private:
    void make()
    {
        tree_.reset();
        tree_ = std::make_unique<ui::ScenarioTree>();
        tree_->resize(300, 900);
        tree_->show();
        QVERIFY(QTest::qWaitForWindowExposed(tree_.get()));
    }
    QTreeWidgetItem *item(const QString &text) const
    {
        return tree_->findItems(text, Qt::MatchExactly | Qt::MatchRecursive).first();
    }
    QStringList open() const
    {
        QStringList titles;
        for (int i = 0; i < tree_->topLevelItemCount(); ++i)
            if (tree_->topLevelItem(i)->isExpanded())
                titles << tree_->topLevelItem(i)->text(0);
        return titles;
    }
    void click(const QString &text)
    {
        tree_->scrollToItem(item(text));
        QTest::mouseClick(tree_->viewport(), Qt::LeftButton, {}, tree_->visualItemRect(item(text)).center());
    }
    void press(Qt::Key key) { QTest::keyClick(tree_.get(), key); }

    std::unique_ptr<ui::ScenarioTree> tree_;
};

INTERIM_SUITE(TestScenarioTree)
#include "tst_scenario_tree.moc"
