// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/suite.h"

#include <cstdio>
#include <cstring>
#include <map>
#include <string>

namespace support {

namespace {

/// A function, since the entries are made before main() in no order.
std::map<std::string, SuiteRun> &suites()
{
    static std::map<std::string, SuiteRun> all;
    return all;
}

std::string nameFrom(const std::string &file)
{
    const std::size_t start = file.rfind("/tst_") + std::strlen("/tst_");
    return file.substr(start, file.rfind('.') - start);
}

} // namespace

SuiteEntry::SuiteEntry(const char *file, SuiteRun run)
{
    suites()[nameFrom(file)] = run;
}

int runSuite(int count, char **words)
{
    const auto found = count > 1 ? suites().find(words[1]) : suites().end();
    if (found == suites().end()) {
        std::fputs("Name a suite:\n", stderr);
        for (const auto &[name, run] : suites())
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    words[1] = words[0];
    return found->second(count - 1, words + 1);
}

} // namespace support
