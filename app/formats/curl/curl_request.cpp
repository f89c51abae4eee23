// SPDX-License-Identifier: GPL-3.0-or-later
// Fields in the order in which curl 7.88.1 writes them (lib/http.c; measured beside a real curl).
#include "formats/curl/curl_request.h"

#include "base/text.h"
#include "formats/curl/curl_conditions.h"
#include "formats/curl/curl_remarks.h"
#include "formats/curl/curl_route.h"
#include "formats/curl/curl_simplify.h"
#include "formats/curl/curl_typed.h"
#include "formats/curl/curl_url.h"
#include "formats/json/json_text.h"
#include "formats/secrets.h"
#include "request/compose.h"
#include "wire/event.h"
#include "wire/expect_reading.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

class RequestMaker {
public:
    RequestMaker(const CurlCall &call, CurlFeed &feed, const CurlArguments &arguments, const CurlFiles &files)
        : arguments_(arguments)
        , files_(files)
        , options_(arguments_)
        , typed_(options_, files, out_)
    {
        add(out_.losses, call.losses);
        curlDoubts(arguments_, call, out_);
        add(out_.taken, arguments_.remarks);
        content_ = readCurlContent(arguments_, feed, files);
        add(out_.losses, content_.losses);
        add(out_.taken, content_.taken);
        if (out_.stop.empty())
            out_.stop = content_.refused;
        if (out_.open.empty())
            out_.open = content_.open;
    }

    CurlImport run()
    {
        CurlImport out;
        if (!url()) {
            out.error = out_.stop.empty() ? u"the curl command names no URL: add one"_s : personText(out_.stop);
            out.stop = personText(out_.stop);
            return out;
        }
        part_ = curlPart(options_, content_, files_, out_);
        spec_.body = content_.body;
        method();
        lineEnds();
        version();
        if (content_.json)
            json();
        const bool host = typed_.isTyped("Host");
        fields();
        content();
        framing();
        const CurlRoute route = curlRoute(options_, spec_, url_);
        add(out_.losses, route.losses);
        add(out_.taken, route.taken);
        out_.stop = out_.stop.empty() ? route.stop : out_.stop;
        out_.open = out_.open.empty() ? route.open : out_.open;
        if (host && spec_.redirects > 0)
            lose("-H 'Host: ...' beside -L: curl sends it to another port of the same host too, here it does not "
                 "follow");
        expect();
        proxyConnection();
        curlLeftOut(arguments_, spec_.redirects > 0, out_);
        if (url_.scheme == "https://"
            && !std::ranges::any_of(arguments_.list, [](const auto &a) { return a.name.starts_with("http"); }))
            take("curl may agree with the server on HTTP/2; the request goes out as HTTP/1.1");
        return composed();
    }

private:
    static void add(std::vector<std::string> &to, const std::vector<std::string> &more)
    {
        to.insert(to.end(), more.begin(), more.end());
    }
    void lose(std::string text) { out_.lose(std::move(text)); }
    void take(std::string text) { out_.taken.push_back(std::move(text)); }

    bool url()
    {
        const std::vector<std::string> urls = options_.urls();
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
        url_ = curlUrl(first, true);
        // Where curl puts something into the URL, it reads it anew, without that option.
        const bool renewed = content_.queried || (content_.upload && url_.path.ends_with('/'));
        const bool asIs = options_.on("path-as-is") && !renewed;
        const std::string scheme = options_.last("proto-default");
        url_ = curlUrl(url_.scheme.empty() && !scheme.empty() ? scheme + "://" + first : first, asIs);
        if (!url_.refused.empty() && known && !hasGlobs(first)) { // else it is not what curl gets
            out_.stopBy(url_.refused);
            return false;
        }
        if (url_.authority.find('@') != std::string::npos && options_.on("disallow-username-in-url"))
            out_.stopBy("--disallow-username-in-url: there is a user in the URL, and curl refuses it");
        if (content_.upload)
            appendUploadName(url_, content_.uploadName);
        if (content_.queried)
            appendQuery(url_, content_.query);
        spec_.url = url_.text();
        return true;
    }

