// SPDX-License-Identifier: GPL-3.0-or-later
// Keys of the window: where they put the focus, what F1 says there, and that Alt with a letter means one thing.
#include "ui/shell/focus_help.h"

#include "ui/compare/compare_page.h"
#include "ui/compare/compare_setup.h"
#include "ui/compare/compare_view.h"
#include "ui/dialogs.h"
#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/request/composer.h"
#include "ui/request/expect_strip.h"
#include "ui/shell/help_pages.h"
#include "ui/window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QDirIterator>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace {

/// Letters of Alt that more than one of these texts takes.
QStringList doubled(const QStringList &texts)
{
    QMap<QString, QStringList> byKey;
    for (const auto &text : texts)
        if (const auto key = QKeySequence::mnemonic(text).toString(); !key.isEmpty())
            byKey[key] << text;
    QStringList wrong;
    for (auto it = byKey.cbegin(); it != byKey.cend(); ++it)
        if (it->size() > 1)
            wrong << it.key() + u": "_s + it->join(u", "_s);
    return wrong;
}

QStringList menusWithDoubles(const QMenu *menu)
{
    QStringList texts, wrong;
    for (const auto *action : menu->actions()) {
        texts << action->text();
        if (action->menu())
            wrong << menusWithDoubles(action->menu());
    }
    return wrong + doubled(texts);
}

} // namespace

