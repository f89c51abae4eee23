// SPDX-License-Identifier: GPL-3.0-or-later
// Reads and tests the "when" of a rule.
#include "rules/condition.h"

#include "base/text.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rules {

namespace {

QVariant scalar(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool();
    if (value.isDouble())
        return QVariant::fromValue<qlonglong>(value.toInteger());
    return value.toString();
}

/// A number, or a string such as "500ms" or "64k" (powers of 1024).
QVariant quantity(const QJsonValue &value)
{
    if (value.isDouble())
        return QVariant::fromValue<qlonglong>(value.toInteger());
    const std::string written = value.toString().toStdString();
    if (const auto ns = base::duration(written); ns && written.find('s') != std::string::npos)
        return QVariant::fromValue<qlonglong>(*ns);
    if (const auto bytes = base::byteSize(written))
        return QVariant::fromValue<qlonglong>(static_cast<qlonglong>(*bytes));
    return {};
}

bool isScalar(const QJsonValue &value)
{
    return value.isBool() || value.isDouble() || value.isString();
}

} // namespace

Condition Condition::read(const QJsonValue &when, const QString &where, QStringList &errors)
{
    Condition out;
    if (when.isUndefined())
        return out;
    if (!when.isObject()) {
        errors.append(where + u": must be an object of fact names"_s);
        return out;
    }
    const QJsonObject object = when.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString at = where + '.'_L1 + it.key();
        if (it.key() == "any"_L1) {
            QVector<Condition> group;
            const QJsonArray members = it.value().toArray();
            for (int i = 0; i < members.size(); ++i)
                group.append(read(members.at(i), at + u"[%1]"_s.arg(i), errors));
            if (group.isEmpty())
                errors.append(at + u": must be a list of conditions"_s);
            out.any_.append(group);
        } else if (it.key() == "none"_L1) {
            out.none_.append(read(it.value(), at, errors));
        } else {
            readTerms(out, it.key(), it.value(), at, errors);
        }
    }
    return out;
}

void Condition::readTerms(Condition &into, const QString &name, const QJsonValue &value, const QString &where,
                          QStringList &errors)
{
    if (!knownFactName(name))
        errors.append(where + u": no fact has this name"_s);
    if (isScalar(value)) {
        into.terms_.append({name, Test::Equals, scalar(value), false});
    } else if (value.isArray()) {
        QVariantList members;
        const QJsonArray array = value.toArray();
        for (const QJsonValue &member : array)
            members.append(scalar(member));
        into.terms_.append({name, Test::OneOf, members, false});
    } else if (value.isObject() && !value.toObject().isEmpty()) {
        const QJsonObject tests = value.toObject();
        for (auto it = tests.begin(); it != tests.end(); ++it)
            readTest(into, name, it.key(), it.value(), where + '.'_L1 + it.key(), errors);
    } else {
        errors.append(where + u": must be a value, a list or a test"_s);
    }
}

void Condition::readTest(Condition &into, const QString &name, const QString &key, const QJsonValue &value,
                         const QString &where, QStringList &errors)
{
    static const QHash<QString, Test> numbers{{u"above"_s, Test::Above},
                                              {u"at-least"_s, Test::AtLeast},
                                              {u"below"_s, Test::Below},
                                              {u"at-most"_s, Test::AtMost}};
    static const QHash<QString, Test> texts{
        {u"contains"_s, Test::Contains}, {u"starts"_s, Test::StartsWith}, {u"same-as"_s, Test::SameAs}};
    Term term{name, Test::Equals, {}, false};
    if (numbers.contains(key)) {
        term.test = numbers.value(key);
        term.value = quantity(value);
        if (!term.value.isValid())
            errors.append(where + u": must be a number, a time (\"500ms\") or a size (\"64k\")"_s);
    } else if (texts.contains(key)) {
        term.test = texts.value(key);
        term.value = value.isArray() ? QVariant(value.toVariant()) : QVariant(QVariantList{value.toString()});
        if (term.test == Test::SameAs && !knownFactName(value.toString()))
            errors.append(where + u": no fact has this name"_s);
    } else if (key == "exists"_L1 && value.isBool()) {
        term.test = Test::Exists;
        term.negated = !value.toBool();
    } else if (key == "not"_L1) {
        term.negated = true;
        term.test = value.isArray() ? Test::OneOf : Test::Equals;
        term.value = value.isArray() ? QVariant(value.toVariant()) : scalar(value);
    } else {
        errors.append(where + u": is no test"_s);
    }
    into.terms_.append(term);
}

bool Condition::holds(const Term &term, const View &view) const
{
    const QVariant actual = view.value(term.name).value;
    const auto equals = [&actual](const QVariant &wanted) {
        return actual.isValid() && actual.toString() == wanted.toString();
    };
    const auto anyOf = [&term](const auto &test) {
        const QVariantList members = term.value.toList();
        return std::any_of(members.begin(), members.end(), test);
    };
    switch (term.test) {
    case Test::Exists: return actual.isValid();
    case Test::Equals: return equals(term.value);
    case Test::OneOf: return anyOf(equals);
    case Test::Above: return actual.isValid() && actual.toLongLong() > term.value.toLongLong();
    case Test::AtLeast: return actual.isValid() && actual.toLongLong() >= term.value.toLongLong();
    case Test::Below: return actual.isValid() && actual.toLongLong() < term.value.toLongLong();
    case Test::AtMost: return actual.isValid() && actual.toLongLong() <= term.value.toLongLong();
    case Test::Contains:
        return anyOf(
            [&](const QVariant &part) { return actual.toString().contains(part.toString(), Qt::CaseInsensitive); });
    case Test::StartsWith:
        return anyOf([&](const QVariant &part) { return actual.toString().startsWith(part.toString()); });
    case Test::SameAs:
        return actual.isValid() && actual == view.value(term.value.toList().constFirst().toString()).value;
    }
    return false;
}

bool Condition::holds(const View &view) const
{
    const bool terms =
        std::all_of(terms_.begin(), terms_.end(), [&](const Term &term) { return holds(term, view) != term.negated; });
    if (!terms)
        return false;
    const auto member = [&view](const Condition &condition) { return condition.holds(view); };
    return std::all_of(any_.begin(), any_.end(),
                       [&](const auto &group) { return std::any_of(group.begin(), group.end(), member); })
        && std::none_of(none_.begin(), none_.end(), member);
}

QStringList Condition::names() const
{
    QStringList out;
    for (const Term &term : terms_)
        out.append(term.name);
    for (const auto &group : any_) {
        for (const Condition &condition : group)
            out.append(condition.names());
    }
    for (const Condition &condition : none_)
        out.append(condition.names());
    return out;
}

} // namespace rules
