// SPDX-License-Identifier: GPL-3.0-or-later
// What becomes of an exchange on the command line: how it is printed, where it is kept, what fails.
#pragma once

#include "cli/options/given_options.h"

namespace cli {

enum class Drawing : std::uint8_t { Default, Timeline, Json };

/// What --import says of the request that it read.
struct ImportWords {
    QStringList losses, taken;
    QString stop; ///< why it is not to be sent; "" where it may
};

struct OutputOptions {
    Drawing drawing = Drawing::Default;
    QString savePath; ///< "" for none
    bool showSecrets = false;
    bool failOnStatus = false;           ///< --fail
    std::optional<ImportWords> import{}; ///< of --import
};

std::vector<OptionRow> outputOptions();
/// False: `given` has the line that says why.
bool readOutput(GivenOptions &given, OutputOptions &output);
/// The misuse when something is asked of the output that needs an exchange, where none takes place; JSON may be there.
std::optional<Misuse> needsAnExchange(const OutputOptions &output, bool jsonFits);

} // namespace cli
