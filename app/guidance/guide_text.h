// SPDX-License-Identifier: GPL-3.0-or-later
// The reference as plain text, for `interim-cli guide` and for copying.
#pragma once

#include "guidance/library.h"

namespace guidance {

/// The text for a status code ("417", registered or not; three digits), a finding, verdict or anomaly
/// ("no-100-in-time", "bare-lf") or a claim ("claim 4"). Lines end with '\n' and are not wrapped. "" when there is
/// nothing by that name.
QString guideText(const Library &library, const QString &what);
/// What guideText knows: one line a topic, key and title.
QString guideIndex(const Library &library);

} // namespace guidance
