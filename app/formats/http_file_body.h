// SPDX-License-Identifier: GPL-3.0-or-later
// The content of a request in an .http file: its lines, files that it names, parts of a multipart form.
#pragma once

#include "formats/curl_content.h"

#include <QStringList>

namespace formats {

struct FileBody {
    wire::BodySpec body;
    bool ownsType = false; ///< the Content-Type stands in the body now
    QStringList losses;
    QStringList taken;
};

/// `lines` with their variables filled in; `type` is the Content-Type field, "" without one. Files are looked for in
/// `folder`, that of the .http file.
FileBody fileBody(const std::vector<std::string> &lines, const std::string &type, const CurlFiles &files,
                  const std::string &folder);

} // namespace formats
