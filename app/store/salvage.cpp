// SPDX-License-Identifier: GPL-3.0-or-later
// The recordings carry digests of their own (record/file.h): they are what is saved. Of an exchange's row only the
// marks are taken that its recording does not hold, and where that row is lost, it has none.
#include "store/salvage.h"

#include "record/file.h"
#include "store/filter.h"
#include "store/page_file.h"
#include "store/rows.h"
#include "store/schema.h"
#include "store/summary.h"

#include <QMap>
#include <QSet>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

using namespace Qt::StringLiterals;

namespace store {

namespace {

/// Places in the table `exchange`, in the order in which schema.cpp makes its columns.
enum Column { LabColumn = 4, PinnedColumn = 14, TrashedColumn = 15, SeatColumn = 16, ComparisonColumn = 17 };
constexpr qsizetype fewestColumns = TrashedColumn + 1;

struct Marks {
    bool lab = false;
    bool pinned = false;
    bool trashed = false;
    bool seat = false;
    qint64 comparison = 0;
};

/// Where all lies that is worth reading.
struct Found {
    QMap<qint64, Marks> marks;
    QMap<qint64, QList<RawRow>> recordings; ///< damage may leave more than one row for an id
    QList<QVariantList> settings;
    qint64 lastId = 0; ///< that was ever given
};

bool isText(quint64 type)
{
    return type >= 13 && type % 2 == 1;
}

bool isBlob(quint64 type)
{
    return type >= 12 && type % 2 == 0;
}

bool isNumber(quint64 type)
{
    return type >= 1 && type <= 9 && type != 7;
}

/// id, at, method, url: what no other table begins with.
bool looksLikeExchange(const QList<quint64> &types)
{
    return types.size() >= fewestColumns && types[0] == 0 && isNumber(types[1]) && isText(types[2]) && isText(types[3]);
}

Marks marksOf(const QVariantList &row)
{
    return {row.value(LabColumn).toBool(), row.value(PinnedColumn).toBool(), row.value(TrashedColumn).toLongLong() != 0,
            row.value(SeatColumn).toBool(), row.value(ComparisonColumn).toLongLong()};
}

Found look(PageFile &file)
{
    Found found;
    file.forEachRow([&](const RawRow &row) {
        const auto types = file.types(row);
        if (types.size() == 2 && types[0] == 0 && isBlob(types[1])) {
            found.recordings[row.id].append(row);
        } else if (looksLikeExchange(types)) {
            const auto values = file.columns(row, ComparisonColumn + 1);
            if (values.size() >= fewestColumns)
                found.marks.insert(row.id, marksOf(values));
        } else if (types.size() == 2 && isText(types[0]) && isNumber(types[1])) {
            const auto setting = file.columns(row, 2);
            if (setting.value(0).toString() == "exchange"_L1) // of SQLite's own table of such numbers
                found.lastId = setting.value(1).toLongLong();
            else
                found.settings.append(setting);
        }
    });
    return found;
}

bool saveSettings(QSqlQuery &query, const QList<QVariantList> &settings)
{
    for (const auto &setting : settings)
        if (const auto name = setting.value(0).toString(); name == "exchanges"_L1 || name == "bytes"_L1)
            if (!run(query, u"INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)"_s, setting))
                return false;
    return true;
}

/// How many exchanges are kept at most.
qsizetype limitOf(const QList<QVariantList> &settings)
{
    for (const auto &setting : settings)
        if (setting.value(0).toString() == "exchanges"_L1)
            return setting.value(1).toInt();
    return Limits().exchanges;
}

/// For its owner alone.
bool makeEmpty(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

class Salvager {
public:
    Salvager(PageFile &file, Found found, const std::function<QString(const Entry &)> &words)
        : file_(file)
        , found_(std::move(found))
        , words_(words)
    {}

    /// How many, -1 when the new file cannot be written.
    int saveAll(QSqlQuery &query)
    {
        int saved = 0;
        for (auto one = found_.recordings.cbegin(); one != found_.recordings.cend(); ++one) {
            if (found_.marks.value(one.key()).trashed)
                continue;
            const int done = saveOne(query, one.key(), one.value());
            if (done < 0)
                return -1;
            saved += done;
        }
        return saveSettings(query, found_.settings) ? saved : -1;
    }

    void count(Salvaged *result) const
    {
        QSet<qint64> named, trashed;
        for (auto one = found_.recordings.cbegin(); one != found_.recordings.cend(); ++one)
            named.insert(one.key());
        for (auto one = found_.marks.cbegin(); one != found_.marks.cend(); ++one)
            (one->trashed ? trashed : named).insert(one.key());
        qint64 least = std::numeric_limits<qint64>::max(), most = found_.lastId;
        for (const auto id : std::as_const(named)) {
            least = std::min(least, id);
            most = std::max(most, id);
        }
        const auto limit = limitOf(found_.settings);
        const auto first = named.size() < limit ? 1 : least; // the limits would have taken none of the oldest
        result->gaps = most - first >= named.size() + trashed.size();
        named.subtract(trashed);
        result->known = static_cast<int>(named.size());
    }

private:
    int saveOne(QSqlQuery &query, qint64 id, const QList<RawRow> &rows)
    {
        for (const auto &row : rows) {
            const auto bytes = file_.columns(row, 2).value(1).toByteArray();
            const auto read = record::deserialize({bytes.constData(), static_cast<std::size_t>(bytes.size())});
            const auto *record = std::get_if<record::Record>(&read);
            if (!record)
                continue;
            const auto marks = found_.marks.value(id);
            auto entry = entryOf(*record, marks.lab);
            entry.id = id;
            entry.bytes = static_cast<quint64>(bytes.size());
            entry.pinned = marks.pinned;
            entry.seat = marks.seat;
            entry.comparison = marks.comparison;
            return insertRows(query, &entry, searchText(entry, words_ ? words_(entry) : QString()), bytes) ? 1 : -1;
        }
        return 0;
    }

    PageFile &file_;
    const Found found_;
    const std::function<QString(const Entry &)> &words_;
};

bool begin(QSqlQuery &query)
{
    return query.exec(u"PRAGMA auto_vacuum = INCREMENTAL"_s) && query.exec(u"PRAGMA synchronous = FULL"_s);
}

} // namespace

Salvaged salvage(const QString &from, const QString &to, const std::function<QString(const Entry &)> &words)
{
    Salvaged result;
    PageFile file;
    if (!file.open(from, &result.why))
        return result;
    Salvager salvager(file, look(file), words);
    const auto name = u"interim-salvage-"_s + to;
    {
        auto database = QSqlDatabase::addDatabase(u"QSQLITE"_s, name);
        database.setDatabaseName(to);
        QSqlError error;
        if (!makeEmpty(to) || !database.open()) {
            error = database.lastError();
        } else {
            QSqlQuery query(database);
            result.done = begin(query) && migrate(database, steps(), &error) == Migration::Done
                && query.exec(u"BEGIN IMMEDIATE"_s) && (result.read = salvager.saveAll(query)) >= 0
                && query.exec(u"COMMIT"_s);
            if (!result.done)
                error = error.isValid() ? error : query.lastError();
        }
        result.why = error.isValid() ? error.databaseText() : QString();
        database.close();
    }
    QSqlDatabase::removeDatabase(name);
    salvager.count(&result);
    return result;
}

} // namespace store
