// SPDX-License-Identifier: GPL-3.0-or-later
// A request that another tool's words stood for: a curl command, an entry of a HAR or an .http file.
#pragma once

#include "wire/request.h"

#include <QString>
#include <QStringList>

namespace session {

struct ImportedRequest {
    QString name;  ///< as the file names it; "" for none
    QString title; ///< the name, else method and URL, without credentials; "" of a curl command
    wire::RequestSpec spec;
    QStringList losses; ///< what was not understood or cannot be said, a line each
    QStringList taken;  ///< how something was read that could be read in another way
    QString error;      ///< one line when it is no request for Interim
};

} // namespace session
