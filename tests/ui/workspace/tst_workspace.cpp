// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/workspace/workspace.h"

#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/status_summary.h"
#include "ui/exchange/timeline/timeline_view.h"
#include "ui/guidance/guidance_pane.h"
#include "ui/history/history_list.h"
#include "ui/kit/segments.h"
#include "ui/kit/theme.h"
#include "ui/lab/scenario_tree.h"
#include "ui/request/body_tab.h"
#include "ui/request/composer.h"
#include "ui/request/expect_strip.h"
#include "ui/request/headers_tab.h"
#include "ui/window.h"

#include "request/compose.h"

#include <QDragEnterEvent>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTemporaryFile>
#include <QTest>
#include <QToolButton>
#include <QUrl>

using namespace Qt::StringLiterals;

/// The window as its user has it: keys and mouse, against the lab that it starts itself.
class TestWorkspace : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void init();
    void cleanupTestCase();
    void firstMinute();
    void ruleAndBytesAgree_data();
    void ruleAndBytesAgree();
    void guidanceButtonSendsAgain();
    void badUrlIsSaidUnderTheLine();
    void cancelsWhileWaiting();
    void guidanceTicksThroughAPause();
    void escapeEndsTheReplay();
    void aScenarioStartsTheLab();
    void theStray100IsSeen();
    void historyReopens();
    void fieldsInTheTable();
    void theRawHeadGoesOutAsItStands();
    void aDroppedFileIsTheContent();
    void layoutAndUrlsAreKeptWithoutAnEnd();

private:
    void choose(const QString &scenario);
    ui::Workspace *window_ = nullptr;
    request::RequestSpec first_;
};

void TestWorkspace::initTestCase()
{
    window_ = support::makeFirstWindow().release();
    QTRY_VERIFY(window_->request()->spec().url.find("/refuse-417") != std::string::npos
                && window_->request()->spec().url.find(":0/") == std::string::npos);
    first_ = window_->request()->spec();
}

/// One window for all: each begins with the request of the first minute.
void TestWorkspace::init()
{
    window_->request()->replace(first_);
}

void TestWorkspace::cleanupTestCase()
{
    delete window_;
}

void TestWorkspace::firstMinute()
{
    support::send(window_);
    const auto &exchange = window_->exchange()->view()->exchange();
    QCOMPARE(exchange.attempts.size(), std::size_t(2));
    QCOMPARE(exchange.attempts[0].final->status, 417);
    QCOMPARE(exchange.attempts[1].final->status, 201);
    QVERIFY(exchange.attempts[0].handshake.sent);
    QVERIFY(!exchange.attempts[1].handshake.sent);
    QCOMPARE(exchange.attempts[1].request.contentBytes, std::uint64_t(4 << 20));
    QVERIFY2(!window_->guidancePane()->headline().isEmpty(), "guidance has a headline");
    QCOMPARE(window_->exchange()->view()->timeline()->timeline().lanes().size(), std::size_t(2));
}

void TestWorkspace::ruleAndBytesAgree_data()
{
    QTest::addColumn<int>("rule");
    QTest::addColumn<quint64>("size");
    QTest::addColumn<bool>("sent");
    QTest::newRow("off") << 0 << quint64(4 << 20) << false;
    QTest::newRow("above the threshold") << 1 << quint64((1 << 20) + 1) << true;
    QTest::newRow("at the threshold") << 1 << quint64(1 << 20) << false;
    QTest::newRow("always") << 2 << quint64(10) << true;
    QTest::newRow("always, no content") << 2 << quint64(0) << false;
    QTest::newRow("custom") << 3 << quint64(10) << true;
}

