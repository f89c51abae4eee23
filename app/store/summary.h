// SPDX-License-Identifier: GPL-3.0-or-later
// A recording as a row of the list.
#pragma once

#include "record/record.h"
#include "store/entry.h"

namespace store {

/// More attempts than this are not listed in an entry; the last one always is.
inline constexpr int mostAttempts = 8;

/// Of what is known so far of an exchange that began at `at`; `spec` is empty in the lab's seat.
Entry entryOf(const request::RequestSpec &spec, const record::Exchange &exchange, qint64 at);

/// Replays the recording; `id`, `bytes` and `pinned` stay as they are in an empty entry.
Entry entryOf(const record::Record &record, bool lab);

/// A target that came to the lab as a URL; it is one where the client took the lab for a proxy.
QString urlAt(const record::Target &lab, std::string_view target);

/// The enumerators of two keys; what is unknown is Pending and NotSent.
record::Outcome outcomeOf(const QString &key);
wire::GateOutcome gateOf(const QString &key);
QString toText(std::string_view bytes);

} // namespace store
