// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exchange/exchange_page.h"

#include "ui/desk_fixture.h"
#include "ui/exchange/exchange_line.h"
#include "ui/exchange/exchange_view.h"
#include "ui/exchange/status_summary.h"
#include "ui/kit/elided_label.h"
#include "ui/request/composer.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QToolButton>

class TestExchangePage : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup() { at_.reset(); }
    void anExchangeIsSentKeptAndJudged();
    void oneAtATime();
    void leavingWaitsForTheHistory();
    void aRecordingIsShownAndItsRequestComposed();
    void whatAClientOfTheLabSentIsNoRequest();
    void anEntryIsOpenedOrSentAgain();
    void theLastOneStandsThereAfterARestart();
    void adviceIsDoneToTheRequest();
    void aLowWindowHasItAmongTheTabs();
    void aLineNamesItAndHasItAtHand();

private:
    qint64 sendAndEnd(const char *path);
    QString status() const { return page_->findChild<ui::StatusSummary *>()->text(); }
    std::unique_ptr<support::Desk> at_;
    ui::ExchangePage *page_ = nullptr;
};

void TestExchangePage::init()
{
    at_ = std::make_unique<support::Desk>();
    page_ = new ui::ExchangePage(&at_->bench, &at_->history, &at_->clients, &at_->desk);
    at_->window->setCentralWidget(page_);
    at_->window->show();
    QVERIFY(QTest::qWaitForWindowExposed(at_->window.get()));
    at_->startLab();
}

