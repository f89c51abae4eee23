// SPDX-License-Identifier: GPL-3.0-or-later
// The words of send, curl and replay, read into values. Words are bytes: each argument is a QString with one
// code point a byte (Latin-1), so that what was typed goes on the wire as it was typed.
#pragma once

#include "request/request.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

class QCommandLineParser;

namespace cli {

enum class Drawing : std::uint8_t { Default, Timeline, Json };

/// What --import says of the request that it read.
struct ImportWords {
    QStringList losses, taken;
    QString stop; ///< why it is not to be sent; "" where it may
};

struct OutputOptions {
    Drawing drawing = Drawing::Default;
    QString savePath; ///< "" for none
    bool showSecrets = false;
    bool failOnStatus = false;           ///< --fail
    std::optional<ImportWords> import{}; ///< of --import
};

struct RequestCall {
    request::RequestSpec spec;
    OutputOptions output;
};

/// A call's words that are off: one line that says what, where and what to do. Or they ask for help instead.
struct Misuse {
    QString text;
    bool help = false;
    std::string shown{}; ///< a request that is not sent, for those who only want to look at it
};

/// `words` follow the command's name. Looks at the body file and the CA file, sends nothing.
std::variant<RequestCall, Misuse> readRequest(const QStringList &words);
/// The same with options of the caller's, which `parser` knows, and with any number of URLs; the request's is the
/// first.
std::variant<RequestCall, Misuse> readRequest(const QStringList &words, QCommandLineParser &parser, QStringList &urls);

/// "Name: value" as typed; "Name;" is an empty field. "Name:" leaves one out: its separator is empty then.
std::variant<request::HeaderLine, Misuse> readHeader(const std::string &text);

/// The misuse when something is asked of the output that needs an exchange, where none takes place; JSON may be there.
std::optional<Misuse> needsAnExchange(const OutputOptions &output, bool jsonFits);
/// Parses `words`; the line when they do not fit the options that the parser knows, to which help is added.
std::optional<Misuse> parseWords(QCommandLineParser &parser, const QStringList &words);
/// The bytes that an argument stands for, and the file name.
std::string bytesOf(const QString &word);
QString fileName(const QString &word);
/// What a person typed, for a line that quotes it: escaped, secrets masked, in double quotes.
QString quoted(const QString &word);

} // namespace cli
