// SPDX-License-Identifier: GPL-3.0-or-later
// The "when" of a rule: a test over the flat view of an exchange, written as a JSON object
// (resources/guidance/README.md says how).
#pragma once

#include "rules/view.h"

#include <QJsonValue>
#include <QStringList>

namespace rules {

class Condition {
public:
    /// Always true.
    Condition() = default;
    /// Reads a "when" value; what is wrong is appended to `errors` with `where` before it.
    static Condition read(const QJsonValue &when, const QString &where, QStringList &errors);

    bool holds(const View &view) const;
    /// Names of all facts that the condition asks for.
    QStringList names() const;

private:
    enum class Test { Equals, OneOf, Exists, Above, AtLeast, Below, AtMost, Contains, StartsWith, SameAs };
    struct Term {
        QString name;
        Test test = Test::Equals;
        QVariant value;
        bool negated = false;
    };
    static void readTerms(Condition &into, const QString &name, const QJsonValue &value, const QString &where,
                          QStringList &errors);
    static void readTest(Condition &into, const QString &name, const QString &key, const QJsonValue &value,
                         const QString &where, QStringList &errors);
    bool holds(const Term &term, const View &view) const;

    QVector<Term> terms_;             // all must hold
    QVector<QVector<Condition>> any_; // of each group one must hold
    QVector<Condition> none_;         // none may hold
};

} // namespace rules
