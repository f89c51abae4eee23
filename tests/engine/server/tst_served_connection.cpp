// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/server/served_connection.h"

#include "engine/net/clock.h"
#include "engine/net/socket_pair.h"
#include "lab/peer.h"
#include "support/scenario_files.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

using support::readSome;
using support::SocketPair;

namespace {

struct Seat {
    explicit Seat(std::shared_ptr<const lab::Library> library)
        : connection(new engine::AcceptedStream(pair.server, {}),
                     [library = std::move(library)] {
                         return std::make_unique<lab::Peer>(*library, [] { return engine::Clock::wallMs() / 1000; });
                     },
                     {"127.0.0.1", 1, "127.0.0.1", false})
    {
        QObject::connect(&connection, &engine::ServedConnection::recorded, &connection,
                         [this](auto record) { records.push_back(record); });
        QObject::connect(&connection, &engine::ServedConnection::over, &connection, [this] { over = true; });
        connection.start();
    }
    void send(const std::string &bytes)
    {
        QCOMPARE(::send(pair.client, bytes.data(), bytes.size(), 0), ssize_t(bytes.size()));
    }

    SocketPair pair;
    std::vector<std::shared_ptr<const record::Record>> records;
    bool over = false;
    engine::ServedConnection connection;
};

} // namespace

class TestServedConnection : public QObject {
    Q_OBJECT
private slots:
    /// RFC 9112 section 9.6: content that is still coming does not turn the close into a reset.
    void refusalSurvivesTheContent()
    {
        Seat seat(support::allScenarios());
        seat.send("POST /bad-request-400 HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n"
                  + std::string(60000, 'x'));
        std::string got;
        ssize_t last = 1;
        QTRY_VERIFY((last = readSome(seat.pair.client, got, 0), last == 0 || (last < 0 && last != -ETIMEDOUT)));
        QCOMPARE(last, ssize_t(0));
        QVERIFY(got.starts_with("HTTP/1.1 400 Bad Request\r\n"));
        seat.pair.closeClient();
        QTRY_VERIFY(seat.over);
        QCOMPARE(seat.records.size(), 1u);
    }

    void pipelinedRequestsAreAnsweredInOrder()
    {
        Seat seat(support::allScenarios());
        std::string all;
        for (int i = 0; i < 300; ++i)
            all += "GET /status/" + std::to_string(200 + i) + "?connection=keep-alive HTTP/1.1\r\nHost: x\r\n\r\n";
        seat.send(all);
        std::string got;
        QTRY_VERIFY((readSome(seat.pair.client, got, 0), QByteArray::fromStdString(got).count("HTTP/1.1 ") == 300));
        QVERIFY(got.find("HTTP/1.1 200 ") < got.find("HTTP/1.1 499 "));
        QTRY_COMPARE(seat.records.size(), 300u);
        QVERIFY(!seat.over);
    }

    void halfClosedClientGetsItsAnswer()
    {
        Seat seat(support::libraryOf("late.scenario", "title t\nabout a\ngroup delays\nwait 50ms\nfinal 200\n| hi\n"));
        seat.send("GET /late HTTP/1.1\r\nHost: x\r\n\r\n");
        ::shutdown(seat.pair.client, SHUT_WR);
        std::string got;
        QTRY_VERIFY(readSome(seat.pair.client, got, 0) == 0);
        QVERIFY(got.ends_with("\r\n\r\nhi\n"));
        const QString date = QString::fromStdString(got).section("\r\nDate: "_L1, 1).section(" GMT\r\n"_L1, 0, 0);
        const QDateTime said = QLocale::c().toDateTime(date, u"ddd, dd MMM yyyy HH:mm:ss"_s);
        QVERIFY2(said.isValid(), got.c_str()); // RFC 9110 section 6.6.1, by this machine's clock
        const QDateTime utc(said.date(), said.time(), Qt::UTC);
        QVERIFY(std::abs(utc.secsTo(QDateTime::currentDateTimeUtc())) < 30);
        QTRY_VERIFY(seat.over);
        QCOMPARE(seat.records.size(), 1u);
    }

    void shutDownRecords()
    {
        Seat seat(support::allScenarios());
        seat.send("POST /hang HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n");
        const auto started = seat.connection.lastMoved();
        QTRY_VERIFY(seat.connection.lastMoved() > started);
        seat.connection.shutDown(record::ServerSeat::Gone::Idle, "nothing moved");
        QVERIFY(seat.over);
        QCOMPARE(seat.records.size(), 1u);
        QCOMPARE(seat.records[0]->scenario, std::string("hang"));
    }
};

INTERIM_SUITE(TestServedConnection)
#include "tst_served_connection.moc"
