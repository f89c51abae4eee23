// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_request.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "formats/curl/curl_import.h"
#include "formats/exact_head.h"
#include "formats/http_file/http_file_body.h"
#include "formats/http_file/http_file_tags.h"
#include "formats/json/json_text.h"
#include "formats/report/report_text.h"
#include "formats/setting_words.h"
#include "request/compose.h"
#include "request/typed_head.h"
#include "request/url.h"
#include "wire/event.h"
#include "words/units.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

constexpr std::size_t mostTyped = 64 << 10; // bytes that are kept of a request's text

std::string upperCase(std::string_view word)
{
    std::string out(word);
    for (char &c : out)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

class FileRequestReader {
public:
    FileRequestReader(const FileBlock &block, FileVariables &variables, const CurlFiles &files,
                      const std::string &folder)
        : block_(block)
        , variables_(variables)
        , files_(files)
        , folder_(folder)
        , tags_(out_, words_.unknown)
    {
        words_.unknown = block.unknown;
        out_.losses = block.losses;
        out_.taken = block.taken;
        out_.name = oneLine(personText(block.title).simplified());
    }

    FileRequest run()
    {
        if (block_.curl.empty())
            out_.typed = typedText();
        if (!block_.error.isEmpty())
            out_.error = block_.error;
        else if (!block_.curl.empty())
            curl();
        else if (block_.requestLine.empty())
            out_.error = u"there is no request"_s;
        else
            request();
        settle();
        return std::move(out_);
    }
    /// curl follows none by itself.
    bool redirects() const { return block_.curl.empty() && tags_.redirects(); }

private:
    void lose(const QString &line) { remark(out_.losses, line); }
    void refuse(const QString &line) { remark(words_.unknown, line); }
    void refuseField(const QString &line)
    {
        out_.lacksFields = true;
        refuse(line);
    }
    std::string filled(std::string_view text) { return variables_.filled(text, words_); }

    /// As far as it fits a screen or two.
    std::string typedText() const
    {
        std::string text = block_.requestLine;
        for (const std::string &line : block_.headers)
            text.append("\n").append(line);
        if (!block_.body.empty())
            text.append("\n\n").append(block_.body);
        if (text.size() > mostTyped)
            text.resize(mostTyped);
        return text;
    }

    /// What is not understood is not sent: one line says why.
    void settle()
    {
        for (const QString &line : words_.taken)
            remark(out_.taken, line);
        const QString unknown = joinedReasons(words_.unknown);
        if (!unknown.isEmpty() && !out_.error.isEmpty())
            out_.error = unknown; // the reason of the reason
        else if (!unknown.isEmpty())
            out_.blocked = cutLine(u"line %1: %2"_s.arg(block_.line).arg(unknown));
        if (!out_.error.isEmpty())
            out_.error = cutLine(u"line %1: %2"_s.arg(block_.line).arg(out_.error));
    }

    std::string placeOf(const std::string &path) { return filePlace(path, folder_, out_.taken); }

    /// What the command names as a file: it lies where those of "< path" lie, and is said as they are.
    void placeFiles(request::RequestSpec &spec)
    {
        std::vector<std::string *> paths{&spec.body.path, &spec.tls.caFile, &spec.tls.certFile, &spec.tls.keyFile};
        for (request::FormField &field : spec.body.fields)
            paths.push_back(&field.path);
        for (std::string *path : paths) {
            if (!path->empty())
                *path = placeOf(*path);
        }
        if (!spec.unixSocket.empty())
            remark(out_.taken, u"it goes to a Unix socket, %1"_s.arg(quotedText(spec.unixSocket)));
    }

    void curl()
    {
        const CurlFiles placed{
            [this](const std::string &path) { return files_.size ? files_.size(placeOf(path)) : std::nullopt; },
            [this](const std::string &path) { return files_.read ? files_.read(placeOf(path)) : std::nullopt; }};
        CurlImport read = importCurl(filled(block_.curl), placed);
        out_.error = read.error;
        for (const QString &why : {read.stop, read.open}) {
            if (!why.isEmpty())
                refuse(why);
        }
        out_.spec = std::move(read.spec);
        placeFiles(out_.spec);
        tags_.apply(block_.tags, out_.spec);
        if (const auto made = request::compose(out_.spec);
            out_.error.isEmpty() && std::holds_alternative<request::UrlError>(made))
            out_.error = personText(std::get<request::UrlError>(made).text);
        for (const QString &line : read.losses)
            lose(line);
        for (const QString &line : read.taken)
            remark(out_.taken, line);
    }

    void request()
    {
        if (!startLine(filled(block_.requestLine)))
            return;
        for (const std::string &line : block_.headers)
            field(filled(line));
        if (!target())
            return;
        hosts();
        content();
        tags_.apply(block_.tags, spec_);
        lengths();
        std::string wrong;
        out_.spec = plainRequest(std::move(spec_), tags_.ours() ? ExpectFrom::Settings : ExpectFrom::Fields, &wrong);
        if (!wrong.empty())
            out_.error = personText(wrong);
    }

    bool startLine(const std::string &line)
    {
        std::string_view rest = base::trimmed(line);
        const auto word = rest.substr(0, rest.find_first_of(" \t"));
        const std::string upper = upperCase(word);
        const bool alone = word.size() == rest.size() || base::trimmed(rest.substr(word.size())).starts_with("HTTP/");
        const bool known = isKnownMethod(upper);
        if (isOtherProtocol(word)) {
            out_.error = u"%1 is no HTTP request of the kind that is sent here"_s.arg(quotedText(word));
            return false;
        }
        if (!alone && (known || (base::isToken(word) && word == upper && word.find('.') == word.npos))) {
            spec_.method = known ? upper : std::string(word);
            rest = base::trimmed(rest.substr(word.size()));
        }
        const auto version = base::lowered(rest).rfind(" http/");
        if (version != rest.npos) {
            httpVersion(base::trimmed(rest.substr(version)));
            rest = base::trimmed(rest.substr(0, version));
        }
        spec_.url = rest;
        if (!rest.empty())
            return true;
        out_.error = u"the request line names no URL"_s;
        return false;
    }

    void httpVersion(std::string_view word)
    {
        const std::string low = base::lowered(word);
        if (low == "http/1.0")
            spec_.version = 10;
        else if (low != "http/1.1")
            lose(u"%1: only HTTP/1 is spoken yet; the request goes out as HTTP/1.1"_s.arg(quotedText(word)));
    }

    void field(const std::string &line)
    {
        const auto colon = line.find(':');
        if (colon == line.npos || colon == 0) {
            refuseField(u"%1: no field, since it has no name and colon"_s.arg(quotedText(line)));
            return;
        }
        const std::string name(base::trimmed(line.substr(0, colon)));
        std::string value(base::trimmed(line.substr(colon + 1)));
        if (base::equalsIgnoringCase(name, "Authorization") || base::equalsIgnoringCase(name, "Proxy-Authorization"))
            credentials(value);
        if (base::equalsIgnoringCase(name, "X-Request-Type") && base::equalsIgnoringCase(value, "GraphQL"))
            refuse(u"%1: the other tool makes JSON of the content for GraphQL, which is not done here: write "
                   "that JSON, {\"query\": ..., \"variables\": ...}, without this field"_s.arg(quotedText(line)));
        if (std::ranges::any_of(line, [](char c) { return c == '\r' || c == '\n' || c == '\0'; })) {
            refuseField(u"the field %1: its value holds a line end or NUL"_s.arg(quotedText(name)));
            return;
        }
        spec_.headers.push_back({name, value, value.empty() ? ":" : ": "});
    }

    // "Basic user password" and "Basic user:password" are encoded by both tools; other helpers would need more than
    // that.
    void credentials(std::string &value)
    {
        const auto blank = value.find(' ');
        const std::string scheme = base::lowered(value.substr(0, blank));
        const std::string_view rest =
            blank == value.npos ? std::string_view() : base::trimmed(std::string_view(value).substr(blank));
        if (scheme == "basic" && rest.find_first_of(": ") != rest.npos) {
            const auto cut = rest.find(':') != rest.npos ? rest.find(':') : rest.find(' ');
            const std::string pair =
                std::string(rest.substr(0, cut)) + ':' + std::string(base::trimmed(rest.substr(cut + 1)));
            value = "Basic " + base::base64(pair);
            remark(out_.taken, u"user and password were encoded for Basic"_s);
        } else if ((scheme == "digest" || scheme == "aws") && rest.find('=') == rest.npos) {
            refuse(u"the credentials for %1, which the other tool computes"_s.arg(byteText(base::escaped(scheme))));
        }
    }

    // A path goes with the Host field; both tools encode what no URL may hold.
    bool target()
    {
        std::string &url = spec_.url;
        if (url.starts_with('/') || url == "*") {
            const std::string host = request::typedValue(spec_, "Host");
            const bool tls = host.ends_with(":443") || host.ends_with(":8443");
            if (url == "*")
                refuse(u"the target *: it cannot be sent here"_s);
            if (host.empty()) {
                out_.error = u"the request line is a path, and no Host field names the server"_s;
                return false;
            }
            const std::string path = url == "*" ? "/" : url;
            url = host.find("://") != host.npos ? host + path : (tls ? "https://" : "http://") + host + path;
            if (tls)
                remark(out_.taken, u"the port says https"_s);
        }
        const auto authority = url.find("://");
        const auto start = std::min(url.find_first_of("/?", authority == url.npos ? 0 : authority + 3), url.size());
        const bool asTyped =
            std::ranges::any_of(block_.tags, [](const FileTag &tag) { return tag.name == "no-auto-encoding"; });
        std::string encoded;
        for (const char c : url.substr(start))
            encoded += !asTyped && (c == ' ' || static_cast<unsigned char>(c) >= 0x80)
                ? base::percentEncoded({&c, 1}, {})
                : std::string(1, c);
        url.replace(start, url.npos, encoded);
        fragment(start);
        return true;
    }

    void hosts()
    {
        const std::string first = request::typedValue(spec_, "Host");
        if (std::ranges::any_of(spec_.headers, [&](const request::HeaderLine &line) {
                return request::isNamed(line, "Host") && line.value != first;
            }))
            lose(u"two Host fields that differ: both go out, and a server is to refuse that (RFC 9112 section 3.2)"_s);
    }

    /// It stays here. What a # of a value makes one of was not meant as such.
    void fragment(std::size_t start)
    {
        std::string &url = spec_.url;
        const std::size_t mark = url.find('#', start);
        if (mark == url.npos)
            return;
        const auto typed = std::ranges::count(block_.requestLine, '#');
        if (std::ranges::count(url, '#') > typed)
            refuse(u"the URL: the value of a variable has # in it, and what follows would be cut off as a fragment; "
                   u"write %23 in the value"_s);
        url.resize(mark);
    }

    void content()
    {
        FileBody read = fileBody(filled(block_.body), request::typedValue(spec_, "Content-Type"), files_, folder_,
                                 [this](std::string_view text) { return filled(text); });
        out_.lacksContent = !read.unknown.isEmpty();
        for (const QString &line : read.unknown)
            refuse(line);
        spec_.body = std::move(read.body);
        for (const QString &line : read.losses)
            lose(line);
        for (const QString &line : read.taken)
            remark(out_.taken, line);
        if (read.ownsType)
            request::eraseTyped(spec_, "Content-Type");
    }

    // Both tools count the content themselves.
    void lengths()
    {
        const std::string typed = request::typedValue(spec_, "Content-Length");
        if (typed.empty() || tags_.ours() || base::decimal(typed) == spec_.body.length())
            return;
        request::eraseTyped(spec_, "Content-Length");
        lose(u"Content-Length: %1, since the content has %2"_s.arg(
            byteText(base::escaped(typed)), words::bytesText(spec_.body.length(), QLocale::c())));
    }

    const FileBlock &block_;
    FileVariables &variables_;
    FilledWords words_;
    const CurlFiles &files_;
    const std::string &folder_;
    request::RequestSpec spec_;
    FileRequest out_;
    FileTags tags_;
};

} // namespace

BlockRequest blockRequest(const FileBlock &block, FileVariables &variables, const CurlFiles &files,
                          const std::string &folder)
{
    FileRequestReader reader(block, variables, files, folder);
    BlockRequest out;
    out.request = reader.run();
    out.redirects = reader.redirects();
    return out;
}

} // namespace formats
