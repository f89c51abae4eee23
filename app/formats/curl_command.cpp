// SPDX-License-Identifier: GPL-3.0-or-later
// The command is put together from the request's own head (formats/curl_head.h) and content
// (formats/curl_body.h); here are URL, method, Expect's rules, TLS and time-outs.
#include "formats/curl_command.h"

#include "formats/curl_body.h"
#include "formats/json_text.h"
#include "formats/secrets.h"
#include "formats/shell_quote.h"
#include "wire/compose.h"
#include "wire/text.h"

#include <algorithm>

namespace formats {
namespace {

constexpr std::int64_t second = 1'000'000'000;

bool isPlainTarget(std::string_view target)
{
    constexpr std::string_view others = "-._~!$&'()*+,;=:@/?%";
    const auto plain = [&](char c) {
        return wire::isDigit(c) || (wire::lower(c) >= 'a' && wire::lower(c) <= 'z')
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
    Exporter(const wire::RequestSpec &spec, const wire::ComposedRequest &request, const CurlOptions &options)
        : spec_(spec), request_(request), options_(options) { }

    CurlCommand run()
    {
        readTheHead();
        body_ = curlBody(spec_.body);
        add(body_.losses);
        method();
        version();
        fields();
        expect();
        expectLosses();
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
        const std::string shown = options_.showSecrets ? request_.head : maskedHead(request_.head);
        if (shown != request_.head)
            lose("secrets: they are shown as *** (--show-secrets prints them)");
        head_ = readHead(shown);
        add(head_.losses);
    }

    void method()
    {
        const std::string natural = body_.uploadOption ? "PUT" : body_.dataOption ? "POST" : "GET";
        if (head_.method == natural)
            return;
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
        wire::Url url = request_.url;
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
        CurlSituation situation{odd ? std::string() : "Host: " + authority(),
                                body_.dataOption, body_.uploadOption, body_.pipe,
                                request_.contentLength, head_.version != "HTTP/1.0"};
        fields_ = curlFields(head_, situation);
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

    // Does curl hold the content back? It looks for the word anywhere in the value.
    bool curlWaits() const
    {
        return fields_.ownExpect
            || (hasData() && wire::lowered(fields_.typedExpect).find("100-continue") != std::string::npos);
    }

    void expect()
    {
        const wire::ExpectSettings &rules = spec_.expect;
        if (!curlWaits())
            return;
        if (!fields_.ownExpect)
            bounded_ = "a 417: curl repeats the request with the typed Expect, again and again, so --max-time ends it";
        std::int64_t wait = rules.waitNs;
        if (rules.afterWait == wire::AfterWait::Keep)
            wait = longest();
        if (wait != second)
            option("--expect100-timeout", seconds(wait));
        if (rules.waitNs == 0)
            lose("no wait at all: curl waits a millisecond at least");
        else if (rules.afterWait == wire::AfterWait::Keep)
            lose("waiting without an end: curl sends the content after " + seconds(wait) + " s");
        else if (rules.afterWait == wire::AfterWait::Stop)
            lose("giving up after the wait: curl sends the content then");
    }

    std::int64_t longest() const { return spec_.timeouts.wholeNs > 0 ? spec_.timeouts.wholeNs : 24 * 3600 * second; }

    void expectLosses()
    {
        const wire::ExpectSettings &rules = spec_.expect;
        if (request_.expect.waits && !curlWaits())
            lose("the wait: curl waits for 100-continue alone, not for another expectation");
        if (fields_.ownExpect && rules.on417 == wire::On417::Show)
            lose("a 417 as it is: curl repeats the request without Expect");
        else if (fields_.ownExpect && body_.pipe)
            lose("the repeat after a 417: curl cannot read the pipe again");
        if (rules.accept104 && request_.expect.waits)
            lose("taking 104 as 100: curl goes on waiting");
        if (rules.bodyAfterFinal && request_.expect.waits)
            lose("sending the content after a final status: curl does not after a status of 300 or more");
        if (spec_.followUp)
            lose("the follow-up request on the same connection");
    }

    void connection()
    {
        const wire::Timeouts usual;
        if (!spec_.tls.verify && request_.url.tls)
            words_.emplace_back("--insecure");
        if (!spec_.tls.caFile.empty() && request_.url.tls)
            option("--cacert", spec_.tls.caFile);
        if (renamed()) {
            wire::Url url = request_.url;
            option("--connect-to", "::" + (url.host.find(':') != std::string::npos ? '[' + url.host + ']' : url.host) + ':'
                       + std::to_string(url.port));
        }
        if (spec_.family != wire::AddressFamily::Any)
            words_.emplace_back(spec_.family == wire::AddressFamily::V4 ? "-4" : "-6");
        if (options_.bypassProxy)
            option("--noproxy", "*");
        if (spec_.timeouts.connectNs != usual.connectNs && spec_.timeouts.connectNs > 0)
            option("--connect-timeout", seconds(spec_.timeouts.connectNs));
        limit();
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
        // -T appends the file's name to a path that ends with a slash.
        const bool appends = body_.uploadOption && head_.target.substr(0, head_.target.find('?')).ends_with('/');
        const bool plain = isPlainTarget(head_.target) && !appends;
        if (!plain)
            option("--request-target", head_.target);
        words_.push_back((request_.url.tls ? "https://" : "http://") + authority() + (plain ? head_.target : "/"));
    }

    CurlCommand finish()
    {
        std::string command = (body_.feed.empty() ? "" : body_.feed + " | ") + "curl";
        for (std::size_t i = 0; i < words_.size(); ++i) {
            const bool starts = words_[i].starts_with('-') || i + 1 == words_.size();
            command += options_.multiline && starts ? " \\\n    " : " ";
            if (const auto word = shellWord(words_[i])) {
                command += *word;
            } else {
                command += "''";
                lose("\"" + wire::escaped(words_[i]) + "\": an argument cannot carry it");
            }
        }
        CurlCommand out;
        out.command = personText(command);
        for (const std::string &loss : losses_)
            out.losses.append(personText(loss));
        return out;
    }

    const wire::RequestSpec &spec_;
    const wire::ComposedRequest &request_;
    CurlOptions options_;
    CurlHead head_;
    CurlBody body_;
    CurlFields fields_;
    std::string bounded_; // why --max-time must be there
    std::vector<std::string> words_;
    std::vector<std::string> losses_;
};

} // namespace

CurlCommand curlCommand(const wire::RequestSpec &spec, const CurlOptions &options)
{
    const auto composed = wire::compose(spec);
    if (const auto *error = std::get_if<wire::UrlError>(&composed)) {
        CurlCommand out;
        out.error = personText(error->text);
        return out;
    }
    return Exporter(spec, std::get<wire::ComposedRequest>(composed), options).run();
}

} // namespace formats
