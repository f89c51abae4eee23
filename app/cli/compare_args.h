// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments of `compare`: those of a request, its own, and the URLs or the set of them.
#pragma once

#include "cli/request_options.h"
#include "compare/align.h"
#include "session/comparison.h"

namespace cli {

struct CompareCall {
    std::vector<session::ComparisonTarget> targets;
    OutputOptions output;
    compare::Align align = compare::Align::Head;
    std::size_t baseline = 0;
    int rounds = 1;
    QString reportPath; ///< "" for none
    QString saveAs;     ///< a set's name, "" for none
    QStringList urls;   ///< of all targets, for the set
};

/// `words` follow the command's name. Reads the set that --targets names; writes nothing.
std::variant<CompareCall, Misuse> readCompare(const QStringList &words);

} // namespace cli
