// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/advice.h"

#include "support/exchange_sample.h"

#include <QTest>

class TestAdvice : public QObject {
    Q_OBJECT
private slots:
    void sentencesAndFindings()
    {
        const auto spec = support::uploadSpec(2 << 20);
        const auto events = support::healed417(spec);
        const auto advice = session::adviceFor(record::summarize(wire::Role::Client, events), events, spec);
        QCOMPARE(advice.topic, QStringLiteral("417"));
        QVERIFY(!advice.headline.isEmpty());
        QVERIFY(!advice.sentences.isEmpty());
        for (const auto &finding : advice.findings)
            QVERIFY(!finding.rule.isEmpty() && !finding.title.isEmpty());
    }
};

INTERIM_SUITE(TestAdvice)
#include "tst_advice.moc"
