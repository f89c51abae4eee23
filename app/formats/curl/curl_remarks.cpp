// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_remarks.h"

namespace formats {
namespace {

/// The option, or what the word is that is none: its value may be a secret, and is quoted in no line.
std::string optionWords(const CurlArgument &argument)
{
    return argument.name.empty() ? "the URL" : argument.typed;
}

} // namespace

void curlDoubts(const CurlArguments &arguments, const CurlCall &call, CurlRoute &out)
{
    for (const std::string &line : arguments.unknown)
        out.stopBy(line);
    if (!call.doubt.empty())
        (call.destination ? out.stop : out.open) = call.doubt;
    for (const CurlArgument &argument : arguments.list) {
        const std::string words = optionWords(argument);
        if (argument.use == CurlUse::Stops && argument.on)
            out.stopBy(words
                       + ": it decides where the request goes, who sends it or whom it trusts, and cannot be taken");
        else if (argument.open && argument.use != CurlUse::Output && out.open.empty())
            out.open = "in " + words + " stands what only the shell could know: write it out";
        else if (argument.pattern && argument.use != CurlUse::Output && out.open.empty())
            out.openBy(
                "in " + words
                + " stands *, ? or [...] outside quotes: the shell would put the names of files there; quote it");
    }
}

void curlLeftOut(const CurlArguments &arguments, bool redirects, CurlRoute &out)
{
    std::string output, elsewhere;
    for (const CurlArgument &argument : arguments.list) {
        const std::string words = optionWords(argument);
        const bool jar = argument.name == "cookie-jar" && !redirects;
        std::string *list = argument.use == CurlUse::Output || jar ? &output
            : argument.use == CurlUse::Elsewhere                   ? &elsewhere
                                                                   : nullptr;
        if (list)
            *list += (list->empty() ? "" : ", ") + words;
        else if (argument.use == CurlUse::Changes)
            out.lose(words + ": no request of Interim can say that");
    }
    if (!output.empty())
        out.taken.push_back("left out, since it is for curl's own output: " + output);
    if (!elsewhere.empty())
        out.taken.push_back("left out, since it is for other protocols: " + elsewhere);
}

} // namespace formats
