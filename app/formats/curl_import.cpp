// SPDX-License-Identifier: GPL-3.0-or-later
// Fields in the order in which curl 7.88.1 writes them (lib/http.c; measured beside a real curl).
#include "formats/curl_import.h"

#include "formats/curl_route.h"
#include "formats/curl_simplify.h"
#include "formats/curl_url.h"
#include "formats/json_text.h"
#include "formats/request_file.h"
#include "formats/secrets.h"
#include "wire/compose.h"
#include "wire/event.h"
#include "wire/text.h"

#include <algorithm>
#include <array>

namespace formats {
namespace {

using Lines = std::vector<std::string>;

class Importer {
public:
    Importer(const CurlCall &call, const CurlFiles &files)
        : arguments_(curlArguments(call.words)), files_(files), options_(arguments_)
    {
        losses_ = call.losses;
        add(losses_, arguments_.unknown);
        add(taken_, arguments_.remarks);
        content_ = readCurlContent(arguments_, call.feed, files);
        add(losses_, content_.losses);
        add(taken_, content_.taken);
    }

    CurlImport run()
    {
        CurlImport out;
        if (!url()) {
            out.error = QStringLiteral("the curl command names no URL: add one");
            return out;
        }
        spec_.body = content_.body;
        method();
        version();
        typedFields();
        fields();
        content();
        expect();
        CurlRoute route = curlRoute(options_, spec_, url_);
        add(losses_, route.losses);
        add(taken_, route.taken);
        proxyConnection();
        others();
        out = composed();
        return out;
    }

private:
    static void add(Lines &to, const Lines &more) { to.insert(to.end(), more.begin(), more.end()); }
    void lose(std::string text) { losses_.push_back(std::move(text)); }

    bool url()
    {
        const Lines urls = options_.urls();
        if (urls.empty())
            return false;
        for (std::size_t i = 1; i < urls.size(); ++i)
            lose("a further URL, " + wire::inQuotes(maskedUrl(urls[i])) + ": one request is made");
        std::string first = urls.front();
        if (first.find("://") == first.npos && !options_.last("proto-default").empty())
            first = options_.last("proto-default") + "://" + first;
        const bool globs = first.find_first_of("{}") != first.npos
            || (first.find('[') != first.npos && first.find("//[") == first.npos);
        if (globs && !options_.on("globoff"))
            lose("the brackets in the URL: curl would make several requests of them; they stay as typed");
        url_ = curlUrl(first, options_.on("path-as-is"));
        if (content_.upload)
            appendUploadName(url_, content_.uploadName);
        if (content_.queried)
            appendQuery(url_, content_.query);
        spec_.url = url_.text();
        return true;
    }

