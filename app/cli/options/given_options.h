// SPDX-License-Identifier: GPL-3.0-or-later
// The options that a call may have, as the reader of its words and help know them, and those that were given. Words are
// bytes: each argument is a QString with one code point a byte (Latin-1), so that what was typed goes on the wire as it
// was typed.
#pragma once

#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

class QCommandLineParser;

namespace cli {

/// A call's words that are off: one line that says what, where and what to do. Or they ask for help instead.
struct Misuse {
    QString text;
    bool help = false;
    std::string shown{}; ///< a request that is not sent, for those who only want to look at it
};

struct OptionRow {
    char letter = 0; ///< its short option
    std::string_view name;
    std::string_view value; ///< what its value is called; "" for a switch
    std::string help;       ///< one line, which help breaks
};

/// The options of a call. Who finds that one does not fit says why, and the reading ends.
class GivenOptions {
public:
    explicit GivenOptions(QCommandLineParser &parser) : parser_(parser) {}

    void know(const std::vector<OptionRow> &rows);
    bool has(std::string_view name) const;
    /// The last one's.
    QString value(std::string_view name) const;
    QStringList values(std::string_view name) const;
    /// False, so that a reader can return it.
    bool refuse(const QString &line);
    /// The same of an option's value.
    bool refuseValue(std::string_view name, const QString &why);
    bool refuseFile(std::string_view name, const std::string &why);
    const QString &refusal() const { return refusal_; }

private:
    QCommandLineParser &parser_;
    QString refusal_;
};

/// Parses `words`; the line when they do not fit the options that the parser knows, to which help is added.
std::optional<Misuse> parseWords(QCommandLineParser &parser, const QStringList &words);
/// The bytes that an argument stands for, and the file name.
std::string bytesOf(const QString &word);
QString fileName(const QString &word);
/// What a person typed, for a line that quotes it: escaped, secrets masked, in double quotes.
QString quoted(const QString &word);

} // namespace cli
