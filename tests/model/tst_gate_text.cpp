// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/gate_text.h"

#include <QTest>

using namespace Qt::StringLiterals;

using wire::GateOutcome;

class TestGateText : public QObject {
    Q_OBJECT
private slots:
    void everyOutcomeHasWords_data();
    void everyOutcomeHasWords();
    void expectWithoutAWait();
};

void TestGateText::everyOutcomeHasWords_data()
{
    QTest::addColumn<int>("outcome");
    QTest::addColumn<QString>("words");
    const auto row = [](GateOutcome outcome, const char *words) {
        QTest::newRow(words) << static_cast<int>(outcome) << QString::fromUtf8(words);
    };
    row(GateOutcome::NotSent, "no Expect");
    row(GateOutcome::NotWaited, "Expect, not waited");
    row(GateOutcome::Continued, "100 after 300 µs");
    row(GateOutcome::FinalStatus, "a final status after 300 µs");
    row(GateOutcome::TimedOut, "no 100, waited 300 µs");
    row(GateOutcome::Closed, "closed while waiting, after 300 µs");
    row(GateOutcome::ReleasedByUser, "no 100, sent by hand after 300 µs");
    row(GateOutcome::Aborted, "ended while waiting");
}

void TestGateText::everyOutcomeHasWords()
{
    QFETCH(int, outcome);
    QTEST(model::gateText(static_cast<GateOutcome>(outcome), false, 300'000, QLocale::c()), "words");
}

void TestGateText::expectWithoutAWait()
{
    QCOMPARE(model::gateText(GateOutcome::NotSent, true, 0, QLocale::c()), u"Expect, not waited"_s);
}

INTERIM_SUITE(TestGateText)
#include "tst_gate_text.moc"
