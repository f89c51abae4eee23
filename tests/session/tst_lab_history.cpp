// SPDX-License-Identifier: GPL-3.0-or-later
// Clients of somebody's own at the lab: seen while they run, kept when they are done, in bounds when they are many.
#include "session/lab_history.h"

#include "session/workbench.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

#include <memory>
#include <vector>

using namespace Qt::StringLiterals;

class TestLabHistory : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void aClientIsSeenAsItHappens();
    void ownRequestsHaveOneRow();
    void aFloodIsCounted();

private:
    std::unique_ptr<QTcpSocket> client(const QByteArray &bytes) const;
    const store::Entry *entry(int row) const { return history_->list()->entryAt(row); }
    std::unique_ptr<session::Workbench> bench_;
    std::unique_ptr<session::History> history_;
    std::unique_ptr<session::LabHistory> clients_;
};

void TestLabHistory::init()
{
    bench_ = std::make_unique<session::Workbench>();
    history_ = std::make_unique<session::History>(QString());
    clients_ = std::make_unique<session::LabHistory>(bench_->lab(), history_.get());
    QSignalSpy started(bench_->lab(), &session::LabServer::started);
    bench_->lab()->start({});
    QVERIFY(started.wait(10000));
}

void TestLabHistory::cleanup()
{
    clients_.reset();
    bench_.reset();
    history_.reset();
}

std::unique_ptr<QTcpSocket> TestLabHistory::client(const QByteArray &bytes) const
{
    auto socket = std::make_unique<QTcpSocket>();
    const auto port = QUrl(bench_->lab()->baseUrl()).port();
    socket->connectToHost(u"127.0.0.1"_s, static_cast<quint16>(port));
    if (!socket->waitForConnected(10000))
        qFatal("the lab takes no connection");
    socket->write(QByteArray(bytes).replace("HOST", "127.0.0.1:" + QByteArray::number(port)));
    socket->flush();
    return socket;
}

void TestLabHistory::aClientIsSeenAsItHappens()
{
    QSignalSpy ended(clients_.get(), &session::LabHistory::ended);
    const auto socket =
        client("POST /continue?delay=100 HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\nExpect: 100-continue\r\n"
               "Connection: close\r\n\r\n");
    QTRY_VERIFY(entry(0));
    QVERIFY(entry(0)->running() && entry(0)->seat);
    QCOMPARE(entry(0)->method, u"POST"_s);
    QCOMPARE(entry(0)->url, bench_->lab()->baseUrl() + u"/continue?delay=100"_s);
    const auto running = entry(0)->id;
    socket->write("hello");
    socket->flush();
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 20000);
    QCOMPARE(ended[0][0].toLongLong(), running);
    QTRY_COMPARE(history_->list()->rowCount(), 1);
    QTRY_VERIFY(!entry(0)->running());
    QVERIFY(entry(0)->seat && entry(0)->expect);
    QCOMPARE(entry(0)->id, ended[0][1].toLongLong());
    QCOMPARE(entry(0)->status(), 200);
    QSignalSpy opened(history_.get(), &session::History::opened);
    history_->open(entry(0)->id);
    QVERIFY(opened.wait(10000));
    QCOMPARE(opened[0][2].value<std::shared_ptr<const record::Record>>()->role(), wire::Role::Server);
    history_->setFilter(u"lab client"_s);
    QTRY_COMPARE(history_->list()->rowCount(), 1);
    history_->setFilter(u"nginx"_s);
    QTRY_COMPARE(history_->list()->rowCount(), 0);
}

// This program's own exchange stands there from its own seat: a second row of the same would be one too many.
void TestLabHistory::ownRequestsHaveOneRow()
{
    request::RequestSpec spec;
    spec.method = "GET";
    spec.url = (bench_->lab()->baseUrl() + u"/continue"_s).toStdString();
    auto *sending = bench_->send(spec, this);
    QSignalSpy finished(sending, &session::Sending::finished);
    QVERIFY(finished.wait(20000));
    const auto socket = client("GET /continue?after HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n");
    QTRY_VERIFY_WITH_TIMEOUT(entry(0) && !entry(0)->running(), 20000);
    QVERIFY(entry(0)->url.endsWith(u"?after"_s));
    QCOMPARE(history_->list()->rowCount(), 1);
}

// Far more than can be written at once: the thread of the window stays free, what is missed is said once, with its
// count.
void TestLabHistory::aFloodIsCounted()
{
    QStringList lines;
    connect(history_.get(), &session::History::said, this, [&](const QString &line) { lines.append(line); });
    constexpr int connections = 40, each = 50;
    std::vector<std::unique_ptr<QTcpSocket>> sockets;
    for (int i = 0; i < connections; ++i) {
        sockets.push_back(client(QByteArray("GET /continue HTTP/1.1\r\nHost: HOST\r\n\r\n").repeated(each)));
        connect(sockets.back().get(), &QTcpSocket::readyRead, sockets.back().get(),
                [socket = sockets.back().get()] { socket->readAll(); });
    }
    QElapsedTimer turn;
    qint64 longest = 0;
    QVERIFY(QTest::qWaitFor(
                [&] {
                    longest = std::max(longest, turn.isValid() ? turn.elapsed() : 0);
                    turn.start();
                    return !lines.isEmpty();
                },
                60000)
            || history_->totals().exchanges > 0);
    QVERIFY(history_->list()->rowCount() <= 400);
    qInfo("%d rows; the longest turn took %lld ms; %s", history_->list()->rowCount(), longest,
          qPrintable(lines.join(u'|')));
}

INTERIM_SUITE(TestLabHistory)
#include "tst_lab_history.moc"
