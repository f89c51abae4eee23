// SPDX-License-Identifier: GPL-3.0-or-later
// Takes what must not be shown by accident (credentials, cookies, user info) out of values before they are
// printed. The recording itself keeps every byte; only what is drawn, printed or exported is masked.
#pragma once

#include "wire/event.h"
#include "wire/request.h"

#include <string>
#include <string_view>
#include <vector>

namespace formats {

/// What stands in place of a secret.
inline constexpr std::string_view maskText = "***";

/// Fields whose values are masked: Cookie, Set-Cookie, and names that end as those of credentials do (Authorization,
/// X-Auth-Token, X-Goog-Api-Key, ...).
bool isSecretField(std::string_view name);
/// The value as it may be shown; a known authentication scheme stays ("Basic ***"), and of Location, Referer and their
/// like what maskedUrl leaves. Empty stays empty.
std::string maskedValue(std::string_view name, std::string_view value);
/// "http://user:secret@host/?access_token=x&a=b" as "http://***@host/?access_token=***&a=b", and so in a fragment;
/// anything without user info and such parameters is unchanged.
std::string maskedUrl(std::string_view url);
/// A head, line by line, with its target, its secret fields and their folds masked.
std::string maskedHead(std::string_view head);

/// The same events with secrets masked in names' values, folds, targets and the texts of anomalies in them.
std::vector<wire::Event> maskSecrets(std::vector<wire::Event> events);
wire::RequestSpec maskSecrets(wire::RequestSpec spec);

} // namespace formats
