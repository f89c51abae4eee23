// SPDX-License-Identifier: GPL-3.0-or-later
// Where the window's lab listens. No test takes 8417: that one may be in use.
#include "ui/lab/lab_port.h"

#include "ui/own_settings.h"

#include "session/lab_server.h"
#include "session/workbench.h"

#include <QSettings>
#include <QTcpServer>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {

/// A run of a window's lab, without the window.
struct Run {
    explicit Run(int place, std::optional<quint16> asked = {}) : port(bench.lab(), place, asked) {}

    /// Starts it; where it listens.
    int listen()
    {
        bench.lab()->start();
        const bool running = QTest::qWaitFor([this] { return bench.lab()->running(); }, 20'000);
        return running ? QUrl(bench.lab()->baseUrl()).port() : -1;
    }

    session::Workbench bench;
    ui::LabPort port;
};

int kept(const char *key)
{
    return QSettings().value(QLatin1String(key)).toInt();
}

void keep(const char *key, int port)
{
    QSettings().setValue(QLatin1String(key), port);
}

} // namespace

class TestLabPort : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        support::forgetSettings();
        holder_ = std::make_unique<QTcpServer>();
        QVERIFY(holder_->listen(QHostAddress::LocalHost));
        taken_ = holder_->serverPort();
    }

    void eachPlaceBeginsWithItsOwn()
    {
        QCOMPARE(Run(1).port.wanted(), quint16(8417));
        QCOMPARE(Run(2).port.wanted(), quint16(8418));
        QCOMPARE(Run(16).port.wanted(), quint16(8432));
        QCOMPARE(Run(0).port.wanted(), quint16(8417));
        QVERIFY(QSettings().allKeys().isEmpty());
    }

    void whatIsNoPortIsNotTaken_data()
    {
        QTest::addColumn<QVariant>("value");
        QTest::newRow("any") << QVariant(0);
        QTest::newRow("below 0") << QVariant(-1);
        QTest::newRow("the system's") << QVariant(80);
        QTest::newRow("too large") << QVariant(65536);
        QTest::newRow("words") << QVariant(u"many"_s);
    }

    void whatIsNoPortIsNotTaken()
    {
        QFETCH(QVariant, value);
        QSettings().setValue(u"lab/port"_s, value);
        QCOMPARE(Run(1).port.wanted(), quint16(8417));
    }

    /// A port that is free may be taken by another program before it is asked for: not three times.
    void comesBackWhereItWas()
    {
        for (int round = 0; round < 3; ++round) {
            const int last = taken_;
            holder_->close();
            keep("lab/port", last);
            Run run(1);
            if (run.listen() == last) {
                QCOMPARE(run.port.note(), QString());
                QCOMPARE(kept("lab/port"), last);
                run.bench.lab()->stop();
                QCOMPARE(run.listen(), last);
                return;
            }
            init();
        }
        QFAIL("it never listens where it did last");
    }

    void aTakenOneIsSaidAndAnotherKept()
    {
        keep("lab/port", taken_);
        Run run(1);
        const int other = run.listen();
        QVERIFY(other > 0 && other != taken_);
        QCOMPARE(run.port.note(), u"Port %1 is taken: the lab listens on %2"_s.arg(taken_).arg(other));
        QCOMPARE(int(run.port.wanted()), other);
        QCOMPARE(kept("lab/port"), other);
        QCOMPARE(int(Run(1).port.wanted()), other);
        QCOMPARE(Run(1).port.note(), QString());
    }

    void aPlaceLeavesTheOthersAlone()
    {
        keep("lab/port", taken_);
        keep("lab/port2", taken_);
        Run second(2);
        const int other = second.listen();
        QVERIFY(other > 0 && other != taken_);
        QCOMPARE(kept("lab/port2"), other);
        QCOMPARE(kept("lab/port"), taken_);
    }

    /// More windows than places, or a folder that cannot be written.
    void noPlaceKeepsNothing()
    {
        keep("lab/port", taken_);
        Run run(0);
        QCOMPARE(int(run.port.wanted()), taken_);
        const int other = run.listen();
        QVERIFY(other > 0 && other != taken_);
        QVERIFY(!run.port.note().isEmpty());
        QCOMPARE(kept("lab/port"), taken_);
        QCOMPARE(QSettings().allKeys(), QStringList{u"lab/port"_s});
    }

    void anyIsNotKept()
    {
        keep("lab/port", taken_);
        Run run(1, 0);
        QCOMPARE(run.port.wanted(), quint16(0));
        const int any = run.listen();
        QVERIFY(any > 0 && any != taken_);
        QCOMPARE(run.port.note(), QString());
        QCOMPARE(kept("lab/port"), taken_);
        QCOMPARE(int(run.port.wanted()), any); // for the rest of the run
    }

    void theOneThatIsAskedForIsKept()
    {
        keep("lab/port", 4711);
        Run run(1, static_cast<quint16>(taken_));
        const int other = run.listen();
        QVERIFY(other > 0 && other != taken_ && other != 4711);
        QCOMPARE(run.port.note(), u"Port %1 is taken: the lab listens on %2"_s.arg(taken_).arg(other));
        QCOMPARE(kept("lab/port"), other);
    }

private:
    std::unique_ptr<QTcpServer> holder_; // another program
    int taken_ = 0;
};

INTERIM_SUITE(TestLabPort)
#include "tst_lab_port.moc"
