// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/history/history_list.h"

#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/status_summary.h"
#include "ui/history/history_limits.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"
#include "ui/own_settings.h"
#include "ui/window.h"
#include "ui/workspace/workspace.h"

#include "session/drafts/draft.h"
#include "session/history.h"
#include "store/database_file.h"
#include "store/samples.h"

#include <QApplication>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

/// The list as its user has it, by mouse and keys.
class TestHistoryList : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanup();
    void emptyListSaysWhatToDo();
    void emptyListSaysWhatIsWrong_data();
    void emptyListSaysWhatIsWrong();
    void clickAndEnterOpen();
    void oneIsSelectedWhateverIsHeld();
    void deleteAndUndoByKeys();
    void deleteAndUndoByMouse();
    void filterBox();
    void pinByKey();
    void limitsAreVisibleAndChange();
    void menuNamesItsKeys();
    void sendsAgainFromTheList();

private:
    void fill(int count);
    void click(int row, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    QTemporaryDir *dir_ = nullptr;
    session::History *past_ = nullptr;
    ui::HistoryList *list_ = nullptr;
};

void TestHistoryList::initTestCase()
{
    support::forgetSettings();
    ui::Theme::choose(ui::Theme::Choice::Light);
    ui::applyStyle();
}

void TestHistoryList::init()
{
    dir_ = new QTemporaryDir;
    past_ = new session::History({});
    list_ = new ui::HistoryList(past_);
    list_->resize(260, 500);
    list_->show();
    QVERIFY(QTest::qWaitForWindowExposed(list_));
}

void TestHistoryList::cleanup()
{
    delete list_;
    delete past_;
    delete dir_;
}

void TestHistoryList::fill(int count)
{
    for (int i = 0; i < count; ++i)
        past_->keep(
            support::shared(support::answered("GET", "http://host.test/" + std::to_string(i), i % 2 ? 200 : 404)), {});
    QTRY_COMPARE(list_->count(), count);
    QTRY_COMPARE(past_->totals().exchanges, count);
}

void TestHistoryList::click(int row, Qt::KeyboardModifiers modifiers)
{
    auto *view = list_->view();
    QTest::mouseClick(view->viewport(), Qt::LeftButton, modifiers,
                      view->visualRect(view->model()->index(row, 0)).center());
}

void TestHistoryList::emptyListSaysWhatToDo()
{
    const auto said = [this] {
        for (const auto *label : list_->findChildren<QLabel *>())
            if (label->isVisible() && label->wordWrap())
                return label->text();
        return QString();
    };
    QTRY_VERIFY(said().contains(u"Ctrl+Enter"_s));
    list_->setShown(0);
    fill(1);
    QVERIFY(said().isEmpty());
    QTest::keyClicks(list_->filter(), u"nothing like it"_s);
    QTRY_VERIFY(said().contains(u"filter"_s));
}

/// Of a history that was lost nobody says that there was none.
void TestHistoryList::emptyListSaysWhatIsWrong_data()
{
    QTest::addColumn<bool>("writable");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("kept");
    QTest::newRow("damaged") << true << u"The history was damaged"_s << u"also after the next start"_s;
    QTest::newRow("no place") << false << u"cannot be used"_s << u"until the program ends"_s;
}

void TestHistoryList::emptyListSaysWhatIsWrong()
{
    QFETCH(bool, writable);
    QFETCH(QString, words);
    QFETCH(QString, kept);
    QFile file(dir_->filePath(store::DatabaseFile::fileName()));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray(9000, 'x')) == 9000);
    file.close();
    session::History history(writable ? dir_->path() : file.fileName() + u"/below"_s);
    ui::HistoryList list(&history);
    list.show();
    const auto said = [&list] {
        QString text;
        for (const auto *label : list.findChildren<QLabel *>())
            text += label->isVisible() && label->wordWrap() ? label->text() : QString();
        return text;
    };
    QTRY_VERIFY2(said().contains(words), qPrintable(said()));
    QVERIFY2(said().contains(kept) && !said().contains(u"No exchange yet"_s), qPrintable(said()));
}

void TestHistoryList::clickAndEnterOpen()
{
    fill(3);
    QSignalSpy chosen(list_, &ui::HistoryList::chosen);
    click(1);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.first().first().toLongLong(), past_->list()->entryAt(1)->id);
    list_->view()->setFocus();
    QTest::keyClick(list_->view(), Qt::Key_Down);
    QCOMPARE(chosen.size(), 1); // walking through the list opens nothing
    QTest::keyClick(list_->view(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen.last().first().toLongLong(), past_->list()->entryAt(2)->id);
    click(0, Qt::ControlModifier); // selects more
    QCOMPARE(chosen.size(), 2);
}

