// SPDX-License-Identifier: GPL-3.0-or-later
// The frame alone, around pages that do nothing: what it shows of which, and what it asks of them.
#include "ui/shell/main_window.h"

#include "ui/kit/style.h"
#include "ui/own_settings.h"
#include "ui/shell/docks.h"
#include "ui/shell/menus.h"

#include <QAction>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStatusBar>
#include <QTabBar>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

class FakePage : public ui::Page {
public:
    FakePage(const QString &name, QWidget *head, Docks docks, QWidget *parent)
        : ui::Page(parent)
        , name_(name)
        , head_(head)
        , docks_(docks)
    {
        setFocusPolicy(Qt::StrongFocus);
    }
    QString title() const override { return name_; }
    QString caption() const override { return name_ + u" shown"_s; }
    QWidget *head() const override { return head_; }
    QWidget *tools() const override { return tools_; }
    QWidget *status() const override { return status_; }
    Docks docks() const override { return docks_; }
    void addTo(ui::Menus &menus) override { menus.add(name_)->addAction(name_); }
    void run() override
    {
        running_ = true;
        emit changed();
    }
    void cancel() override
    {
        running_ = false;
        emit changed();
    }
    bool running() const override { return running_; }
    void focus() override { ++focused_; }
    void restyle() override { ++restyled_; }
    void setLow(bool low) override { low_ = low; }
    bool leave() override
    {
        ++asked_;
        return !running_;
    }
    void entered() override { ++entered_; }
    void remember(QSettings &settings) const override { settings.setValue(u"fake/"_s + name_, 1); }

    QString name_;
    QWidget *head_;
    Docks docks_;
    QWidget *tools_ = nullptr;
    QWidget *status_ = nullptr;
    bool running_ = false;
    bool low_ = false;
    int focused_ = 0;
    int restyled_ = 0;
    int asked_ = 0;
    int entered_ = 0;
};

class FakeWindow : public ui::MainWindow {
public:
    FakeWindow()
        : head_(new QLabel(u"head"_s, this))
        , other_(new QLabel(u"other"_s, this))
        , left_(new QLabel(u"left"_s, this))
        , right_(new QLabel(u"right"_s, this))
        , one_(new FakePage(u"One"_s, head_, ui::Page::Docks::Both, this))
        , two_(new FakePage(u"Two"_s, head_, ui::Page::Docks::None, this))
        , three_(new FakePage(u"Three"_s, other_, ui::Page::Docks::Right, this))
    {
        auto *docks = new ui::Docks(this);
        docks->addLeft(left_);
        docks->addRight(right_, u"Right"_s);
        build({one_, two_, three_}, docks, u"about the tabs"_s);
    }
    void addTo(ui::Menus &menus) override { menus.file()->addAction(u"Own"_s); }
    void explainElse() override { ++explained_; }

    QLabel *head_;
    QLabel *other_;
    QLabel *left_;
    QLabel *right_;
    FakePage *one_;
    FakePage *two_;
    FakePage *three_;
    int explained_ = 0;
};

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { delete window_; }
    void eachPageHasWhatIsItsOwn();
    void toolsMayComeLater();
    void whatIsInFrontRuns();
    void pagesCallAndGo();
    void menusHaveTheirOrder();
    void aRunningPageIsWaitedFor();
    void whoClosesTwiceDoesNotWait();
    void aSmallWindowIsLow();
    void itsFormIsRemembered();
    void helpWhereNothingIsKnown();

private:
    QTabBar *tabs() const { return window_->findChild<QTabBar *>(u"views"_s); }
    FakeWindow *window_ = nullptr;
};

void TestMainWindow::init()
{
    support::forgetSettings();
    window_ = new FakeWindow;
    ui::applyStyle();
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_));
}

void TestMainWindow::eachPageHasWhatIsItsOwn()
{
    QVERIFY(window_->front() == window_->one_);
    QCOMPARE(window_->one_->focused_, 1);
    QCOMPARE(window_->windowTitle(), u"One shown — Interim"_s);
    QVERIFY(window_->one_->isVisible() && window_->left_->isVisible() && window_->right_->isVisible());
    QVERIFY(window_->head_->isVisible() && !window_->other_->isVisible());
    tabs()->setCurrentIndex(1);
    QVERIFY(window_->two_->isVisible() && window_->two_->inFront() && !window_->one_->inFront());
    QVERIFY(!window_->one_->isVisible() && !window_->left_->isVisible() && !window_->right_->isVisible());
    QVERIFY(window_->head_->isVisible());
    QCOMPARE(window_->two_->entered_, 1);
    QCOMPARE(window_->two_->focused_, 1);
    QCOMPARE(window_->windowTitle(), u"Two shown — Interim"_s);
    window_->bringForward(window_->three_);
    QVERIFY(window_->three_->isVisible() && !window_->left_->isVisible() && window_->right_->isVisible());
    QVERIFY(!window_->head_->isVisible() && window_->other_->isVisible());
    QCOMPARE(tabs()->currentIndex(), 2);
    QCOMPARE(tabs()->parentWidget()->whatsThis(), u"about the tabs"_s);
    window_->bringForward(window_->one_);
    QVERIFY(window_->left_->isVisible() && window_->head_->isVisible());
}

