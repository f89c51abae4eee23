// SPDX-License-Identifier: GPL-3.0-or-later
// The window's past and unsent edits over an end and a kill.
#include "ui/workspace/workspace.h"

#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/status_summary.h"
#include "ui/history/history_list.h"
#include "ui/lab/lab_panel.h"
#include "ui/window.h"

#include "session/drafts/draft.h"
#include "session/history.h"

#include <QFile>
#include <QLabel>
#include <QProcess>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;

class TestRestart : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init() { dir_ = std::make_unique<QTemporaryDir>(); }
    void reopensAfterARestart();
    void draftComesBack();
    void draftFollowsTheLab();
    void eachWindowKeepsItsPort();
    void damagedDraftIsSaid();
    void closingKeepsWhatRuns();
    void killNineKeepsEditsAndHistory();
    void manySendsTakeLittle();
    void theProgramItselfComesBack();

private:
    std::unique_ptr<QTemporaryDir> dir_;
};

namespace {

/// The child of killNineKeepsEditsAndHistory.
int editUntilKilled(int count, char **words)
{
    if (count < 2)
        return 2;
    const auto window = support::makeWindow(QString::fromLocal8Bit(words[1]));
    support::send(window.get());
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

void TestRestart::initTestCase()
{
    support::forgetSettings();
    ui::Theme::choose(ui::Theme::Choice::Light);
    ui::applyStyle();
}

void TestRestart::reopensAfterARestart()
{
    {
        auto window = support::makeWindow(dir_->path());
        support::send(window.get());
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
    support::send(window.get());
    QCOMPARE(window->exchange()->view()->exchange().attempts.back().final->status, 201);
}

void TestRestart::draftComesBack()
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

void TestRestart::draftFollowsTheLab()
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

/// Two at once, whose ports another program holds: each finds one, says so, and has it at its next start, whichever
/// ended last. The request of each goes to its own lab.
void TestRestart::eachWindowKeepsItsPort()
{
    QTcpServer holder;
    QVERIFY(holder.listen(QHostAddress::LocalHost));
    for (const char *key : {"lab/port", "lab/port2"})
        QSettings().setValue(QLatin1String(key), static_cast<int>(holder.serverPort()));
    QList<int> ports;
    {
        auto first = std::make_unique<ui::Workspace>(dir_->path());
        auto second = std::make_unique<ui::Workspace>(dir_->path());
        for (auto *window : {first.get(), second.get()}) {
            QTRY_VERIFY_WITH_TIMEOUT(window->lab()->running(), 20'000);
            QTRY_COMPARE(session::baseOf(window->request()->spec()), window->lab()->baseUrl());
            QVERIFY(window->request()->spec().url.ends_with("/refuse-417"));
            ports << QUrl(window->lab()->baseUrl()).port();
            const QString said =
                u"Port %1 is taken: the lab listens on %2"_s.arg(holder.serverPort()).arg(ports.last());
            const auto labels = window->findChild<ui::LabPanel *>()->findChildren<QLabel *>();
            QVERIFY(std::any_of(labels.begin(), labels.end(),
                                [&](const QLabel *one) { return one->text() == said && !one->isHidden(); }));
        }
        first.reset();
    }
    QVERIFY(ports[0] != ports[1]);
    QCOMPARE(QSettings().value(u"lab/port"_s).toInt(), ports[0]);
    QCOMPARE(QSettings().value(u"lab/port2"_s).toInt(), ports[1]);
}

void TestRestart::damagedDraftIsSaid()
{
    QFile raw(dir_->filePath(u"request.draft"_s));
    QVERIFY(raw.open(QIODevice::WriteOnly));
    raw.write("INTERIM DRAFT 1\nhttp");
    raw.close();
    ui::Workspace window(dir_->path(), 0);
    const auto said = window.findChild<ui::StatusSummary *>()->text();
    QVERIFY2(said.contains(u"cannot be read"_s), qPrintable(said));
    QTRY_VERIFY(window.lab()->running());
    QTRY_VERIFY(window.request()->spec().url.ends_with("/refuse-417"));
}

void TestRestart::closingKeepsWhatRuns()
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
void TestRestart::killNineKeepsEditsAndHistory()
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
void TestRestart::manySendsTakeLittle()
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
void TestRestart::theProgramItselfComesBack()
{
    const auto drafted = [this] {
        QString line;
        const auto read = session::DraftFile(dir_->path()).read(&line);
        return read ? read->spec.url : std::string();
    };
    QProcess program;
    program.start(QStringLiteral(INTERIM_WINDOW),
                  {u"--data"_s, dir_->path(), u"--lab-port"_s, u"0"_s, u"http://typed.test/by-hand"_s});
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

INTERIM_SUITE(TestRestart)
#include "tst_restart.moc"
