// SPDX-License-Identifier: GPL-3.0-or-later
// Fills the view of an exchange from the tables of facts, and knows their names.
#include "rules/view.h"

#include "rules/facts/attempt_facts.h"
#include "rules/facts/exchange_facts.h"
#include "words/units.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace rules {

namespace {

/// Names of facts, to look one up: asked for every term of every rule at each start of the program.
class NameSet {
public:
    explicit NameSet(const QStringList &names)
    {
        for (const QString &name : names) {
            if (name.endsWith('.'_L1))
                stems_.append(name);
            else
                whole_.insert(name);
        }
    }
    bool contains(const QString &name) const
    {
        return whole_.contains(name) || std::any_of(stems_.begin(), stems_.end(), [&name](const QString &stem) {
                   return name.startsWith(stem) && name.size() > stem.size();
               });
    }

private:
    QSet<QString> whole_;
    QStringList stems_; ///< of families
};

} // namespace

QString View::shown(const QString &name, const QLocale &locale) const
{
    const Value found = value(name);
    if (!found.isThere())
        return {};
    if (found.value.userType() == QMetaType::Bool)
        return found.value.toBool() ? u"yes"_s : u"no"_s;
    if (found.value.userType() != QMetaType::LongLong)
        return found.value.toString();
    const qlonglong number = found.value.toLongLong();
    if (found.unit == Unit::Nanoseconds)
        return words::durationText(number, locale);
    if (found.unit == Unit::Bytes)
        return words::sizeText(static_cast<std::uint64_t>(std::max<qlonglong>(number, 0)), locale);
    return found.unit == Unit::Port ? QString::number(number) : words::numberText(number, locale);
}

View buildView(const record::Exchange &exchange, const request::RequestSpec &spec, const ViewOptions &options)
{
    View view;
    const ExchangeReading read = readExchange(exchange, spec, std::max(options.nowNs, exchange.duration));
    setFacts(view, {}, exchangeFacts(), read);
    for (const Prefix &prefix : prefixes) {
        const QString name = QString::fromLatin1(prefix.name);
        const record::Attempt *attempt = read.parts.*prefix.attempt;
        setFacts(view, name, partFacts(), Part{read.parts, attempt});
        if (attempt)
            setFacts(view, name, attemptFacts(), readAttempt(*attempt, read.now, options.codes));
    }
    return view;
}

QStringList exchangeFactNames()
{
    return namesOf(exchangeFacts());
}

QStringList attemptFactNames()
{
    return namesOf(partFacts()) + namesOf(attemptFacts());
}

bool knownFactName(const QString &name)
{
    static const NameSet ofExchange(exchangeFactNames());
    static const NameSet ofAttempt(attemptFactNames());
    return ofExchange.contains(name) || std::ranges::any_of(prefixes, [&name](const Prefix &prefix) {
               const auto before = QLatin1String(prefix.name);
               return name.startsWith(before) && ofAttempt.contains(name.mid(before.size()));
           });
}

} // namespace rules
