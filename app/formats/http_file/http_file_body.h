// SPDX-License-Identifier: GPL-3.0-or-later
// The content of a request in an .http file: its lines, files that it names, parts of a multipart form.
#pragma once

#include "formats/curl/curl_content.h"

#include <QStringList>

#include <functional>
#include <string_view>

namespace formats {

struct FileBody {
    request::BodySpec body;
    QStringList unknown;   ///< why the content is not known whole (a file that cannot be read): it must not be sent
    bool ownsType = false; ///< the Content-Type stands in the body now
    QStringList losses;
    QStringList taken;
};

/// Puts values into the text of a file that asks for it ("<@ path").
using FileFill = std::function<std::string(std::string_view text)>;

/// Where a file lies that an .http file in `folder` names; one that is not below that folder is said, since others may
/// have written the file.
std::string filePlace(const std::string &path, const std::string &folder, QStringList &taken);

/// `content` has its variables filled in, and LF between its lines; `type` is the Content-Type field, "" without one.
/// Files are looked for in `folder`, that of the .http file.
FileBody fileBody(std::string_view content, const std::string &type, const CurlFiles &files, const std::string &folder,
                  const FileFill &fill);

/// A form with one field a line, and & at the ends of the lines, which are no part of it then.
bool isLaidOut(std::string_view form);

} // namespace formats
