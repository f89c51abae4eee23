// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of a damaged SQLite file, read from its pages alone: neither the header, nor the tables' roots, nor any
// page between a root and a row has to be right. https://sqlite.org/fileformat2.html
#pragma once

#include <QByteArray>
#include <QFile>
#include <QHash>
#include <QList>
#include <QString>
#include <QVariant>

#include <functional>

namespace store {

/// One row where it lies; its columns are read by PageFile::columns().
struct RawRow {
    qint64 id = 0;    ///< SQLite's rowid
    quint64 size = 0; ///< bytes of the record, those on overflow pages included
    quint32 page = 0;
    int begin = 0; ///< of the record's bytes on this page
};

class PageFile {
public:
    static constexpr int pageBytes = 4096; ///< as SQLite makes them where nothing else was asked for

    /// With what `path`-wal holds that was committed. Returns false, and why, when the file cannot be read.
    bool open(const QString &path, QString *why);
    /// Every row of every table's leaf, in the order of the pages; a row that a page no longer names is not found.
    void forEachRow(const std::function<void(const RawRow &)> &take);
    /// The first `most` columns (NULL, integer, real, text, blob), or less where the row is damaged. A blob may be
    /// damaged inside: who reads it has to check it.
    QVariantList columns(const RawRow &row, int most);
    /// Types of the columns as SQLite numbers them; empty for a damaged row. Reads this row's own page alone.
    QList<quint64> types(const RawRow &row);

private:
    QByteArray page(quint32 number);
    void readLog(const QString &path);
    QByteArray record(const RawRow &row);

    QFile file_;
    QFile log_;
    quint32 count_ = 0;
    QHash<quint32, qint64> logged_; ///< page -> where its newest committed bytes lie in the log
    quint32 cachedNumber_ = 0;
    QByteArray cached_;
};

} // namespace store
