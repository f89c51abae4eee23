// SPDX-License-Identifier: GPL-3.0-or-later
// What "# @name value" in a request's head asks for: times, redirections, and the settings that Interim writes there.
#pragma once

#include "formats/http_file/http_file_text.h"
#include "formats/request_file.h"

namespace formats {

class FileTags {
public:
    /// Reasons why it must not be sent go to `unknown`.
    FileTags(FileRequest &out, QStringList &unknown) : out_(out), unknown_(unknown) {}

    void apply(const std::vector<FileTag> &tags, request::RequestSpec &spec);
    /// Interim wrote the file: what it says stands, and nothing is made of the fields.
    bool ours() const { return ours_; }
    /// The other tools would follow redirections, but for a tag.
    bool redirects() const { return redirects_; }

private:
    void timeOut(request::RequestSpec &spec, const FileTag &tag);
    void setting(request::RequestSpec &spec, std::string_view words);

    FileRequest &out_;
    QStringList &unknown_;
    QStringList settings_;
    bool ours_ = false;
    bool redirects_ = true;
};

} // namespace formats
