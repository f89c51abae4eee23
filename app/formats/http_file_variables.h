// SPDX-License-Identifier: GPL-3.0-or-later
// Variables of .http files: "@name = value" lines, and {{name}} where they are used.
#pragma once

#include <QStringList>

#include <map>
#include <string>
#include <string_view>

namespace formats {

class FileVariables {
public:
    /// Is the line a definition? Then it is kept; the last one of a name counts.
    bool define(std::string_view line);
    /// The text with what is known put in, also in the values. What is not known stays as typed, and is named in
    /// `unknown`, a line each. Grows to 1 MiB at most, by 10 000 values at most.
    std::string filled(std::string_view text, QStringList &unknown) const;

private:
    void fill(std::string_view text, int depth, int &names, std::string &out, QStringList &unknown) const;
    std::map<std::string, std::string, std::less<>> values_;
};

} // namespace formats
