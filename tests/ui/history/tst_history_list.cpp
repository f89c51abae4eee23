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

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QProcess>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

#include <cstdio>

using namespace Qt::StringLiterals;

/// The list as its user has it, by mouse and keys; and the window's past and unsent edits over an end and a kill.
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
    void reopensAfterARestart();
    void draftComesBack();
    void draftFollowsTheLab();
    void damagedDraftIsSaid();
    void closingKeepsWhatRuns();
    void killNineKeepsEditsAndHistory();
    void manySendsTakeLittle();
    void theProgramItselfComesBack();

private:
    void fill(int count);
    void click(int row, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    QTemporaryDir *dir_ = nullptr;
    session::History *past_ = nullptr;
    ui::HistoryList *list_ = nullptr;
};

namespace {

void send(ui::Workspace *window)
{
    QSignalSpy ended(window->exchange(), &ui::ExchangePage::ended);
    QTest::keyClick(window, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(ended.wait(60000));
}

/// The child of the last test.
int editUntilKilled(int count, char **words)
{
    if (count < 2)
        return 2;
    const auto window = support::makeWindow(QString::fromLocal8Bit(words[1]));
    send(window.get());
    puts("sent");
    QTest::keyClick(window.get(), Qt::Key_L, Qt::ControlModifier);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(QApplication::focusWidget(), u"http://typed.test/and-not-sent"_s);
    const auto kept = [&] { // drafts are written 300 ms after an edit
        QString line;
        const auto draft = session::DraftFile(QString::fromLocal8Bit(words[1])).read(&line);
        return draft && draft->spec.url == "http://typed.test/and-not-sent"
            && window->history()->list()->rowCount() == 1;
    };
    if (QTest::qWaitFor(kept, 60000))
        puts("edited");
    fflush(stdout);
    return QCoreApplication::exec();
}

const support::SuiteEntry editor("/tst_edits_until_killed.cpp", &editUntilKilled);

} // namespace

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
    send(window.get());
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

void TestHistoryList::reopensAfterARestart()
{
    {
        auto window = support::makeWindow(dir_->path());
        send(window.get());
    }
    auto window = support::makeWindow(dir_->path());
    auto *list = window->findChild<ui::HistoryList *>();
    QTRY_COMPARE(list->count(), 1);
    QTRY_COMPARE(window->exchange()->view()->exchange().attempts.size(), std::size_t(2)); // what was last is shown
    QTest::mouseClick(list->view()->viewport(), Qt::LeftButton, {},
                      list->view()->visualRect(list->view()->model()->index(0, 0)).center());
    QTRY_COMPARE(window->exchange()->view()->exchange().attempts.size(), std::size_t(2));
    // The lab listens elsewhere now, and the request goes there.
    QCOMPARE(session::baseOf(window->request()->spec()), window->lab()->baseUrl());
    send(window.get());
    QCOMPARE(window->exchange()->view()->exchange().attempts.back().final->status, 201);
}

void TestHistoryList::draftComesBack()
{
    request::RequestSpec spec;
    {
        auto window = support::makeWindow(dir_->path());
        spec = window->request()->spec();
        spec.method = "PATCH";
        spec.url = "http://elsewhere.test/a";
        spec.headers = {{"X-Mine", "1"}};
        spec.body.kind = request::BodyKind::Text;
        spec.body.text = "half a sente";
        window->request()->replace(spec);
        window->close();
    }
    auto window = support::makeWindow(dir_->path());
    QVERIFY(window->request()->spec() == spec);
}

void TestHistoryList::draftFollowsTheLab()
{
    QString before;
    {
        auto window = support::makeWindow(dir_->path());
        before = window->lab()->baseUrl();
        window->request()->edit([](request::RequestSpec &spec) { spec.method = "PUT"; });
        window->close();
    }
    auto other = support::makeWindow({}); // so that the port is not free
    auto window = support::makeWindow(dir_->path());
    QTRY_COMPARE(session::baseOf(window->request()->spec()), window->lab()->baseUrl());
    QCOMPARE(window->request()->spec().method, std::string("PUT"));
    QVERIFY(window->request()->spec().url.ends_with("/refuse-417"));
}

void TestHistoryList::damagedDraftIsSaid()
{
    QFile raw(dir_->filePath(u"request.draft"_s));
    QVERIFY(raw.open(QIODevice::WriteOnly));
    raw.write("INTERIM DRAFT 1\nhttp");
    raw.close();
    ui::Workspace window(dir_->path());
    const auto said = window.findChild<ui::StatusSummary *>()->text();
    QVERIFY2(said.contains(u"cannot be read"_s), qPrintable(said));
    QTRY_VERIFY(window.lab()->running());
    QTRY_VERIFY(window.request()->spec().url.ends_with("/refuse-417"));
}

void TestHistoryList::closingKeepsWhatRuns()
{
    {
        auto window = support::makeWindow(dir_->path());
        auto spec = window->request()->spec();
        spec.url = (window->lab()->baseUrl() + "/silent").toStdString();
        spec.expect.afterWait = wire::AfterWait::Keep;
        window->request()->replace(spec);
        QTest::keyClick(window.get(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!window->exchange()->view()->exchange().attempts.empty(), 20000);
        window->close();
        QTRY_VERIFY_WITH_TIMEOUT(!window->isVisible(), 20000);
    }
    auto window = support::makeWindow(dir_->path());
    auto *list = window->findChild<ui::HistoryList *>();
    QTRY_COMPARE(list->count(), 1);
    QCOMPARE(window->history()->list()->entryAt(0)->outcome, record::Outcome::Aborted);
}

// A window of another process sends, edits, and is killed as soon as it says so.
void TestHistoryList::killNineKeepsEditsAndHistory()
{
    QProcess program;
    program.start(QCoreApplication::applicationFilePath(), {u"edits_until_killed"_s, dir_->path()});
    QVERIFY(program.waitForStarted());
    QByteArray said;
    while (!said.contains("edited\n") && program.waitForReadyRead(60000))
        said += program.readAllStandardOutput();
    QVERIFY2(said.contains("sent\n") && said.contains("edited\n"), program.readAllStandardError().constData());
    program.kill();
    QVERIFY(program.waitForFinished());
    auto window = support::makeWindow(dir_->path());
    QCOMPARE(window->request()->spec().url, std::string("http://typed.test/and-not-sent"));
    auto *list = window->findChild<ui::HistoryList *>();
    QTRY_COMPARE(list->count(), 1);
    QCOMPARE(window->history()->list()->entryAt(0)->status(), 201);
}

// 200 took 512 MB, and rows were dropped: 4 MiB of generated content was kept of each.
void TestHistoryList::manySendsTakeLittle()
{
    auto window = support::makeWindow(dir_->path());
    QSignalSpy said(window->history(), &session::History::said);
    for (int i = 0; i < 40; ++i) {
        QSignalSpy ended(window->exchange(), &ui::ExchangePage::ended);
        window->run();
        QVERIFY(ended.size() == 1 || ended.wait(60'000));
    }
    QTRY_COMPARE(window->history()->totals().exchanges, 40);
    QTRY_COMPARE(window->findChild<ui::HistoryList *>()->count(), 40);
    QVERIFY2(window->history()->totals().bytes < 400'000,
             qPrintable(QString::number(window->history()->totals().bytes)));
    QVERIFY(said.isEmpty());
}

// The executable, killed with a request that nobody sent, and started again.
void TestHistoryList::theProgramItselfComesBack()
{
    const auto drafted = [this] {
        QString line;
        const auto read = session::DraftFile(dir_->path()).read(&line);
        return read ? read->spec.url : std::string();
    };
    QProcess program;
    program.start(QStringLiteral(INTERIM_WINDOW), {u"--data"_s, dir_->path(), u"http://typed.test/by-hand"_s});
    QVERIFY(program.waitForStarted());
    QTRY_COMPARE_WITH_TIMEOUT(drafted(), std::string("http://typed.test/by-hand"), 60'000);
    program.kill();
    QVERIFY(program.waitForFinished());
    const auto picture = dir_->filePath(u"again.png"_s);
    program.start(QStringLiteral(INTERIM_WINDOW),
                  {u"--data"_s, dir_->path(), u"--screenshot"_s, picture, u"--view"_s, u"start"_s});
    QVERIFY(program.waitForFinished(120'000));
    QCOMPARE(program.exitCode(), 0);
    QVERIFY(QFile::exists(picture));
    QCOMPARE(drafted(), std::string("http://typed.test/by-hand"));
    auto window = support::makeWindow(dir_->path());
    QCOMPARE(window->request()->spec().url, std::string("http://typed.test/by-hand"));
}

INTERIM_SUITE(TestHistoryList)
#include "tst_history_list.moc"
