// SPDX-License-Identifier: GPL-3.0-or-later
// What HAR 1.2 wants of a head besides its fields: cookies, the query's parts, a URL that is a URI.
#pragma once

#include "record/exchange.h"

#include <QJsonArray>

namespace formats {

/// [{name, value}, ...] in order, duplicates kept.
QJsonArray harHeaders(const wire::Fields &fields);
/// Of Cookie and Set-Cookie (RFC 6265 sections 4.1.1 and 4.2.1); a masked value has none.
QJsonArray harCookies(const wire::Fields &fields, bool ofResponse);
/// Percent-decoded, + as a blank.
QJsonArray harQuery(std::string_view url);
/// "http://host/path?query": of an attempt as it went out, without user info and fragment; bytes that no URI may hold
/// as %XX.
std::string harUrl(const record::Attempt &attempt, const std::string &asked);
/// "HTTP/1.1"
QString harVersion(int version);
/// Of a field in an archive, whose texts are bytes, one code point each; what is beyond them is UTF-8.
std::string fieldBytes(const QString &text);

} // namespace formats