void TestMainWindow::toolsMayComeLater()
{
    auto *two = window_->two_;
    two->tools_ = new QLabel(u"tools"_s, two);
    two->status_ = new QLabel(u"status"_s, two);
    emit two->changed();
    QVERIFY(!two->isAncestorOf(two->tools_) && !two->tools_->isVisible());
    QVERIFY(window_->statusBar()->isAncestorOf(two->status_) && !two->status_->isVisible());
    window_->bringForward(two);
    QVERIFY(two->tools_->isVisible() && two->status_->isVisible());
    QTRY_VERIFY(two->tools_->mapTo(window_, QPoint()).x() >= tabs()->mapTo(window_, QPoint(tabs()->width(), 0)).x());
    window_->resize(ui::em(60), window_->height()); // no room beside the tabs
    QTRY_VERIFY(two->tools_->mapTo(window_, QPoint()).y() >= tabs()->mapTo(window_, QPoint(0, tabs()->height())).y());
    two->name_ = u"Two · 7"_s;
    emit two->changed();
    QCOMPARE(tabs()->tabText(1), u"Two · 7"_s);
    QCOMPARE(window_->windowTitle(), u"Two · 7 shown — Interim"_s);
}

void TestMainWindow::whatIsInFrontRuns()
{
    QSignalSpy running(window_, &ui::MainWindow::runningChanged);
    QTest::keyClick(window_, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(window_->one_->running_ && !window_->two_->running_);
    QCOMPARE(running.takeFirst()[0].toBool(), true);
    window_->bringForward(window_->two_);
    QCOMPARE(running.takeFirst()[0].toBool(), false);
    QTest::keyClick(window_, Qt::Key_Escape); // nothing to cancel here
    QVERIFY(window_->one_->running_);
    emit window_->one_->changed();
    QCOMPARE(running.count(), 0);
    window_->bringForward(window_->one_);
    QCOMPARE(running.takeFirst()[0].toBool(), true);
    QTest::keyClick(window_, Qt::Key_Escape);
    QVERIFY(!window_->one_->running_);
    QCOMPARE(running.takeFirst()[0].toBool(), false);
}

void TestMainWindow::pagesCallAndGo()
{
    emit window_->one_->dismissed(); // there was none before it
    QVERIFY(window_->front() == window_->one_);
    emit window_->three_->wanted();
    QVERIFY(window_->front() == window_->three_);
    emit window_->one_->dismissed(); // it is not in front
    QVERIFY(window_->front() == window_->three_);
    emit window_->three_->dismissed();
    QVERIFY(window_->front() == window_->one_);
}

void TestMainWindow::menusHaveTheirOrder()
{
    QStringList titles;
    for (const auto *action : window_->menuBar()->actions())
        titles.append(action->text().remove(u'&'));
    QCOMPARE(titles,
             (QStringList{u"File"_s, u"Edit"_s, u"Request"_s, u"One"_s, u"Two"_s, u"Three"_s, u"View"_s, u"Help"_s}));
    const auto file = window_->menuBar()->actions().first()->menu()->actions();
    QCOMPARE(file.first()->text(), u"Own"_s);
    QCOMPARE(file.last()->text(), u"&Quit"_s);
}

void TestMainWindow::aRunningPageIsWaitedFor()
{
    window_->two_->running_ = true;
    QSignalSpy leaving(window_, &ui::MainWindow::leaving);
    QVERIFY(!window_->close());
    QVERIFY(window_->isVisible());
    QCOMPARE(window_->two_->asked_, 1);
    QCOMPARE(leaving.count(), 1);
    window_->two_->running_ = false;
    emit window_->two_->freed();
    QVERIFY(!window_->isVisible());
}

void TestMainWindow::whoClosesTwiceDoesNotWait()
{
    emit window_->one_->freed(); // nobody wants to close
    QVERIFY(window_->isVisible());
    window_->two_->running_ = true;
    QVERIFY(!window_->close());
    QVERIFY(window_->close());
    QCOMPARE(window_->two_->asked_, 1);
}

void TestMainWindow::aSmallWindowIsLow()
{
    window_->resize(ui::em(100), ui::em(60));
    QTRY_VERIFY(!window_->one_->low_);
    window_->resize(ui::em(100), ui::em(30));
    QTRY_VERIFY(window_->one_->low_ && window_->two_->low_);
    const int before = window_->three_->restyled_;
    QSignalSpy restyled(window_, &ui::MainWindow::restyled);
    window_->applyTheme();
    QCOMPARE(window_->three_->restyled_, before + 1);
    QCOMPARE(restyled.count(), 1);
}

void TestMainWindow::itsFormIsRemembered()
{
    window_->resize(ui::em(100), ui::em(60));
    QSettings().clear();
    QTRY_VERIFY(QSettings().contains(u"window/geometry"_s)); // without an end
    QVERIFY(QSettings().contains(u"window/split2"_s) && QSettings().contains(u"fake/Three"_s));
    QTest::qWait(50);
    QSettings().clear();
    window_->resize(ui::em(60), ui::em(60));
    window_->close();
    QVERIFY(QSettings().contains(u"window/geometry"_s));
    QVERIFY(!QSettings().contains(u"window/split2"_s)); // of a form that it has for want of room
}

void TestMainWindow::helpWhereNothingIsKnown()
{
    window_->one_->setFocus();
    QTest::keyClick(window_, Qt::Key_F1);
    QCOMPARE(window_->explained_, 1);
}

INTERIM_SUITE(TestMainWindow)
#include "tst_main_window.moc"
