// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/live/running_row.h"

#include "session/lab_server.h"
#include "session/workbench.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

class TestRunningRow : public QObject {
    Q_OBJECT
private slots:
    void isThereFromTheStartAndGivesWay();
    void filterHidesIt();
    void goesWhenItIsNotKept();
};

namespace {

request::RequestSpec specFor(const QString &url)
{
    request::RequestSpec spec;
    spec.method = "PUT";
    spec.url = url.toStdString();
    return spec;
}

} // namespace

void TestRunningRow::isThereFromTheStartAndGivesWay()
{
    session::Workbench bench;
    session::History history(QString{});
    QSignalSpy started(bench.lab(), &session::LabServer::started);
    bench.lab()->start({});
    QVERIFY(started.wait(10000));
    auto *sending = bench.send(specFor(bench.lab()->baseUrl() + u"/continue"_s), this);
    QSignalSpy finished(sending, &session::Sending::finished);
    QSignalSpy inserted(history.list(), &QAbstractItemModel::rowsInserted);
    const session::RunningRow row(&history, sending, {.lab = true}, this);
    QVERIFY(row.id() < 0);
    QCOMPARE(history.list()->rowCount(), 1);
    QVERIFY(history.list()->entryAt(0)->running() && history.list()->entryAt(0)->lab);
    QCOMPARE(history.list()->entryAt(0)->method, u"PUT"_s);
    QVERIFY(finished.wait(20000));
    QCOMPARE(history.list()->entryAt(0)->status(), 200); // known before it is kept
    history.keep(sending->record(), {.lab = true}, row.id());
    QVERIFY(
        QTest::qWaitFor([&] { return history.list()->entryAt(0) && !history.list()->entryAt(0)->running(); }, 10000));
    QTRY_COMPARE(history.list()->rowCount(), 1);
}

void TestRunningRow::filterHidesIt()
{
    session::History history(QString{});
    store::Entry entry;
    entry.method = u"PUT"_s;
    entry.url = u"http://a.test/x"_s;
    const auto id = history.begin(entry);
    history.setFilter(u"other"_s);
    QCOMPARE(history.list()->rowOf(id), -1);
    history.change(id, entry);
    QCOMPARE(history.list()->rowOf(id), -1);
    history.setFilter(u"running a.test"_s);
    QCOMPARE(history.list()->rowOf(id), 0);
}

void TestRunningRow::goesWhenItIsNotKept()
{
    session::History history(QString{});
    const auto id = history.begin({});
    QCOMPARE(history.list()->rowOf(id), 0);
    history.drop(id);
    QCOMPARE(history.list()->rowCount(), 0);
}

INTERIM_SUITE(TestRunningRow)
#include "tst_running_row.moc"
