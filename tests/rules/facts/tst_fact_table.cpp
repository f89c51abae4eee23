// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/facts/fact_table.h"

#include <QTest>

#include <array>

using namespace Qt::StringLiterals;

using namespace rules;

namespace {

constexpr Fact<int> numberRows[]{
    {"number", [](const int &n) { return as::number(n); }},
    {"above", [](const int &n) { return n > 5 ? as::flag(true) : Value{}; }},
};

constexpr Fact<int> oddRows[]{{"odd.half", [](const int &n) { return as::number(n / 2); }}};

constexpr Family<int> numberFamilies[]{
    {"digit.",
     [](const int &n) {
         return Members{{QString::number(n % 10), as::flag(true)}, {u"first"_s, as::number(n / 10)}};
     }},
};

constexpr FactTable<int> numberTables[]{{nullptr, numberRows},
                                        {[](const int &n) { return n % 2 == 1; }, oddRows, numberFamilies}};
constexpr std::array numberFacts{FactTables<int>(numberTables)};

QStringList sorted(QStringList names)
{
    names.sort();
    return names;
}

QStringList namesFor(int n)
{
    View view;
    setFacts(view, u"x."_s, AllFacts<int>(numberFacts), n);
    return sorted(view.names());
}

} // namespace

class TestFactTable : public QObject {
    Q_OBJECT
private slots:
    void whatIsNotThereIsNotSet() { QCOMPARE(namesFor(4), QStringList{u"x.number"_s}); }
    void aTableIsAskedWhenItHolds()
    {
        QCOMPARE(namesFor(73),
                 (QStringList{u"x.above"_s, u"x.digit.3"_s, u"x.digit.first"_s, u"x.number"_s, u"x.odd.half"_s}));
        View view;
        setFacts(view, {}, AllFacts<int>(numberFacts), 73);
        QCOMPARE(view.value(u"odd.half"_s).value.toInt(), 36);
        QCOMPARE(view.value(u"digit.first"_s).value.toInt(), 7);
    }
    void namesAreThoseOfTheRows()
    {
        QCOMPARE(namesOf(AllFacts<int>(numberFacts)),
                 (QStringList{u"number"_s, u"above"_s, u"odd.half"_s, u"digit."_s}));
    }
};

INTERIM_SUITE(TestFactTable)
#include "tst_fact_table.moc"