/// Returns its number in the history.
qint64 TestExchangePage::sendAndEnd(const char *path)
{
    at_->desk.compose(at_->upload(path));
    QSignalSpy ended(page_, &ui::ExchangePage::ended);
    QSignalSpy shown(page_, &ui::ExchangePage::entryShown);
    page_->run();
    return ended.wait(20'000) ? shown.last()[0].toLongLong() : 0;
}

void TestExchangePage::anExchangeIsSentKeptAndJudged()
{
    QCOMPARE(page_->caption(), QString::fromStdString("POST " + at_->desk.spec().url.substr(7)));
    QSignalSpy shown(page_, &ui::ExchangePage::entryShown);
    QSignalSpy judged(page_, &ui::ExchangePage::judged);
    QSignalSpy guidance(page_, &ui::ExchangePage::guidanceWanted);
    const auto id = sendAndEnd("/continue");
    QVERIFY(id > 0);
    QVERIFY(shown.first()[0].toLongLong() < 0); // its row while it ran
    QVERIFY(!judged.isEmpty());
    QCOMPARE(guidance.count(), 1);
    QVERIFY(!page_->running() && !page_->cancellable() && page_->record());
    QVERIFY2(page_->caption().endsWith(u"/continue · 200"_s), qPrintable(page_->caption()));
    QCOMPARE(page_->shownCode(), 200);
    QTRY_COMPARE(at_->history.list()->firstId(), id);
}

void TestExchangePage::oneAtATime()
{
    at_->desk.compose(at_->upload("/silent"));
    QSignalSpy ended(page_, &ui::ExchangePage::ended);
    QSignalSpy shown(page_, &ui::ExchangePage::entryShown);
    page_->run();
    QVERIFY(page_->running() && page_->cancellable() && !page_->record());
    page_->run();
    QCOMPARE(shown.count(), 1);
    page_->openEntry(1);
    QVERIFY2(status().contains(u"An exchange is running"_s), qPrintable(status()));
    QSignalSpy wanted(page_, &ui::Page::wanted);
    page_->openEntry(shown[0][0].toLongLong()); // its own row: it is shown
    QCOMPARE(wanted.count(), 1);
    page_->cancel();
    QVERIFY(ended.wait(20'000));
    QCOMPARE(page_->view()->exchange().outcome, record::Outcome::Aborted);
    page_->view()->setReplayAt(1);
    QVERIFY(page_->cancellable());
    page_->cancel();
    QCOMPARE(page_->view()->replayAt(), qint64(-1));
}

void TestExchangePage::leavingWaitsForTheHistory()
{
    QVERIFY(page_->leave());
    at_->desk.compose(at_->upload("/silent"));
    page_->run();
    QSignalSpy freed(page_, &ui::Page::freed);
    QVERIFY(!page_->leave());
    QVERIFY(freed.wait(20'000));
    QVERIFY(page_->leave());
    QTRY_VERIFY(!at_->history.list()->entryAt(0)->running());
}

void TestExchangePage::aRecordingIsShownAndItsRequestComposed()
{
    page_->show(support::recordOf("http://a.test/x", "HTTP/1.1 204 No Content\r\n\r\n"), {}, u"a.interim"_s);
    QCOMPARE(page_->caption(), u"a.interim · GET a.test/x · 204"_s);
    QCOMPARE(at_->desk.spec().url, std::string("http://a.test/x"));
    QVERIFY(sendAndEnd("/continue") > 0);
    QVERIFY2(!page_->caption().contains(u"a.interim"_s), qPrintable(page_->caption()));
}

void TestExchangePage::whatAClientOfTheLabSentIsNoRequest()
{
    auto record = support::recordOf("http://a.test/x", "HTTP/1.1 204 No Content\r\n\r\n");
    record->facts.front().role = wire::Role::Server;
    const auto before = at_->desk.spec();
    page_->show(record);
    QVERIFY(at_->desk.spec() == before);
    QVERIFY2(page_->caption().startsWith(u"Lab · "_s), qPrintable(page_->caption()));
}

void TestExchangePage::anEntryIsOpenedOrSentAgain()
{
    const auto first = sendAndEnd("/continue");
    QVERIFY(sendAndEnd("/reject-413?limit=1") > 0);
    QCOMPARE(page_->shownCode(), 413);
    QSignalSpy shown(page_, &ui::ExchangePage::entryShown);
    page_->openEntry(first);
    QTRY_COMPARE(page_->shownCode(), 200);
    QCOMPARE(shown.last()[0].toLongLong(), first);
    QVERIFY(at_->desk.spec().url.ends_with("/continue"));
    QSignalSpy ended(page_, &ui::ExchangePage::ended);
    page_->sendEntry(first);
    QVERIFY(ended.wait(20'000));
    QVERIFY(shown.last()[0].toLongLong() > first);
    QCOMPARE(page_->shownCode(), 200);
}

void TestExchangePage::theLastOneStandsThereAfterARestart()
{
    const auto id = sendAndEnd("/continue");
    QTRY_COMPARE(at_->history.list()->firstId(), id);
    auto *next = new ui::ExchangePage(&at_->bench, &at_->history, &at_->clients, &at_->desk, at_->window.get());
    at_->desk.compose(at_->upload("/edited"));
    QSignalSpy shown(next, &ui::ExchangePage::entryShown);
    emit at_->history.listed();
    QVERIFY(shown.wait(10'000));
    QCOMPARE(shown[0][0].toLongLong(), id);
    QCOMPARE(next->shownCode(), 200);
    QVERIFY(at_->desk.spec().url.ends_with("/edited"));
}

void TestExchangePage::adviceIsDoneToTheRequest()
{
    QVERIFY(sendAndEnd("/continue") > 0);
    QVERIFY(ui::ExchangePage::doable().contains(u"send-without-expect"_s));
    page_->act(u"add-authorization"_s); // its value is to be typed
    QVERIFY(!page_->running());
    QCOMPARE(at_->desk.spec().headers.back().name, std::string("Authorization"));
    QSignalSpy ended(page_, &ui::ExchangePage::ended);
    page_->act(u"send-without-expect"_s);
    QVERIFY(page_->running());
    QVERIFY(ended.wait(20'000));
    QVERIFY(!page_->view()->exchange().attempts[0].handshake.sent);
    page_->act(u"lower-size"_s); // it is no generated body
    QVERIFY(!page_->running());
    QVERIFY2(status().contains(u"Only a generated body"_s), qPrintable(status()));
}

void TestExchangePage::aLowWindowHasItAmongTheTabs()
{
    auto *composer = at_->desk.composer();
    const int tabs = composer->count();
    page_->setLow(true);
    page_->spread();
    QCOMPARE(composer->count(), tabs + 1);
    const auto inFront = [&] { return composer->currentWidget()->isAncestorOf(page_->view()); };
    QVERIFY(!inFront()); // there is nothing in it yet
    QVERIFY(sendAndEnd("/continue") > 0);
    QVERIFY(inFront());
    composer->setCurrentIndex(0);
    page_->showEvidence(page_->view()->events().front().seq);
    QVERIFY(inFront());
    page_->setLow(false);
    QCOMPARE(composer->count(), tabs);
    QVERIFY(page_->view()->isVisible());
}

void TestExchangePage::aLineNamesItAndHasItAtHand()
{
    auto *line = page_->findChild<ui::ExchangeLine *>();
    const auto detail = [line] { return line->findChild<ui::ElidedLabel *>()->line(); };
    const auto buttons = line->findChildren<QToolButton *>(); // compose, copy, pin
    QCOMPARE(detail(), QString());
    const auto id = sendAndEnd("/continue?token=secret");
    QCOMPARE(line->findChildren<QLabel *>().constFirst()->text(), u"POST /continue?token=***"_s);
    QVERIFY2(detail().startsWith(u"interim-lab"_s) && detail().contains(u" at 127.0.0.1:"_s), qPrintable(detail()));
    QVERIFY2(detail().endsWith(u" · stored"_s), qPrintable(detail()));
    QTRY_COMPARE(at_->history.list()->firstId(), id);
    buttons[2]->click();
    QTRY_VERIFY(at_->history.list()->entryOf(id)->pinned);
    QTRY_VERIFY(buttons[2]->isChecked());
    at_->desk.compose(at_->upload("/edited"));
    QGuiApplication::clipboard()->clear();
    buttons[1]->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"/continue?token=***"_s)); // of what is shown
    buttons[0]->click();
    QVERIFY(at_->desk.spec().url.ends_with("/continue?token=secret"));
    at_->desk.compose(at_->upload("/silent"));
    QSignalSpy ended(page_, &ui::ExchangePage::ended);
    page_->run();
    QVERIFY2(detail().endsWith(u" · live"_s), qPrintable(detail()));
    QVERIFY(!buttons[2]->isEnabled());
    page_->cancel();
    QVERIFY(ended.wait(20'000));
    page_->show(support::recordOf("http://a.test/x", "HTTP/1.1 204 No Content\r\n\r\n"), {}, u"a.interim"_s);
    QVERIFY2(detail().endsWith(u" · a.interim"_s), qPrintable(detail()));
    auto record = support::recordOf("http://a.test/x", "HTTP/1.1 204 No Content\r\n\r\n");
    record->facts.front().role = wire::Role::Server;
    page_->show(record); // what a client of the lab sent is no request of ours
    QVERIFY(!buttons[0]->isEnabled() && !buttons[1]->isEnabled());
}

INTERIM_SUITE(TestExchangePage)
#include "tst_exchange_page.moc"
