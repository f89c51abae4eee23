// SPDX-License-Identifier: GPL-3.0-or-later
// The command is put together from the request's own head (formats/curl/curl_head.h) and content
// (formats/curl/curl_body.h); here are URL, method, Expect's rules, TLS and time-outs.
#include "formats/curl/curl_command.h"

#include "base/quantity.h"
#include "base/text.h"
#include "formats/curl/curl_body.h"
#include "formats/curl/curl_settings.h"
#include "formats/json/json_text.h"
#include "formats/secrets.h"
#include "request/form.h"
#include "request/serializer.h"

#include <algorithm>

namespace formats {
namespace {

constexpr std::int64_t second = 1'000'000'000;

bool isPlainTarget(std::string_view target)
{
    constexpr std::string_view others = "-._~!$&'()*+,;=:@/?%";
    const auto plain = [&](char c) {
        return base::isDigit(c) || (base::lower(c) >= 'a' && base::lower(c) <= 'z')
            || others.find(c) != std::string_view::npos;
    };
    const std::string_view path = target.substr(0, target.find('?'));
    const bool dots = path.find("/.") != std::string_view::npos; // curl resolves dot segments
    return target.starts_with('/') && !dots && std::all_of(target.begin(), target.end(), plain);
}

std::string seconds(std::int64_t ns)
{
    const std::int64_t ms = std::max<std::int64_t>(ns / 1'000'000, 1);
    std::string text = std::to_string(ms / 1000);
    if (ms % 1000 != 0) {
        std::string part = std::to_string(1000 + ms % 1000).substr(1);
        part.erase(part.find_last_not_of('0') + 1);
        text += '.' + part;
    }
    return text;
}

class Exporter {
public:
    Exporter(const request::RequestSpec &spec, const request::ComposedRequest &request, const CurlOptions &options)
        : spec_(spec)
        , request_(request)
        , options_(options)
    {}

    void contentIsMasked() { contentMasked_ = true; }

    CurlCommand run()
    {
        readTheHead();
        body_ = curlBody(spec_.body, options_.shell);
        add(body_.losses);
        method();
        version();
        fields();
        expect();
        expectLosses();
        add(curlSettingLosses(spec_));
        emptyChunks();
        connection();
        for (const std::string &option : body_.options)
            words_.push_back(option);
        url();
        return finish();
    }

private:
    void lose(std::string text) { losses_.push_back(std::move(text)); }
    void add(const std::vector<std::string> &losses) { losses_.insert(losses_.end(), losses.begin(), losses.end()); }
    void option(std::string name, std::string value)
    {
        words_.push_back(std::move(name));
        words_.push_back(std::move(value));
    }
    bool hasData() const { return body_.dataOption || body_.uploadOption; }

    void readTheHead()
    {
        head_ = readHead(request::http1Head(request_));
        add(head_.losses);
        // curl makes the absolute form of a proxy's request by itself.
        const std::string begin = "http://" + request_.url.authority();
        if (request_.route.absoluteForm() && head_.target.starts_with(begin + '/'))
            head_.target.erase(0, begin.size());
        else if (request_.route.absoluteForm())
            asItIs_ = true;
    }

    void method()
    {
        const std::string natural = body_.uploadOption ? "PUT" : body_.dataOption ? "POST" : "GET";
        if (head_.method == natural)
            return;
        if (spec_.redirects > 0 && head_.method != "HEAD")
            lose("the method after a redirection: with -X curl keeps it");
        if (head_.method == "HEAD" && !hasData())
            words_.emplace_back("--head");
        else
            option("-X", head_.method);
        if (head_.method == "HEAD" && hasData())
            bounded_ = "a response to HEAD: curl waits for the content that its length announces";
    }

    void version()
    {
        if (head_.version == "HTTP/1.0")
            words_.emplace_back("--http1.0");
        else if (request_.url.tls)
            words_.emplace_back("--http1.1"); // or TLS would agree on HTTP/2
    }

    // The URL's host and port; with a server name of its own for TLS, that name.
    std::string authority() const
    {
        request::Url url = request_.url;
        if (renamed())
            url.host = spec_.tls.serverName;
        return url.authority();
    }
    bool renamed() const { return request_.url.tls && !spec_.tls.serverName.empty(); }

