// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file_reader.h"

#include "formats/curl_import.h"
#include "formats/exact_head.h"
#include "formats/http_file_body.h"
#include "formats/http_file_text.h"
#include "formats/json_text.h"
#include "formats/report_text.h"
#include "formats/setting_words.h"
#include "wire/event.h"
#include "wire/text.h"
#include "wire/typed_head.h"
#include "wire/url.h"

#include <QByteArray>

#include <algorithm>
#include <array>

namespace formats {
namespace {

constexpr std::array<std::string_view, 9> knownMethods{"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS",
                                                       "CONNECT", "TRACE"};

std::string upperCase(std::string_view word)
{
    std::string out(word);
    for (char &c : out)
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return out;
}

class FileRequestReader {
public:
    FileRequestReader(const FileBlock &block, const FileVariables &variables, const CurlFiles &files, const std::string &folder)
        : block_(block), variables_(variables), files_(files), folder_(folder)
    {
        out_.losses = block.losses;
        out_.taken = block.taken;
        out_.name = oneLine(personText(block.title).simplified());
    }

    FileRequest run()
    {
        if (!block_.curl.empty())
            curl();
        else if (block_.requestLine.empty())
            out_.error = QStringLiteral("there is no request");
        else
            request();
        if (!out_.error.isEmpty())
            out_.error = QStringLiteral("line %1: %2").arg(block_.line).arg(out_.error);
        return std::move(out_);
    }
    bool redirects() const { return redirects_; }

private:
    void lose(const QString &line) { remark(out_.losses, line); }
    std::string filled(std::string_view text) { return variables_.filled(text, out_.losses); }

    void curl()
    {
        const CurlImport read = importCurl(filled(block_.curl), files_);
        out_.error = read.error;
        out_.spec = read.spec;
        tags(out_.spec);
        for (const QString &line : read.losses)
            lose(line);
        for (const QString &line : read.taken)
            remark(out_.taken, line);
        redirects_ = false; // curl follows none by itself
    }

    void request()
    {
        if (!startLine(filled(block_.requestLine)))
            return;
        for (const std::string &line : block_.headers)
            field(filled(line));
        target();
        content();
        tags(spec_);
        lengths();
        out_.spec = plainRequest(spec_, ours_ ? ExpectFrom::Settings : ExpectFrom::Fields);
    }

    bool startLine(const std::string &line)
    {
        std::string_view rest = wire::trimmed(line);
        const auto word = rest.substr(0, rest.find_first_of(" \t"));
        const std::string upper = upperCase(word);
        const bool alone = word.size() == rest.size() || wire::trimmed(rest.substr(word.size())).starts_with("HTTP/");
        const bool known = std::ranges::find(knownMethods, upper) != knownMethods.end();
        if (isOtherProtocol(word)) {
            out_.error = QStringLiteral("%1 is no HTTP request of the kind that is sent here").arg(quotedText(word));
            return false;
        }
        if (!alone && (known || (wire::isToken(word) && word == upper && word.find('.') == word.npos))) {
            spec_.method = known ? upper : std::string(word);
            rest = wire::trimmed(rest.substr(word.size()));
        }
        const auto version = wire::lowered(rest).rfind(" http/");
        if (version != rest.npos) {
            httpVersion(wire::trimmed(rest.substr(version)));
            rest = wire::trimmed(rest.substr(0, version));
        }
        spec_.url = rest;
        if (!rest.empty())
            return true;
        out_.error = QStringLiteral("the request line names no URL");
        return false;
    }

    void httpVersion(std::string_view word)
    {
        const std::string low = wire::lowered(word);
        if (low == "http/1.0")
            spec_.version = 10;
        else if (low != "http/1.1")
            lose(QStringLiteral("%1: only HTTP/1 is spoken yet; the request goes out as HTTP/1.1").arg(quotedText(word)));
    }