    void globs(const std::string &url)
    {
        if (options_.on("globoff"))
            return;
        if (hasGlobs(url))
            out_.openBy(
                "the brackets in the URL: curl would make other URLs of them; they stay as typed (curl sends them "
                "so with -g)");
    }

    void method()
    {
        const std::string typed = options_.last("request");
        if (typed == "CONNECT" || (options_.has("request") && typed.empty()))
            out_.stopBy(typed.empty()
                            ? "-X without a method: curl sends a request line without one, which no request here is"
                            : "-X CONNECT: curl asks for a path by it, which no request here does");
        if (options_.has("head") && !options_.on("head")
            && (options_.count("head") > 1 || content_.data || content_.form || content_.upload))
            out_.stopBy("--no-head beside -I or content: curl refuses that");
        if (options_.on("head") && (content_.data || content_.form || content_.upload))
            out_.stopBy("-I beside content: curl refuses that");
        spec_.method = !typed.empty()        ? typed
            : options_.on("head")            ? "HEAD"
            : content_.upload                ? "PUT"
            : content_.data || content_.form ? "POST"
                                             : "GET";
    }

    /// Both write other line ends into what is sent.
    void lineEnds()
    {
        for (const char *name : {"crlf", "use-ascii"}) {
            if (options_.on(name) && spec_.body.present())
                out_.stopBy('-' + std::string(name == std::string_view("crlf") ? "-crlf" : "B")
                            + ": curl turns LF into CR LF in the "
                              "content, which is not done here");
        }
    }

    void version()
    {
        for (const CurlArgument &argument : arguments_.list) {
            if (argument.name == "http1.0")
                spec_.version = 10;
            else if (argument.name == "http1.1")
                spec_.version = 11;
            else if (argument.name.starts_with("http2") || argument.name.starts_with("http3"))
                lose(argument.typed + ": HTTP/2 and HTTP/3 are not spoken yet; the request goes out as HTTP/1.1");
        }
    }

    void json()
    {
        for (const char *name : {"Content-Type", "Accept"}) {
            if (!typed_.isTyped(name) && !typed_.isRemoved(name))
                typed_.add({name, "application/json"});
        }
    }

    void own(const char *name, const std::string &value)
    {
        if (!typed_.isTyped(name) && !typed_.isRemoved(name))
            spec_.headers.push_back({name, value});
    }

    void host()
    {
        const request::HeaderLine *first = typed_.first("Host");
        if (!first || typed_.hostInPlace)
            return;
        spec_.headers.push_back(*first);
        spec_.headers.back().name = "Host";
        typed_.erase("Host");
    }

    /// A typed Host stands first, and the user of the URL behind it; an empty one is a user too.
    void credentialsOfUrl()
    {
        const auto at = url_.authority.rfind('@');
        const bool inPlace = at != 0 && spec_.headers.empty(); // composing adds it there
        if (at == url_.authority.npos || inPlace || options_.has("user") || options_.has("oauth2-bearer"))
            return;
        own("Authorization", request::basicCredentials(url_.authority.substr(0, at)));
        url_.authority.erase(0, at + 1);
        spec_.url = url_.text();
    }

