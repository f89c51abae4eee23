// SPDX-License-Identifier: GPL-3.0-or-later
// Takes what must not be shown by accident (credentials, cookies, user info) out of values before they are
// printed. The recording itself keeps every byte; only what is drawn, printed or exported is masked.
#pragma once

#include "request/request.h"
#include "request/secret_names.h"
#include "request/sensitive.h"
#include "wire/event.h"

#include <string>
#include <string_view>
#include <vector>

namespace formats {

using request::isSecretField;
using request::maskedUrl;
using request::maskText;
/// The value as it may be shown: what wire::secretPartsOfField leaves of it.
std::string maskedValue(std::string_view name, std::string_view value);
/// A head, line by line, with its target, its secret fields and their folds masked.
std::string maskedHead(std::string_view head);

/// The same events with secrets masked in names' values, folds, targets, the texts of anomalies in them, and in what
/// was decided, asked for and said of errors.
std::vector<wire::Event> maskSecrets(std::vector<wire::Event> events);
/// But for the content, whose length is told.
request::RequestSpec maskSecrets(request::RequestSpec spec);
/// Its content alone: what is typed there may become longer or shorter.
request::RequestSpec maskContent(request::RequestSpec spec);
/// A line for people: an error, a decision.
std::string maskedLine(std::string_view line);

} // namespace formats
