// SPDX-License-Identifier: GPL-3.0-or-later
#include "guidance/facts_table.h"

#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;

using guidance::FactsTable;

class TestFactsTable : public QObject {
    Q_OBJECT
private slots:
    void everyRowIsWhole_data()
    {
        QTest::addColumn<bool>("clients");
        QTest::newRow("clients") << true;
        QTest::newRow("servers") << false;
    }
    void everyRowIsWhole()
    {
        QFETCH(bool, clients);
        const FactsTable table = clients ? guidance::clientFacts() : guidance::serverFacts();
        QVERIFY2(table.errors.isEmpty(), qPrintable(table.errors.join('\n'_L1))); // every key has its column
        QVERIFY(table.rows.size() >= 30);
        QVERIFY(!table.about.isEmpty());
        QSet<QString> ids;
        for (const auto &row : table.rows) {
            QCOMPARE(row.cells.size(), table.titles.size());
            QVERIFY2(!row.source.isEmpty() && !row.evidence.isEmpty(), qPrintable(row.id));
            ids.insert(row.id);
        }
        QCOMPARE(ids.size(), table.rows.size());
    }

    void cellsAreWords()
    {
        const FactsTable clients = guidance::clientFacts();
        const auto find = [&](const FactsTable &table, const QString &id) {
            for (const auto &row : table.rows)
                if (row.id == id)
                    return row;
            return guidance::FactRow();
        };
        const auto curl = find(clients, u"curl"_s);
        QCOMPARE(curl.cells.at(2), QLocale().toString(1048576));
        QVERIFY(curl.cells.contains(QLocale().toString(1000)));
        QVERIFY(curl.cells.at(13).count('\n'_L1) >= 3); // the thresholds it has had, a line each
        QCOMPARE(find(clients, u"requests"_s).cells.at(1), u"no"_s);
        QVERIFY(find(guidance::serverFacts(), u"nginx"_s).cells.at(8).contains('\n'_L1));
    }
};

INTERIM_SUITE(TestFactsTable)
#include "tst_facts_table.moc"
