// SPDX-License-Identifier: GPL-3.0-or-later
// What the lab saw of one request, as one JSON object: resources/schema/lab-record.schema.json.
#pragma once

#include "record/exchange.h"

#include <QJsonObject>

namespace formats {

/// The first line: where the lab listens.
QJsonObject labListeningToJson(const QString &url);
/// `attempt` is one of a recording made in the server's seat; `scenario` is "" where none played.
QJsonObject labRecordToJson(const std::string &scenario, const record::Attempt &attempt);

} // namespace formats