    void method()
    {
        const std::string typed = options_.last("request");
        if (options_.on("head") && content_.data)
            lose("-I beside content: curl refuses that");
        spec_.method = !typed.empty()     ? typed
            : options_.on("head")         ? "HEAD"
            : content_.upload             ? "PUT"
            : content_.data || content_.form ? "POST" : "GET";
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

    // -H: "Name: value" as typed, "Name;" empty, "Name:" not at all, "@file" one a line.
    void typedFields()
    {
        for (const std::string &typed : options_.all("header")) {
            if (!typed.starts_with('@')) {
                field(typed);
                continue;
            }
            const auto text = files_.read ? files_.read(typed.substr(1)) : std::nullopt;
            if (!text)
                lose("-H " + wire::inQuotes(typed) + ": the file cannot be read");
            for (std::string_view rest = text ? *text : std::string_view(); !rest.empty();) {
                const auto end = std::min(rest.find('\n'), rest.size());
                const std::string line(rest.substr(0, end));
                field(line.substr(0, line.find_last_not_of("\r ") + 1));
                rest.remove_prefix(std::min(end + 1, rest.size()));
            }
        }
        if (content_.json) {
            for (const char *name : {"Content-Type", "Accept"}) {
                if (!isTyped(name) && !isRemoved(name))
                    typed_.push_back({name, "application/json"});
            }
        }
    }

    void field(const std::string &typed)
    {
        const auto colon = typed.find(':');
        if (colon == typed.npos && typed.ends_with(';') && typed.size() > 1) {
            typed_.push_back({typed.substr(0, typed.size() - 1), "", ":"});
        } else if (colon == typed.npos) {
            if (!typed.empty())
                lose("-H " + wire::inQuotes(typed.substr(0, typed.find(' '))) + ": without a colon curl sends no field");
        } else if (typed.find_first_not_of(" \t\r\n", colon + 1) == typed.npos) {
            removed_.push_back(typed.substr(0, colon));
        } else {
            const bool blank = typed[colon + 1] == ' ';
            typed_.push_back({typed.substr(0, colon), typed.substr(colon + (blank ? 2 : 1)), blank ? ": " : ":"});
        }
    }

    bool isTyped(std::string_view name) const
    {
        return std::ranges::any_of(typed_, [&](const auto &line) { return wire::equalsIgnoringCase(line.name, name); });
    }
    bool isRemoved(std::string_view name) const
    {
        return std::ranges::any_of(removed_, [&](const auto &one) { return wire::equalsIgnoringCase(one, name); });
    }
    void own(const char *name, const std::string &value)
    {
        if (!isTyped(name) && !isRemoved(name))
            spec_.headers.push_back({name, value});
    }

    void host()
    {
        const auto isHost = [](const wire::HeaderLine &line) { return wire::equalsIgnoringCase(line.name, "Host"); };
        const auto first = std::ranges::find_if(typed_, isHost);
        if (first == typed_.end())
            return;
        spec_.headers.push_back(*first);
        spec_.headers.back().name = "Host";
        std::erase_if(typed_, isHost);
    }

    void fields()
    {
        host();
        if (const std::string token = options_.last("oauth2-bearer"); !token.empty()) {
            own("Authorization", "Bearer " + token);
        } else if (const std::string scheme = otherThanBasic(); options_.has("user") && !scheme.empty()) {
            lose("-u with " + scheme + ": no credentials are sent");
        } else if (options_.has("user")) {
            const std::string user = options_.last("user");
            if (user.find(':') == user.npos)
                taken_.emplace_back("-u without a password: curl asks for it, here it is empty");
            own("Authorization", "Basic " + wire::base64(user.find(':') == user.npos ? user + ':' : user));
        }
        if (const std::string range = options_.last("range"); !range.empty() && !content_.data && !content_.upload)
            own("Range", "bytes=" + rangeOf(range));
        else if (!range.empty())
            lose("-r " + wire::inQuotes(range) + " beside content");
        if (!options_.has("user-agent") && !isTyped("User-Agent") && !isRemoved("User-Agent"))
            taken_.push_back("the command gives no User-Agent: that of curl " + std::string(curlStoodFor) + " is taken");
        const std::string agent = options_.has("user-agent") ? options_.last("user-agent") : "curl/" + std::string(curlStoodFor);
        if (!agent.empty())
            own("User-Agent", agent);
        else if (!isTyped("User-Agent"))
            removed_.emplace_back("User-Agent");
        own("Accept", "*/*");
        if (options_.on("compressed"))
            own("Accept-Encoding", "deflate, gzip, br, zstd");
        const std::string referer = options_.last("referer").substr(0, options_.last("referer").find(";auto"));
        if (!referer.empty())
            own("Referer", referer);
        proxyAt_ = spec_.headers.size();
        cookies();
        spec_.headers.insert(spec_.headers.end(), typed_.begin(), typed_.end());
        spec_.removed = removed_;
        userOfUrl();
        std::erase_if(spec_.removed, [](const auto &name) { return wire::equalsIgnoringCase(name, "Expect"); });
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
        lose("the URL's user with " + scheme + ": no credentials are sent");
    }

    // "5" is from there to the end: curl appends the dash.
    static std::string rangeOf(const std::string &range)
    {
        if (!wire::isDigit(range.front()) || range.find('-') != range.npos)
            return range;
        return range.substr(0, range.find_first_not_of("0123456789")) + '-';
    }

    void cookies()
    {
        std::string all;
        for (const std::string &cookie : options_.all("cookie")) {
            if (cookie.find('=') == cookie.npos)
                lose("-b " + wire::inQuotes(cookie) + ": a file of cookies; type the Cookie field");
            else
                all += (all.empty() ? "" : ";") + cookie;
        }
        if (!all.empty())
            own("Cookie", all);
    }

    // Between Referer and Cookie, where the request goes to a proxy in absolute form.
    void proxyConnection()
    {
        const auto made = wire::compose(spec_);
        const auto *request = std::get_if<wire::ComposedRequest>(&made);
        if (!request || !request->route.absoluteForm() || isTyped("Proxy-Connection") || isRemoved("Proxy-Connection"))
            return;
        spec_.headers.insert(spec_.headers.begin() + static_cast<std::ptrdiff_t>(proxyAt_), {"Proxy-Connection", "Keep-Alive"});
    }

    void content()
    {
        const bool present = content_.data || content_.form || content_.upload;
        const bool anticipated = spec_.method == "POST" || spec_.method == "PUT" || spec_.method == "PATCH";
        if (!present && anticipated)
            spec_.removed.emplace_back("Content-Length"); // curl writes none for -X POST alone
        if (isTyped("Content-Type") || isRemoved("Content-Type"))
            spec_.body.mediaType.clear();
        if (content_.unknownSize && spec_.version >= 11 && !isTyped("Transfer-Encoding") && !isRemoved("Transfer-Encoding"))
            spec_.body.chunked = true;
    }

    void expect()
    {
        wire::ExpectSettings &rules = spec_.expect;
        if (const auto wait = curlSeconds(options_.last("expect100-timeout")); wait && *wait > 0)
            rules.waitNs = *wait;
        const bool sized = content_.unknownSize || spec_.body.length() > 0;
        if (isRemoved("Expect"))
            rules.rule = wire::ExpectRule::Off;
        else if (content_.upload && sized && spec_.version >= 11)
            rules.rule = wire::ExpectRule::Always;
        const auto typed = std::ranges::find_if(typed_, [](const auto &l) { return wire::equalsIgnoringCase(l.name, "Expect"); });
        if (typed == typed_.end() || !spec_.body.present())
            return;
        if (wire::lowered(typed->value).find("100-continue") == std::string::npos) {
            rules.waitNs = 0;
            taken_.emplace_back("curl waits for 100-continue alone: the content goes out at once");
        } else {
            rules.anyValue = !wire::readExpect({{"Expect", typed->value}}).has100; // curl looks for the word anywhere in it
            taken_.emplace_back(std::string("after a 417 that keeps the connection curl repeats the request with its typed Expect, ")
                                + (content_.upload ? "once" : "until --max-redirs (50) ends it")
                                + ", after one that closes it never; here it is repeated once, without Expect");
        }
    }

    void others()
    {
        std::string output;
        for (const CurlArgument &argument : arguments_.list) {
            const bool password = argument.name.find("pass") != argument.name.npos && !argument.value.empty();
            const std::string value = password ? std::string(maskText) : wire::escaped(argument.value);
            const std::string words = argument.typed + (value.empty() ? "" : ' ' + value);
            if (argument.use == CurlUse::Output)
                output += (output.empty() ? "" : ", ") + words;
            else if (argument.use == CurlUse::Other)
                lose(words + ": no request of Interim can say that");
        }
        if (!output.empty())
            taken_.push_back("left out, since it is for curl's own output: " + output);
        if (url_.scheme == "https://" && !std::ranges::any_of(arguments_.list, [](const auto &a) { return a.name.starts_with("http"); }))
            taken_.emplace_back("curl may agree with the server on HTTP/2; the request goes out as HTTP/1.1");
    }

    // --request-target, and whatever our own reading of the URL would change.
    void target()
    {
        const auto made = wire::compose(spec_);
        const auto *request = std::get_if<wire::ComposedRequest>(&made);
        if (!request || !options_.has("request-target"))
            return;
        const std::string wanted = options_.last("request-target");
        if (request->target == wanted)
            return;
        wire::RequestSpec next = spec_;
        next.url = url_.scheme + url_.authority + wanted;
        const auto again = wire::compose(next);
        const auto *other = std::get_if<wire::ComposedRequest>(&again);
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
        const auto made = wire::compose(spec_);
        if (const auto *error = std::get_if<wire::UrlError>(&made)) {
            out.error = personText(error->text);
            return out;
        }
        out.spec = spec_.rawHead ? spec_ : simplified(spec_);
        for (const std::string &line : losses_)
            out.losses.append(personText(line));
        for (const std::string &line : taken_)
            out.taken.append(personText(line));
        return out;
    }

    CurlArguments arguments_;
    const CurlFiles &files_;
    CurlOptionValues options_;
    CurlContent content_;
    CurlUrl url_;
    wire::RequestSpec spec_;
    std::vector<wire::HeaderLine> typed_;
    Lines removed_, losses_, taken_;
    std::size_t proxyAt_ = 0;
};

} // namespace

CurlImport importCurl(std::string_view text, const CurlFiles &files, std::optional<Shell> shell)
{
    const Shell read = shell.value_or(guessShell(text));
    const CurlCall call = curlCall(text, read);
    if (!call.found) {
        CurlImport out;
        out.error = QStringLiteral("no curl command in the text: begin it with curl");
        return out;
    }
    CurlImport out = Importer(call, files).run();
    for (QStringList *lines : {&out.losses, &out.taken})
        std::ranges::transform(*lines, lines->begin(), cutLine);
    out.error = cutLine(out.error);
    if (read != Shell::Posix && out.error.isEmpty())
        out.taken.prepend(read == Shell::Cmd ? QStringLiteral("read as typed at the prompt of cmd")
                                             : QStringLiteral("read as typed into PowerShell"));
    return out;
}

} // namespace formats
