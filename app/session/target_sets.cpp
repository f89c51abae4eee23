// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/target_sets.h"

#include "record/regular_file.h"
#include "session/comparison.h"
#include "session/file_writer.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QStandardPaths>

#include <algorithm>

namespace session {

namespace {

constexpr std::uint64_t mostSetBytes = 16 << 20;
const QLatin1String setsFormat("interim-target-sets");

QString setsSay(const char *text)
{
    return QCoreApplication::translate("session::TargetSets", text);
}

std::optional<TargetSet> setFrom(const QJsonObject &json)
{
    TargetSet set{json.value(QLatin1String("name")).toString(), {}};
    const auto urls = json.value(QLatin1String("urls")).toArray();
    for (const auto &url : urls)
        set.urls << url.toString();
    const bool fits = !set.name.isEmpty() && !set.urls.isEmpty() && !set.urls.contains(QString())
        && set.urls.size() <= static_cast<qsizetype>(mostComparisonRows);
    return fits ? std::optional(set) : std::nullopt;
}

} // namespace

TargetSets::TargetSets(const QString &folder)
    : folder_(folder)
{
    if (folder_.isEmpty()) // as QStandardPaths::AppLocalDataLocation in the window, whatever this program is called
        folder_ = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + QLatin1String("/interim/interim");
}

QString TargetSets::path() const
{
    return QDir(folder_).filePath(QStringLiteral("target-sets.json"));
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
        wrong = setsSay("the target sets cannot be read: %1: %2").arg(path(), QString::fromStdString(file.error));
        return {};
    }
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(file.bytes)).object();
    if (json.value(QLatin1String("format")).toString() != setsFormat || json.value(QLatin1String("version")).toInt() != 1) {
        wrong = setsSay("the target sets cannot be read: %1 is damaged, or of a newer Interim: move it away").arg(path());
        return {};
    }
    QList<TargetSet> sets;
    const auto list = json.value(QLatin1String("sets")).toArray();
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
        return setsSay("a set's name is 1 to %1 characters").arg(longestName);
    if (set.urls.isEmpty() || set.urls.size() > static_cast<qsizetype>(mostComparisonRows))
        return setsSay("a set holds 1 to %1 servers").arg(mostComparisonRows);
    QString line;
    auto sets = all(&line);
    if (!line.isEmpty())
        return line;
    sets.removeIf([&](const TargetSet &old) { return old.name == set.name; });
    if (sets.size() >= mostSets)
        return setsSay("there are %1 sets already: remove one").arg(mostSets);
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
        list.append(QJsonObject{{QStringLiteral("name"), set.name}, {QStringLiteral("urls"), QJsonArray::fromStringList(set.urls)}});
    const QJsonObject json{{QStringLiteral("format"), QString(setsFormat)}, {QStringLiteral("version"), 1}, {QStringLiteral("sets"), list}};
    const QByteArray bytes = QJsonDocument(json).toJson();
    makeOwnFolder(folder_);
    // URLs may hold credentials.
    const QString why = writeFile(path(), {bytes.constData(), static_cast<std::size_t>(bytes.size())}, FileAccess::OwnerOnly);
    return why.isEmpty() ? QString() : setsSay("the target sets cannot be kept: %1: %2").arg(path(), why);
}

} // namespace session
