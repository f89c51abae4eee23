// SPDX-License-Identifier: GPL-3.0-or-later
// One event as JSON: {"seq", "t_ns", "kind", ..., "detail": {}}, an entry of the exchange document's "events".
#pragma once

#include "wire/event.h"
#include "wire/parser_sink.h"

#include <QJsonObject>

namespace formats {

QJsonObject eventToJson(const wire::Event &event);

} // namespace formats
