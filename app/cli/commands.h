// SPDX-License-Identifier: GPL-3.0-or-later
// The commands of interim-cli: each takes the words after its name and gives the exit status.
#pragma once

#include <QStringList>

namespace cli {

/// `words` without the program's name, one code point a byte. Needs a QCoreApplication.
int run(const QStringList &words);

int runSend(const QStringList &words);
int runCurl(const QStringList &words);
int runReplay(const QStringList &words);
int runExport(const QStringList &words);
int runGuide(const QStringList &words);
int runProfiles(const QStringList &words);
int runSnippet(const QStringList &words);
int runLab(const QStringList &words);
int runCompare(const QStringList &words);
int runDemo(const QStringList &words);

} // namespace cli
