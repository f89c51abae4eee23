// SPDX-License-Identifier: GPL-3.0-or-later
// Method, URL and target as curl makes them of its options; fields and framing are others' (curl_fields, curl_framing).
#include "formats/curl/curl_request.h"

#include "base/text.h"
#include "formats/curl/curl_conditions.h"
#include "formats/curl/curl_fields.h"
#include "formats/curl/curl_framing.h"
#include "formats/curl/curl_remarks.h"
#include "formats/curl/curl_route.h"
#include "formats/curl/curl_simplify.h"
#include "formats/curl/curl_url.h"
#include "formats/json/json_text.h"
#include "formats/secrets.h"
#include "request/serializer.h"
#include "wire/event.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

class RequestMaker {
public:
    RequestMaker(const CurlCall &call, CurlFeed &feed, const CurlArguments &arguments, const CurlFiles &files)
        : arguments_(arguments)
        , draft_(arguments_, files)
    {
        add(draft_.out.losses, call.losses);
        curlDoubts(arguments_, call, draft_.out);
        add(draft_.out.taken, arguments_.remarks);
        draft_.content = readCurlContent(arguments_, feed, files);
        add(draft_.out.losses, draft_.content.losses);
        add(draft_.out.taken, draft_.content.taken);
        if (draft_.out.stop.empty())
            draft_.out.stop = draft_.content.refused;
        if (draft_.out.open.empty())
            draft_.out.open = draft_.content.open;
    }

    CurlImport run()
    {
        CurlImport out;
        if (!url()) {
            out.error =
                draft_.out.stop.empty() ? u"the curl command names no URL: add one"_s : personText(draft_.out.stop);
            out.stop = personText(draft_.out.stop);
            return out;
        }
        draft_.part = curlPart(draft_.options, draft_.content, draft_.files, draft_.out);
        draft_.spec.body = draft_.content.body;
        method();
        lineEnds();
        version();
        const bool host = draft_.typed.isTyped("Host");
        addCurlFields(draft_);
        curlFraming(draft_);
        const CurlRoute route = curlRoute(draft_.options, draft_.spec, draft_.url);
        add(draft_.out.losses, route.losses);
        add(draft_.out.taken, route.taken);
        draft_.out.stop = draft_.out.stop.empty() ? route.stop : draft_.out.stop;
        draft_.out.open = draft_.out.open.empty() ? route.open : draft_.out.open;
        if (host && draft_.spec.redirects > 0)
            lose("-H 'Host: ...' beside -L: curl sends it to another port of the same host too, here it does not "
                 "follow");
        curlExpect(draft_);
        addProxyConnection(draft_);
        curlLeftOut(arguments_, draft_.spec.redirects > 0, draft_.out);
        if (draft_.url.scheme == "https://"
            && !std::ranges::any_of(arguments_.list, [](const auto &a) { return a.name.starts_with("http"); }))
            draft_.take("curl may agree with the server on HTTP/2; the request goes out as HTTP/1.1");
        return composed();
    }

private:
    static void add(std::vector<std::string> &to, const std::vector<std::string> &more)
    {
        to.insert(to.end(), more.begin(), more.end());
    }
    void lose(std::string text) { draft_.out.lose(std::move(text)); }

    bool url()
    {
        const std::vector<std::string> urls = draft_.options.urls();
        if (urls.empty())
            return false;
        std::string first = urls.front();
        bool known = false;
        for (const CurlArgument &argument : arguments_.list) { // one that is known, if there is one
            if ((argument.name.empty() || argument.name == "url") && !argument.open) {
                first = argument.value;
                known = !argument.pattern;
                break;
            }
        }
        globs(first);
        draft_.url = curlUrl(first, true);
        // Where curl puts something into the URL, it reads it anew, without that option.
        const bool renewed = draft_.content.queried || (draft_.content.upload && draft_.url.path.ends_with('/'));
        const bool asIs = draft_.options.on("path-as-is") && !renewed;
        const std::string scheme = draft_.options.last("proto-default");
        draft_.url = curlUrl(draft_.url.scheme.empty() && !scheme.empty() ? scheme + "://" + first : first, asIs);
        if (!draft_.url.refused.empty() && known && !hasGlobs(first)) { // else it is not what curl gets
            draft_.out.stopBy(draft_.url.refused);
            return false;
        }
        if (draft_.url.authority.find('@') != std::string::npos && draft_.options.on("disallow-username-in-url"))
            draft_.out.stopBy("--disallow-username-in-url: there is a user in the URL, and curl refuses it");
        if (draft_.content.upload)
            appendUploadName(draft_.url, draft_.content.uploadName);
        if (draft_.content.queried)
            appendQuery(draft_.url, draft_.content.query);
        draft_.spec.url = draft_.url.text();
        return true;
    }

    void globs(const std::string &url)
    {
        if (draft_.options.on("globoff"))
            return;
        if (hasGlobs(url))
            draft_.out.openBy(
                "the brackets in the URL: curl would make other URLs of them; they stay as typed (curl sends them "
                "so with -g)");
    }

