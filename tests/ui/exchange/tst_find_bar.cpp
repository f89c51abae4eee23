// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl+F in the byte pane: text and hex, next and previous, the count, Esc; and the pane's buttons.

#include "ui/exchange/wire/find_bar.h"

#include "support/events.h"
#include "support/pixels.h"
#include "ui/exchange/wire/wire_pane.h"
#include "ui/exchange/wire/wire_view.h"
#include "ui/kit/segments.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QLineEdit>
#include <QMenu>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using ui::FindBar;
using ui::WirePane;

class TestFindBar : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void hexText();
    void findsWhileTyping();
    void nextAndPrevious();
    void hexFinds();
    void saysNotFound();
    void escCloses();
    void toolsSwitchAndCopy();
    void pictures();

private:
    void type(const QString &text)
    {
        QTest::keyClick(pane_.get(), Qt::Key_F, Qt::ControlModifier);
        line()->clear();
        QTest::keyClicks(line(), text);
    }
    QLineEdit *line() const { return pane_->findBar()->findChild<QLineEdit *>(); }
    ui::WireView *view() const { return pane_->view(); }
    const support::Script script_ = support::refusedThenHealed();
    std::unique_ptr<WirePane> pane_;
};

void TestFindBar::initTestCase()
{
    ui::Theme::choose(ui::Theme::Choice::Light);
    ui::applyStyle();
}

void TestFindBar::init()
{
    pane_ = std::make_unique<WirePane>(true);
    pane_->setLocale(QLocale(QLocale::English));
    pane_->resize(640, 360);
    view()->setEvents(&script_.events());
    view()->setBytes(std::make_shared<model::ByteStore>(model::ByteStore::of(*script_.record())));
    pane_->show();
    QVERIFY(QTest::qWaitForWindowExposed(pane_.get()));
    view()->setFocus();
}

void TestFindBar::hexText()
{
    QCOMPARE(*ui::bytesFromHex(u"0d 0a"_s), QByteArray("\r\n"));
    QCOMPARE(*ui::bytesFromHex(u"0x48,0x49\\x4a:4b"_s), QByteArray("HIJK"));
    QVERIFY(ui::bytesFromHex(u""_s)->isEmpty());
    QVERIFY(!ui::bytesFromHex(u"0d 0"_s));
    QVERIFY(!ui::bytesFromHex(u"zz"_s));
}

void TestFindBar::findsWhileTyping()
{
    type(u"Content-Le"_s);
    QVERIFY(pane_->findBar()->isVisible());
    QCOMPARE(view()->selectedText(), u"Content-Le"_s);
    const auto first = view()->marked();
    QTest::keyClicks(line(), u"ngth"_s); // stays on the hit that still matches
    QCOMPARE(view()->selectedText(), u"Content-Length"_s);
    QCOMPARE(view()->marked().span.offset, first.span.offset);
    QCOMPARE(pane_->findBar()->said(), u"1 of 4"_s);
}

void TestFindBar::nextAndPrevious()
{
    type(u"Content-Length"_s);
    for (const auto &said : {u"2 of 4"_s, u"3 of 4"_s, u"4 of 4"_s, u"1 of 4"_s}) {
        QTest::keyClick(line(), Qt::Key_Return);
        QCOMPARE(pane_->findBar()->said(), said);
    }
    QTest::keyClick(line(), Qt::Key_Return, Qt::ShiftModifier);
    QCOMPARE(pane_->findBar()->said(), u"4 of 4"_s);
    const auto buttons = pane_->findBar()->findChildren<QToolButton *>();
    for (auto *button : buttons)
        if (button->accessibleName() == u"Previous hit"_s)
            QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(pane_->findBar()->said(), u"3 of 4"_s);
}

void TestFindBar::hexFinds()
{
    type({});
    QToolButton *asHex = nullptr;
    for (auto *button : pane_->findBar()->findChildren<QToolButton *>())
        asHex = button->isCheckable() ? button : asHex;
    QTest::mouseClick(asHex, Qt::LeftButton);
    line()->setFocus();
    QTest::keyClicks(line(), u"0d 0a 0d 0a"_s);
    QCOMPARE(view()->selectedText(), u"\r\n\r\n"_s);
    QCOMPARE(pane_->findBar()->said(), u"1 of 4"_s);
    QTest::keyClicks(line(), u"1"_s);
    QVERIFY(line()->property("wrong").toBool());
    QVERIFY(pane_->findBar()->said().contains(u"hex"_s));
}

void TestFindBar::saysNotFound()
{
    type(u"no such bytes"_s);
    QCOMPARE(pane_->findBar()->said(), u"not found"_s);
    line()->clear();
    QCOMPARE(pane_->findBar()->said(), QString());
}

void TestFindBar::escCloses()
{
    type(u"HTTP"_s);
    QTest::keyClick(line(), Qt::Key_Escape);
    QVERIFY(!pane_->findBar()->isVisible());
    QVERIFY(view()->hasFocus());
    QCOMPARE(view()->selectedText(), u"HTTP"_s); // the hit stays marked
    QTest::keyClick(pane_.get(), Qt::Key_F, Qt::ControlModifier);
    QCOMPARE(line()->selectedText(), u"HTTP"_s);
}

void TestFindBar::toolsSwitchAndCopy()
{
    ui::Segments *mode = nullptr;
    for (auto *one : pane_->findChildren<ui::Segments *>())
        mode = one->accessibleName() == u"Show bytes as"_s ? one : mode;
    QTest::mouseClick(mode->findChildren<QToolButton *>().at(1), Qt::LeftButton);
    QVERIFY(view()->hexMode());
    view()->setHexMode(false);
    QCOMPARE(mode->current(), 0);
    type(u"HTTP"_s);
    const auto menus = pane_->findChildren<QMenu *>();
    QAction *hex = nullptr;
    for (auto *menu : menus)
        for (auto *action : menu->actions())
            hex = action->text() == u"Hex"_s ? action : hex;
    QVERIFY(hex);
    hex->trigger();
    QCOMPARE(QApplication::clipboard()->text(), u"48 54 54 50"_s);
}

void TestFindBar::pictures()
{
    const auto folder = qEnvironmentVariable("INTERIM_PICTURES");
    for (const bool dark : {false, true}) {
        ui::Theme::choose(dark ? ui::Theme::Choice::Dark : ui::Theme::Choice::Light);
        ui::applyStyle();
        type(u"Content-Length"_s);
        // What is found is marked in the theme's colour.
        QVERIFY(support::pixelsOf(view()->grab().toImage(), ui::Theme::current().selection) > 100);
        const auto shot = pane_->grab();
        if (!folder.isEmpty())
            QVERIFY(shot.save(QDir(folder).filePath(dark ? u"find-dark.png"_s : u"find-light.png"_s)));
    }
    ui::Theme::choose(ui::Theme::Choice::Light);
    ui::applyStyle();
}

INTERIM_SUITE(TestFindBar)
#include "tst_find_bar.moc"
