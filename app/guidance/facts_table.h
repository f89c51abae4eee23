// SPDX-License-Identifier: GPL-3.0-or-later
// What clients and servers do about Expect, as tables: resources/facts, a row a product, with its source.
#pragma once

#include <QString>
#include <QStringList>
#include <QVector>

namespace guidance {

struct FactRow {
    QString id;        ///< "nginx"
    QStringList cells; ///< one a column; "" where the fact is not settled
    QString source;    ///< file and line, commit or page
    QString evidence;  ///< "wire", "source", "docs", or several: how it is known
};

struct FactsTable {
    QString about;
    QStringList titles; ///< of the columns; the first is the product
    QVector<FactRow> rows;
    QStringList errors; ///< of the file, with their place; empty for what is built in
};

FactsTable clientFacts();
FactsTable serverFacts();

} // namespace guidance
