// SPDX-License-Identifier: GPL-3.0-or-later
// The versions of the history's tables. A step leads from one version to the next; a step that was once released is
// never changed, a new version is a new step at the end. Each step changes the text of a table or an index, so that a
// version number that was damaged is told from a newer one.
#pragma once

#include <QList>
#include <QStringList>

class QSqlDatabase;
class QSqlError;

namespace store {

/// The statements that lead from version i to i + 1.
using Step = QStringList;
const QList<Step> &steps();

/// What the tables and indices are, in a form to compare; empty where it cannot be read.
QStringList textOf(const QSqlDatabase &database);

enum class Migration { Done, Newer, Failed };

/// Brings the tables to the last version, all steps in one transaction; `why` says what Failed.
/// Newer: they are of a version that this program does not know, and stay as they are.
Migration migrate(const QSqlDatabase &database, const QList<Step> &ladder, QSqlError *why);

} // namespace store
