// SPDX-License-Identifier: GPL-3.0-or-later
// The include table, one row a room, and the checks that hold it.
#pragma once

#include "arch/source_reader.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QSet>

using namespace Qt::StringLiterals;

namespace arch {

struct Row {
    QString room;
    QStringList rooms;    // whose headers it may include, besides its own
    QStringList modules;  // Qt modules
    QStringList headers;  // headers beyond C++, by name or, ending in '/', by folder
    bool threads = false; // may include the C++ headers of threads, clocks' sleep and files
};

// What the README's table says in its last column of such a room.
inline QString leansOn(const Row &row)
{
    static const QHash<QString, QString> libraries{{u"idn2.h"_s, u"libidn2"_s},   {u"xxhash.h"_s, u"xxHash"_s},
                                                   {u"zlib.h"_s, u"zlib"_s},      {u"brotli/"_s, u"brotli"_s},
                                                   {u"openssl/"_s, u"OpenSSL"_s}, {u"zstd.h"_s, u"zstd"_s},
                                                   {u"Qsci/"_s, u"QScintilla"_s}};
    QStringList names = row.rooms + row.modules;
    for (const QString &header : row.headers) {
        if (libraries.contains(header))
            names << libraries.value(header);
    }
    return names.isEmpty() ? u"C++ alone"_s : names.join(u", "_s);
}

// Beyond this many .cpp files a folder is a drawer, not a room.
inline constexpr int mostSourcesOfAFolder = 25;

/// A longer file holds two subjects, or data.
inline constexpr qsizetype mostLinesOfAFile = 400;

/// Tables of data in C++: as long as there is data.
inline const QStringList &dataFiles()
{
    static const QStringList files{QStringLiteral("tests/guidance/cases.h")};
    return files;
}

inline const QStringList &posix()
{
    static const QStringList names{u"sys/"_s,      u"netinet/"_s, u"arpa/"_s,   u"linux/"_s,   u"unistd.h"_s,
                                   u"fcntl.h"_s,   u"poll.h"_s,   u"netdb.h"_s, u"signal.h"_s, u"time.h"_s,
                                   u"termios.h"_s, u"errno.h"_s,  u"net/if.h"_s};
    return names;
}

// The README shows this table. Siblings are blind but for engine -> lab and model -> the result types of guidance,
// compare and store. Who may see record may see wire, whose value types the record is made of. The two programs see the
// use cases and the values and documents that those hand out: nothing that opens a socket, a database or a scenario.
inline const QList<Row> &table()
{
    const QString core = u"QtCore"_s;
    const QStringList values{u"record"_s, u"request"_s, u"wire"_s, u"base"_s};
    const QStringList judged = QStringList{u"guidance"_s, u"rules"_s, u"words"_s};
    const QStringList results = values + judged + QStringList{u"compare"_s, u"store"_s};
    const QStringList below = results + QStringList{u"lab"_s, u"formats"_s, u"engine"_s, u"model"_s};
    static const QList<Row> rows{
        {u"base"_s, {}, {}, {}},
        {u"wire"_s, {u"base"_s}, {}, {}},
        {u"request"_s, {u"wire"_s, u"base"_s}, {}, {u"idn2.h"_s}},
        {u"record"_s,
         {u"request"_s, u"wire"_s, u"base"_s},
         {},
         {u"xxhash.h"_s, u"xxh_x86dispatch.h"_s, u"fcntl.h"_s, // regular_file
          u"sys/stat.h"_s, u"unistd.h"_s}},
        {u"lab"_s, values, {}, {}},
        {u"compare"_s, values, {}, {}},
        {u"words"_s, values, {core}, {}},
        {u"rules"_s, values + QStringList{u"words"_s}, {core}, {}},
        {u"guidance"_s, values + QStringList{u"rules"_s, u"words"_s}, {core}, {}},
        {u"formats"_s, values + QStringList{u"words"_s}, {core}, {u"zlib.h"_s, u"brotli/"_s, u"zstd.h"_s}},
        {u"engine"_s,
         values + QStringList{u"lab"_s},
         {core, u"QtNetwork"_s},
         posix() + QStringList{u"openssl/"_s, u"malloc.h"_s},
         true},
        {u"store"_s,
         values + QStringList{u"words"_s},
         {core, u"QtSql"_s},
         {u"fcntl.h"_s, u"sys/file.h"_s, u"sys/stat.h"_s, // file_guard
          u"unistd.h"_s}},
        {u"model"_s, results, {core}, {}},
        {u"session"_s,
         below,
         {core},
         {u"sys/stat.h"_s, u"unistd.h"_s}, // file_writer: files for their owner alone
         true},
        {u"cli"_s, values + judged + QStringList{u"compare"_s, u"formats"_s, u"session"_s}, {core}, posix(), true},
        {u"ui"_s,
         results + QStringList{u"session"_s, u"model"_s},
         {core, u"QtGui"_s, u"QtWidgets"_s, u"QtSvg"_s},
         {u"Qsci/"_s}},
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
        const auto modules = QDir(folder).entryList({u"Qt*"_s}, QDir::Dirs);
        for (const QString &module : modules) {
            const auto names = QDir(folder + '/'_L1 + module).entryList(QDir::Files);
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
    static const QSet<QString> plain{u"algorithm"_s,     u"any"_s,          u"array"_s,        u"bit"_s,
                                     u"bitset"_s,        u"cassert"_s,      u"cctype"_s,       u"cerrno"_s,
                                     u"charconv"_s,      u"chrono"_s,       u"climits"_s,      u"cmath"_s,
                                     u"compare"_s,       u"concepts"_s,     u"cstddef"_s,      u"cstdint"_s,
                                     u"cstdio"_s,        u"cstdlib"_s,      u"cstring"_s,      u"deque"_s,
                                     u"exception"_s,     u"forward_list"_s, u"functional"_s,   u"initializer_list"_s,
                                     u"iomanip"_s,       u"ios"_s,          u"iosfwd"_s,       u"istream"_s,
                                     u"iterator"_s,      u"limits"_s,       u"list"_s,         u"map"_s,
                                     u"memory"_s,        u"new"_s,          u"numbers"_s,      u"numeric"_s,
                                     u"optional"_s,      u"ostream"_s,      u"queue"_s,        u"random"_s,
                                     u"ranges"_s,        u"ratio"_s,        u"set"_s,          u"source_location"_s,
                                     u"span"_s,          u"sstream"_s,      u"stack"_s,        u"stdexcept"_s,
                                     u"string"_s,        u"string_view"_s,  u"system_error"_s, u"tuple"_s,
                                     u"type_traits"_s,   u"typeindex"_s,    u"typeinfo"_s,     u"unordered_map"_s,
                                     u"unordered_set"_s, u"utility"_s,      u"variant"_s,      u"vector"_s,
                                     u"version"_s};
    static const QSet<QString> threaded{u"atomic"_s,       u"barrier"_s,    u"condition_variable"_s,
                                        u"csignal"_s,      u"ctime"_s,      u"filesystem"_s,
                                        u"fstream"_s,      u"future"_s,     u"iostream"_s,
                                        u"latch"_s,        u"mutex"_s,      u"semaphore"_s,
                                        u"shared_mutex"_s, u"stop_token"_s, u"thread"_s};
    return plain.contains(name) || (threads && threaded.contains(name));
}

inline bool listed(const QStringList &headers, const QString &name)
{
    for (const QString &header : headers) {
        if (header.endsWith('/'_L1) ? name.startsWith(header) : name == header)
            return true;
    }
    return false;
}

// The Qt modules that an include can mean; empty when it is none of Qt's.
inline QStringList qtModulesOf(const QString &name, const QtHeaders &qt)
{
    const auto slash = name.indexOf('/'_L1);
    if (slash > 0 && name.startsWith("Qt"_L1))
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
        return u"an #include through a macro cannot be checked"_s;
    if (name.contains(".."_L1) || name.startsWith('/'_L1))
        return u"a path that climbs or is absolute"_s;
    const auto slash = name.indexOf('/'_L1);
    const QString first = slash > 0 ? name.left(slash) : QString();
    if (!include.angled && rowOf(first)) {
        const bool may = first == row.room || row.rooms.contains(first);
        return may ? QString() : u"room %1 may not know %2"_s.arg(row.room, first);
    }
    const QStringList modules = qtModulesOf(name, qt);
    for (const QString &module : modules) {
        if (row.modules.contains(module))
            return {};
    }
    if (!modules.isEmpty())
        return u"room %1 may not name %2"_s.arg(row.room, modules.join('/'_L1));
    if (isStandardHeader(name, row.threads) || listed(row.headers, name))
        return {};
    const bool generated = name.endsWith(".moc"_L1) || name.startsWith("moc_"_L1);
    if (!include.angled && generated && !row.modules.isEmpty())
        return {};
    return u"room %1 may not include it"_s.arg(row.room);
}

// One line a violation, `file:line: include: why`.
inline QStringList checkIncludes(const QString &room, const QString &file, const QString &text, const QtHeaders &qt)
{
    const Row *row = rowOf(room);
    if (!row)
        return {u"%1: no row for room %2"_s.arg(file, room)};
    QStringList wrong;
    const auto includes = includesOf(text);
    for (const Include &include : includes) {
        const QString why = judge(*row, include, qt);
        if (!why.isEmpty())
            wrong << u"%1:%2: %3: %4"_s.arg(file).arg(include.line).arg(include.name, why);
    }
    return wrong;
}

// Words that read a clock, outside the one place that may: engine/net/clock; the store may date its entries.
inline QStringList checkClock(const QString &room, const QString &file, const QString &text)
{
    if (room == "engine"_L1 && QFileInfo(file).completeBaseName() == "clock"_L1)
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
    if (room != "store"_L1)
        patterns << &wall;
    for (const QRegularExpression *pattern : patterns) {
        auto matches = pattern->globalMatch(code);
        while (matches.hasNext()) {
            const auto match = matches.next();
            const auto line = code.left(match.capturedStart()).count('\n'_L1) + 1;
            wrong << u"%1:%2: %3 reads a clock"_s.arg(file).arg(line).arg(match.captured());
        }
    }
    return wrong;
}

// The header, from app/, by whose test a unit is tested: its own, or for a further file of a class the one of its
// folder that it includes first. Where that one is not of its folder the unit must have its own.
inline QString mirroredHeader(const QString &unit, const QString &unitText)
{
    const QString own = unit.section('/'_L1, 1).chopped(3) + 'h'_L1;
    const auto folder = [](const QString &path) { return path.section('/'_L1, 0, -2); };
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
        return u"includes nothing"_s;
    if (includes.first().name != unitHeader || includes.first().angled)
        return u"includes %1 first, not \"%2\""_s.arg(includes.first().name, unitHeader);
    return {};
}

} // namespace arch
