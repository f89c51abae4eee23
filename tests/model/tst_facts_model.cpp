// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/facts_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using model::FactsModel;

class TestFactsModel : public QObject {
    Q_OBJECT
private slots:
    void keepsTheRules()
    {
        FactsModel facts(guidance::serverFacts());
        QAbstractItemModelTester tester(&facts, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(facts.rowCount() > 30);
        QCOMPARE(facts.headerData(0, Qt::Horizontal).toString(), QStringLiteral("Server"));
    }

    void everyCellHasItsSource()
    {
        guidance::FactsTable table;
        table.titles = {QStringLiteral("a"), QStringLiteral("b")};
        table.rows = {{QStringLiteral("x"), {QStringLiteral("<b>\ntwo"), QString()}, QStringLiteral("file.c:3 <i>"), QStringLiteral("wire")}};
        FactsModel facts(table);
        QCOMPARE(facts.index(0, 0).data().toString(), QStringLiteral("<b>; two"));
        QCOMPARE(facts.index(0, 1).data().toString(), QStringLiteral("not settled"));
        for (int column = 0; column < 2; ++column) {
            const QString tip = facts.index(0, column).data(Qt::ToolTipRole).toString();
            QVERIFY(tip.contains(QStringLiteral("file.c:3 &lt;i&gt; (wire)")));
            QVERIFY(!tip.contains(QStringLiteral("<b>")));
        }
        QCOMPARE(facts.index(0, 0).data(FactsModel::WholeRole).toString(), QStringLiteral("<b>\ntwo"));
    }
};

INTERIM_SUITE(TestFactsModel)
#include "tst_facts_model.moc"
