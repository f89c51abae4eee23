// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_import.h"

#include "base/text.h"
#include "formats/curl/curl_request.h"
#include "formats/request_file.h"

#include <algorithm>
#include <iterator>
#include <utility>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

constexpr std::size_t mostLookedAt = 64 << 10; // bytes of a text that is no curl command

bool isUpload(const CurlArgument &argument)
{
    return argument.name == "upload-file";
}

bool hasUpload(const CurlArguments &arguments)
{
    return std::ranges::any_of(arguments.list, isUpload);
}

/// One URL each, with the other options; the first -T belongs to the first URL, and so on.
std::vector<CurlArguments> oneUrlEach(const CurlArguments &transfer)
{
    const auto isUrl = [](const CurlArgument &a) { return a.name.empty() || a.name == "url"; };
    // Where curl refuses the whole, or a word may be no URL at all, nothing is known of several.
    const bool doubtful = !transfer.unknown.empty()
        || std::ranges::any_of(transfer.list, [&](const CurlArgument &a) { return isUrl(a) && a.open; });
    const auto urls = doubtful ? 1 : static_cast<std::size_t>(std::ranges::count_if(transfer.list, isUrl));
    std::vector<CurlArguments> out(std::clamp<std::size_t>(urls, 1, mostCurlTransfers),
                                   {{}, transfer.remarks, transfer.unknown});
    if (out.size() == 1) {
        out.front() = transfer;
    } else {
        for (std::size_t i = 0; i < out.size(); ++i) {
            std::size_t url = 0, upload = 0;
            std::ranges::copy_if(transfer.list, std::back_inserter(out[i].list), [&](const CurlArgument &argument) {
                return isUrl(argument) ? url++ == i : !isUpload(argument) || upload++ == i;
            });
        }
    }
    if (out.size() > 1
        && std::ranges::any_of(transfer.list, [](const CurlArgument &a) { return a.name == "etag-compare"; })) {
        for (CurlArguments &one : out)
            one.unknown.emplace_back(
                "--etag-compare is for one URL: with more of them curl adds its field again and again");
    }
    if (static_cast<std::size_t>(std::ranges::count_if(transfer.list, isUpload)) > std::max<std::size_t>(urls, 1))
        out.back().unknown.emplace_back("more of -T than URLs: curl has no place for the last");
    return out;
}

/// As browsers copy a request for PowerShell.
bool callsWebRequest(std::string_view text)
{
    const std::string low = base::lowered(text.substr(0, mostLookedAt));
    if (low.find("invoke-webrequest") != low.npos || low.find("invoke-restmethod") != low.npos)
        return true;
    const std::string_view first = base::trimmed(low);
    return first.starts_with("iwr ") || first.starts_with("irm ");
}

QString shellLine(Shell shell, bool guessed)
{
    const QString name = shell == Shell::Posix ? u"into a POSIX shell"_s
        : shell == Shell::Cmd                  ? u"at the prompt of cmd"_s
                                               : u"into PowerShell"_s;
    return u"read as typed %1"_s.arg(name) + (guessed ? u", by a guess"_s : QString());
}

void cutLines(CurlImport &out)
{
    for (QStringList *lines : {&out.losses, &out.taken}) {
        lines->resize(std::min(lines->size(), mostFileRemarks));
        std::ranges::transform(*lines, lines->begin(), cutLine);
    }
    for (QString *line : {&out.error, &out.stop, &out.open})
        *line = cutLine(*line);
}

CurlImport importError(const QString &error)
{
    CurlImport out;
    out.error = error;
    return out;
}

} // namespace

std::vector<CurlImport> importCurls(std::string_view text, const CurlFiles &files, std::optional<Shell> shell)
{
    const Shell read = shell.value_or(guessShell(text));
    const CurlCalls calls = curlCalls(text, read);
    if (calls.tooLong)
        return {
            importError(u"the text is too long for a command: over 16 MiB, or over %1 words"_s.arg(mostShellWords))};
    std::vector<CurlImport> out;
    for (const CurlCall &call : calls.list) {
        const CurlArguments all = curlArguments(call.words, call.open, call.patterns);
        CurlFeed feed = call.feed;
        for (const CurlArguments &transfer : curlTransfers(all)) {
            // Every URL gets the same data, which are read before; uploads are read one after the other.
            CurlFeed left = feed;
            for (const CurlArguments &one : oneUrlEach(transfer)) {
                if (out.size() == mostCurlTransfers)
                    return out;
                CurlFeed given = hasUpload(one) ? left : feed;
                out.push_back(curlRequest(call, given, one, files));
                left = std::move(given);
                if (out.back().error.isEmpty())
                    out.back().taken.prepend(shellLine(read, !shell));
                cutLines(out.back());
            }
            feed = std::move(left);
            if (!all.unknown.empty())
                break;
        }
    }
    if (out.empty() && callsWebRequest(text))
        out.push_back(importError(u"PowerShell's own commands for requests (Invoke-WebRequest, Invoke-RestMethod) are "
                                  "not read: copy the request as a curl command"_s));
    else if (out.empty())
        out.push_back(importError(u"no curl command in the text: begin it with curl; none is looked for "
                                  "in quotes, or behind if, then and do"_s));
    return out;
}

CurlImport importCurl(std::string_view text, const CurlFiles &files, std::optional<Shell> shell)
{
    auto all = importCurls(text, files, shell);
    CurlImport first = std::move(all.front());
    if (all.size() > 1 && first.error.isEmpty()) {
        first.open = u"there are %1 requests, and one is made: the first"_s.arg(all.size());
        first.losses.append(first.open);
    }
    return first;
}

} // namespace formats
