// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/entry_reader.h"

#include "record/recorder.h"
#include "session/lab_history.h"
#include "session/workbench.h"
#include "support/exchange_sample.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Purpose = session::EntryReader::Purpose;

class TestEntryReader : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void anEntryComesReplayed();
    void theLastOneThatWasAskedForComes();
    void aRequestToTheLabFollowsIt();
    void aClientOfTheLabIsAwaited();

private:
    qint64 keep(const std::string &url, bool lab = false);
    std::unique_ptr<session::Workbench> bench_;
    std::unique_ptr<session::History> history_;
    std::unique_ptr<session::LabHistory> clients_;
    std::unique_ptr<session::EntryReader> reader_;
    std::vector<session::EntryReader::Entry> came_;
};

void TestEntryReader::init()
{
    bench_ = std::make_unique<session::Workbench>();
    history_ = std::make_unique<session::History>(QString());
    clients_ = std::make_unique<session::LabHistory>(bench_->lab(), history_.get());
    reader_ = std::make_unique<session::EntryReader>(history_.get(), clients_.get(), bench_->lab());
    came_.clear();
    connect(reader_.get(), &session::EntryReader::read, this,
            [this](const session::EntryReader::Entry &entry) { came_.push_back(entry); });
}

void TestEntryReader::cleanup()
{
    reader_.reset();
    clients_.reset();
    bench_.reset();
    history_.reset();
}

qint64 TestEntryReader::keep(const std::string &url, bool lab)
{
    request::RequestSpec spec;
    spec.url = url;
    support::SampleMaker maker(spec);
    maker.at(0).begin("first").at(100).head();
    maker.at(900).received("HTTP/1.1 204 No Content\r\n\r\n");
    maker.at(1000).end("final-status");
    auto record = std::make_shared<record::Record>(maker.recorder().take());
    record->spec = spec;
    QSignalSpy over(history_.get(), &session::History::over);
    history_->keep(record, {.lab = lab});
    return over.wait(10000) ? over[0][1].toLongLong() : 0;
}

void TestEntryReader::anEntryComesReplayed()
{
    const auto id = keep("http://a.test/");
    QVERIFY(id > 0);
    reader_->open(id, Purpose::SendAgain);
    QTRY_COMPARE(came_.size(), std::size_t(1));
    QCOMPARE(came_[0].id, id);
    QVERIFY(came_[0].purpose == Purpose::SendAgain);
    QCOMPARE(came_[0].spec.url, std::string("http://a.test/"));
    QCOMPARE(came_[0].events.size(), record::replay(*came_[0].record).size());
    QVERIFY(!came_[0].events.empty());
}

void TestEntryReader::theLastOneThatWasAskedForComes()
{
    const auto first = keep("http://a.test/");
    const auto second = keep("http://b.test/");
    reader_->open(first, Purpose::SendAgain);
    reader_->open(second, Purpose::Show);
    QTRY_COMPARE(came_.size(), std::size_t(1));
    QCOMPARE(came_[0].id, second);
    QVERIFY(came_[0].purpose == Purpose::Show);
    // Also where the first one is being replayed by then.
    QSignalSpy opened(history_.get(), &session::History::opened);
    reader_->open(first, Purpose::SendAgain);
    QVERIFY(opened.wait(10000));
    reader_->open(second, Purpose::GoOn);
    QTRY_COMPARE(came_.size(), std::size_t(2));
    QTest::qWait(50);
    QCOMPARE(came_.size(), std::size_t(2));
    QCOMPARE(came_[1].id, second);
    QVERIFY(came_[1].purpose == Purpose::GoOn);
}

void TestEntryReader::aRequestToTheLabFollowsIt()
{
    QSignalSpy started(bench_->lab(), &session::LabServer::started);
    bench_->lab()->start({});
    QVERIFY(started.wait(10000));
    reader_->open(keep("http://127.0.0.1:1/continue", true), Purpose::Show);
    QTRY_COMPARE(came_.size(), std::size_t(1));
    QCOMPARE(QString::fromStdString(came_[0].spec.url), bench_->lab()->baseUrl() + u"/continue"_s);
    QCOMPARE(came_[0].record->spec.url, std::string("http://127.0.0.1:1/continue"));
    reader_->open(keep("http://127.0.0.1:1/continue"), Purpose::Show); // no lab's
    QTRY_COMPARE(came_.size(), std::size_t(2));
    QCOMPARE(came_[1].spec.url, std::string("http://127.0.0.1:1/continue"));
}

void TestEntryReader::aClientOfTheLabIsAwaited()
{
    QSignalSpy arrived(reader_.get(), &session::EntryReader::arrived);
    reader_->await(-1);
    reader_->await(-2);
    emit clients_->ended(-1, 7); // no more
    QCOMPARE(arrived.count(), 0);
    emit clients_->ended(-2, 8);
    QCOMPARE(arrived.count(), 1);
    QCOMPARE(arrived[0][0].toLongLong(), qint64(8));
    emit clients_->ended(-2, 9); // once
    reader_->await(-3);
    emit clients_->ended(-3, 0); // it could not be kept
    QCOMPARE(arrived.count(), 1);
}

INTERIM_SUITE(TestEntryReader)
#include "tst_entry_reader.moc"
