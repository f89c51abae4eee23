// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/curl/curl_fields.h"

#include "base/text.h"
#include "formats/curl/curl_conditions.h"
#include "request/compose.h"

#include <algorithm>

namespace formats {
namespace {

void json(CurlDraft &draft)
{
    for (const char *name : {"Content-Type", "Accept"}) {
        if (!draft.typed.isTyped(name) && !draft.typed.isRemoved(name))
            draft.typed.add({name, "application/json"});
    }
}

// Schemes by which curl answers a challenge or signs: the password itself never goes out. "" for Basic.
std::string otherThanBasic(const CurlOptionValues &options)
{
    for (const char *name : {"digest", "ntlm", "ntlm-wb", "negotiate", "anyauth"}) {
        if (options.on(name))
            return "--" + std::string(name);
    }
    return options.has("aws-sigv4") ? "--aws-sigv4" : "";
}

void userOfUrl(CurlDraft &draft)
{
    const auto at = draft.url.authority.rfind('@');
    const std::string scheme = otherThanBasic(draft.options);
    if (at == draft.url.authority.npos || scheme.empty())
        return;
    draft.url.authority.erase(0, at + 1);
    draft.spec.url = draft.url.text();
    draft.out.stopBy("the URL's user with " + scheme + ": no credentials are sent; Basic alone is spoken");
}

void host(CurlDraft &draft)
{
    const request::HeaderLine *first = draft.typed.first("Host");
    if (!first || draft.typed.hostInPlace)
        return;
    draft.spec.headers.push_back(*first);
    draft.spec.headers.back().name = "Host";
    draft.typed.erase("Host");
}

/// A typed Host stands first, and the user of the URL behind it; an empty one is a user too.
void credentialsOfUrl(CurlDraft &draft)
{
    const auto at = draft.url.authority.rfind('@');
    const bool inPlace = at != 0 && draft.spec.headers.empty(); // composing adds it there
    if (at == draft.url.authority.npos || inPlace || draft.options.has("user") || draft.options.has("oauth2-bearer"))
        return;
    draft.own("Authorization", request::basicCredentials(draft.url.authority.substr(0, at)));
    draft.url.authority.erase(0, at + 1);
    draft.spec.url = draft.url.text();
}

void credentials(CurlDraft &draft)
{
    if (draft.options.has("oauth2-bearer")) {
        if (draft.options.on("basic") || !otherThanBasic(draft.options).empty())
            draft.out.stopBy("--oauth2-bearer beside another scheme: curl sends no credentials before the server asks, "
                             "here they would go out");
        draft.own("Authorization", "Bearer " + draft.options.last("oauth2-bearer"));
    } else if (const std::string scheme = otherThanBasic(draft.options); draft.options.has("user") && !scheme.empty()) {
        draft.out.stopBy("-u with " + scheme + ": no credentials are sent; Basic alone is spoken");
    } else if (draft.options.has("user")) {
        const std::string user = draft.options.last("user");
        if (user.find(':') == user.npos)
            draft.out.openBy(
                "-u without a password: curl asks for it; write -u user:password, or -u user: for an empty one");
        draft.own("Authorization", "Basic " + base::base64(user.find(':') == user.npos ? user + ':' : user));
    }
}

void userAgent(CurlDraft &draft)
{
    if (!draft.options.has("user-agent") && !draft.typed.isTyped("User-Agent") && !draft.typed.isRemoved("User-Agent"))
        draft.take("the command gives no User-Agent: that of curl " + std::string(curlStoodFor) + " is taken");
    const std::string agent =
        draft.options.has("user-agent") ? draft.options.last("user-agent") : "curl/" + std::string(curlStoodFor);
    if (!agent.empty())
        draft.own("User-Agent", agent);
    else if (!draft.typed.isTyped("User-Agent"))
        draft.typed.removed.emplace_back("User-Agent");
}

void cookies(CurlDraft &draft)
{
    std::string all;
    for (const std::string &cookie : draft.options.all("cookie")) {
        const bool marked = cookie.starts_with('@');
        const bool file = marked || cookie.find('=') == cookie.npos;
        const std::string path = cookie.substr(marked ? 1 : 0);
        if (file && (path == "-" || (draft.files.size && draft.files.size(path))))
            draft.out.stopBy("-b: a file of cookies, which is not read; type the Cookie field");
        else if (file && !path.empty())
            draft.out.lose("-b: a file of cookies that is not there; curl sends none either");
        else if (!file)
            all += (all.empty() ? "" : ";") + cookie;
    }
    if (!all.empty())
        draft.own("Cookie", all);
}

/// --tr-encoding: both fields are curl's own, what is typed of Connection goes into it.
void transferCodings(CurlDraft &draft)
{
    if (!draft.options.on("tr-encoding") || draft.typed.isTyped("TE") || draft.typed.isRemoved("TE"))
        return;
    const request::HeaderLine *typed = draft.typed.first("Connection");
    const std::string options(typed ? base::trimmed(typed->value) : std::string_view());
    draft.spec.headers.push_back({"Connection", options.empty() ? "TE" : options + ", TE"});
    draft.spec.headers.push_back({"TE", "gzip"});
    draft.typed.erase("Connection");
}

// Of unknown size: curl frames it in chunks, and says so before Cookie and what is typed.
void chunks(CurlDraft &draft)
{
    if (!draft.content.unknownSize)
        return;
    if (draft.spec.version < 11)
        draft.out.stopBy("-T from standard input with HTTP/1.0: curl refuses that");
    else if (!draft.typed.isRemoved("Transfer-Encoding"))
        draft.own("Transfer-Encoding", "chunked");
}

void tunnel(CurlDraft &draft)
{
    if (!draft.typed.isTyped("Proxy-Connection"))
        draft.spec.fieldOrder = {"*", "Proxy-Connection"}; // see wire::tunnelRequest()
    if (draft.typed.isTyped("User-Agent") || draft.typed.isRemoved("User-Agent"))
        draft.out.lose("a User-Agent by -H: with CONNECT curl sends its own to the proxy, here it is the same");
}

/// What a proxy is asked for: curl writes the URL anew, without an empty query.
void absoluteForm(CurlDraft &draft)
{
    if (draft.url.query == "?") {
        draft.url.query.clear();
        draft.spec.url = draft.url.text();
    }
    if (draft.url.coded)
        draft.out.lose("letters outside ASCII in the path: curl asks a proxy for them as they are, here as %XX");
}

} // namespace

void addCurlFields(CurlDraft &draft)
{
    if (draft.content.json)
        json(draft);
    host(draft);
    userOfUrl(draft);
    credentialsOfUrl(draft);
    credentials(draft);
    if (draft.part)
        draft.own(draft.part->name.c_str(), draft.part->value);
    userAgent(draft);
    draft.own("Accept", "*/*");
    transferCodings(draft);
    if (draft.options.on("compressed"))
        draft.own("Accept-Encoding", "deflate, gzip, br, zstd");
    const std::string referer = draft.options.last("referer").substr(0, draft.options.last("referer").find(";auto"));
    if (!referer.empty())
        draft.own("Referer", referer);
    draft.proxyAt = draft.spec.headers.size();
    chunks(draft);
    cookies(draft);
    if (const auto condition = curlTimeCondition(draft.options, draft.out))
        draft.own(condition->name.c_str(), condition->value);
    addEtag(draft.options, draft.files, draft.typed, draft.out);
    draft.spec.headers.insert(draft.spec.headers.end(), draft.typed.typed.begin(), draft.typed.typed.end());
    draft.spec.removed = draft.typed.removed;
    std::erase_if(draft.spec.removed, [](const auto &name) { return base::equalsIgnoringCase(name, "Expect"); });
}

void addProxyConnection(CurlDraft &draft)
{
    const auto made = request::compose(draft.spec);
    const auto *request = std::get_if<request::ComposedRequest>(&made);
    if (!request)
        return;
    if (request->route.tunnel) {
        tunnel(draft);
    } else if (request->route.absoluteForm()) {
        absoluteForm(draft);
        if (!draft.typed.isTyped("Proxy-Connection") && !draft.typed.isRemoved("Proxy-Connection"))
            draft.spec.headers.insert(draft.spec.headers.begin() + static_cast<std::ptrdiff_t>(draft.proxyAt),
                                      {"Proxy-Connection", "Keep-Alive"});
    }
}

} // namespace formats
