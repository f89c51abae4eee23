// SPDX-License-Identifier: GPL-3.0-or-later
// The include table, one row a room, and the checks that hold it.
#pragma once

#include "arch/source_reader.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QHash>
#include <QtCore/QSet>

namespace arch {

struct Row {
    QString room;
    QStringList rooms;    // whose headers it may include, besides its own
    QStringList modules;  // Qt modules
    QStringList headers;  // headers beyond C++, by name or, ending in '/', by folder
    bool threads = false; // may include the C++ headers of threads, clocks' sleep and files
};

// Beyond this many .cpp files a folder is a drawer, not a room.
inline constexpr int mostSourcesOfAFolder = 25;

inline const QStringList &posix()
{
    static const QStringList names{
        QStringLiteral("sys/"),    QStringLiteral("netinet/"),    QStringLiteral("arpa/"),
        QStringLiteral("linux/"),  QStringLiteral("unistd.h"),    QStringLiteral("fcntl.h"),
        QStringLiteral("poll.h"),  QStringLiteral("netdb.h"),     QStringLiteral("signal.h"),
        QStringLiteral("time.h"),  QStringLiteral("termios.h"),   QStringLiteral("errno.h"),
        QStringLiteral("net/if.h")};
    return names;
}

// The README's table of rooms: ui -> session, model, record; cli -> session; session -> all below it; siblings blind, but
// for engine -> lab and model -> the result types of guidance, compare and store. A room that may see
// record may see wire, whose value types the record is made of.
inline const QList<Row> &table()
{
    const QString core = QStringLiteral("QtCore");
    const QStringList values{QStringLiteral("record"), QStringLiteral("wire")};
    const QStringList results = values
        + QStringList{QStringLiteral("guidance"), QStringLiteral("compare"), QStringLiteral("store")};
    const QStringList below = results
        + QStringList{QStringLiteral("lab"), QStringLiteral("formats"), QStringLiteral("engine"),
                      QStringLiteral("model")};
    static const QList<Row> rows{
        {QStringLiteral("wire"), {}, {}, {QStringLiteral("idn2.h")}},
        {QStringLiteral("record"),
         {QStringLiteral("wire")},
         {},
         {QStringLiteral("xxhash.h"), QStringLiteral("xxh_x86dispatch.h"), QStringLiteral("fcntl.h"), // regular_file
          QStringLiteral("sys/stat.h"), QStringLiteral("unistd.h")}},
        {QStringLiteral("lab"), values, {}, {}},
        {QStringLiteral("compare"), values, {}, {}},
        {QStringLiteral("guidance"), values, {core}, {}},
        {QStringLiteral("formats"),
         values,
         {core},
         {QStringLiteral("zlib.h"), QStringLiteral("brotli/"), QStringLiteral("zstd.h")}},
        {QStringLiteral("engine"),
         values + QStringList{QStringLiteral("lab")},
         {core, QStringLiteral("QtNetwork")},
         posix() + QStringList{QStringLiteral("openssl/"), QStringLiteral("malloc.h")},
         true},
        {QStringLiteral("store"),
         values,
         {core, QStringLiteral("QtSql")},
         {QStringLiteral("fcntl.h"), QStringLiteral("sys/file.h"), QStringLiteral("sys/stat.h"), // file_guard
          QStringLiteral("unistd.h")}},
        {QStringLiteral("model"), results, {core}, {}},
        {QStringLiteral("session"),
         below,
         {core},
         {QStringLiteral("sys/stat.h"), QStringLiteral("unistd.h")}, // file_writer: files for their owner alone
         true},
        {QStringLiteral("cli"), below + QStringList{QStringLiteral("session")}, {core}, posix(), true},
        {QStringLiteral("ui"),
         results + QStringList{QStringLiteral("session"), QStringLiteral("model")},
         {core, QStringLiteral("QtGui"), QStringLiteral("QtWidgets"), QStringLiteral("QtSvg")},
         {QStringLiteral("Qsci/")}},
    };
    return rows;
}

// Header name, lower case -> the Qt modules that ship it, from Qt's own include folders, so that
// <QTcpSocket>, <qtcpsocket.h> and "QTcpSocket" are all known for what they are.
using QtHeaders = QHash<QString, QStringList>;

inline QtHeaders readQtHeaders(const QStringList &includeFolders)
{
    QtHeaders headers;
    for (const QString &folder : includeFolders) {
        const auto modules = QDir(folder).entryList({QStringLiteral("Qt*")}, QDir::Dirs);
        for (const QString &module : modules) {
            const auto names = QDir(folder + QLatin1Char('/') + module).entryList(QDir::Files);
            for (const QString &name : names) {
                QStringList &owners = headers[name.toLower()];
                if (!owners.contains(module))
                    owners.append(module);
            }
        }
    }
    return headers;
}

inline bool isStandardHeader(const QString &name, bool threads)
{
    static const QSet<QString> plain{
        QStringLiteral("algorithm"), QStringLiteral("any"), QStringLiteral("array"), QStringLiteral("bit"),
        QStringLiteral("bitset"), QStringLiteral("cassert"), QStringLiteral("cctype"),
        QStringLiteral("cerrno"), QStringLiteral("charconv"), QStringLiteral("chrono"),
        QStringLiteral("climits"), QStringLiteral("cmath"), QStringLiteral("compare"),
        QStringLiteral("concepts"), QStringLiteral("cstddef"), QStringLiteral("cstdint"),
        QStringLiteral("cstdio"), QStringLiteral("cstdlib"), QStringLiteral("cstring"),
        QStringLiteral("deque"), QStringLiteral("exception"), QStringLiteral("forward_list"),
        QStringLiteral("functional"), QStringLiteral("initializer_list"), QStringLiteral("iomanip"),
        QStringLiteral("ios"), QStringLiteral("iosfwd"), QStringLiteral("istream"),
        QStringLiteral("iterator"), QStringLiteral("limits"), QStringLiteral("list"),
        QStringLiteral("map"), QStringLiteral("memory"), QStringLiteral("new"), QStringLiteral("numbers"),
        QStringLiteral("numeric"), QStringLiteral("optional"), QStringLiteral("ostream"),
        QStringLiteral("queue"), QStringLiteral("random"), QStringLiteral("ranges"),
        QStringLiteral("ratio"), QStringLiteral("set"), QStringLiteral("source_location"),
        QStringLiteral("span"), QStringLiteral("sstream"), QStringLiteral("stack"),
        QStringLiteral("stdexcept"), QStringLiteral("string"), QStringLiteral("string_view"), QStringLiteral("system_error"),
        QStringLiteral("tuple"), QStringLiteral("type_traits"), QStringLiteral("typeindex"),
        QStringLiteral("typeinfo"), QStringLiteral("unordered_map"), QStringLiteral("unordered_set"),
        QStringLiteral("utility"), QStringLiteral("variant"), QStringLiteral("vector"),
        QStringLiteral("version")};
    static const QSet<QString> threaded{
        QStringLiteral("atomic"), QStringLiteral("barrier"), QStringLiteral("condition_variable"),
        QStringLiteral("csignal"), QStringLiteral("ctime"), QStringLiteral("filesystem"),
        QStringLiteral("fstream"), QStringLiteral("future"), QStringLiteral("iostream"),
        QStringLiteral("latch"), QStringLiteral("mutex"), QStringLiteral("semaphore"),
        QStringLiteral("shared_mutex"), QStringLiteral("stop_token"), QStringLiteral("thread")};
    return plain.contains(name) || (threads && threaded.contains(name));
}

inline bool listed(const QStringList &headers, const QString &name)
{
    for (const QString &header : headers) {
        if (header.endsWith(QLatin1Char('/')) ? name.startsWith(header) : name == header)
            return true;
    }
    return false;
}

// The Qt modules that an include can mean; empty when it is none of Qt's.
inline QStringList qtModulesOf(const QString &name, const QtHeaders &qt)
{
    const auto slash = name.indexOf(QLatin1Char('/'));
    if (slash > 0 && name.startsWith(QLatin1String("Qt")))
        return {name.left(slash)};
    return slash < 0 ? qt.value(name.toLower()) : QStringList{};
}

inline const Row *rowOf(const QString &room)
{
    for (const Row &row : table()) {
        if (row.room == room)
            return &row;
    }
    return nullptr;
}

// Empty when `include` in a file of `row` is allowed, else why it is not.
inline QString judge(const Row &row, const Include &include, const QtHeaders &qt)
{
    const QString &name = include.name;
    if (include.computed)
        return QStringLiteral("an #include through a macro cannot be checked");
    if (name.contains(QLatin1String("..")) || name.startsWith(QLatin1Char('/')))
        return QStringLiteral("a path that climbs or is absolute");
    const auto slash = name.indexOf(QLatin1Char('/'));
    const QString first = slash > 0 ? name.left(slash) : QString();
    if (!include.angled && rowOf(first)) {
        const bool may = first == row.room || row.rooms.contains(first);
        return may ? QString() : QStringLiteral("room %1 may not know %2").arg(row.room, first);
    }
    const QStringList modules = qtModulesOf(name, qt);
    for (const QString &module : modules) {
        if (row.modules.contains(module))
            return {};
    }
    if (!modules.isEmpty())
        return QStringLiteral("room %1 may not name %2").arg(row.room, modules.join(QLatin1Char('/')));
    if (isStandardHeader(name, row.threads) || listed(row.headers, name))
        return {};
    const bool generated = name.endsWith(QLatin1String(".moc")) || name.startsWith(QLatin1String("moc_"));
    if (!include.angled && generated && !row.modules.isEmpty())
        return {};
    return QStringLiteral("room %1 may not include it").arg(row.room);
}

// One line a violation, `file:line: include: why`.
inline QStringList checkIncludes(const QString &room, const QString &file, const QString &text,
                                 const QtHeaders &qt)
{
    const Row *row = rowOf(room);
    if (!row)
        return {QStringLiteral("%1: no row for room %2").arg(file, room)};
    QStringList wrong;
    const auto includes = includesOf(text);
    for (const Include &include : includes) {
        const QString why = judge(*row, include, qt);
        if (!why.isEmpty())
            wrong << QStringLiteral("%1:%2: %3: %4").arg(file).arg(include.line).arg(include.name, why);
    }
    return wrong;
}

// Words that read a clock, outside the one place that may: engine/net/clock; the store may date its entries.
inline QStringList checkClock(const QString &room, const QString &file, const QString &text)
{
    if (room == QLatin1String("engine") && QFileInfo(file).completeBaseName() == QLatin1String("clock"))
        return {};
    static constexpr char steadyWords[] =
        R"RX(\b(?:steady_clock|high_resolution_clock|QElapsedTimer|QDeadlineTimer|clock_gettime)\b)RX"
        R"RX(|\b(?:gettimeofday|timespec_get|sleep_for|sleep_until)\b)RX"
        R"RX(|(?<![\w.>])(?:time|clock)\s*\(\s*(?:NULL|nullptr|0)\s*\)|(?<![\w.>])clock\s*\(\s*\))RX";
    static constexpr char wallWords[] =
        R"RX(\b(?:system|utc|tai|gps|file)_clock\b|\bQ(?:Date|Time|DateTime)::current\w*)RX";
    static const QRegularExpression steady(QString::fromLatin1(steadyWords));
    static const QRegularExpression wall(QString::fromLatin1(wallWords));
    const QString code = blankOut(text, true);
    QStringList wrong;
    QList<const QRegularExpression *> patterns{&steady};
    if (room != QLatin1String("store"))
        patterns << &wall;
    for (const QRegularExpression *pattern : patterns) {
        auto matches = pattern->globalMatch(code);
        while (matches.hasNext()) {
            const auto match = matches.next();
            const auto line = code.left(match.capturedStart()).count(QLatin1Char('\n')) + 1;
            wrong << QStringLiteral("%1:%2: %3 reads a clock").arg(file).arg(line).arg(match.captured());
        }
    }
    return wrong;
}

// The header, from app/, by whose test a unit is tested: its own, or for a further file of a class the one of its folder
// that it includes first. Where that one is not of its folder the unit must have its own.
inline QString mirroredHeader(const QString &unit, const QString &unitText)
{
    const QString own = unit.section(QLatin1Char('/'), 1).chopped(3) + QLatin1Char('h');
    const auto folder = [](const QString &path) { return path.section(QLatin1Char('/'), 0, -2); };
    for (const Include &include : includesOf(unitText)) {
        if (include.angled)
            continue;
        return folder(include.name) == folder(own) ? include.name : own;
    }
    return own;
}

// What the first #include of a test must be: the header of the unit that it tests.
inline QString checkMirror(const QString &unitHeader, const QString &testText)
{
    const auto includes = includesOf(testText);
    if (includes.isEmpty())
        return QStringLiteral("includes nothing");
    if (includes.first().name != unitHeader || includes.first().angled)
        return QStringLiteral("includes %1 first, not \"%2\"").arg(includes.first().name, unitHeader);
    return {};
}

} // namespace arch