    void field(const std::string &line)
    {
        const auto colon = line.find(':');
        if (colon == line.npos || colon == 0) {
            lose(QStringLiteral("%1: no field, since it has no name and colon").arg(quotedText(line)));
            return;
        }
        const std::string name(wire::trimmed(line.substr(0, colon)));
        std::string value(wire::trimmed(line.substr(colon + 1)));
        if (wire::equalsIgnoringCase(name, "Authorization") || wire::equalsIgnoringCase(name, "Proxy-Authorization"))
            credentials(value);
        if (wire::equalsIgnoringCase(name, "X-Request-Type"))
            lose(QStringLiteral("%1: the content is not made into a GraphQL request; it goes out as typed").arg(quotedText(line)));
        spec_.headers.push_back({name, value, value.empty() ? ":" : ": "});
    }

    // "Basic user password" and "Basic user:password" are encoded by both tools; other helpers would need more than that.
    void credentials(std::string &value)
    {
        const auto blank = value.find(' ');
        const std::string scheme = wire::lowered(value.substr(0, blank));
        const std::string_view rest = blank == value.npos ? std::string_view() : wire::trimmed(std::string_view(value).substr(blank));
        if (scheme == "basic" && rest.find_first_of(": ") != rest.npos) {
            const auto cut = rest.find(':') != rest.npos ? rest.find(':') : rest.find(' ');
            const std::string pair = std::string(rest.substr(0, cut)) + ':' + std::string(wire::trimmed(rest.substr(cut + 1)));
            value = "Basic " + wire::base64(pair);
            remark(out_.taken, QStringLiteral("user and password were encoded for Basic"));
        } else if ((scheme == "digest" || scheme == "aws") && rest.find('=') == rest.npos) {
            lose(QStringLiteral("the credentials for %1, which the other tool computes: they go out as typed").arg(byteText(wire::escaped(scheme))));
        }
    }

    // A path goes with the Host field; both tools encode what no URL may hold.
    void target()
    {
        std::string &url = spec_.url;
        if (url.starts_with('/') || url == "*") {
            const std::string host = wire::typedValue(spec_, "Host");
            const bool tls = host.ends_with(":443") || host.ends_with(":8443");
            if (url == "*")
                lose(QStringLiteral("the target *: the request goes to /"));
            if (host.empty())
                lose(QStringLiteral("the server: the request line is a path, and there is no Host field"));
            const std::string path = url == "*" ? "/" : url;
            url = host.find("://") != host.npos ? host + path : (tls ? "https://" : "http://") + host + path;
            if (tls)
                remark(out_.taken, QStringLiteral("the port says https"));
        }
        const auto authority = url.find("://");
        const auto start = std::min(url.find_first_of("/?", authority == url.npos ? 0 : authority + 3), url.size());
        std::string encoded;
        for (const char c : url.substr(start))
            encoded += c == ' ' || static_cast<unsigned char>(c) >= 0x80 ? wire::percentEncoded({&c, 1}, {}) : std::string(1, c);
        url.replace(start, url.npos, encoded);
        url.resize(std::min(url.find('#', start), url.size()));
    }

    void content()
    {
        std::vector<std::string> lines;
        for (const std::string &line : block_.body)
            lines.push_back(filled(line));
        FileBody read = fileBody(lines, wire::typedValue(spec_, "Content-Type"), files_, folder_);
        spec_.body = std::move(read.body);
        for (const QString &line : read.losses)
            lose(line);
        for (const QString &line : read.taken)
            remark(out_.taken, line);
        if (read.ownsType)
            wire::eraseTyped(spec_, "Content-Type");
    }

    void tags(wire::RequestSpec &spec)
    {
        for (const FileTag &tag : block_.tags) {
            if (tag.name == "name" && !tag.value.empty())
                out_.name = out_.name.isEmpty() ? oneLine(personText(tag.value).simplified()) : out_.name;
            else if (tag.name == "no-redirect")
                redirects_ = false;
            else if (tag.name == "timeout" || tag.name == "connection-timeout")
                timeOut(spec, tag);
            else if (tag.name == "use-os-credentials")
                lose(QStringLiteral("@use-os-credentials"));
            else if (tag.name == "interim")
                setting(spec, tag.value);
        }
        if (!settings_.isEmpty())
            remark(out_.taken, QStringLiteral("the settings that Interim left in it: %1").arg(settings_.join(QStringLiteral(", "))));
    }

