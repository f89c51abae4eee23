// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/filter.h"

#include "store/entry.h"

#include <QTest>

using namespace Qt::StringLiterals;

/// What is typed and what becomes of it; that the SQL finds the right rows is in tst_history_db.
class TestFilter : public QObject {
    Q_OBJECT
private slots:
    void sortsWords();
    void escapesWildcards();
    void saysAttempts();
};

void TestFilter::sortsWords()
{
    const auto filter = store::filterOf(u"  PUT 417 4xx /Upload 8417 600 "_s);
    QCOMPARE(filter.statuses, QStringList({u"417"_s, u"4__"_s}));
    QCOMPARE(filter.words, QStringList({u"put"_s, u"/upload"_s, u"8417"_s, u"600"_s}));
    QVERIFY(store::filterOf(u" \t"_s).empty());
    QVERIFY(store::clauseOf({}).sql.isEmpty());
}

void TestFilter::escapesWildcards()
{
    const auto clause = store::clauseOf(store::filterOf(u"100%_\\"_s));
    QCOMPARE(clause.values, QStringList{u"%100\\%\\_\\\\%"_s});
    QCOMPARE(clause.sql.count(u'?'), clause.values.size());
}

void TestFilter::saysAttempts()
{
    store::Entry entry;
    entry.method = u"POST"_s;
    entry.url = u"http://Host/Ä"_s;
    entry.attempts = {{u"first"_s, 417}, {u"retry-without-expect"_s, 201}};
    QCOMPARE(store::statusesText(entry), u" 417 201 "_s);
    QCOMPARE(store::searchText(entry, u"Lab"_s), u"post http://host/ä lab"_s);
}

INTERIM_SUITE(TestFilter)
#include "tst_filter.moc"
