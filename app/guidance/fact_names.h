// SPDX-License-Identifier: GPL-3.0-or-later
// The names of the facts that guidance refers to: "clients/curl" is "curl / libcurl".
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

namespace guidance {

class FactNames {
public:
    /// Compiled in under :/interim/facts; read when the first name is asked for, since most exchanges ask for none.
    static const FactNames &builtin();
    /// Reads clients.json, servers.json and servers-measured.json.
    explicit FactNames(const QString &folder);

    /// Empty when there is no such fact.
    QString name(const QString &key) const { return names_.value(key); }
    /// What is wrong with the files, one line each.
    const QStringList &errors() const { return errors_; }

private:
    void readFile(const QString &path, const QString &kind, const char *list, const char *id);

    QHash<QString, QString> names_;
    QStringList errors_;
};

} // namespace guidance