    void fields()
    {
        host();
        userOfUrl();
        credentialsOfUrl();
        if (options_.has("oauth2-bearer")) {
            if (options_.on("basic") || !otherThanBasic().empty())
                out_.stopBy("--oauth2-bearer beside another scheme: curl sends no credentials before the server asks, "
                            "here they would go out");
            own("Authorization", "Bearer " + options_.last("oauth2-bearer"));
        } else if (const std::string scheme = otherThanBasic(); options_.has("user") && !scheme.empty()) {
            out_.stopBy("-u with " + scheme + ": no credentials are sent; Basic alone is spoken");
        } else if (options_.has("user")) {
            const std::string user = options_.last("user");
            if (user.find(':') == user.npos)
                out_.openBy(
                    "-u without a password: curl asks for it; write -u user:password, or -u user: for an empty one");
            own("Authorization", "Basic " + base::base64(user.find(':') == user.npos ? user + ':' : user));
        }
        if (part_)
            own(part_->name.c_str(), part_->value);
        if (!options_.has("user-agent") && !typed_.isTyped("User-Agent") && !typed_.isRemoved("User-Agent"))
            take("the command gives no User-Agent: that of curl " + std::string(curlStoodFor) + " is taken");
        const std::string agent =
            options_.has("user-agent") ? options_.last("user-agent") : "curl/" + std::string(curlStoodFor);
        if (!agent.empty())
            own("User-Agent", agent);
        else if (!typed_.isTyped("User-Agent"))
            typed_.removed.emplace_back("User-Agent");
        own("Accept", "*/*");
        transferCodings();
        if (options_.on("compressed"))
            own("Accept-Encoding", "deflate, gzip, br, zstd");
        const std::string referer = options_.last("referer").substr(0, options_.last("referer").find(";auto"));
        if (!referer.empty())
            own("Referer", referer);
        proxyAt_ = spec_.headers.size();
        chunks();
        cookies();
        if (const auto condition = curlTimeCondition(options_, out_))
            own(condition->name.c_str(), condition->value);
        addEtag(options_, files_, typed_, out_);
        spec_.headers.insert(spec_.headers.end(), typed_.typed.begin(), typed_.typed.end());
        spec_.removed = typed_.removed;
        std::erase_if(spec_.removed, [](const auto &name) { return base::equalsIgnoringCase(name, "Expect"); });
    }

    // Schemes by which curl answers a challenge or signs: the password itself never goes out. "" for Basic.
    std::string otherThanBasic() const
    {
        for (const char *name : {"digest", "ntlm", "ntlm-wb", "negotiate", "anyauth"}) {
            if (options_.on(name))
                return "--" + std::string(name);
        }
        return options_.has("aws-sigv4") ? "--aws-sigv4" : "";
    }

    void userOfUrl()
    {
        const auto at = url_.authority.rfind('@');
        const std::string scheme = otherThanBasic();
        if (at == url_.authority.npos || scheme.empty())
            return;
        url_.authority.erase(0, at + 1);
        spec_.url = url_.text();
        out_.stopBy("the URL's user with " + scheme + ": no credentials are sent; Basic alone is spoken");
    }

    void cookies()
    {
        std::string all;
        for (const std::string &cookie : options_.all("cookie")) {
            const bool marked = cookie.starts_with('@');
            const bool file = marked || cookie.find('=') == cookie.npos;
            const std::string path = cookie.substr(marked ? 1 : 0);
            if (file && (path == "-" || (files_.size && files_.size(path))))
                out_.stopBy("-b: a file of cookies, which is not read; type the Cookie field");
            else if (file && !path.empty())
                lose("-b: a file of cookies that is not there; curl sends none either");
            else if (!file)
                all += (all.empty() ? "" : ";") + cookie;
        }
        if (!all.empty())
            own("Cookie", all);
    }

    /// --tr-encoding: both fields are curl's own, what is typed of Connection goes into it.
    void transferCodings()
    {
        if (!options_.on("tr-encoding") || typed_.isTyped("TE") || typed_.isRemoved("TE"))
            return;
        const request::HeaderLine *typed = typed_.first("Connection");
        const std::string options(typed ? base::trimmed(typed->value) : std::string_view());
        spec_.headers.push_back({"Connection", options.empty() ? "TE" : options + ", TE"});
        spec_.headers.push_back({"TE", "gzip"});
        typed_.erase("Connection");
    }

    // Of unknown size: curl frames it in chunks, and says so before Cookie and what is typed.
    void chunks()
    {
        if (!content_.unknownSize)
            return;
        if (spec_.version < 11)
            out_.stopBy("-T from standard input with HTTP/1.0: curl refuses that");
        else if (!typed_.isRemoved("Transfer-Encoding"))
            own("Transfer-Encoding", "chunked");
    }

