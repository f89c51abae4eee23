// SPDX-License-Identifier: GPL-3.0-or-later
// The facts by mouse and keys: filter, choose, read the source.
#include "ui/guidance/facts_pane.h"

#include "model/facts_model.h"
#include "ui/window.h"

#include <QLineEdit>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QTextBrowser>

using namespace Qt::StringLiterals;

class TestFactsPane : public QObject {
    Q_OBJECT
    /// The list of what is known in one, and the pages of text, stand at their first line.
    static void look(const ui::Workspace &window)
    {
        int seen = 0;
        for (const auto *page : window.findChildren<QTextBrowser *>()) {
            seen += page->isVisible();
            QVERIFY2(!page->isVisible() || page->verticalScrollBar()->value() == 0, qPrintable(page->accessibleName()));
        }
        QVERIFY(seen > 0);
    }

private slots:
    void opensAtItsBeginning()
    {
        const auto window = support::makeFirstWindow();
        window->resize(1280, 800);
        for (const bool servers : {false, true}) {
            window->showFacts(servers);
            QTest::qWait(50);
            look(*window);
        }
        window->showCodes();
        QTest::qWait(50);
        look(*window);
    }

    void filtersAndShowsTheSource()
    {
        ui::FactsPane pane(new model::FactsModel(guidance::clientFacts()), u"Client facts"_s);
        pane.resize(400, 600);
        pane.show();
        QVERIFY(QTest::qWaitForWindowExposed(&pane));
        const int all = pane.table()->model()->rowCount();
        QTest::keyClicks(pane.filter(), u"guzzle"_s);
        const int some = pane.table()->model()->rowCount();
        QVERIFY(some > 0 && some < all);
        QTest::mouseClick(pane.table()->viewport(), Qt::LeftButton, {},
                          pane.table()->visualRect(pane.table()->model()->index(0, 0)).center());
        QVERIFY(pane.detail().contains(u"uzzle"_s));
        QVERIFY(pane.detail().contains(u"Source ("_s));
        QTest::keyClicks(pane.filter(), u"zzzz"_s);
        QCOMPARE(pane.table()->model()->rowCount(), 0);
        QVERIFY(pane.detail().isEmpty());
        pane.filter()->clear();
        QCOMPARE(pane.table()->model()->rowCount(), all);
        pane.table()->setFocus();
        pane.table()->selectRow(0);
        const QString before = pane.detail();
        QTest::keyClick(pane.table(), Qt::Key_Down);
        QVERIFY(pane.detail() != before);
    }
};

INTERIM_SUITE(TestFactsPane)
#include "tst_facts_pane.moc"
