// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/compare_setup.h"

#include "ui/compare/compare_fixture.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/sets_bar.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

/// The list of servers as its user has it: by keys, mouse and clipboard.
class TestCompareSetup : public support::CompareFixture {
    Q_OBJECT
private slots:
    void initTestCase() { start(); }
    void init();
    void wrongLineIsSaidBesideTheList();
    void setsAreKept();
    void serversComeBackAndFollowTheLab();
};

void TestCompareSetup::init()
{
    window_->request()->replace(quickRequest());
    window_->bringForward(window_->compare());
    setup()->setMode(ui::CompareSetup::SeveralServers);
}

void TestCompareSetup::wrongLineIsSaidBesideTheList()
{
    paste({lab("/continue"), u"ftp://nowhere/"_s});
    QTRY_VERIFY(setup()->error().startsWith(u"Line 2: "_s)); // before anybody sends
    QTest::keyClick(window_.get(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!view()->running());
    QVERIFY(setup()->isVisible() && setup()->error().startsWith(u"Line 2: "_s));
    paste({lab("/continue")});
    QTest::keyClick(window_.get(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(setup()->error().contains(u"add another"_s));
    QTest::keyClick(setup()->editor(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(setup()->editor(), Qt::Key_Delete);
    QTest::keyClick(window_.get(), Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(setup()->error().contains(u"no server"_s));
    QTest::mouseClick(button(u"Add the request's URL"_s), Qt::LeftButton);
    QCOMPARE(setup()->urls(), QStringList{lab("/continue")});
    QVERIFY(setup()->error().isEmpty());
}

void TestCompareSetup::setsAreKept()
{
    const QStringList urls{lab("/continue"), lab("/silent")};
    paste(urls);
    auto *name = setup()->sets()->lineEdit();
    name->setFocus();
    QTest::keyClicks(name, u"mine"_s);
    QTest::mouseClick(button(u"Save the set"_s), Qt::LeftButton);
    QVERIFY2(setup()->error().isEmpty(), qPrintable(setup()->error()));
    paste({lab("/refuse-417"), lab("/continue")});
    name->selectAll();
    QTest::keyClicks(name, u"mine"_s);
    QCOMPARE(name->text(), u"mine"_s);
    QSignalSpy chosen(setup()->findChild<ui::SetsBar *>(), &ui::SetsBar::chosen);
    QTest::keyClick(name, Qt::Key_Return);
    QTRY_COMPARE(setup()->urls(), urls);
    QTest::qWait(0);
    QCOMPARE(chosen.size(), 1);
    QVERIFY2(setup()->error().isEmpty(), qPrintable(setup()->error()));
    QTest::mouseClick(button(u"Delete the set"_s), Qt::LeftButton);
    QCOMPARE(setup()->sets()->count(), 0);
    QCOMPARE(setup()->urls(), urls); // the list stays
    name->clear();
    QTest::mouseClick(button(u"Save the set"_s), Qt::LeftButton);
    QVERIFY(setup()->error().contains(u"name"_s));
}

void TestCompareSetup::serversComeBackAndFollowTheLab()
{
    const QStringList urls{lab("/continue"), u"http://elsewhere.test/x"_s};
    paste(urls);
    ui::RequestModel request;
    session::Workbench bench;
    ui::CompareView again(&bench, &request, dir_.path());
    QCOMPARE(again.setup()->urls(), urls);
    again.setup()->setLab(u"http://127.0.0.1:1234"_s);
    QCOMPARE(again.setup()->urls(), (QStringList{u"http://127.0.0.1:1234/continue"_s, u"http://elsewhere.test/x"_s}));
}

INTERIM_SUITE(TestCompareSetup)
#include "tst_compare_setup.moc"