    // Seconds, if no unit is given.
    void timeOut(wire::RequestSpec &spec, const FileTag &tag)
    {
        std::string value = tag.value;
        std::erase(value, ' ');
        if (value.ends_with('m') && wire::decimal(value.substr(0, value.size() - 1)).value_or(UINT64_MAX) < 100'000)
            value = std::to_string(*wire::decimal(value.substr(0, value.size() - 1)) * 60) + 's';
        if (wire::decimal(value))
            value += 's';
        const auto ns = wire::duration(value);
        if (!ns)
            lose(QStringLiteral("@%1 %2").arg(byteText(wire::escaped(tag.name)), quotedText(tag.value)));
        else if (tag.name == "timeout")
            spec.timeouts.headNs = spec.timeouts.idleNs = *ns;
        else
            spec.timeouts.connectNs = *ns;
    }

    void setting(wire::RequestSpec &spec, std::string_view words)
    {
        ours_ = true;
        const auto blank = std::min(words.find(' '), words.size());
        const std::string name(words.substr(0, blank));
        const std::string value = wire::percentDecoded(wire::trimmed(words.substr(blank)));
        if (name == "content") {
            spec.body.kind = wire::BodyKind::Text;
            spec.body.text = QByteArray::fromBase64(QByteArray::fromStdString(value)).toStdString();
        } else if (!applySetting(spec, name, value)) {
            lose(QStringLiteral("the setting %1").arg(quotedText(words)));
            return;
        }
        redirects_ = redirects_ && name != "redirects";
        if (!isOfFields({name, value}))
            settings_.append(byteText(wire::escaped(words)).left(100));
    }

    // Both tools count the content themselves.
    void lengths()
    {
        const std::string typed = wire::typedValue(spec_, "Content-Length");
        if (typed.empty() || ours_ || wire::decimal(typed) == spec_.body.length())
            return;
        wire::eraseTyped(spec_, "Content-Length");
        lose(QStringLiteral("Content-Length: %1, since the content has %2 bytes").arg(byteText(wire::escaped(typed))).arg(spec_.body.length()));
    }

    const FileBlock &block_;
    const FileVariables &variables_;
    const CurlFiles &files_;
    const std::string &folder_;
    wire::RequestSpec spec_;
    FileRequest out_;
    QStringList settings_;
    bool ours_ = false;
    bool redirects_ = true; // the other tools would follow them
};

} // namespace

RequestFile readHttpFile(std::string_view text, const CurlFiles &files, const std::string &folder)
{
    RequestFile out;
    if (text.size() > mostHttpFileBytes) {
        out.error = QStringLiteral("the file is longer than %1 MiB, the most that is read").arg(mostHttpFileBytes >> 20);
        return out;
    }
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    FileVariables variables;
    const std::vector<FileBlock> blocks = fileBlocks(text, variables);
    bool redirects = false;
    for (const FileBlock &block : blocks) {
        if (out.requests.size() >= mostFileRequests) {
            out.taken.append(QStringLiteral("the first %1 requests are read").arg(mostFileRequests));
            break;
        }
        FileRequestReader reader(block, variables, files, folder);
        out.requests.push_back(reader.run());
        redirects = redirects || reader.redirects();
    }
    if (out.requests.empty())
        out.error = QStringLiteral("no request in the text: write one such as GET http://localhost:8080/");
    if (redirects && out.error.isEmpty())
        out.taken.append(QStringLiteral("redirections are not followed, which the other tools do unless # @no-redirect is written"));
    return out;
}

} // namespace formats
