// SPDX-License-Identifier: GPL-3.0-or-later
// What comes into the history while the window is looked at: the running exchange, compared ones, clients of the lab;
// and what stands there after a restart.
#include "ui/history/history_list.h"

#include "support/pixels.h"
#include "ui/compare/compare_page.h"
#include "ui/compare/compare_setup.h"
#include "ui/compare/compare_view.h"
#include "ui/exchange/exchange_page.h"
#include "ui/exchange/exchange_view.h"
#include "ui/kit/style.h"
#include "ui/kit/theme.h"
#include "ui/window.h"
#include "ui/workspace/workspace.h"

#include "model/history_model.h"

#include <QAction>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;
using model::HistoryModel;

class TestHistoryRunning : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void theRunningExchangeHasItsRow();
    void aLabClientIsSeenAndOpens();
    void comparedOnesAreKept();
    void theNewestIsShownAfterARestart();
    void cleanupTestCase() { window_.reset(); }

private:
    QModelIndex row(int number) const { return window_->history()->list()->index(number); }
    ui::HistoryList *list() const { return window_->findChild<ui::HistoryList *>(); }
    void path(const char *to);
    QTemporaryDir folder_;
    std::unique_ptr<ui::Workspace> window_;
};

void TestHistoryRunning::initTestCase()
{
    window_ = support::makeFirstWindow(folder_.path());
}

void TestHistoryRunning::path(const char *to)
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = (window_->lab()->baseUrl() + QLatin1String(to)).toStdString();
    spec.body.kind = request::BodyKind::Text;
    spec.body.text = "hello";
    spec.expect.rule = request::ExpectRule::Always;
    window_->request()->replace(spec);
}

void TestHistoryRunning::theRunningExchangeHasItsRow()
{
    path("/silent");
    QSignalSpy ended(window_->exchange(), &ui::ExchangePage::ended);
    QTest::keyClick(window_.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(list()->count(), 1);
    QVERIFY(row(0).data(HistoryModel::RunningRole).toBool());
    QCOMPARE(row(0).data(HistoryModel::StatusRole).toString(), u"…"_s);
    QVERIFY(row(0).data(HistoryModel::DetailRole).toString().startsWith(u"running"_s));
    const QImage rows = list()->view()->viewport()->grab().toImage();
    QVERIFY(support::pixelsOf(rows, ui::Theme::current().accent) > 20);
    QCOMPARE(support::pixelsOf(rows, ui::statusColour(0)), 0); // what runs has not failed
    QCOMPARE(list()->view()->currentIndex().row(), 0);         // it is what is shown
    QSignalSpy said(window_->history(), &session::History::said);
    list()->view()->setFocus();
    QTest::keyClick(list()->view(), Qt::Key_Delete); // what runs is cancelled, not deleted
    QCOMPARE(list()->count(), 1);
    QCOMPARE(said.size(), 1);
    QVERIFY(said[0][0].toString().contains(u"runs cannot be deleted"_s));
    QVERIFY(ended.wait(30000));
    QTRY_VERIFY(!row(0).data(HistoryModel::RunningRole).toBool());
    QTRY_COMPARE(list()->count(), 1);
    QCOMPARE(list()->view()->currentIndex().row(), 0);
}

void TestHistoryRunning::aLabClientIsSeenAndOpens()
{
    const auto port = QUrl(window_->lab()->baseUrl()).port();
    QTcpSocket client;
    client.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(port));
    QVERIFY(client.waitForConnected(10000));
    client.write("PUT /continue HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port)
                 + "\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n");
    QTRY_COMPARE(list()->count(), 2);
    QVERIFY(row(0).data(HistoryModel::SeatRole).toBool() && row(0).data(HistoryModel::RunningRole).toBool());
    QVERIFY(row(0).data(HistoryModel::DetailRole).toString().contains(u"lab client"_s));
    const auto before = window_->request()->spec();
    QTest::mouseClick(list()->view()->viewport(), Qt::LeftButton, {}, list()->view()->visualRect(row(0)).center());
    const auto shown = [this]() -> const record::Exchange & { return window_->exchange()->view()->exchange(); };
    QTRY_COMPARE_WITH_TIMEOUT(shown().role, wire::Role::Server, 20000); // while it runs
    QTRY_VERIFY(shown().attempts.at(0).handshake.outcome == wire::GateOutcome::Continued);
    QVERIFY(!shown().attempts.at(0).final && !window_->exchange()->record());
    QVERIFY2(window_->exchange()->caption().startsWith(u"Lab · PUT /continue"_s),
             qPrintable(window_->exchange()->caption()));
    client.write("hello");
    QTRY_VERIFY_WITH_TIMEOUT(window_->exchange()->record() && shown().attempts.at(0).final, 20000);
    QCOMPARE(shown().attempts[0].final->status, 200);
    QVERIFY(window_->request()->spec() == before);
    QTRY_VERIFY(!row(0).data(HistoryModel::RunningRole).toBool());
    QCOMPARE(list()->count(), 2);
    const auto actions = list()->view()->actions();
    for (auto *action : actions)
        if (action->text().contains(u"end again"_s))
            QVERIFY(!action->isEnabled());
}

void TestHistoryRunning::comparedOnesAreKept()
{
    const int before = list()->count();
    path("/continue");
    window_->bringForward(window_->compare());
    auto *compare = window_->compare()->view();
    compare->setup()->setMode(ui::CompareSetup::SeveralServers);
    compare->setup()->setUrls({window_->lab()->baseUrl() + u"/continue"_s, window_->lab()->baseUrl() + u"/silent"_s});
    QSignalSpy ended(compare, &ui::CompareView::ended);
    window_->run();
    QVERIFY(ended.wait(30000));
    QTRY_COMPARE(list()->count(), before + 2);
    for (int i = 0; i < 2; ++i) {
        QVERIFY(row(i).data(HistoryModel::DetailRole).toString().contains(u"compared"_s));
        QCOMPARE(window_->history()->list()->entryAt(i)->comparison,
                 window_->history()->list()->entryAt(0)->comparison);
    }
    window_->bringForward(window_->exchange());
}

void TestHistoryRunning::theNewestIsShownAfterARestart()
{
    const auto newest = window_->history()->list()->firstId();
    path("/edited");
    window_->close();
    window_.reset(); // else it keeps its draft's place
    window_ = support::makeWindow(folder_.path());
    QTRY_VERIFY_WITH_TIMEOUT(!window_->exchange()->view()->exchange().attempts.empty(), 20000);
    QCOMPARE(list()->view()->currentIndex().data(HistoryModel::IdRole).toLongLong(), newest);
    QVERIFY(window_->request()->spec().url.ends_with("/edited")); // the edits are what they were
}

INTERIM_SUITE(TestHistoryRunning)
#include "tst_history_running.moc"
