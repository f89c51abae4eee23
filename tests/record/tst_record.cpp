// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/record.h"

#include "record/script.h"

#include <QTest>

class TestRecord : public QObject {
    Q_OBJECT
private slots:
    void seatOfTheFirstAttempt()
    {
        QCOMPARE(record::Record().role(), wire::Role::Client);
        for (const auto role : {wire::Role::Client, wire::Role::Server}) {
            Script script(role);
            script.attempt(0, 0);
            QCOMPARE(script.recorder().take().role(), role);
        }
    }

    void readsATape()
    {
        Script script;
        script.attempt(0, 0);
        script.submit(plainHead, 5, false);
        script.sent(plainHead);
        script.received(okResponse);
        const record::Record record = script.recorder().take();
        QCOMPARE(record.readTape(0, wire::Direction::Sent, {0, 4}, 100), std::string("POST"));
        QCOMPARE(record.readTape(0, wire::Direction::Received, {0, 100}, 4), std::string("HTTP"));
        QCOMPARE(record.readTape(1, wire::Direction::Sent, {0, 4}, 100), std::string());
    }
};

INTERIM_SUITE(TestRecord)
#include "tst_record.moc"
