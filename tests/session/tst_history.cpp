// SPDX-License-Identifier: GPL-3.0-or-later
// The list in step with the store: live inserts under a filter, pages, what is deleted and taken back.
#include "session/history.h"

#include "session/workbench.h"
#include "store/samples.h"

#include <QAbstractItemModelTester>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using session::History;

class TestHistory : public QObject {
    Q_OBJECT
private slots:
    void listFollowsTheStore();
    void filterHoldsForWhatComes();
    void pagesAreLoadedAsAsked();
    void deletesAndTakesBackUnderAFilter();
    void survivesAnEnd();
    void savesAsRecording();
    void exportsForOtherTools();
    void severalAreOpenedTogether();
    void clockJumps();
    void labMovesWithItsPort();

private:
    void keep(History &history, int count, const std::string &url = "http://a/", int status = 200);
};

void TestHistory::keep(History &history, int count, const std::string &url, int status)
{
    QSignalSpy over(&history, &History::over);
    for (int i = 0; i < count; ++i)
        history.keep(support::shared(support::answered("GET", url + std::to_string(i), status)), {});
    QTRY_COMPARE_WITH_TIMEOUT(over.size(), count, 60000);
    for (const auto &one : over)
        QVERIFY(one.at(1).toLongLong() > 0);
}

