// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/lab_panel.h"

#include "ui/kit/style.h"
#include "ui/lab/lab_port.h"
#include "ui/lab/scenario_tree.h"
#include "ui/own_settings.h"

#include "session/workbench.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QPushButton>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// The pane in a window of its own.
struct Pane {
    explicit Pane(quint16 asked = 0) : port(bench.lab(), 0, asked), panel(new ui::LabPanel(bench.lab(), &port))
    {
        window.setCentralWidget(panel);
        window.resize(320, 700);
        window.show();
        QApplication::setActiveWindow(&window);
    }

    bool shows(const QString &words) const
    {
        const auto labels = panel->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel *one) {
            return one->isVisible() && (one->text() == words || one->accessibleName() == words);
        });
    }
    QPushButton *button(const QString &words) const
    {
        const auto buttons = panel->findChildren<QPushButton *>();
        const auto one = std::find_if(buttons.begin(), buttons.end(),
                                      [&](const auto *it) { return it->isVisible() && it->text() == words; });
        return one == buttons.end() ? nullptr : *one;
    }
    static void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
    static void type(const QString &text)
    {
        for (const QChar c : text)
            QTest::keyClick(QApplication::focusWidget(), c.toLatin1());
    }

    session::Workbench bench;
    ui::LabPort port;
    QMainWindow window;
    ui::LabPanel *panel;
};

} // namespace

class TestLabPanel : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        support::forgetSettings();
        ui::applyStyle();
        pane_ = std::make_unique<Pane>();
        QVERIFY(QTest::qWaitForWindowActive(&pane_->window));
    }
    void cleanup() { pane_.reset(); }

    void lettersInTheListFilter()
    {
        QSignalSpy chosen(pane_->panel, &ui::LabPanel::scenarioChosen);
        list()->setFocus();
        Pane::type(u"early-h"_s);
        QCOMPARE(filter()->text(), u"early-h"_s);
        QCOMPARE(QApplication::focusWidget(), filter());
        QVERIFY(pane_->shows(u"1 of %1"_s.arg(list()->count())));
        Pane::press(Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<session::ScenarioInfo>().path, u"/early-hints"_s);
        list()->setFocus();
        Pane::press(Qt::Key_Backspace);
        QCOMPARE(filter()->text(), u"early-"_s);
        QTest::keyClick(list(), Qt::Key_S, Qt::ControlModifier); // a command is none
        QCOMPARE(filter()->text(), u"early-"_s);
    }

    void downGoesOnInTheList()
    {
        QSignalSpy chosen(pane_->panel, &ui::LabPanel::scenarioChosen);
        filter()->setFocus();
        Pane::type(u"417"_s);
        Pane::press(Qt::Key_Down);
        QCOMPARE(QApplication::focusWidget(), list());
        const auto *first = list()->currentItem();
        QVERIFY(first && first->parent());
        Pane::press(Qt::Key_Down);
        QVERIFY(list()->currentItem() != first);
        const auto name = list()->currentItem()->text(0);
        Pane::press(Qt::Key_Enter);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<session::ScenarioInfo>().name, name);
    }

    /// The window has Esc too: it gets it when there is nothing to clear.
    void escapeClearsFirst()
    {
        QAction cancel;
        cancel.setShortcut(Qt::Key_Escape);
        pane_->window.addAction(&cancel);
        QSignalSpy cancelled(&cancel, &QAction::triggered);
        for (QWidget *from : {static_cast<QWidget *>(filter()), static_cast<QWidget *>(list())}) {
            filter()->setText(u"417"_s);
            from->setFocus();
            Pane::press(Qt::Key_Escape);
            QCOMPARE(filter()->text(), QString());
            QVERIFY(cancelled.isEmpty());
            QVERIFY(!pane_->shows(u"%1 of %1"_s.arg(list()->count()))); // of no filter there is no count
            Pane::press(Qt::Key_Escape);
            QCOMPARE(cancelled.size(), 1);
            cancelled.clear();
        }
    }

    void anEmptyResultSaysWhatToDo()
    {
        filter()->setFocus();
        Pane::type(u"417 xyz"_s);
        QVERIFY(!list()->isVisible());
        QVERIFY(pane_->shows(u"0 of %1"_s.arg(list()->count())));
        QVERIFY(
            pane_->shows(u"No scenario has all of these words in its path, its sentence or its statuses. Esc clears "
                         "the filter."_s));
        Pane::press(Qt::Key_Down); // there is nothing to go to
        QCOMPARE(QApplication::focusWidget(), filter());
        Pane::press(Qt::Key_Escape);
        QVERIFY(list()->isVisible());
    }

    void tabFollowsTheEye()
    {
        start();
        QList<QWidget *> order{pane_->button(u"Copy"_s), pane_->button(u"Stop"_s), filter(), list()};
        order.first()->setFocus();
        for (auto *expected : order) {
            QCOMPARE(QApplication::focusWidget(), expected);
            Pane::press(Qt::Key_Tab);
        }
    }

    void saysWhereItListens()
    {
        QVERIFY(pane_->shows(u"The lab is stopped"_s));
        QVERIFY(!pane_->button(u"Copy"_s));
        start();
        const QString url = pane_->bench.lab()->baseUrl();
        QVERIFY(pane_->shows(u"The lab listens on "_s + QUrl(url).authority()));
        QTest::mouseClick(pane_->button(u"Copy"_s), Qt::LeftButton);
        QCOMPARE(QApplication::clipboard()->text(), url);
        QTest::mouseClick(pane_->button(u"Stop"_s), Qt::LeftButton);
        QVERIFY(pane_->shows(u"The lab is stopped"_s));
        start();
        QCOMPARE(pane_->bench.lab()->baseUrl(), url);
    }

    void aTakenPortIsSaid()
    {
        QTcpServer holder;
        QVERIFY(holder.listen(QHostAddress::LocalHost));
        pane_ = std::make_unique<Pane>(holder.serverPort());
        start();
        const QString note = pane_->port.note();
        QVERIFY(note.startsWith(u"Port %1 is taken"_s.arg(holder.serverPort())) && pane_->shows(note));
        QTest::mouseClick(pane_->button(u"Stop"_s), Qt::LeftButton);
        QVERIFY(!pane_->shows(note));
        start();
        QVERIFY(!pane_->shows(note)); // it is where it was
    }

private:
    ui::ScenarioTree *list() const { return pane_->panel->scenarios(); }
    QLineEdit *filter() const { return pane_->panel->filter(); }
    void start()
    {
        QTest::mouseClick(pane_->button(u"Start"_s), Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(pane_->bench.lab()->running(), 20'000);
    }
    std::unique_ptr<Pane> pane_;
};

INTERIM_SUITE(TestLabPanel)
#include "tst_lab_panel.moc"
