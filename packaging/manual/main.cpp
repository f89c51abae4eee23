// SPDX-License-Identifier: GPL-3.0-or-later
// Makes the manual page from its frame: standard input to standard output. Part of the build, not installed.
#include "cli/options/manual.h"

#include <iostream>
#include <iterator>

int main()
{
    const std::string frame{std::istreambuf_iterator<char>(std::cin), {}};
    return std::cout << cli::manualPage(frame) << std::flush ? 0 : 1;
}
