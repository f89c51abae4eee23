// SPDX-License-Identifier: GPL-3.0-or-later
// Facts as rows: the name of each stands in one place, beside the function that says what it is worth.
#pragma once

#include "rules/view.h"

#include <span>
#include <utility>
#include <vector>

namespace rules {

/// A value that is not there is not set.
template <typename Subject>
struct Fact {
    const char *name;
    Value (*of)(const Subject &);
};

/// Facts whose names end in the wire's own words.
using Members = std::vector<std::pair<QString, Value>>;
template <typename Subject>
struct Family {
    const char *stem; ///< with its dot
    Members (*of)(const Subject &);
};

/// What is asked together: nothing of it where `when` is there and does not hold.
template <typename Subject>
struct FactTable {
    bool (*when)(const Subject &);
    std::span<const Fact<Subject>> facts;
    std::span<const Family<Subject>> families{};
};
template <typename Subject>
using FactTables = std::span<const FactTable<Subject>>;
/// The tables of every file that has some.
template <typename Subject>
using AllFacts = std::span<const FactTables<Subject>>;

template <typename Subject>
void setTable(View &view, const QString &prefix, const FactTable<Subject> &table, const Subject &subject)
{
    for (const Fact<Subject> &fact : table.facts) {
        if (Value value = fact.of(subject); value.isThere())
            view.set(prefix + QLatin1String(fact.name), std::move(value));
    }
    for (const Family<Subject> &family : table.families) {
        const QString stem = prefix + QLatin1String(family.stem);
        for (const auto &[name, value] : family.of(subject))
            view.set(stem + name, value);
    }
}

template <typename Subject>
void setFacts(View &view, const QString &prefix, AllFacts<Subject> all, const Subject &subject)
{
    for (const FactTables<Subject> &tables : all) {
        for (const FactTable<Subject> &table : tables) {
            if (!table.when || table.when(subject))
                setTable(view, prefix, table, subject);
        }
    }
}

/// A family is named by its stem.
template <typename Subject>
QStringList namesOf(AllFacts<Subject> all)
{
    QStringList names;
    for (const FactTables<Subject> &tables : all) {
        for (const FactTable<Subject> &table : tables) {
            for (const Fact<Subject> &fact : table.facts)
                names.append(QString::fromLatin1(fact.name));
            for (const Family<Subject> &family : table.families)
                names.append(QString::fromLatin1(family.stem));
        }
    }
    return names;
}

} // namespace rules
