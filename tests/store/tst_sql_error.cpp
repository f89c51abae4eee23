// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql_error.h"

#include <QSqlError>
#include <QTest>

using namespace Qt::StringLiterals;

class TestSqlError : public QObject {
    Q_OBJECT
private slots:
    void reasonsAreWords();
    void passingIsNoDamage();
};

namespace {

QSqlError error(int code)
{
    return QSqlError({}, u"text"_s, QSqlError::StatementError, QString::number(code));
}

} // namespace

void TestSqlError::reasonsAreWords()
{
    QCOMPARE(store::reasonOf(error(13)), u"the disk is full"_s);
    QCOMPARE(store::reasonOf(error(8 | 3 << 8)), u"it cannot be written"_s);
    QCOMPARE(store::reasonOf(error(5)), u"another program keeps it locked"_s);
    QCOMPARE(store::reasonOf(error(1)), u"text"_s);
}

void TestSqlError::passingIsNoDamage()
{
    for (const int code : {5, 8, 10, 13, 14, 10 | 3 << 8})
        QVERIFY(store::isPassing(error(code)) && !store::isDamage(error(code)));
    for (const int code : {11, 26, 11 | 2 << 8})
        QVERIFY(store::isDamage(error(code)) && !store::isPassing(error(code)));
    QVERIFY(!store::isPassing(error(1)) && !store::isDamage(error(1)));
    QVERIFY(store::forbidsWriting(error(8)) && !store::forbidsWriting(error(13)));
}

INTERIM_SUITE(TestSqlError)
#include "tst_sql_error.moc"
