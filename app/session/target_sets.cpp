// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/target_sets.h"

#include "record/regular_file.h"
#include "session/comparison.h"
#include "session/file_writer.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace session {

namespace {

constexpr std::uint64_t mostSetBytes = 16 << 20;
const QLatin1String setsFormat("interim-target-sets");

struct TargetSetWords {
    Q_DECLARE_TR_FUNCTIONS(session::TargetSets)
};

std::optional<TargetSet> setFrom(const QJsonObject &json)
{
    TargetSet set{json.value("name"_L1).toString(), {}};
    const auto urls = json.value("urls"_L1).toArray();
    for (const auto &url : urls)
        set.urls << url.toString();
    const bool fits = !set.name.isEmpty() && !set.urls.isEmpty() && !set.urls.contains(QString())
        && set.urls.size() <= static_cast<qsizetype>(mostComparisonRows);
    return fits ? std::optional(set) : std::nullopt;
}

} // namespace

TargetSets::TargetSets(const QString &folder) : folder_(folder)
{
    if (folder_.isEmpty()) // as QStandardPaths::AppLocalDataLocation in the window, whatever this program is called
        folder_ = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + "/interim/interim"_L1;
}

QString TargetSets::path() const
{
    return QDir(folder_).filePath(u"target-sets.json"_s);
}

QList<TargetSet> TargetSets::all(QString *line) const
{
    QString ignored;
    QString &wrong = line ? *line : ignored;
    wrong.clear();
    if (!QFile::exists(path()))
        return {};
    const record::FileText file = record::readFile(QFile::encodeName(path()).toStdString(), mostSetBytes);
    if (!file.error.empty()) {
        wrong = TargetSetWords::tr("the target sets cannot be read: %1: %2")
                    .arg(path(), QString::fromStdString(file.error));
        return {};
    }
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(file.bytes)).object();
    if (json.value("format"_L1).toString() != setsFormat || json.value("version"_L1).toInt() != 1) {
        wrong = TargetSetWords::tr("the target sets cannot be read: %1 is damaged, or of a newer Interim: move it away")
                    .arg(path());
        return {};
    }
    QList<TargetSet> sets;
    const auto list = json.value("sets"_L1).toArray();
    for (const auto &entry : list)
        if (const auto set = setFrom(entry.toObject()); set && sets.size() < mostSets)
            sets << *set;
    std::ranges::sort(sets, {}, &TargetSet::name);
    return sets;
}

std::optional<TargetSet> TargetSets::find(const QString &name, QString *line) const
{
    const auto sets = all(line);
    const auto place = std::ranges::find(sets, name, &TargetSet::name);
    return place == sets.end() ? std::nullopt : std::optional(*place);
}

QString TargetSets::save(const TargetSet &set) const
{
    if (set.name.trimmed().isEmpty() || set.name.size() > longestName)
        return TargetSetWords::tr("a set's name is 1 to %1 characters").arg(longestName);
    if (set.urls.isEmpty() || set.urls.size() > static_cast<qsizetype>(mostComparisonRows))
        return TargetSetWords::tr("a set holds 1 to %1 servers").arg(mostComparisonRows);
    QString line;
    auto sets = all(&line);
    if (!line.isEmpty())
        return line;
    sets.removeIf([&](const TargetSet &old) { return old.name == set.name; });
    if (sets.size() >= mostSets)
        return TargetSetWords::tr("there are %1 sets already: remove one").arg(mostSets);
    sets << set;
    return write(sets);
}

QString TargetSets::remove(const QString &name) const
{
    QString line;
    auto sets = all(&line);
    if (!line.isEmpty() || sets.removeIf([&](const TargetSet &old) { return old.name == name; }) == 0)
        return line;
    return write(sets);
}

QString TargetSets::write(const QList<TargetSet> &sets) const
{
    QJsonArray list;
    for (const TargetSet &set : sets)
        list.append(QJsonObject{{u"name"_s, set.name}, {u"urls"_s, QJsonArray::fromStringList(set.urls)}});
    const QJsonObject json{{u"format"_s, QString(setsFormat)}, {u"version"_s, 1}, {u"sets"_s, list}};
    const QByteArray bytes = QJsonDocument(json).toJson();
    makeOwnFolder(folder_);
    // URLs may hold credentials.
    const QString why =
        writeFile(path(), {bytes.constData(), static_cast<std::size_t>(bytes.size())}, FileAccess::OwnerOnly);
    return why.isEmpty() ? QString() : TargetSetWords::tr("the target sets cannot be kept: %1: %2").arg(path(), why);
}

} // namespace session
