// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/drafts/asides.h"

#include <QTemporaryDir>
#include <QTest>

using session::Asides;
using session::Draft;

class TestAsides : public QObject {
    Q_OBJECT
private slots:
    void severalArePutAside()
    {
        QTemporaryDir dir;
        const auto named = [](int number) {
            Draft draft;
            draft.spec.url = "http://a/" + std::to_string(number);
            return draft;
        };
        QString line;
        {
            Asides asides(dir.path());
            asides.read(&line);
            QVERIFY(asides.empty());
            for (const int number : {1, 2, 1, 3}) // the same one twice is one
                asides.push(named(number));
            QVERIFY(asides.turn(named(4)) == named(3));
            asides.flush();
        }
        Asides asides(dir.path());
        asides.read(&line);
        QVERIFY(line.isEmpty());
        for (const int number : {1, 2, 4, 0, 0}) // and round
            QVERIFY(asides.turn(named(0)) == named(number));
        for (int number = 1; number <= 12; ++number)
            asides.push(named(number));
        for (int number = 12; number > 2; --number)
            QVERIFY(asides.turn(named(0)) == named(number));
        QVERIFY(asides.turn(named(0)) == named(0)); // the two oldest went
    }
};

INTERIM_SUITE(TestAsides)
#include "tst_asides.moc"
