// SPDX-License-Identifier: GPL-3.0-or-later
// The curl command of a request, for windows and commands that do not see the formats room.
#pragma once

#include "wire/request.h"

#include <QString>
#include <QStringList>

namespace session {

struct CurlText {
    QString command;
    QStringList losses; ///< what curl cannot do the same way, a line each
    QString error;      ///< one line when no command can be made; then all else is empty
};

CurlText curlFor(const wire::RequestSpec &spec, bool showSecrets);

} // namespace session
