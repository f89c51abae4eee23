// SPDX-License-Identifier: GPL-3.0-or-later
// One entry of an HTTP Archive as a request.
#pragma once

#include "formats/request_file.h"

#include <QJsonObject>

namespace formats {

/// Of the entry its "request", "comment" and "_interim" count.
FileRequest readHarEntry(const QJsonObject &entry);

} // namespace formats