    void fields()
    {
        const bool odd = std::any_of(request_.url.host.begin(), request_.url.host.end(), [](char c) {
            return (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
        });
        CurlSituation situation;
        situation.hostLine = odd ? std::string() : "Host: " + authority();
        situation.dataOption = body_.dataOption;
        situation.uploadOption = body_.uploadOption;
        situation.pipe = body_.pipe;
        situation.formOption = body_.formOption;
        situation.size = request_.contentLength;
        situation.curlSize = body_.formOption ? formSize() : request_.contentLength;
        situation.http11 = head_.version != "HTTP/1.0";
        situation.absoluteForm = request_.route.absoluteForm();
        if (situation.absoluteForm && !request_.route.userInfo.empty())
            situation.proxyLine = "Proxy-Authorization: " + request::basicCredentials(request_.route.userInfo);
        situation.showSecrets = options_.showSecrets;
        fields_ = curlFields(head_, situation);
        masked_ = fields_.masked || contentMasked_;
        for (std::size_t i = 0; i + 1 < fields_.options.size(); i += 2)
            option(fields_.options[i], fields_.options[i + 1]);
        add(fields_.losses);
        if (!hasData())
            return;
        if (fields_.chunked && head_.version == "HTTP/1.0")
            lose("chunked content: curl refuses it with HTTP/1.0");
        else if (fields_.chunked && !request_.chunked)
            lose("the content's framing: curl frames it in chunks, as the Transfer-Encoding field says");
        else if (fields_.chunked && request_.contentLength > (16 << 10))
            lose("the sizes of the chunks: curl cuts the content elsewhere");
    }

    // With curl's own boundary of 40 characters, which stands before each part and at the end.
    std::uint64_t formSize() const
    {
        const std::uint64_t parts = spec_.body.fields.size() + 1;
        return request_.contentLength + parts * 40 - parts * request::boundaryOf(spec_.body).size();
    }

    // Seen with curl 7.88.1: after the 100 it waits for an answer, and the server for the last chunk.
    void emptyChunks()
    {
        if (fields_.chunked && request_.contentLength == 0 && !fields_.ownExpect && curlWaits())
            lose("empty content in chunks behind a typed Expect: curl never sends its end");
    }

    // Does curl hold the content back? It looks for the word anywhere in the value.
    bool curlWaits() const
    {
        return fields_.ownExpect
            || (hasData() && base::lowered(fields_.typedExpect).find("100-continue") != std::string::npos);
    }

    void expect()
    {
        const request::ExpectSettings &rules = spec_.expect;
        if (!curlWaits())
            return;
        std::int64_t wait = rules.waitNs;
        if (rules.afterWait == wire::AfterWait::Keep)
            wait = longest();
        if (wait != second)
            option("--expect100-timeout", seconds(wait));
        if (rules.waitNs == 0)
            lose("no wait at all: curl waits a millisecond at least");
        else if (rules.afterWait == wire::AfterWait::Keep && wait != kept())
            lose("waiting without an end: curl sends the content after " + base::durationText(wait));
        else if (rules.afterWait != wire::AfterWait::Send)
            lose("giving up after the wait: curl sends the content then");
    }

    /// How long Interim waits before it gives up; 0 for no limit.
    std::int64_t kept() const
    {
        return spec_.timeouts.keepNs > 0 ? std::max<std::int64_t>(spec_.expect.waitNs, 0) + spec_.timeouts.keepNs : 0;
    }

    std::int64_t longest() const
    {
        const std::int64_t whole = spec_.timeouts.wholeNs > 0 ? spec_.timeouts.wholeNs : 24 * 3600 * second;
        return kept() > 0 ? std::min(whole, kept()) : whole;
    }

    void expectLosses()
    {
        const request::ExpectSettings &rules = spec_.expect;
        if (request_.expect.waits && !curlWaits())
            lose("the wait: curl waits for 100-continue alone, not for another expectation");
        if (curlWaits() && !fields_.ownExpect)
            lose(body_.uploadOption
                     ? "a 417 that keeps the connection: curl repeats the request once, with the typed Expect"
                     : "a 417 that keeps the connection: curl repeats the request with the typed Expect "
                       "until --max-redirs (50) ends it, and exits with 47");
        if (fields_.ownExpect && rules.on417 == request::On417::Show)
            lose("a 417 that keeps the connection: curl repeats the request without Expect");
        else if (fields_.ownExpect && body_.pipe)
            lose("the repeat after a 417: curl cannot read the pipe again");
        if (rules.anyValue && request_.expect.sent && !request_.expect.asks100 && rules.on417 == request::On417::Retry)
            lose("the repeat after a 417: curl repeats after 100-continue alone");
        if (rules.accept104 && request_.expect.waits)
            lose("taking 104 as 100: curl goes on waiting");
        if (rules.bodyAfterFinal && request_.expect.waits)
            lose("sending the content after a final status: curl does not after a status of 300 or more");
        if (spec_.followUp)
            lose("the follow-up request on the same connection");
    }

    void connection()
    {
        const request::Timeouts usual;
        tls();
        unixSocket();
        place();
        proxy();
        if (spec_.redirects > 0)
            words_.emplace_back("-L");
        if (spec_.redirects > 0 && spec_.redirects != 50)
            option("--max-redirs", std::to_string(spec_.redirects));
        if (spec_.family != request::AddressFamily::Any)
            words_.emplace_back(spec_.family == request::AddressFamily::V4 ? "-4" : "-6");
        if (spec_.timeouts.connectNs != usual.connectNs && spec_.timeouts.connectNs > 0)
            option("--connect-timeout", seconds(spec_.timeouts.connectNs));
        limit();
    }

    void tls()
    {
        if (!request_.url.tls)
            return;
        if (!spec_.tls.verify)
            words_.emplace_back("--insecure");
        if (!spec_.tls.caFile.empty()) {
            option("--cacert", spec_.tls.caFile);
            lose("trust in the system's certificates beside those of --cacert");
        }
        if (!spec_.tls.certFile.empty())
            option("--cert", escapedPath(spec_.tls.certFile));
        if (!spec_.tls.keyFile.empty())
            option("--key", spec_.tls.keyFile);
    }

    // curl takes what follows a colon for the password.
    static std::string escapedPath(const std::string &path)
    {
        std::string out;
        for (const char c : path) {
            if (c == ':' || c == '\\')
                out += '\\';
            out += c;
        }
        return out;
    }

    // "@name" and a path that begins with @ must not be taken for each other: ours are absolute.
    void unixSocket()
    {
        const bool named = spec_.unixSocket.starts_with('@');
        if (!spec_.unixSocket.empty())
            option(named ? "--abstract-unix-socket" : "--unix-socket", spec_.unixSocket.substr(named ? 1 : 0));
    }

    // Another address than the URL's. Through a proxy in absolute form there is none: curl would tunnel then.
    void place()
    {
        if (spec_.connectTo.empty() && !renamed())
            return;
        if (request_.route.absoluteForm() || !spec_.unixSocket.empty())
            return;
        const bool through = request_.route.proxy != request::ProxyKind::None;
        const std::string &host = through ? request_.route.askedHost : request_.route.host;
        const std::uint16_t port = through ? request_.route.askedPort : request_.route.port;
        option("--connect-to", "::" + request::hostPort(host, port));
    }

    void proxy()
    {
        if (spec_.proxy.empty()) {
            if (options_.bypassProxy)
                option("--noproxy", "*");
            return;
        }
        const bool socks = request_.route.proxy == request::ProxyKind::Socks;
        std::string url =
            spec_.proxy.substr(spec_.proxy.find("://") == std::string::npos ? 0 : spec_.proxy.find("://") + 3);
        url = (socks ? "socks5h://" : "http://") + url; // the proxy looks the name up
        const std::string shown = options_.showSecrets ? url : maskedUrl(url);
        masked_ = masked_ || shown != url;
        option("-x", shown);
        if (request_.route.tunnel)
            lose("the fields of the CONNECT request: curl writes its own");
    }

    void limit()
    {
        if (!bounded_.empty())
            lose(bounded_);
        if (spec_.timeouts.wholeNs > 0)
            option("--max-time", seconds(spec_.timeouts.wholeNs));
        else if (!bounded_.empty())
            option("--max-time", seconds(30 * second + std::max<std::int64_t>(spec_.expect.waitNs, 0)));
    }

    void url()
    {
        const std::string target = options_.showSecrets ? head_.target : maskedUrl(head_.target);
        masked_ = masked_ || target != head_.target;
        // -T appends the file's name to a path that ends with a slash.
        const bool appends = body_.uploadOption && target.substr(0, target.find('?')).ends_with('/');
        const bool plain = isPlainTarget(target) && !appends && !asItIs_;
        if (!plain)
            option("--request-target", target);
        if (!plain && spec_.redirects > 0) // seen with curl 7.88.1
            lose("the target after a redirection: with --request-target curl sends the first one again");
        words_.push_back((request_.url.tls ? "https://" : "http://") + authority() + (plain ? target : "/"));
    }

    CurlCommand finish()
    {
        if (masked_)
            lose("secrets: they are shown as *** (--show-secrets prints them)");
        if (contentMasked_)
            lose("the length of the content: it is that of the masked one");
        const ShellCommand made = shellCommand(options_.shell, body_.feed, "curl", words_, options_.multiline);
        add(made.losses);
        CurlCommand out;
        out.command = personText(made.text);
        for (const std::string &loss : losses_)
            out.losses.append(personText(loss));
        return out;
    }

    const request::RequestSpec &spec_;
    const request::ComposedRequest &request_;
    CurlOptions options_;
    CurlHead head_;
    CurlBody body_;
    CurlFields fields_;
    bool asItIs_ = false; // the target is none that curl makes for a proxy
    bool masked_ = false;
    bool contentMasked_ = false;
    std::string bounded_; // why --max-time must be there
    std::vector<std::string> words_;
    std::vector<std::string> losses_;
};

} // namespace

CurlCommand curlCommand(const request::RequestSpec &spec, const CurlOptions &options)
{
    const request::RequestSpec shown = options.showSecrets ? spec : maskContent(spec);
    const auto composed = request::compose(shown);
    if (const auto *error = std::get_if<request::UrlError>(&composed)) {
        CurlCommand out;
        out.error = personText(error->text);
        return out;
    }
    Exporter exporter(shown, std::get<request::ComposedRequest>(composed), options);
    if (!(shown.body == spec.body))
        exporter.contentIsMasked();
    return exporter.run();
}

} // namespace formats
