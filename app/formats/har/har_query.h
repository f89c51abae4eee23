// SPDX-License-Identifier: GPL-3.0-or-later
// Archives say some things twice: a query in the URL and as a list, a form as text and as a list.
#pragma once

#include <QJsonArray>

#include <string_view>

namespace formats {

/// Whether `list` ({name, value}) has the fields of `encoded` ("a=b&c"), in that order: some writers decode them, some
/// do not, and a letter that one of them could not decode says nothing.
bool listsFieldsOf(const QJsonArray &list, std::string_view encoded);

} // namespace formats