void TestWorkspace::ruleAndBytesAgree()
{
    QFETCH(int, rule);
    QFETCH(quint64, size);
    QFETCH(bool, sent);
    auto *strip = window_->findChild<ui::ExpectStrip *>();
    auto spec = window_->request()->spec();
    spec.url = (window_->lab()->baseUrl() + "/continue").toStdString();
    spec.body.kind = size > 0 ? request::BodyKind::Generated : request::BodyKind::None;
    spec.body.size = size;
    window_->request()->replace(spec);
    auto *segments = strip->findChild<ui::Segments *>();
    QTest::mouseClick(segments->findChildren<QToolButton *>().at(rule), Qt::LeftButton);
    QCOMPARE(static_cast<int>(window_->request()->spec().expect.rule), rule);
    const auto said = strip->sentence();
    QVERIFY2((said.contains("will be sent") || said.contains("as typed")) == sent && !(sent && said.contains("not")),
             qPrintable(said));
    support::send(window_);
    const auto &attempt = window_->exchange()->view()->exchange().attempts.front();
    QCOMPARE(attempt.handshake.sent, sent);
    const auto head = window_->exchange()->view()->record()->tapes[0].sent.read({0, attempt.request.headBytes}, 10'000);
    QCOMPARE(head.find("\r\nExpect: 100-continue\r\n") != std::string::npos, sent);
    QCOMPARE(attempt.final->status, 200);
}

void TestWorkspace::guidanceButtonSendsAgain()
{
    auto spec = window_->request()->spec();
    spec.expect.on417 = request::On417::Show;
    window_->request()->replace(spec);
    support::send(window_);
    QCOMPARE(window_->exchange()->view()->exchange().attempts.size(), std::size_t(1));
    QPushButton *without = nullptr;
    for (auto *button : window_->guidancePane()->findChildren<QPushButton *>())
        if (button->text() == "Send without Expect")
            without = button;
    QVERIFY(without);
    QSignalSpy ended(window_->exchange(), &ui::ExchangePage::ended);
    QTest::mouseClick(without, Qt::LeftButton);
    QVERIFY(ended.wait(60000));
    QCOMPARE(window_->exchange()->view()->exchange().attempts.front().final->status, 201);
}

void TestWorkspace::badUrlIsSaidUnderTheLine()
{
    auto spec = window_->request()->spec();
    spec.url = "ftp://nowhere/ x";
    window_->request()->replace(spec);
    QTest::keyClick(window_, Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!window_->exchange()->running());
    bool said = false;
    for (const auto *label : window_->findChildren<QLabel *>())
        said = said || (label->isVisible() && label->property("error").toBool() && !label->text().isEmpty());
    QVERIFY(said);
}

void TestWorkspace::cancelsWhileWaiting()
{
    auto spec = window_->request()->spec();
    spec.url = (window_->lab()->baseUrl() + "/silent").toStdString();
    spec.expect.afterWait = wire::AfterWait::Keep;
    window_->request()->replace(spec);
    QSignalSpy ended(window_->exchange(), &ui::ExchangePage::ended);
    QTest::keyClick(window_, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(!window_->exchange()->view()->exchange().attempts.empty()
                                 && window_->exchange()->view()->exchange().attempts.front().handshake.pauseBegan >= 0,
                             20000);
    QTest::keyClick(window_, Qt::Key_Escape);
    QVERIFY(ended.wait(20000));
    QCOMPARE(window_->exchange()->view()->exchange().outcome, record::Outcome::Aborted);
}

/// No event comes, and the words go on all the same: up with the pause, down with what is left of it.
void TestWorkspace::guidanceTicksThroughAPause()
{
    auto spec = window_->request()->spec();
    spec.url = (window_->lab()->baseUrl() + "/silent").toStdString();
    spec.expect.waitNs = 20'000'000'000;
    window_->request()->replace(spec);
    QSignalSpy ended(window_->exchange(), &ui::ExchangePage::ended);
    QTest::keyClick(window_, Qt::Key_Return, Qt::ControlModifier);
    const auto words = [this] {
        QString all;
        for (const auto *label : window_->guidancePane()->findChildren<QLabel *>())
            all += label->text() + u'\n';
        return all;
    };
    const auto number = [&](const char *pattern) {
        const auto match = QRegularExpression(QLatin1String(pattern)).match(words().remove(u','));
        return match.hasMatch() ? match.captured(1).toDouble() : -1;
    };
    constexpr auto paused = "Waiting for 100: ([\\d.]+)";
    constexpr auto left = "the content goes in ([\\d.]+)";
    QTRY_VERIFY_WITH_TIMEOUT(number(paused) >= 0 && number(left) > 0, 20'000);
    const auto events = window_->exchange()->view()->events().size();
    const auto before = number(paused);
    const auto more = number(left);
    QTRY_VERIFY_WITH_TIMEOUT(number(paused) > before && number(left) < more, 10'000);
    QCOMPARE(window_->exchange()->view()->events().size(), events);
    QTest::keyClick(window_, Qt::Key_Escape);
    QVERIFY(ended.wait(20000));
    // In a replay it says what it said at that instant.
    const auto began = window_->exchange()->view()->exchange().attempts.front().handshake.pauseBegan;
    window_->exchange()->view()->setReplayAt(began + 40'000'000);
    QTRY_VERIFY2(words().contains("Waiting for 100: 40 ms") || words().contains("Waiting for 100: 40.0 ms"),
                 qPrintable(words()));
    QVERIFY2(words().contains("the content goes in 20 s") || words().contains("the content goes in 20.0 s"),
             qPrintable(words()));
    window_->exchange()->view()->endReplay();
}

void TestWorkspace::escapeEndsTheReplay()
{
    support::send(window_);
    auto *view = window_->exchange()->view();
    auto *status = window_->findChild<ui::StatusSummary *>();
    view->setReplayAt(view->timeline()->duration() / 2);
    QTRY_VERIFY2(status->text().contains("replay at"), qPrintable(status->text()));
    QTest::keyClick(window_, Qt::Key_Escape);
    QCOMPARE(view->replayAt(), qint64(-1));
    QTRY_VERIFY2(status->text().contains("417 then 201"), qPrintable(status->text()));
}

/// A click on a scenario of the lab.
void TestWorkspace::choose(const QString &name)
{
    auto *tree = window_->findChild<ui::ScenarioTree *>();
    auto *item = tree->findItems(name, Qt::MatchExactly | Qt::MatchRecursive).first();
    tree->scrollToItem(item);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualItemRect(item).center());
}

void TestWorkspace::aScenarioStartsTheLab()
{
    window_->lab()->stop();
    choose("redirect-307");
    QTRY_VERIFY_WITH_TIMEOUT(window_->lab()->running(), 20'000);
    QTRY_COMPARE(window_->request()->spec().url, (window_->lab()->baseUrl() + "/redirect-307").toStdString());
    first_ = session::redirectedToLab(first_, session::baseOf(first_), window_->lab()->baseUrl());
}

void TestWorkspace::theStray100IsSeen()
{
    choose("late-100-after-final");
    support::send(window_);
    QCOMPARE(window_->exchange()->view()->exchange().attempts.front().final->status, 200);
    QCOMPARE(window_->exchange()->view()->exchange().attempts.front().strays.size(), std::size_t(1));
}

void TestWorkspace::historyReopens()
{
    support::send(window_);
    auto spec = window_->request()->spec();
    spec.url = (window_->lab()->baseUrl() + "/reject-413").toStdString();
    window_->request()->replace(spec);
    support::send(window_);
    QCOMPARE(window_->exchange()->view()->exchange().attempts.front().final->status, 413);
    auto *history = window_->findChild<ui::HistoryList *>();
    QTRY_VERIFY(history->count() >= 2 && window_->history()->list()->entryAt(0)->status() == 413
                && window_->history()->list()->entryAt(1)->status() == 201);
    auto *list = history->view();
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(list->model()->index(1, 0)).center());
    QTRY_COMPARE(window_->exchange()->view()->exchange().attempts.front().final->status, 417);
}

void TestWorkspace::fieldsInTheTable()
{
    auto spec = window_->request()->spec();
    spec.headers = {{"X-One", "1"}, {"x-one", "2"}};
    spec.url = (window_->lab()->baseUrl() + "/continue").toStdString();
    window_->request()->replace(spec);
    window_->findChild<ui::Composer *>()->setCurrentIndex(1);
    auto *table = window_->findChild<ui::HeadersTab *>()->findChild<QTableWidget *>();
    QVERIFY(table);
    table->item(1, 1)->setText(u"three"_s); // what an editor's commit does
    QCOMPARE(window_->request()->spec().headers[1].value, std::string("three"));
    QCOMPARE(window_->request()->spec().headers[0].name, std::string("X-One"));
    support::send(window_);
    const auto &fields = window_->exchange()->view()->exchange().attempts[0].request.head.fields;
    std::vector<std::string> names;
    for (const auto &field : fields)
        if (field.name == "X-One" || field.name == "x-one")
            names.push_back(field.name + "=" + field.value);
    QCOMPARE(names, (std::vector<std::string>{"X-One=1", "x-one=three"})); // order, case and both kept
}

void TestWorkspace::theRawHeadGoesOutAsItStands()
{
    auto spec = window_->request()->spec();
    const std::string host = QUrl(window_->lab()->baseUrl()).authority().toStdString();
    spec.rawHead = "PUT /continue HTTP/1.1\r\nHost:   " + host + "\r\nContent-Length: 2\r\nOdd Name: x\r\n\r\n";
    spec.body = {};
    spec.body.kind = request::BodyKind::Text;
    spec.body.text = "hi";
    window_->request()->replace(spec);
    support::send(window_);
    const auto record = window_->exchange()->view()->record();
    QVERIFY(record);
    const std::string sent = record->tapes[0].sent.read({0, spec.rawHead->size() + 2}, 1000);
    QCOMPARE(sent, *spec.rawHead + "hi");
}

void TestWorkspace::aDroppedFileIsTheContent()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    file.write("dropped");
    file.close();
    auto *body = window_->findChild<ui::BodyTab *>();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file.fileName())});
    QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(body, &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop(QPointF(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(body, &drop);
    const auto &spec = window_->request()->spec().body;
    QVERIFY(spec.kind == request::BodyKind::File);
    QCOMPARE(spec.path, file.fileName().toStdString());
    QCOMPARE(spec.length(), std::uint64_t(7));
}

// A crash comes without the window's end.
void TestWorkspace::layoutAndUrlsAreKeptWithoutAnEnd()
{
    window_->show();
    QSettings().clear();
    const auto kept = [](const char *key) { return QSettings().value(QLatin1String(key)); };
    window_->resize(window_->size() + QSize(10, 10));
    QTRY_COMPARE(kept("window/geometry").toByteArray(), window_->saveGeometry());
    QSettings().clear(); // nothing is due any more
    support::send(window_);
    QTRY_COMPARE(kept("recent/urls").toStringList().value(0), QString::fromStdString(first_.url));
}

INTERIM_SUITE(TestWorkspace)
#include "tst_workspace.moc"
