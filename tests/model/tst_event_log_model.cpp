// SPDX-License-Identifier: GPL-3.0-or-later
// The model under Qt's own tester, rows added as a live exchange adds them.
#include "model/event_log_model.h"

#include "model/event_text.h"
#include "support/events.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using model::EventLogModel;
using wire::Kind;

class TestEventLogModel : public QObject {
    Q_OBJECT

private slots:
    void liveAppendKeepsTheRules_data();
    void liveAppendKeepsTheRules();
    void rowsAreReadableFirst();
    void replayShowsWhatHadHappened();
    void findsRows();
    void cells();
};

void TestEventLogModel::liveAppendKeepsTheRules_data()
{
    QTest::addColumn<bool>("every");
    QTest::addColumn<int>("batch");
    QTest::newRow("readable, one by one") << false << 1;
    QTest::newRow("every, one by one") << true << 1;
    QTest::newRow("every, in batches") << true << 7;
}

void TestEventLogModel::liveAppendKeepsTheRules()
{
    QFETCH(bool, every);
    QFETCH(int, batch);
    const auto script = support::refusedThenHealed();
    EventLogModel log;
    QAbstractItemModelTester tester(&log, QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy inserted(&log, &QAbstractItemModel::rowsInserted);
    std::vector<wire::Event> events;
    log.setEvents(&events);
    log.setEveryEvent(every);
    for (std::size_t i = 0; i < script.events().size(); ++i) {
        events.push_back(script.events()[i]);
        if (i % static_cast<std::size_t>(batch) == 0 || i + 1 == script.events().size())
            log.eventsAppended();
    }
    QVERIFY(inserted.size() > 3);
    EventLogModel whole;
    whole.setEvents(&script.events());
    whole.setEveryEvent(every);
    QCOMPARE(log.rowCount(), whole.rowCount());
    for (int row = 0; row < log.rowCount(); ++row)
        QCOMPARE(log.index(row, EventLogModel::EventColumn).data(),
                 whole.index(row, EventLogModel::EventColumn).data());
    log.setEvents(nullptr);
    QCOMPARE(log.rowCount(), 0);
}

void TestEventLogModel::rowsAreReadableFirst()
{
    const auto script = support::refusedThenHealed();
    EventLogModel log;
    log.setEvents(&script.events());
    const int readable = log.rowCount();
    for (int row = 0; row < readable; ++row)
        QVERIFY(model::isReadable(*log.eventAt(row)));
    log.setEveryEvent(true);
    QCOMPARE(log.rowCount(), static_cast<int>(script.events().size()));
    QVERIFY(readable < log.rowCount());
}

void TestEventLogModel::replayShowsWhatHadHappened()
{
    const auto script = support::refusedThenHealed();
    EventLogModel log;
    QAbstractItemModelTester tester(&log, QAbstractItemModelTester::FailureReportingMode::Fatal);
    log.setEvents(&script.events());
    const int all = log.rowCount();
    const auto atOf = [&](int row) { return log.eventAt(row)->at; };
    for (int row : {0, 3, all / 2, all - 1, 1}) {
        log.setReplayAt(-1);
        const auto at = atOf(row);
        const auto last = log.eventAt(all - 1)->seq;
        log.setReplayAt(at);
        QVERIFY(log.rowCount() > row);
        QVERIFY(atOf(log.rowCount() - 1) <= at);
        if (log.rowCount() < all)
            QVERIFY(log.rowFor(last) < log.rowCount()); // never a row that is not shown
    }
    log.setReplayAt(-1);
    QCOMPARE(log.rowCount(), all);
}

void TestEventLogModel::findsRows()
{
    const auto script = support::refusedThenHealed();
    EventLogModel log;
    log.setEvents(&script.events());
    const quint64 final = script.seqOf(Kind::FinalResponse, 417);
    const int row = log.rowFor(final);
    QCOMPARE(log.index(row, 0).data(EventLogModel::SeqRole).toULongLong(), final);
    for (const auto &event : script.events()) { // the status line's leaf is shown by its head's row
        if (event.kind == Kind::StartLine && event.code == 417)
            QCOMPARE(log.rowFor(event.seq), row);
    }
    QCOMPARE(log.rowFor(1'000'000), -1);
    QVERIFY(!log.eventAt(-1));
    QVERIFY(!log.eventAt(log.rowCount()));
}

void TestEventLogModel::cells()
{
    QLocale::setDefault(QLocale(QLocale::English));
    const auto script = support::refusedThenHealed();
    EventLogModel log;
    log.setEvents(&script.events());
    const int row = log.rowFor(script.seqOf(Kind::FinalResponse, 417));
    QCOMPARE(log.index(row, EventLogModel::TimeColumn).data().toString(), u"2.063"_s);
    QCOMPARE(log.index(row, EventLogModel::DeltaColumn).data().toString(), u"+1.632"_s);
    QCOMPARE(log.index(row, EventLogModel::EventColumn).data().toString(), u"← 417 Expectation Failed"_s);
    QCOMPARE(log.index(row, EventLogModel::EventColumn).data(EventLogModel::ColourRole).toString(), u"failure"_s);
    QCOMPARE(log.index(0, EventLogModel::DeltaColumn).data().toString(), QString());
    const int body = log.rowFor(script.seqOf(Kind::ContentEnd));
    QCOMPARE(log.index(body, EventLogModel::BytesColumn).data().toString(), u"19"_s);
    QCOMPARE(log.headerData(0, Qt::Horizontal).toString(), u"t (ms)"_s);
    QVERIFY(!log.data(QModelIndex()).isValid());
}

INTERIM_SUITE(TestEventLogModel)
#include "tst_event_log_model.moc"
