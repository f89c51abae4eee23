// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/alarm.h"

#include "engine/net/clock.h"

#include <QTest>

class TestAlarm : public QObject {
    Q_OBJECT
private slots:
    void firesOnceNotEarly();
    void cancelledStaysSilent();
    void armedAgainStartsAnew();
};

void TestAlarm::firesOnceNotEarly()
{
    for (const std::int64_t ns : {std::int64_t(0), std::int64_t(300'000), std::int64_t(20'000'000)}) {
        engine::Alarm alarm;
        int fired = 0;
        connect(&alarm, &engine::Alarm::fired, this, [&fired] { ++fired; });
        const std::int64_t began = engine::Clock::now();
        alarm.arm(ns);
        QVERIFY(alarm.armed());
        QVERIFY(QTest::qWaitFor([&fired] { return fired > 0; }, 20'000));
        QVERIFY(engine::Clock::now() - began >= ns);
        QVERIFY(!alarm.armed());
        QTest::qWait(5);
        QCOMPARE(fired, 1);
    }
}

void TestAlarm::cancelledStaysSilent()
{
    engine::Alarm alarm;
    int fired = 0;
    connect(&alarm, &engine::Alarm::fired, this, [&fired] { ++fired; });
    alarm.arm(1'000'000);
    QTest::qSleep(5); // due, and not yet seen
    alarm.cancel();
    QTest::qWait(20);
    QCOMPARE(fired, 0);
}

void TestAlarm::armedAgainStartsAnew()
{
    engine::Alarm alarm;
    int fired = 0;
    connect(&alarm, &engine::Alarm::fired, this, [&fired] { ++fired; });
    alarm.arm(1'000'000);
    QTest::qSleep(5);
    alarm.arm(60'000'000'000);
    QTest::qWait(20);
    QCOMPARE(fired, 0);
    QVERIFY(alarm.armed());
}

INTERIM_SUITE(TestAlarm)
#include "tst_alarm.moc"
