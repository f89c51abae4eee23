// SPDX-License-Identifier: GPL-3.0-or-later
// The content of a request as lines of an .http file, where lines can say it.
#pragma once

#include "request/request.h"

#include <QStringList>

#include <optional>
#include <string_view>

namespace formats {

struct FileContent {
    std::string lines;                ///< without the last line end; "" for none
    std::optional<std::string> coded; ///< base64 of a content that no lines can say, an empty one too
    QStringList losses;               ///< a line each
};

/// Lines there end in LF; comments, separators, file mentions and blank lines around the content are not content.
/// `type` is the Content-Type that goes out, "" for none.
FileContent fileContent(const request::BodySpec &body, std::string_view type);

} // namespace formats