    // Between Referer and Cookie, where the request goes to a proxy in absolute form; else with CONNECT.
    void proxyConnection()
    {
        const auto made = request::compose(spec_);
        const auto *request = std::get_if<request::ComposedRequest>(&made);
        if (!request)
            return;
        if (request->route.tunnel) {
            tunnel();
        } else if (request->route.absoluteForm()) {
            absoluteForm();
            if (!typed_.isTyped("Proxy-Connection") && !typed_.isRemoved("Proxy-Connection"))
                spec_.headers.insert(spec_.headers.begin() + static_cast<std::ptrdiff_t>(proxyAt_),
                                     {"Proxy-Connection", "Keep-Alive"});
        }
    }

    void tunnel()
    {
        if (!typed_.isTyped("Proxy-Connection"))
            spec_.fieldOrder = {"*", "Proxy-Connection"}; // see wire::tunnelRequest()
        if (typed_.isTyped("User-Agent") || typed_.isRemoved("User-Agent"))
            lose("a User-Agent by -H: with CONNECT curl sends its own to the proxy, here it is the same");
    }

    /// What a proxy is asked for: curl writes the URL anew, without an empty query.
    void absoluteForm()
    {
        if (url_.query == "?") {
            url_.query.clear();
            spec_.url = url_.text();
        }
        if (url_.coded)
            lose("letters outside ASCII in the path: curl asks a proxy for them as they are, here as %XX");
    }

    void content()
    {
        const bool present = content_.data || content_.form || content_.upload;
        const bool anticipated = spec_.method == "POST" || spec_.method == "PUT" || spec_.method == "PATCH";
        if (!present && anticipated)
            spec_.removed.emplace_back("Content-Length"); // curl writes none for -X POST alone
        const bool typed = typed_.isTyped("Content-Type") || typed_.isRemoved("Content-Type");
        if (typed)
            spec_.body.mediaType.clear();
        if (typed && content_.form)
            formType();
    }

    // curl looks for the word anywhere in the first of the typed lines, and counts the content beside any other coding.
    void framing()
    {
        const request::HeaderLine *typed = typed_.first("Transfer-Encoding");
        const bool present = content_.data || content_.form || content_.upload;
        const bool unframed = content_.unknownSize && (typed || typed_.isRemoved("Transfer-Encoding"));
        const bool chunks = typed && present && base::lowered(typed->value).find("chunked") != std::string::npos;
        const auto made = request::compose(spec_);
        const auto *request = std::get_if<request::ComposedRequest>(&made);
        if (typed && request && request->chunked != chunks)
            out_.stopBy(
                present ? "the typed Transfer-Encoding: by its codings no one would find the end of what curl sends; "
                          "end it with chunked"
                        : "the typed Transfer-Encoding: without content curl sends no end of its chunks; leave it out");
        else if (unframed && !chunks)
            out_.stopBy("-T from standard input without chunks: no one would find its end; leave the typed "
                        "Transfer-Encoding out");
        else if (typed && present && !chunks)
            own("Content-Length", std::to_string(spec_.body.length()));
    }

    // Head and content agree (RFC 7578 section 4.1): curl writes the typed type behind Content-Length, with its
    // boundary.
    void formType()
    {
        const request::HeaderLine *typed = typed_.first("Content-Type");
        const std::string type =
            typed ? typed->value.substr(std::min(typed->value.find_first_not_of(' '), typed->value.size())) : "";
        const auto isType = [](const auto &line) { return base::equalsIgnoringCase(line.name, "Content-Type"); };
        std::erase_if(spec_.headers, isType);
        std::erase_if(spec_.removed, [](const auto &name) { return base::equalsIgnoringCase(name, "Content-Type"); });
        spec_.body.mediaType = type;
        const std::string low = base::lowered(type);
        if (type.empty())
            lose("-H 'Content-Type' without a value beside -F: curl writes the boundary without a type; here the type "
                 "is multipart/form-data");
        else if (!low.starts_with("multipart/form-data"))
            lose("a Content-Type other than multipart/form-data beside -F: curl writes attachment for form-data into "
                 "the parts");
        if (low.find("boundary=") != low.npos)
            lose("the typed boundary: curl adds a second one, of its own, which parts the content; here the typed one "
                 "does");
    }

