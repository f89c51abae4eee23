// SPDX-License-Identifier: GPL-3.0-or-later
// A history entry in words: what was asked, where, what the handshake did, how it ended.
#pragma once

#include "store/entry.h"

#include <QLocale>
#include <QString>

namespace model {

/// "POST /refuse-417": the method and the URL's path and query, safe to show.
QString requestText(const store::Entry &entry);
/// "nginx.test:8080", the lab, or the lab's seat: "lab client".
QString whereText(const store::Entry &entry);
/// "417, then 201 without Expect", "100 after 400 µs", "no 100, waited 1 s".
QString handshakeText(const store::Entry &entry, const QLocale &locale);
/// What the handshake did, and where; of what runs, that it does.
QString detailText(const store::Entry &entry, const QLocale &locale);
/// "201", or a cross when no final response came.
QString statusText(const store::Entry &entry);
/// Where and what, for a filter to find.
QString searchWords(const store::Entry &entry, const QLocale &locale);
/// "Keep the last 1,000 exchanges, 512 MiB"
QString limitsText(const store::Limits &limits, const QLocale &locale);

} // namespace model
