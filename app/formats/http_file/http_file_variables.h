// SPDX-License-Identifier: GPL-3.0-or-later
// Variables of .http files: "@name = value" lines, environments, what their tools make anew, and {{name}} where they
// are used. What is not known stays as typed and is named: such a text must not be sent.
#pragma once

#include "formats/http_file/http_file_dynamic.h"
#include "formats/http_file/http_file_environment.h"

#include <QRandomGenerator>
#include <QStringList>

#include <map>
#include <string>
#include <string_view>

namespace formats {

/// What became of the {{...}} of some texts.
struct FilledWords {
    QStringList unknown; ///< a line each: what it is, and where it would come from
    QStringList taken;   ///< values that were made or chosen here, a line each
};

class FileVariables {
public:
    explicit FileVariables(FileEnvironment environment = {});

    /// Is the line a definition? Then it is kept; the last one of a name counts.
    bool define(std::string_view line);
    /// Where a value comes from that only the other tool has: "set by the script at line 7, which is not run".
    void explain(std::string_view name, const QString &origin);
    /// Values of the request of that name's response are asked for as {{name.response...}} or {{name.field}}.
    void requestNamed(std::string_view name);
    /// The text with what is known put in, also in the values. Each variable has one value in the whole file. Grows by
    /// 1 MiB at most, by 10 000 values at most, and all texts of the file together by 16 MiB.
    std::string filled(std::string_view text, FilledWords &words);

private:
    struct Value {
        std::string text;
        bool open = false, done = false;
        FilledWords words;
    };
    void fill(std::string_view text, int depth, std::string &out, FilledWords &words);
    bool put(std::string_view name, int depth, std::string &out, FilledWords &words);
    bool make(std::string_view name, std::string &out, FilledWords &words);
    Value *valueOf(std::string_view name, FilledWords &words);
    QString origin(std::string_view name) const;

    std::map<std::string, Value, std::less<>> values_;
    std::map<std::string, Value, std::less<>> chosen_; ///< of the environment
    std::map<std::string, QString, std::less<>> origins_;
    FileEnvironment environment_;
    QDateTime now_;
    QRandomGenerator random_;
    std::size_t grown_ = 0, textGrown_ = 0;
    int names_ = 0;
};

} // namespace formats
