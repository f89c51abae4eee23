// SPDX-License-Identifier: GPL-3.0-or-later
// A request that has not been sent, for people and for programs: its head and how it will go out.
#pragma once

#include "request/request.h"

#include <QJsonObject>

namespace formats {

/// The head as it will go out, then a line each for content, Expect, proxy and the like. Control bytes escaped.
/// "" for a URL that cannot be read. Without `showSecrets` credentials and cookies are ***.
std::string requestText(const request::RequestSpec &spec, bool showSecrets);

/// {"format": "interim-request", "version": 1, "request": {...}, "expect": {...}, "connection": {...}}: `request` as in
/// an exchange, with the fields that will go out.
QJsonObject requestToJson(const request::RequestSpec &spec, bool showSecrets);

} // namespace formats
