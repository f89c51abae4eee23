// SPDX-License-Identifier: GPL-3.0-or-later
// The arguments of `lab`.
#pragma once

#include "cli/options/given_options.h"

#include <variant>

using namespace Qt::StringLiterals;

namespace cli {

struct LabCall {
    QString host = u"127.0.0.1"_s;
    quint16 port = 0;
    bool tls = false;
    bool allowRemote = false;
    bool list = false;
    bool json = false;
    QStringList moreHosts;   ///< of --allow-host
    QString certificatePath; ///< where to write the certificate made at start; "" for nowhere
};

std::variant<LabCall, Misuse> readLab(const QStringList &words);

} // namespace cli
