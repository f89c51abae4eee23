// SPDX-License-Identifier: GPL-3.0-or-later
// Requests as an .http file for JetBrains' HTTP Client or VS Code's REST Client. What the format has no words for
// stands in comments, `# @interim NAME VALUE`, which the reader here takes and no other tool does.
#pragma once

#include "request/request.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace formats {

enum class HttpDialect : std::uint8_t { JetBrains, VsCode };

struct HttpFileOptions {
    HttpDialect dialect = HttpDialect::JetBrains;
    bool showSecrets = false; ///< credentials and cookies as they are; otherwise ***
};

struct NamedRequest {
    QString name; ///< "" for none
    request::RequestSpec spec;
};

struct HttpFileText {
    std::string text;   ///< no more than is read again (http_file_reader.h)
    QStringList losses; ///< what the other tool will not do the same way, a line each
    QString error;      ///< one line when no request can be written (a malformed URL); then all else is empty
};

HttpFileText httpFileText(const std::vector<NamedRequest> &requests, const HttpFileOptions &options = {});

} // namespace formats