void TestHistory::listFollowsTheStore()
{
    History history({});
    QAbstractItemModelTester tester(history.list(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    keep(history, 25);
    QTRY_COMPARE(history.list()->rowCount(), 25);
    QCOMPARE(history.list()->entryAt(0)->url, u"http://a/24"_s);
    QTRY_COMPARE(history.totals().exchanges, 25);
    history.pin({history.list()->firstId()}, true);
    QTRY_VERIFY(history.list()->entryAt(0)->pinned);
    history.setLimits({3, 1'000'000'000});
    QTRY_COMPARE(history.list()->rowCount(), 4);
    QCOMPARE(history.limits().exchanges, 3);
}

void TestHistory::filterHoldsForWhatComes()
{
    History history({});
    QAbstractItemModelTester tester(history.list(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    keep(history, 3, "http://one/", 200);
    keep(history, 2, "http://two/", 413);
    history.setFilter(u"4xx two"_s);
    QVERIFY(history.filtered());
    QTRY_COMPARE(history.list()->rowCount(), 2);
    keep(history, 2, "http://one/", 413);
    keep(history, 1, "http://two/x", 413);
    QTRY_COMPARE(history.list()->rowCount(), 3);
    QTest::qWait(50);
    QCOMPARE(history.list()->rowCount(), 3);
    history.setFilter({});
    QTRY_COMPARE(history.list()->rowCount(), 8);
}

void TestHistory::pagesAreLoadedAsAsked()
{
    History history({});
    keep(history, 450);
    history.setFilter(u"http"_s);
    QSignalSpy reset(history.list(), &QAbstractItemModel::modelReset);
    QVERIFY(reset.wait(10000));
    QCOMPARE(history.list()->rowCount(), 200); // a list read anew begins with one page
    while (history.list()->rowCount() < 450) {
        const int before = history.list()->rowCount();
        QTRY_VERIFY((history.list()->fetchMore({}), history.list()->rowCount() > before)); // asks once at a time
    }
    QVERIFY(!history.list()->canFetchMore({}));
    QCOMPARE(history.list()->rowCount(), 450);
    QCOMPARE(history.list()->entryAt(449)->url, u"http://a/0"_s);
}

void TestHistory::deletesAndTakesBackUnderAFilter()
{
    History history({});
    QAbstractItemModelTester tester(history.list(), QAbstractItemModelTester::FailureReportingMode::Fatal);
    QSignalSpy removed(&history, &History::removed);
    QSignalSpy restored(&history, &History::restored);
    keep(history, 4, "http://one/", 200);
    keep(history, 4, "http://two/", 404);
    QTRY_COMPARE(history.list()->rowCount(), 8);
    QList<qint64> ids;
    for (int row = 2; row < 6; ++row)
        ids.append(history.list()->entryAt(row)->id);
    history.remove(ids);
    QTRY_COMPARE(history.list()->rowCount(), 4);
    QCOMPARE(removed.first().first().toInt(), 4);
    history.setFilter(u"404"_s);
    QTRY_COMPARE(history.list()->rowCount(), 2);
    history.undo();
    QVERIFY(restored.wait(10000));
    QCOMPARE(history.list()->rowCount(), 4);
    history.setFilter({});
    QTRY_COMPARE(history.list()->rowCount(), 8);
}

void TestHistory::survivesAnEnd()
{
    QTemporaryDir dir;
    {
        History history(dir.path());
        for (int i = 0; i < 5; ++i)
            history.keep(support::shared(support::healed()), {.lab = true});
    }
    History history(dir.path());
    QTRY_COMPARE(history.list()->rowCount(), 5);
    QVERIFY(history.place() == store::Place::Disk);
    QVERIFY(history.list()->entryAt(0)->lab);
    std::shared_ptr<const record::Record> record;
    connect(&history, &History::opened, this,
            [&](qint64, bool, const std::shared_ptr<const record::Record> &one) { record = one; });
    history.open(history.list()->firstId());
    QTRY_VERIFY(record);
    QCOMPARE(record->spec.url, support::healed().spec.url);
}

void TestHistory::savesAsRecording()
{
    QTemporaryDir dir;
    History history({});
    keep(history, 1);
    QTRY_COMPARE(history.list()->rowCount(), 1);
    QSignalSpy saved(&history, &History::saved);
    QSignalSpy said(&history, &History::said);
    const auto path = dir.filePath(u"one.interim"_s);
    history.save(history.list()->firstId(), path);
    QVERIFY(saved.wait(10000));
    QCOMPARE(saved.first().first().toString(), path);
    QVERIFY(std::holds_alternative<record::Record>(session::openRecord(path)));
    history.save(history.list()->firstId(), dir.filePath(u"no/such/folder.interim"_s));
    QVERIFY(said.wait(10000));
    QVERIFY(said.first().first().toString().contains(u"folder.interim"_s));
    history.save(4711, path);
    QTRY_COMPARE(said.size(), 2);
}

void TestHistory::exportsForOtherTools()
{
    QTemporaryDir dir;
    History history({});
    keep(history, 3);
    QTRY_COMPARE(history.list()->rowCount(), 3);
    QSignalSpy said(&history, &History::said);
    QSignalSpy opened(&history, &History::opened);
    QList<qint64> ids;
    for (int row = 0; row < 3; ++row)
        ids.append(history.list()->entryAt(row)->id);
    const session::ExportGoal har{dir.filePath(u"x.har"_s), session::FileForm::Har, false};
    history.exportTo(ids, har);
    history.exportTo(ids, har); // one at a time
    QTRY_COMPARE_WITH_TIMEOUT(said.size(), 2, 30000);
    QVERIFY(said.at(0).first().toString().contains(u"wait a moment"_s));
    QCOMPARE(said.at(1).first().toString(), u"Saved as %1."_s.arg(har.path));
    const auto read = session::importFile(har.path);
    QCOMPARE(std::get<session::ImportedFile>(read).requests.size(), std::size_t(3));
    QVERIFY(opened.isEmpty()); // nothing is shown
    history.exportTo({ids.first(), 4711}, {dir.filePath(u"x.http"_s), session::FileForm::JetBrains, false});
    QTRY_COMPARE_WITH_TIMEOUT(said.size(), 4, 30000); // that one is lost, and that the other is saved
    QVERIFY(QFile::exists(dir.filePath(u"x.http"_s)));
    history.exportTo({4711}, har);
    QTRY_COMPARE_WITH_TIMEOUT(said.size(), 5, 30000);
}

void TestHistory::severalAreOpenedTogether()
{
    History history({});
    keep(history, 3);
    QTRY_COMPARE(history.list()->rowCount(), 3);
    const qint64 newest = history.list()->entryAt(0)->id, oldest = history.list()->entryAt(2)->id;
    std::optional<History::Records> got;
    const auto take = [&got](History::Records records) { got = std::move(records); };
    QVERIFY(history.openAll({newest, 4711, oldest}, take)); // one of them is no more
    QVERIFY(!history.openAll({newest}, take));              // one list at a time
    QTRY_VERIFY_WITH_TIMEOUT(got, 30000);
    QCOMPARE(got->size(), std::size_t(2));
    QVERIFY(history.openAll({newest}, take));
    QTRY_COMPARE_WITH_TIMEOUT(got->size(), std::size_t(1), 30000);
}

void TestHistory::clockJumps()
{
    History history({});
    QSignalSpy over(&history, &History::over);
    for (const qint64 at : {1'700'000'000'000, 1'500'000'000'000, 1'600'000'000'000}) { // back, and forth again
        record::Record record = support::answered("GET", "http://a/" + std::to_string(at), 200);
        record.startedAt = at;
        history.keep(support::shared(std::move(record)), {});
    }
    QTRY_COMPARE_WITH_TIMEOUT(over.size(), 3, 60000);
    QTRY_COMPARE(history.list()->rowCount(), 3);
    QCOMPARE(history.list()->entryAt(0)->url, u"http://a/1600000000000"_s); // in the order in which they ended
    QCOMPARE(history.list()->entryAt(1)->url, u"http://a/1500000000000"_s);
    std::optional<History::Records> got;
    QVERIFY(history.openAll({history.list()->entryAt(0)->id, history.list()->entryAt(2)->id},
                            [&got](History::Records records) { got = std::move(records); }));
    QTRY_VERIFY_WITH_TIMEOUT(got, 30000);
    QCOMPARE(got->front()->startedAt, 1'700'000'000'000);
}

void TestHistory::labMovesWithItsPort()
{
    const auto old = u"http://127.0.0.1:1111"_s, now = u"http://127.0.0.1:2222"_s;
    request::RequestSpec spec;
    spec.url = "http://127.0.0.1:1111/refuse-417?a=127.0.0.1:1111";
    spec.rawHead = "GET / HTTP/1.1\r\nHost: 127.0.0.1:1111\r\n\r\n";
    QCOMPARE(session::baseOf(spec), old);
    const auto moved = session::redirectedToLab(spec, old, now);
    QCOMPARE(moved.url, std::string("http://127.0.0.1:2222/refuse-417?a=127.0.0.1:1111"));
    QCOMPARE(*moved.rawHead, std::string("GET / HTTP/1.1\r\nHost: 127.0.0.1:2222\r\n\r\n"));
    QVERIFY(session::redirectedToLab(spec, now, old) == spec);
    QVERIFY(session::redirectedToLab(spec, {}, now) == spec);
    QVERIFY(session::redirectedToLab(spec, old, {}) == spec);
    spec.url = "http://127.0.0.1:11111/";
    QVERIFY(session::redirectedToLab(spec, old, now) == spec);
    spec.url = "not a url";
    QCOMPARE(session::baseOf(spec), QString());
}

INTERIM_SUITE(TestHistory)
#include "tst_history.moc"
