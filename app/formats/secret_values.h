// SPDX-License-Identifier: GPL-3.0-or-later
// Values that are secret wherever they stand, since the file that they come from is private.
#pragma once

#include "request/request.h"

#include <string>
#include <vector>

namespace formats {

class SecretValues {
public:
    /// Values of less than 4 bytes are not hidden: they would stand for anything.
    explicit SecretValues(const std::vector<std::string> &values = {});
    bool empty() const { return values_.empty(); }
    /// The text with request::maskText for each of them, also percent-encoded or as JSON escapes them, and in part.
    std::string hidden(std::string text) const;
    /// The same in URL, fields and content.
    void hide(request::RequestSpec &spec) const;

private:
    std::vector<std::string> values_;
};

} // namespace formats
