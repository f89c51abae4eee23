// SPDX-License-Identifier: GPL-3.0-or-later
// The request that a curl command stands for, as curl 7.88.1 would send it, and what of the command it cannot say.
#pragma once

#include "formats/curl_content.h"

#include <QStringList>

namespace formats {

/// The version whose default fields and Expect rule an import takes on.
inline constexpr std::string_view curlStoodFor = "7.88.1";

struct CurlImport {
    wire::RequestSpec spec;
    QStringList losses; ///< what was not understood, or what no request of ours can say: a line each
    QStringList taken;  ///< how something was read that could be read in another way: a line each
    QString error;      ///< one line when there is no request in the text; then all else is empty
};

/// The first curl command of the text, as typed into `shell`, which is guessed from the text where none is given.
/// Without `files` each file that the command reads is a loss. Lines that quote much of the text are cut.
CurlImport importCurl(std::string_view text, const CurlFiles &files = {}, std::optional<Shell> shell = {});

} // namespace formats
