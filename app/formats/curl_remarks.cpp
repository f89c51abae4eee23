// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl_remarks.h"

#include "formats/secrets.h"
#include "wire/event.h"

#include <algorithm>

namespace formats {
namespace {

/// A value as a line may quote it.
std::string valueWords(const CurlArgument &argument)
{
    const std::string &name = argument.name;
    if (name == "header" && argument.value.find(':') != std::string::npos)
        return wire::inQuotes(argument.value.substr(0, std::min<std::size_t>(argument.value.find(':'), 200)) + ": " + std::string(maskText));
    const bool secret = name.find("pass") != name.npos || name.find("user") != name.npos || name == "header"
        || name == "oauth2-bearer" || name == "cookie" || name == "cert" || name == "proxy-header";
    return secret && name != "user-agent" ? std::string(maskText) : wire::escaped(maskedUrl(argument.value.substr(0, 200)));
}

/// The option, or the word that is none, in one line.
std::string typedWords(const CurlArgument &argument)
{
    return wire::escaped(argument.typed.substr(0, 200));
}

} // namespace

void curlDoubts(const CurlArguments &arguments, const CurlCall &call, CurlRoute &out)
{
    for (const std::string &line : arguments.unknown)
        out.stopBy(line);
    if (!call.doubt.empty())
        (call.destination ? out.stop : out.open) = call.doubt;
    for (const CurlArgument &argument : arguments.list) {
        const std::string words = typedWords(argument)
            + (argument.value.empty() || argument.name.empty() ? "" : ' ' + valueWords(argument));
        if (argument.use == CurlUse::Stops && argument.on)
            out.stopBy(words + ": it decides where the request goes or who sends it, and cannot be taken");
        else if (argument.open && argument.use != CurlUse::Output && out.open.empty())
            out.open = "in " + words + " stands what only the shell could know: write it out";
    }
}

void curlLeftOut(const CurlArguments &arguments, bool redirects, CurlRoute &out)
{
    std::string output, elsewhere;
    for (const CurlArgument &argument : arguments.list) {
        const std::string words = typedWords(argument) + (argument.value.empty() ? "" : ' ' + valueWords(argument));
        const bool jar = argument.name == "cookie-jar" && !redirects;
        std::string *list = argument.use == CurlUse::Output || jar ? &output : argument.use == CurlUse::Elsewhere ? &elsewhere : nullptr;
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
