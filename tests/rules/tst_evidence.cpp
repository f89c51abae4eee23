// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/evidence.h"

#include "guidance/played.h"

#include <QTest>

using namespace Qt::StringLiterals;

using namespace rules;
using namespace guidance;

class TestEvidence : public QObject {
    Q_OBJECT
private slots:
    void selects()
    {
        test::Played played;
        played.head().wait(1).answer(417, "X : y\r\nContent-Length: 0\r\n").end();
        played.retry().body().answer(201).end();
        const auto exchange = played.exchange();
        const auto &events = played.events();
        const auto only = [&](const char *selector) {
            const auto seqs = selectEvents({QString::fromLatin1(selector)}, exchange);
            return seqs.size() == 1 ? events.at(seqs.front()) : wire::Event{};
        };
        QCOMPARE(only("final").code, 417);
        QCOMPARE(only("retry.final").code, 201);
        QCOMPARE(only("expect").kind, wire::Kind::FieldLine);
        QCOMPARE(only("anomaly:space-before-colon").kind, wire::Kind::Anomaly);
        QVERIFY(selectEvents({u"retry.expect"_s}, exchange).isEmpty());
        QVERIFY(selectEvents({u"follow.final"_s}, exchange).isEmpty());
        const auto both = selectEvents({u"final"_s, u"pause"_s, u"final"_s}, exchange);
        QVERIFY(both.size() == 3 && std::is_sorted(both.begin(), both.end())); // pause: its begin and its end
    }
    void whatWasAddedToTheHeadProvesNothing()
    {
        test::Played played;
        played.begin();
        for (const char *name : {"fields-added", "not-waited", "method-changed"})
            played.tell(record::FactKind::Decision, "why", 0, name);
        played.head().body().answer(200).tell(record::FactKind::Decision, "why", 0, "follow-up-skipped").end();
        const auto seqs = selectEvents({u"decision"_s}, played.exchange());
        QCOMPARE(seqs.size(), 1);
        QCOMPARE(played.events().at(seqs.front()).name, std::string("follow-up-skipped"));
    }
    void bounded()
    {
        test::Played played;
        played.head();
        for (int i = 0; i < 1000; ++i)
            played.interim(103);
        QCOMPARE(selectEvents({u"interim"_s}, played.exchange()).size(), 256);
    }
    void names()
    {
        QVERIFY(knownSelector(u"retry.final"_s));
        QVERIFY(knownSelector(u"anomaly:bare-lf"_s));
        QVERIFY(!knownSelector(u"anomaly:nope"_s));
        QVERIFY(!knownSelector(u"finale"_s));
        QVERIFY(!knownSelector(u"retry."_s));
    }
};

INTERIM_SUITE(TestEvidence)
#include "tst_evidence.moc"
