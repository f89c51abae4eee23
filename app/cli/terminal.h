// SPDX-License-Identifier: GPL-3.0-or-later
// Where output goes: what the terminal can show, and writing that notices a full disk or a closed pipe.
#pragma once

#include "cli/text_layout.h"

#include <QString>

#include <string>
#include <vector>

namespace cli {

/// Standard output's style: width and colour of a terminal (NO_COLOR and TERM=dumb switch colour off), 80 columns
/// without colour elsewhere; Unicode where the locale's encoding is UTF-8.
TextStyle outputStyle();
/// True when the environment says UTF-8 (LC_ALL, LC_CTYPE, LANG in the order of POSIX).
bool localeIsUtf8();

/// From now on these values too are *** in all that is written, here and below.
void hideValues(const std::vector<std::string> &values);

/// Writes and flushes. False when it could not (the reader has gone, the disk is full), which is complained of once.
bool writeOut(const QByteArray &bytes);
bool writeOut(const QString &text);
/// The first of the two, for those that give text piece by piece.
inline bool printed(const QByteArray &bytes)
{
    return writeOut(bytes);
}
/// One line on standard error: "interim-cli: TEXT", with control bytes replaced.
void complain(const QString &text);
/// The same for words that cannot be followed; returns Misused.
int misused(const QString &text);

/// Exit statuses of the contract.
enum ExitStatus : int { Done = 0, Failed = 1, Misused = 2, StatusFailed = 4 };

} // namespace cli
