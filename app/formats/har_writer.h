// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges as one HTTP Archive (HAR 1.2): an entry an attempt. What HAR has no place for (interim responses, the
// pause, the Expect rule and its outcome) stands in `_interim`, which other tools ignore.
#pragma once

#include "formats/har_content.h"

#include <QJsonObject>

namespace formats {

struct HarSource {
    const record::Record &record;
    const std::vector<wire::Event> &events; ///< of the record
};

struct HarOptions {
    bool showSecrets = false; ///< credentials and cookies as they are; otherwise ***
    HarContentLimits limits;
};

/// {"log": {...}}. Content is looked into for secrets by its names (wire/sensitive_content.h).
QJsonObject harOf(const std::vector<HarSource> &exchanges, const HarOptions &options = {});

} // namespace formats
