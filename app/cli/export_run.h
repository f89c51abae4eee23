// SPDX-License-Identifier: GPL-3.0-or-later
// `interim-cli export`: saved exchanges as HAR, requests as .http files.
#pragma once

#include <QStringList>

namespace cli {

int runExport(const QStringList &words);

} // namespace cli