    void method()
    {
        const std::string typed = draft_.options.last("request");
        if (typed == "CONNECT" || (draft_.options.has("request") && typed.empty()))
            draft_.out.stopBy(
                typed.empty() ? "-X without a method: curl sends a request line without one, which no request here is"
                              : "-X CONNECT: curl asks for a path by it, which no request here does");
        if (draft_.options.has("head") && !draft_.options.on("head")
            && (draft_.options.count("head") > 1 || draft_.content.data || draft_.content.form
                || draft_.content.upload))
            draft_.out.stopBy("--no-head beside -I or content: curl refuses that");
        if (draft_.options.on("head") && (draft_.content.data || draft_.content.form || draft_.content.upload))
            draft_.out.stopBy("-I beside content: curl refuses that");
        draft_.spec.method = !typed.empty()              ? typed
            : draft_.options.on("head")                  ? "HEAD"
            : draft_.content.upload                      ? "PUT"
            : draft_.content.data || draft_.content.form ? "POST"
                                                         : "GET";
    }

    /// Both write other line ends into what is sent.
    void lineEnds()
    {
        for (const char *name : {"crlf", "use-ascii"}) {
            if (draft_.options.on(name) && draft_.spec.body.present())
                draft_.out.stopBy('-' + std::string(name == std::string_view("crlf") ? "-crlf" : "B")
                                  + ": curl turns LF into CR LF in the "
                                    "content, which is not done here");
        }
    }

    void version()
    {
        for (const CurlArgument &argument : arguments_.list) {
            if (argument.name == "http1.0")
                draft_.spec.version = 10;
            else if (argument.name == "http1.1")
                draft_.spec.version = 11;
            else if (argument.name.starts_with("http2") || argument.name.starts_with("http3"))
                lose(argument.typed + ": HTTP/2 and HTTP/3 are not spoken yet; the request goes out as HTTP/1.1");
        }
    }

    // --request-target, and whatever our own reading of the URL would change.
    void target()
    {
        const auto made = request::compose(draft_.spec);
        const auto *request = std::get_if<request::ComposedRequest>(&made);
        if (!request || !draft_.options.has("request-target"))
            return;
        const std::string wanted = draft_.options.last("request-target");
        if (request->target == wanted)
            return;
        request::RequestSpec next = draft_.spec;
        next.url = draft_.url.scheme + draft_.url.authority + wanted;
        const auto again = request::compose(next);
        const auto *other = std::get_if<request::ComposedRequest>(&again);
        if (wanted.starts_with('/') && other && other->target == wanted) {
            draft_.spec = std::move(next);
            return;
        }
        request::ComposedRequest asked = *request;
        asked.target = wanted;
        draft_.spec.rawHead = request::http1Head(asked);
    }

    CurlImport composed()
    {
        target();
        CurlImport out;
        out.stop = personText(draft_.out.stop);
        const auto made = request::compose(draft_.spec);
        if (const auto *error = std::get_if<request::UrlError>(&made)) {
            const bool url = draft_.spec.url.find("://")
                != std::string::npos; // else it may be the value of an option that is missing
            out.error = !draft_.out.stop.empty() ? out.stop
                : !draft_.out.open.empty()
                ? personText(draft_.out.open) // it would advise about what the shell fills in
                : url ? personText(error->text)
                      : u"the word where the URL is to be is none: is an option before it missing?"_s;
            return out;
        }
        out.open = personText(draft_.out.open);
        if (!out.open.isEmpty())
            openValues(out);
        out.spec = draft_.spec.rawHead ? draft_.spec : simplified(draft_.spec);
        for (const std::string &line : draft_.out.losses)
            out.losses.append(personText(line));
        for (const std::string &line : draft_.out.taken)
            out.taken.append(personText(line));
        return out;
    }

    /// What has to be filled in before it is sent: as long as one of these stands in the request, it has not been.
    void openValues(CurlImport &out) const
    {
        static constexpr std::array<std::string_view, 4> content{"data", "form", "json", "upload-file"};
        for (const CurlArgument &argument : arguments_.list) {
            if ((!argument.open && !argument.pattern) || argument.use == CurlUse::Output)
                continue;
            const bool ofContent =
                std::ranges::any_of(content, [&](std::string_view name) { return argument.name.starts_with(name); });
            out.openValues.push_back({argument.value, ofContent});
        }
        out.lacksContent = !draft_.content.open.empty();
        out.lacksFields = draft_.out.open.starts_with("-H: its file");
    }

    const CurlArguments &arguments_;
    CurlDraft draft_;
};

} // namespace

CurlImport curlRequest(const CurlCall &call, CurlFeed &feed, const CurlArguments &arguments, const CurlFiles &files)
{
    return RequestMaker(call, feed, arguments, files).run();
}

} // namespace formats
