// SPDX-License-Identifier: GPL-3.0-or-later
// Named sets of servers to compare, kept in one small JSON file; the window and the command line share it.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace session {

struct TargetSet {
    QString name;
    QStringList urls; ///< in order, one code point a byte as everywhere
    bool operator==(const TargetSet &) const = default;
};

class TargetSets {
public:
    /// `folder` "": the data folder of the user's window.
    explicit TargetSets(const QString &folder = {});

    /// By name; `line` says why none could be read ("" when there are none yet).
    QList<TargetSet> all(QString *line = nullptr) const;
    std::optional<TargetSet> find(const QString &name, QString *line = nullptr) const;
    /// Adds a set, or replaces the one of that name. Returns an error line, "" when done. A file that cannot be read
    /// is not written over.
    QString save(const TargetSet &set) const;
    /// "" also when there was none of that name.
    QString remove(const QString &name) const;
    QString path() const;

    static constexpr qsizetype mostSets = 1000;
    static constexpr qsizetype longestName = 200;

private:
    QString write(const QList<TargetSet> &sets) const;
    QString folder_;
};

} // namespace session
