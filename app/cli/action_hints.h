// SPDX-License-Identifier: GPL-3.0-or-later
// What guidance advises, in the words of a call: the keys are those of resources/guidance/verdicts.json.
#pragma once

#include "formats/report/advice.h"
#include "request/request.h"

#include <optional>

namespace cli {

/// What to write in the next call so that it does what this action says: "--expect off". "" where only an exchange that
/// still runs can be told so: what is printed is over. Nothing: the key is unknown.
std::optional<QString> actionHint(const QString &key, const formats::Advice &advice, const request::RequestSpec &spec);

} // namespace cli
