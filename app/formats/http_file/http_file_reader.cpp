// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_reader.h"

#include "formats/http_file/http_file_request.h"
#include "words/units.h"

using namespace Qt::StringLiterals;

namespace formats {
namespace {

/// As many as are read; whether the other tools would follow a redirection of one.
bool readBlocks(RequestFile &out, std::vector<FileBlock> blocks, FileVariables &variables, const CurlFiles &files,
                const std::string &folder)
{
    bool redirects = false;
    std::size_t held = 0;
    for (FileBlock &block : blocks) {
        if (out.requests.size() >= mostFileRequests) {
            out.taken.append(u"the first %1 requests are read"_s.arg(mostFileRequests));
            break;
        }
        BlockRequest read = blockRequest(std::exchange(block, {}), variables, files, folder);
        held += read.request.spec.body.text.size();
        if (held > mostHeldContent) {
            out.taken.append(
                u"requests are read up to number %1: with their files they have more than %2"_s.arg(out.requests.size())
                    .arg(words::sizeText(mostHeldContent, QLocale::c())));
            break;
        }
        redirects = redirects || read.redirects;
        out.requests.push_back(std::move(read.request));
    }
    return redirects;
}

} // namespace

RequestFile readHttpFile(std::string_view text, const CurlFiles &files, const std::string &folder,
                         const FileEnvironment &environment)
{
    RequestFile out;
    out.error = environment.error;
    if (text.size() > mostHttpFileBytes)
        out.error = u"the file is longer than %1, the most that is read"_s.arg(
            words::sizeText(mostHttpFileBytes, QLocale::c()));
    if (!out.error.isEmpty())
        return out;
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    FileVariables variables(environment);
    const bool redirects = readBlocks(out, fileBlocks(text, variables), variables, files, folder);
    if (out.requests.empty())
        out.error = u"no request in the text: write one such as GET http://localhost:8080/"_s;
    if (redirects && out.error.isEmpty())
        out.taken.append(u"redirections are not followed, which the other tools do unless # @no-redirect is written"_s);
    for (const QString &line : environment.taken)
        remark(out.taken, line);
    out.environments = environment.known;
    out.secrets = environment.secrets;
    return out;
}

} // namespace formats
