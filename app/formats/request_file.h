// SPDX-License-Identifier: GPL-3.0-or-later
// What an import makes of a file that other tools wrote: the requests in it, each with what could not be taken.
#pragma once

#include "request/request.h"

#include <QString>
#include <QStringList>

#include <vector>

using namespace Qt::StringLiterals;

namespace formats {

struct FileRequest {
    QString name; ///< as the file names it; "" for none
    request::RequestSpec spec;
    QStringList losses;        ///< what was not understood or cannot be said: a line each
    QStringList taken;         ///< how something was read that could be read in another way: a line each
    QString error;             ///< one line when no request can be made of it; it keeps its place in the file even so
    QString otherName{};       ///< a second name that the file gives it; "" for none
    QString blocked{};         ///< one line why it must not be sent as it stands: it holds what is not known here
    bool lacksContent = false; ///< what blocks it is missing in its content: no other change mends that
    bool lacksFields = false;  ///< the same of its fields
    std::string typed{};       ///< as the file has it, as far as 64 KiB; "" where that is not kept
};

struct RequestFile {
    std::vector<FileRequest> requests;  ///< in the file's order
    QStringList taken;                  ///< of the whole file
    QString error;                      ///< one line when nothing can be read; then all else is empty
    QStringList environments{};         ///< that could be chosen for it
    std::vector<std::string> secrets{}; ///< values that must not be shown: those of a private environment file
};

/// Bounds of every import.
inline constexpr std::size_t mostFileRequests = 10'000;
inline constexpr qsizetype mostFileRemarks = 100;  ///< lines that one request may have
inline constexpr qsizetype mostLineLetters = 2000; ///< of a line, which may quote what was imported

inline constexpr qsizetype mostReasons = 5; ///< why a request is not sent

inline QString cutLine(const QString &line)
{
    return line.size() <= mostLineLetters ? line : line.left(mostLineLetters) + QChar(0x2026);
}

/// Adds a line unless it stands there, or there are too many.
inline void remark(QStringList &lines, const QString &line)
{
    if (const QString cut = cutLine(line); lines.size() < mostFileRemarks && !lines.contains(cut))
        lines.append(cut);
}

/// As one line.
inline QString joinedReasons(const QStringList &reasons)
{
    return reasons.mid(0, mostReasons).join(u"; "_s)
        + (reasons.size() > mostReasons ? u"; and %1 more"_s.arg(reasons.size() - mostReasons) : QString());
}

} // namespace formats
