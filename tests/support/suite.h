// SPDX-License-Identifier: GPL-3.0-or-later
// One program a room holds all its suites: INTERIM_SUITE(TestX) in tst_x.cpp registers suite `x`.
#pragma once

#include <QTest>

namespace support {

/// Runs one suite with the words of the command line that follow its name.
using SuiteRun = int (*)(int count, char **words);

/// Adds a suite to the program's list; `file` is the path of its tst_x.cpp, which names it.
class SuiteEntry {
public:
    SuiteEntry(const char *file, SuiteRun run);
};

/// `PROGRAM SUITE [Qt Test's options]`; without a suite it lists them. Returns the exit status.
int runSuite(int count, char **words);

template <class Suite>
int runAs(int count, char **words)
{
    Suite suite;
    return QTest::qExec(&suite, count, words);
}

} // namespace support

#define INTERIM_SUITE(Class) static const support::SuiteEntry entry##Class(__FILE__, &support::runAs<Class>);
