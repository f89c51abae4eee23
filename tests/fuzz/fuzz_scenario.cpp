// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of lab scenarios: any text gives a scenario or one line with its place.
#include "fuzz/parsed.h"
#include "lab/scenario.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto read = lab::readScenario("x.scenario", {reinterpret_cast<const char *>(data), size});
    if (const auto *error = std::get_if<lab::ScenarioError>(&read))
        fuzz::require(error->text.find('\n') == std::string::npos, "an error of one line");
    return 0;
}
