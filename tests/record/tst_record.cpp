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
};

INTERIM_SUITE(TestRecord)
#include "tst_record.moc"
