// SPDX-License-Identifier: GPL-3.0-or-later
// The options for a request's head: its method, version and fields, or its exact bytes.
#pragma once

#include "cli/options/given_options.h"
#include "request/request.h"

#include <variant>

namespace cli {

std::vector<OptionRow> headOptions();
/// Into a request that has its body. False: `given` has the line that says why.
bool readHead(GivenOptions &given, request::RequestSpec &spec);
/// "Name: value" as typed; "Name;" is an empty field. "Name:" leaves one out: its separator is empty then.
std::variant<request::HeaderLine, Misuse> readHeader(const std::string &text);

} // namespace cli