    void expect()
    {
        request::ExpectSettings &rules = spec_.expect;
        const bool sized = content_.unknownSize || spec_.body.length() > 0;
        if (typed_.isRemoved("Expect"))
            rules.rule = request::ExpectRule::Off;
        else if (content_.upload && sized && spec_.version >= 11)
            rules.rule = request::ExpectRule::Always;
        const request::HeaderLine *typed = typed_.first("Expect");
        if (!typed || !spec_.body.present())
            return;
        if (base::lowered(typed->value).find("100-continue") == std::string::npos) {
            rules.waitNs = 0;
            take("curl waits for 100-continue alone: the content goes out at once");
        } else {
            rules.anyValue =
                !wire::readExpect({{"Expect", typed->value}}).has100; // curl looks for the word anywhere in it
            take(std::string("after a 417 that keeps the connection curl repeats the request with its typed Expect, ")
                 + (content_.upload ? "once" : "until --max-redirs (50) ends it")
                 + ", after one that closes it never; here it is repeated once, without Expect");
        }
    }

    // --request-target, and whatever our own reading of the URL would change.
    void target()
    {
        const auto made = request::compose(spec_);
        const auto *request = std::get_if<request::ComposedRequest>(&made);
        if (!request || !options_.has("request-target"))
            return;
        const std::string wanted = options_.last("request-target");
        if (request->target == wanted)
            return;
        request::RequestSpec next = spec_;
        next.url = url_.scheme + url_.authority + wanted;
        const auto again = request::compose(next);
        const auto *other = std::get_if<request::ComposedRequest>(&again);
        if (wanted.starts_with('/') && other && other->target == wanted) {
            spec_ = std::move(next);
            return;
        }
        const auto begin = request->method.size() + 1;
        spec_.rawHead = request->method + ' ' + wanted + request->head.substr(begin + request->target.size());
    }

    CurlImport composed()
    {
        target();
        CurlImport out;
        out.stop = personText(out_.stop);
        const auto made = request::compose(spec_);
        if (const auto *error = std::get_if<request::UrlError>(&made)) {
            const bool url =
                spec_.url.find("://") != std::string::npos; // else it may be the value of an option that is missing
            out.error = !out_.stop.empty() ? out.stop
                : !out_.open.empty()       ? personText(out_.open) // it would advise about what the shell fills in
                : url                      ? personText(error->text)
                      : u"the word where the URL is to be is none: is an option before it missing?"_s;
            return out;
        }
        out.open = personText(out_.open);
        if (!out.open.isEmpty())
            openValues(out);
        out.spec = spec_.rawHead ? spec_ : simplified(spec_);
        for (const std::string &line : out_.losses)
            out.losses.append(personText(line));
        for (const std::string &line : out_.taken)
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
        out.lacksContent = !content_.open.empty();
        out.lacksFields = out_.open.starts_with("-H: its file");
    }

    const CurlArguments &arguments_;
    const CurlFiles &files_;
    CurlOptionValues options_;
    CurlRoute out_; ///< what is to be said
    CurlTypedFields typed_;
    CurlContent content_;
    CurlUrl url_;
    request::RequestSpec spec_;
    std::optional<request::HeaderLine> part_; ///< of -r or -C
    std::size_t proxyAt_ = 0;
};

} // namespace

CurlImport curlRequest(const CurlCall &call, CurlFeed &feed, const CurlArguments &arguments, const CurlFiles &files)
{
    return RequestMaker(call, feed, arguments, files).run();
}

} // namespace formats
