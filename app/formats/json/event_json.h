// SPDX-License-Identifier: GPL-3.0-or-later
// One event as JSON: {"seq", "t_ns", "kind", ..., "detail": {}}, an entry of the exchange document's "events".
#pragma once

#include "wire/event.h"
#include "wire/parser_sink.h"

#include <QJsonObject>

namespace formats {

/// `role` is the seat that recorded it: it tells which direction carries requests.
QJsonObject eventToJson(const wire::Event &event, wire::Role role);

} // namespace formats
