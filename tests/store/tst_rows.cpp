// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rows.h"

#include "store/samples.h"
#include "store/schema.h"
#include "store/summary.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;

class TestRows : public QObject {
    Q_OBJECT
private slots:
    void comeBackAsTheyWere();
};

void TestRows::comeBackAsTheyWere()
{
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"rows"_s);
        database.setDatabaseName(u":memory:"_s);
        QSqlError error;
        QVERIFY(database.open());
        QCOMPARE(store::migrate(database, store::steps(), &error), store::Migration::Done);
        auto entry = store::entryOf(support::healed(), true);
        entry.bytes = 3;
        entry.seat = true;
        entry.comparison = 1'700'000'000'123;
        entry.continuedBy = 104;
        entry.ended = u"ended at 7 events"_s;
        entry.pinned = true;
        auto second = store::Entry();
        second.id = 40;
        QSqlQuery query(database);
        QVERIFY(store::insertRows(query, &entry, u"words"_s, "abc"));
        QVERIFY(store::insertRows(query, &second, {}, ""));
        QCOMPARE(entry.id, 1);
        QCOMPARE(second.id, 40);
        QVERIFY(store::run(query, u"SELECT %1 FROM exchange WHERE search = ?"_s.arg(QLatin1String(store::entryColumns)),
                           {u"words"_s}));
        QVERIFY(query.next());
        QCOMPARE(store::entryOfRow(query), entry);
        QVERIFY(store::run(query, u"SELECT bytes FROM recording WHERE id = ?"_s, {1}) && query.next());
        QCOMPARE(query.value(0).toByteArray(), QByteArray("abc"));
    }
    QSqlDatabase::removeDatabase(u"rows"_s);
}

INTERIM_SUITE(TestRows)
#include "tst_rows.moc"
