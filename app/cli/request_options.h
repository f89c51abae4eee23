// SPDX-License-Identifier: GPL-3.0-or-later
// The words of send, curl, compare and snippet that ask for a request, read into values.
#pragma once

#include "cli/options/output_options.h"
#include "request/request.h"

#include <variant>

namespace cli {

struct RequestCall {
    request::RequestSpec spec;
    OutputOptions output;
};

/// `words` follow the command's name. Looks at the body file and the CA file, sends nothing.
std::variant<RequestCall, Misuse> readRequest(const QStringList &words);
/// The same with options of the caller's, which `parser` knows, and with any number of URLs; the request's is the
/// first.
std::variant<RequestCall, Misuse> readRequest(const QStringList &words, QCommandLineParser &parser, QStringList &urls);

/// A part of help with the options of a request below its title.
struct OptionSection {
    QString title;
    std::vector<OptionRow> options;
};
/// Every option that readRequest() knows of the request, and those for the output.
std::vector<OptionSection> requestSections();
OptionSection outputSection();

} // namespace cli
