// SPDX-License-Identifier: GPL-3.0-or-later
// The flat view of an exchange that rules are written over: fact name -> value with its unit. The names are
// documented, one a line, in resources/guidance/README.md; a test holds that page and this code together.
#pragma once

#include "rules/value.h"

#include <QHash>
#include <QLocale>
#include <QStringList>

#include <utility>

namespace record {
struct Exchange;
} // namespace record
namespace request {
struct RequestSpec;
}

namespace rules {

class View {
public:
    View() { values_.reserve(256); } // two attempts' facts: a live exchange builds a view at each of its pieces
    /// `value` is there.
    void set(QString name, Value value) { values_.emplace(std::move(name), std::move(value)); }
    bool has(const QString &name) const { return values_.contains(name); }
    Value value(const QString &name) const { return values_.value(name); }
    QStringList names() const { return values_.keys(); }
    /// As a sentence shows it: times, sizes and counts by the locale; "" for a fact that is not there.
    QString shown(const QString &name, const QLocale &locale) const;

private:
    QHash<QString, Value> values_;
};

/// Looks up what the view says about a status code (final.name, final.meaning); may be null.
class CodeNames {
public:
    virtual ~CodeNames() = default;
    virtual QString nameOf(int code) const = 0;
    virtual QString sentenceOf(int code) const = 0;
};

struct ViewOptions {
    std::int64_t nowNs = -1; ///< as in EvaluateOptions
    const CodeNames *codes = nullptr;
};
View buildView(const record::Exchange &exchange, const request::RequestSpec &spec, const ViewOptions &options = {});

/// Every fixed name that buildView may set, without the prefixes "retry.", "redirect." and "follow."; families that end
/// in the wire's own words ("final.field.", "anomaly.") are given by their stem with a dot.
QStringList attemptFactNames();
QStringList exchangeFactNames();
/// True for a name that buildView can set.
bool knownFactName(const QString &name);

} // namespace rules
