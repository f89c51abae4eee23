// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/facts_model.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;

using model::FactsModel;

class TestFactsModel : public QObject {
    Q_OBJECT
private slots:
    void keepsTheRules()
    {
        FactsModel facts(guidance::serverFacts());
        QAbstractItemModelTester tester(&facts, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QVERIFY(facts.rowCount() > 30);
        QCOMPARE(facts.headerData(0, Qt::Horizontal).toString(), u"Server"_s);
    }

    void everyCellHasItsSource()
    {
        guidance::FactsTable table;
        table.titles = {u"a"_s, u"b"_s};
        table.rows = {{u"x"_s, {u"<b>\ntwo"_s, QString()}, u"file.c:3 <i>"_s, u"wire"_s}};
        FactsModel facts(table);
        QCOMPARE(facts.index(0, 0).data().toString(), u"<b>; two"_s);
        QCOMPARE(facts.index(0, 1).data().toString(), u"not settled"_s);
        for (int column = 0; column < 2; ++column) {
            const QString tip = facts.index(0, column).data(Qt::ToolTipRole).toString();
            QVERIFY(tip.contains(u"file.c:3 &lt;i&gt; (wire)"_s));
            QVERIFY(!tip.contains(u"<b>"_s));
        }
        QCOMPARE(facts.index(0, 0).data(FactsModel::WholeRole).toString(), u"<b>\ntwo"_s);
    }
};

INTERIM_SUITE(TestFactsModel)
#include "tst_facts_model.moc"