class TestFocusHelp : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        window_ = support::makeFirstWindow();
        window_->resize(1280, 800);
        composer_ = window_->findChild<ui::Composer *>();
        QApplication::setActiveWindow(window_.get());
    }

    void numbersMoveTheFocus()
    {
        window_->findChild<QLineEdit *>()->setFocus();
        for (int i = 0; i < composer_->count() + window_->exchange()->view()->count() && i < 9; ++i) {
            QTest::keyClick(window_.get(), static_cast<Qt::Key>(Qt::Key_1 + i), Qt::ControlModifier);
            QCoreApplication::processEvents();
            QTabWidget *tabs =
                i < composer_->count() ? static_cast<QTabWidget *>(composer_) : window_->exchange()->view();
            const auto *page = tabs->currentWidget();
            QCOMPARE(tabs->currentIndex(), i < composer_->count() ? i : i - composer_->count());
            QVERIFY2(page->isAncestorOf(QApplication::focusWidget()), qPrintable(u"Ctrl+%1"_s.arg(i + 1)));
        }
    }

    void customFocusesItsField()
    {
        auto *strip = window_->findChild<ui::ExpectStrip *>();
        QToolButton *custom = nullptr;
        for (auto *one : strip->findChildren<QToolButton *>())
            if (one->text() == u"Custom"_s)
                custom = one;
        QVERIFY(custom);
        QTest::mouseClick(custom, Qt::LeftButton);
        auto *field = qobject_cast<QLineEdit *>(QApplication::focusWidget());
        QVERIFY(field);
        QCOMPARE(field->accessibleName(), u"Value of the Expect field"_s);
        QTest::keyClicks(field, u"200-ok"_s);
        QCOMPARE(window_->request()->spec().expect.custom, std::string("200-ok"));
    }

    void f1ExplainsWhatHasTheFocus()
    {
        QStringList silent;
        const auto look = [&](QWidget *root) {
            for (auto *widget : root->findChildren<QWidget *>())
                if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) && ui::focusHelp(widget).isEmpty())
                    silent << QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->accessibleName();
        };
        for (auto *tabs : window_->findChildren<QTabWidget *>())
            for (int i = 0; i < tabs->count(); ++i) {
                tabs->setCurrentIndex(i);
                QCoreApplication::processEvents();
                look(window_.get());
            }
        window_->bringForward(window_->compare());
        window_->compare()->view()->showSetup(true);
        look(window_.get());
        window_->bringForward(window_->exchange());
        silent.removeDuplicates();
        QVERIFY2(silent.isEmpty(), qPrintable(silent.join(u'\n')));
    }

    void f1IsAKey()
    {
        auto *strip = window_->findChild<ui::ExpectStrip *>();
        auto *button = strip->findChildren<QToolButton *>().first();
        button->setFocus();
        QTest::keyClick(button, Qt::Key_F1);
        QTRY_VERIFY(shownTip());
        QTest::keyClick(shownTip(), Qt::Key_Escape);
        QTRY_VERIFY(!shownTip());
    }

    void altMeansOneThing()
    {
        QStringList bar;
        for (const auto *action : window_->menuBar()->actions()) {
            bar << action->text();
            const auto wrong = menusWithDoubles(action->menu());
            QVERIFY2(wrong.isEmpty(), qPrintable(action->text() + u": "_s + wrong.join(u'\n')));
        }
        QVERIFY2(doubled(bar).isEmpty(), qPrintable(doubled(bar).join(u'\n')));
        QStringList wrong;
        const auto look = [&] {
            auto texts = bar;
            for (const auto *button : window_->findChildren<QAbstractButton *>())
                if (button->isVisible())
                    texts << button->text();
            for (const auto *label : window_->findChildren<QLabel *>())
                if (label->isVisible() && label->buddy())
                    texts << label->text();
            for (const auto *tabs : window_->findChildren<QTabBar *>())
                for (int i = 0; tabs->isVisible() && i < tabs->count(); ++i)
                    texts << tabs->tabText(i);
            wrong << doubled(texts);
        };
        for (auto *tabs : window_->findChildren<QTabWidget *>())
            for (int i = 0; i < tabs->count(); ++i) {
                tabs->setCurrentIndex(i);
                QCoreApplication::processEvents();
                look();
            }
        window_->bringForward(window_->compare());
        window_->compare()->view()->showSetup(true);
        look();
        window_->bringForward(window_->exchange());
        wrong.removeDuplicates();
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.join(u'\n')));
    }

    // So that the tests of every dialog miss none.
    void everyDialogIsKnown()
    {
        const auto all = support::everyDialog();
        QDirIterator files(u"" INTERIM_SOURCE_DIR "/ui"_s, {u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
        int made = 0;
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const auto text = QString::fromUtf8(file.readAll());
            made += text.count(u"QDialog *make"_s);
            for (const auto &match : QRegularExpression(u"class (\\w+) : public QDialog"_s).globalMatch(text))
                QVERIFY2(std::ranges::any_of(all,
                                             [&](const auto &one) {
                                                 return one->metaObject()->className() == u"ui::"_s + match.captured(1);
                                             }),
                         qPrintable(match.captured(1)));
        }
        QCOMPARE(
            std::ranges::count_if(all, [](const auto &one) { return one->metaObject()->className() == u"QDialog"_s; }),
            made);
    }

    void everyDialogHasHelpAndKeys()
    {
        for (const auto &dialog : support::everyDialog()) {
            dialog->show();
            QApplication::setActiveWindow(dialog.get());
            QStringList texts;
            for (auto *widget : dialog->findChildren<QWidget *>()) {
                if (widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus))
                    QVERIFY2(!ui::focusHelp(widget).isEmpty(), qPrintable(dialog->windowTitle()));
                if (const auto *button = qobject_cast<QAbstractButton *>(widget); button && widget->isVisible())
                    texts << button->text();
                if (const auto *label = qobject_cast<QLabel *>(widget); label && label->buddy())
                    texts << label->text();
            }
            QVERIFY2(doubled(texts).isEmpty(), qPrintable(doubled(texts).join(u'\n')));
            QTest::keyClick(dialog.get(), Qt::Key_F1);
            QTRY_VERIFY2(shownTip(), qPrintable(dialog->windowTitle()));
            QTest::keyClick(shownTip(), Qt::Key_Escape);
            QTRY_VERIFY(!shownTip());
            dialog->hide();
        }
    }

    void theTitleNamesWhatIsShown()
    {
        auto spec = window_->request()->spec();
        spec.method = "PUT";
        spec.url = "http://me:secret@named.test:81/path?token=secret";
        window_->request()->replace(spec);
        QCOMPARE(window_->windowTitle(), u"PUT named.test:81/path — Interim"_s);
        window_->bringForward(window_->compare());
        QVERIFY2(window_->windowTitle().startsWith(u"Compare"_s), qPrintable(window_->windowTitle()));
        window_->bringForward(window_->exchange());
    }

    void aboutSaysVersionQtAndLicence()
    {
        const std::unique_ptr<QDialog> about(ui::makeAboutPage(nullptr));
        const auto text = about->findChild<QTextBrowser *>(u"helpPage"_s)->toPlainText();
        QVERIFY2(text.contains(u"Interim "_s) && text.contains(QLatin1String(qVersion()))
                     && text.contains(u"GPL-3.0-or-later"_s),
                 qPrintable(text));
        QVERIFY(QRegularExpression(u"Interim \\d+\\.\\d+"_s).match(text).hasMatch());
    }

private:
    static QWidget *shownTip()
    {
        for (auto *widget : QApplication::topLevelWidgets())
            if (widget->isVisible() && widget->inherits("QWhatsThat"))
                return widget;
        return nullptr;
    }

    std::unique_ptr<ui::Workspace> window_;
    ui::Composer *composer_ = nullptr;
};

INTERIM_SUITE(TestFocusHelp)
#include "tst_focus_help.moc"
