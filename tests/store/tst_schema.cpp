// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTest>

using namespace Qt::StringLiterals;
using store::Migration;

class TestSchema : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void climbsFromEachVersion_data();
    void climbsFromEachVersion();
    void failedStepChangesNothing();
    void newerStaysAsItIs();

private:
    QVariant ask(const QString &sql) const;
    QSqlDatabase database_;
};

namespace {

/// A ladder of a later program: its first step is this one's, the next two carry rows along.
QList<store::Step> laterLadder()
{
    auto ladder = store::steps();
    ladder.append({u"ALTER TABLE exchange ADD COLUMN note TEXT NOT NULL DEFAULT 'none'"_s});
    ladder.append({u"UPDATE exchange SET note = 'moved'"_s, u"CREATE INDEX by_note ON exchange (note)"_s});
    return ladder;
}

constexpr char anExchange[] =
    "INSERT INTO exchange (at, method, url, lab, outcome, expect, gate, pause, duration, statuses,"
    " reasons, search, size) VALUES (1, 'GET', 'u', 0, 'o', 0, 'g', 0, 0, '', '', '', 0)";

} // namespace

void TestSchema::init()
{
    database_ = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"schema"_s);
    database_.setDatabaseName(u":memory:"_s);
    QVERIFY(database_.open());
}

void TestSchema::cleanup()
{
    database_.close();
    database_ = QSqlDatabase();
    QSqlDatabase::removeDatabase(u"schema"_s);
}

QVariant TestSchema::ask(const QString &sql) const
{
    QSqlQuery query(database_);
    return query.exec(sql) && query.next() ? query.value(0) : QVariant();
}

void TestSchema::climbsFromEachVersion_data()
{
    QTest::addColumn<int>("version");
    for (int version = 1; version <= static_cast<int>(laterLadder().size()); ++version)
        QTest::addRow("version %d", version) << version;
}

void TestSchema::climbsFromEachVersion()
{
    QFETCH(int, version);
    QSqlError error;
    QCOMPARE(store::migrate(database_, laterLadder().mid(0, version), &error), Migration::Done);
    QSqlQuery query(database_);
    QVERIFY(query.exec(QLatin1String(anExchange)));
    QCOMPARE(store::migrate(database_, laterLadder(), &error), Migration::Done);
    QCOMPARE(store::migrate(database_, laterLadder(), &error), Migration::Done);
    QCOMPARE(ask(u"PRAGMA user_version"_s).toInt(), int(laterLadder().size()));
    QCOMPARE(ask(u"SELECT count(*) FROM exchange"_s).toInt(), 1);
    QCOMPARE(ask(u"SELECT note FROM exchange"_s).toString(), version < laterLadder().size() ? u"moved"_s : u"none"_s);
}

void TestSchema::failedStepChangesNothing()
{
    QSqlError error;
    QCOMPARE(store::migrate(database_, store::steps(), &error), Migration::Done);
    auto ladder = laterLadder();
    ladder.append({u"DROP TABLE recording"_s, u"this is no SQL"_s});
    QCOMPARE(store::migrate(database_, ladder, &error), Migration::Failed);
    QVERIFY(error.isValid());
    QCOMPARE(ask(u"PRAGMA user_version"_s).toInt(), int(store::steps().size()));
    QCOMPARE(ask(u"SELECT count(*) FROM recording"_s).toInt(), 0);
    QVERIFY(!ask(u"SELECT note FROM exchange"_s).isValid());
    QVERIFY2(QSqlQuery(database_).exec(u"BEGIN"_s), "no transaction is left open");
}

void TestSchema::newerStaysAsItIs()
{
    QSqlError error;
    QCOMPARE(store::migrate(database_, laterLadder(), &error), Migration::Done);
    QCOMPARE(store::migrate(database_, store::steps(), &error), Migration::Newer);
    QCOMPARE(ask(u"PRAGMA user_version"_s).toInt(), int(laterLadder().size()));
}

INTERIM_SUITE(TestSchema)
#include "tst_schema.moc"