// Ctrl+Enter sends, and is still held when the exchange comes into the list.
void TestHistoryList::oneIsSelectedWhateverIsHeld()
{
    fill(3);
    for (const int row : {2, 0}) {
        QTest::keyPress(list_->view(), Qt::Key_Control, Qt::ControlModifier);
        list_->setShown(past_->list()->entryAt(row)->id);
        QTest::keyRelease(list_->view(), Qt::Key_Control);
        QCOMPARE(list_->view()->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(list_->view()->currentIndex().row(), row);
    }
}

void TestHistoryList::deleteAndUndoByKeys()
{
    fill(4);
    click(3);
    click(1, Qt::ShiftModifier);
    QTest::keyClick(list_->view(), Qt::Key_Delete);
    QTRY_COMPARE(list_->count(), 1);
    QCOMPARE(list_->undoText(), u"Deleted 3 exchanges"_s);
    QTest::keyClick(list_->view(), Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(list_->count(), 4);
    QTRY_COMPARE(list_->undoText(), QString());
}

void TestHistoryList::deleteAndUndoByMouse()
{
    fill(2);
    click(0);
    QTest::keyClick(list_->view(), Qt::Key_Delete);
    QTRY_COMPARE(list_->count(), 1);
    QCOMPARE(list_->undoText(), u"Deleted GET /1"_s);
    QPushButton *undo = nullptr;
    for (auto *button : list_->findChildren<QPushButton *>())
        if (button->isVisible() && button->text() == u"Undo"_s)
            undo = button;
    QVERIFY(undo);
    QTest::mouseClick(undo, Qt::LeftButton);
    QTRY_COMPARE(list_->count(), 2);
    QTRY_COMPARE(list_->view()->currentIndex().row(), 0);
    QVERIFY(list_->undoText().isEmpty());
}

void TestHistoryList::filterBox()
{
    fill(6);
    QTest::mouseClick(list_->filter(), Qt::LeftButton);
    QTest::keyClicks(list_->filter(), u"404"_s);
    QTRY_COMPARE(list_->count(), 3);
    list_->filter()->clear();
    QTRY_COMPARE(list_->count(), 6);
}

void TestHistoryList::pinByKey()
{
    fill(3);
    click(1);
    QTest::keyClick(list_->view(), Qt::Key_P);
    QTRY_VERIFY(past_->list()->entryAt(1)->pinned);
    QTest::keyClick(list_->view(), Qt::Key_P);
    QTRY_VERIFY(!past_->list()->entryAt(1)->pinned);
    QTest::keyClick(list_->view(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClick(list_->view(), Qt::Key_P);
    QTRY_COMPARE(past_->totals().pinned, 3);
}

void TestHistoryList::limitsAreVisibleAndChange()
{
    fill(5);
    QVERIFY2(list_->limitsAction()->text().contains(u"exchanges, 512 MiB"_s),
             qPrintable(list_->limitsAction()->text()));
    QTimer::singleShot(0, this, [] {
        auto *dialog = qobject_cast<ui::HistoryLimits *>(QApplication::activeModalWidget());
        QVERIFY(dialog);
        auto *exchanges = dialog->findChildren<QSpinBox *>().first();
        exchanges->selectAll();
        QTest::keyClicks(exchanges, u"2"_s);
        QTest::keyClick(exchanges, Qt::Key_Return);
    });
    list_->limitsAction()->trigger();
    QTRY_COMPARE(list_->count(), 2);
    QTRY_VERIFY(list_->limitsAction()->text().contains(u"last 2 "_s));
    QCOMPARE(list_->undoText(), QString());
}

void TestHistoryList::menuNamesItsKeys()
{
    QCOMPARE(list_->view()->contextMenuPolicy(), Qt::ActionsContextMenu);
    QStringList words;
    for (const auto *action : list_->view()->actions())
        words.append(action->text().remove(u'&'));
    QCOMPARE(words,
             QStringList({u"Open"_s, u"Send again"_s, u"Compare"_s, u"Pin"_s, u"Save as .interim…"_s, u"Export…"_s,
                          u"Delete"_s, u"Undo delete"_s}));
    for (const auto *action : list_->view()->actions())
        QVERIFY2(!action->isEnabled(), qPrintable(action->text())); // nothing is selected
}

void TestHistoryList::sendsAgainFromTheList()
{
    auto window = support::makeWindow(dir_->path());
    support::send(window.get());
    auto *list = window->findChild<ui::HistoryList *>();
    QTRY_VERIFY(list->count() == 1 && window->history()->list()->firstId() > 0); // what runs cannot be sent again
    list->view()->setFocus();
    QSignalSpy ended(window->exchange(), &ui::ExchangePage::ended);
    QTest::keyClick(list->view(), Qt::Key_R);
    QVERIFY(ended.wait(60000));
    QTRY_COMPARE(list->count(), 2);
    QTRY_COMPARE(list->view()->currentIndex().row(), 0);
    QCOMPARE(window->exchange()->view()->exchange().attempts.front().final->status, 417);
}

INTERIM_SUITE(TestHistoryList)
#include "tst_history_list.moc"
