// SPDX-License-Identifier: GPL-3.0-or-later
// A client's exchange at the lab, followed while it runs; what is sent is followed in tst_sending.
#include "session/live/live_exchange.h"

#include "record/recorder.h"
#include "session/lab_server.h"
#include "session/workbench.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

class TestLiveExchange : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        bench_ = std::make_unique<session::Workbench>();
        bench_->lab()->watchClients();
        QSignalSpy started(bench_->lab(), &session::LabServer::started);
        bench_->lab()->start({});
        QVERIFY(started.wait(10000));
    }
    void cleanup()
    {
        client_.close();
        bench_.reset();
    }

    void aClientIsFollowed()
    {
        const auto sight = begin();
        std::unique_ptr<session::LiveExchange> live(bench_->lab()->watch(sight, nullptr));
        QSignalSpy finished(live.get(), &session::LiveExchange::finished);
        QTRY_VERIFY(!live->events().empty());
        QVERIFY(live->running() && !live->record());
        const auto so = record::summarize(live->events());
        QCOMPARE(so.role, wire::Role::Server);
        QVERIFY(so.attempts.at(0).request.seen && !so.attempts.at(0).request.complete);
        QTRY_VERIFY(live->elapsedNs() > 0);
        QSignalSpy bytes(live.get(), &session::LiveExchange::tapeRead);
        live->requestTape(0, wire::Direction::Received, {0, 3});
        QTRY_COMPARE(bytes.count(), 1);
        QCOMPARE(bytes[0][3].toByteArray(), QByteArray("PUT"));

        client_.write("hello");
        QTRY_COMPARE_WITH_TIMEOUT(finished.count(), 1, 20000);
        QVERIFY(!live->running() && live->record());
        QVERIFY(live->events() == record::replay(*live->record()));
        QCOMPARE(record::summarize(live->events()).attempts.at(0).final->status, 200);
        QCOMPARE(live->elapsedNs(), live->events().back().at);
    }

    void oneThatIsOverOrUnknownEndsAtOnce()
    {
        std::unique_ptr<session::LiveExchange> live(bench_->lab()->watch(1'000'000, nullptr));
        QTRY_VERIFY(!live->running());
        QVERIFY(live->events().empty() && !live->record());
    }

    /// The window goes on to something else, or the lab stops.
    void eitherMayGoFirst()
    {
        const auto sight = begin();
        delete bench_->lab()->watch(sight, nullptr);
        std::unique_ptr<session::LiveExchange> live(bench_->lab()->watch(sight, nullptr));
        QTRY_VERIFY(!live->events().empty());
        bench_->lab()->stop();
        QTRY_VERIFY_WITH_TIMEOUT(live->record(), 20000);
        QCOMPARE(record::summarize(live->events()).outcome, record::Outcome::Aborted);
    }

private:
    /// A request whose content does not come.
    quint64 begin()
    {
        const auto port = QUrl(bench_->lab()->baseUrl()).port();
        client_.connectToHost(u"127.0.0.1"_s, static_cast<quint16>(port));
        client_.write("PUT /continue HTTP/1.1\r\nHost: 127.0.0.1:" + QByteArray::number(port)
                      + "\r\nContent-Length: 5\r\nConnection: close\r\n\r\n");
        std::vector<session::LabServer::Sight> seen;
        if (!QTest::qWaitFor(
                [&] {
                    seen = bench_->lab()->takeSeen(1);
                    return !seen.empty();
                },
                20000))
            qFatal("the lab saw nobody");
        return seen.front().id;
    }

    std::unique_ptr<session::Workbench> bench_;
    QTcpSocket client_;
};

INTERIM_SUITE(TestLiveExchange)
#include "tst_live_exchange.moc"
