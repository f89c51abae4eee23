// SPDX-License-Identifier: GPL-3.0-or-later
// The words of `lab`, and the line that it prints for each request that it served.
#pragma once

#include "cli/request_options.h"
#include "cli/text_layout.h"
#include "record/exchange.h"

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

/// "POST /refuse-417 · Expect: 100-continue · waited 1.63 ms, ended by our 417 · sent 0 bytes of content · 417"
QString labLine(const record::Attempt &attempt, const TextStyle &style);

} // namespace cli
