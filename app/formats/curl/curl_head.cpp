// SPDX-License-Identifier: GPL-3.0-or-later
// curl's own head against ours. Seen in lib/http.c of curl 7.88.1 and measured by the test beside a real curl.
#include "formats/curl/curl_head.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "formats/secrets.h"
#include "request/route.h"
#include "wire/event.h"

#include <QByteArray>

#include <algorithm>

namespace formats {
namespace {

using Lines = std::vector<CurlLine>;

CurlLine lineOf(std::string bytes)
{
    CurlLine line;
    const auto colon = bytes.find(':');
    line.colon = colon != std::string::npos;
    line.name = bytes.substr(0, colon);
    if (line.colon)
        line.value = base::trimmed(std::string_view(bytes).substr(colon + 1));
    line.bytes = std::move(bytes);
    return line;
}

void readRequestLine(std::string_view line, CurlHead &head)
{
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) {
        head.method = line.substr(0, first);
        head.target = first == std::string_view::npos ? "/" : line.substr(first + 1);
        head.losses.emplace_back("the request line has no HTTP version: curl writes one");
        return;
    }
    head.method = line.substr(0, first);
    head.target = line.substr(first + 1, last - first - 1);
    head.version = line.substr(last + 1);
    if (head.version != "HTTP/1.1" && head.version != "HTTP/1.0")
        head.losses.push_back("the version \"" + base::escaped(head.version) + "\": curl writes HTTP/1.1");
}

bool named(const CurlLine &line, std::string_view name)
{
    return line.colon && base::equalsIgnoringCase(line.name, name);
}

bool has(const Lines &lines, std::string_view name)
{
    return std::any_of(lines.begin(), lines.end(), [&](const CurlLine &line) { return named(line, name); });
}

// curl looks for the word anywhere in the value (Curl_compareheader).
bool holdsWord(const CurlLine &line, std::string_view word)
{
    return base::lowered(line.value).find(word) != std::string::npos;
}

// The user and password of an Authorization line that curl would make of them; "" for none.
std::string userOf(const CurlLine &line)
{
    constexpr std::string_view begin = "Authorization: Basic ";
    if (!line.bytes.starts_with(begin))
        return {};
    const std::string user =
        QByteArray::fromBase64(QByteArray::fromStdString(line.bytes.substr(begin.size()))).toStdString();
    const bool carried = user.find(':') != user.npos && user.find('\0') == user.npos;
    return carried && std::string(begin) + base::base64(user) == line.bytes ? user : std::string();
}

class Builder {
public:
    Builder(const CurlHead &head, const CurlSituation &situation) : lines_(head.lines), s_(situation) {}

    CurlFields build()
    {
        host();
        credentials();
        userAgent();
        accept();
        proxyConnection();
        tail();
        for (const CurlLine &line : lines_)
            typed(line);
        typedFacts();
        std::move(end_.begin(), end_.end(), std::back_inserter(out_.options));
        return std::move(out_);
    }

private:
    void header(const std::string &text) { add(out_.options, "-H", shown(text)); }
    std::string shown(const std::string &line)
    {
        if (s_.showSecrets)
            return line;
        const std::string masked = maskedHead(line);
        out_.masked = out_.masked || masked != line;
        return masked;
    }
    // Stops curl from adding this field.
    void without(std::string_view name) { add(end_, "-H", std::string(name) + ':'); }
    static void add(std::vector<std::string> &to, const char *option, std::string value)
    {
        to.emplace_back(option);
        to.push_back(std::move(value));
    }
    void lose(std::string text) { out_.losses.push_back(std::move(text)); }

    void host()
    {
        const auto isHost = [](const CurlLine &line) { return named(line, "Host"); };
        const auto first = std::find_if(lines_.begin(), lines_.end(), isHost);
        if (first == lines_.end()) {
            without("Host");
            return;
        }
        if (first != lines_.begin())
            lose("the place of Host: curl writes it first");
        if (first->name != "Host")
            lose("the spelling of \"" + first->name + "\": curl writes Host");
        if (first->bytes != s_.hostLine)
            header(first->bytes == "Host:" ? "Host;" : first->bytes);
        lines_.erase(first);
        const auto more = std::remove_if(lines_.begin(), lines_.end(), isHost);
        if (more != lines_.end())
            lose("further Host fields: curl writes one");
        lines_.erase(more, lines_.end());
    }

    bool alone(std::string_view name) const
    {
        return std::count_if(lines_.begin(), lines_.end(), [&](const auto &line) { return named(line, name); }) == 1;
    }

    // curl writes Proxy-Authorization and Authorization of its own before User-Agent.
    void credentials()
    {
        if (!s_.proxyLine.empty()) {
            if (!lines_.empty() && lines_.front().bytes == s_.proxyLine)
                lines_.erase(lines_.begin());
            else
                lose("the Proxy-Authorization field: curl makes it of the proxy's user");
        }
        const std::string user = lines_.empty() || !alone("Authorization") ? std::string() : userOf(lines_.front());
        if (user.empty())
            return;
        out_.masked = out_.masked || !s_.showSecrets;
        add(out_.options, "-u", s_.showSecrets ? user : std::string(maskText));
        lines_.erase(lines_.begin());
    }

    void proxyConnection()
    {
        if (!s_.absoluteForm)
            return;
        if (!has(lines_, "Proxy-Connection"))
            without("Proxy-Connection");
        else if (lines_.front().bytes == "Proxy-Connection: Keep-Alive" && alone("Proxy-Connection"))
            lines_.erase(lines_.begin());
    }

    void userAgent()
    {
        if (!has(lines_, "User-Agent")) {
            without("User-Agent");
            return;
        }
        const CurlLine &first = lines_.front();
        if (!alone("User-Agent") || first.value.empty() || first.bytes != "User-Agent: " + first.value)
            return;
        add(out_.options, "-A", first.value);
        lines_.erase(lines_.begin());
    }

    void accept()
    {
        if (!has(lines_, "Accept")) {
            without("Accept");
            return;
        }
        if (alone("Accept") && lines_.front().bytes == "Accept: */*")
            lines_.erase(lines_.begin());
    }

    bool dropLast(const std::string &bytes, std::string_view name)
    {
        if (lines_.empty() || lines_.back().bytes != bytes)
            return false;
        if (std::any_of(lines_.begin(), lines_.end() - 1, [&](const auto &line) { return named(line, name); }))
            return false;
        lines_.pop_back();
        return true;
    }

    // What curl itself writes behind the typed fields: Content-Length, Content-Type, Expect.
    void tail()
    {
        if (!s_.dataOption && !s_.uploadOption)
            return;
        const bool large =
            s_.uploadOption ? s_.pipe || s_.size > 0 : (s_.formOption ? s_.curlSize : s_.size) > curlExpectAbove;
        const bool adds = s_.http11 && large;
        if (adds) {
            out_.ownExpect = dropLast("Expect: 100-continue", "Expect");
            if (!out_.ownExpect && !has(lines_, "Expect"))
                without("Expect");
        }
        if (s_.formOption)
            return formFields();
        if (s_.dataOption && !dropLast("Content-Type: application/x-www-form-urlencoded", "Content-Type")
            && !has(lines_, "Content-Type"))
            without("Content-Type");
        lengthField();
    }

    // Both are of curl's own boundary, so that ours must not be typed.
    void formFields()
    {
        const bool length = has(lines_, "Content-Length");
        const std::size_t before = lines_.size();
        for (const std::string_view name : {"Content-Type", "Content-Length"}) {
            if (!lines_.empty() && named(lines_.back(), name))
                lines_.pop_back();
        }
        const std::size_t atEnd = before - lines_.size();
        std::erase_if(
            lines_, [](const CurlLine &line) { return named(line, "Content-Type") || named(line, "Content-Length"); });
        if (before - lines_.size() > atEnd)
            lose("the place of Content-Type and Content-Length: curl writes them behind the typed fields");
        if (!length && !has(lines_, "Transfer-Encoding"))
            without("Content-Length");
    }

    void lengthField()
    {
        if (s_.pipe) { // curl would frame content of unknown length in chunks
            if (!has(lines_, "Transfer-Encoding"))
                without("Transfer-Encoding");
            return;
        }
        const bool chunked = std::any_of(lines_.begin(), lines_.end(), [](const CurlLine &line) {
            return named(line, "Transfer-Encoding") && holdsWord(line, "chunked");
        });
        if (chunked || dropLast("Content-Length: " + std::to_string(s_.size), "Content-Length"))
            return;
        if (!has(lines_, "Content-Length"))
            without("Content-Length");
    }

    void typed(const CurlLine &line)
    {
        const std::string words = '"' + base::escaped(shown(line.bytes)) + '"';
        if (!line.colon)
            lose("the line " + words + ": curl sends no field line without a colon");
        else if (line.name.empty())
            lose("the line " + words + ": curl sends no field line without a name");
        else if (line.bytes.find('\0') != std::string::npos)
            lose("the line " + words + ": a command cannot carry a NUL byte");
        else if (line.bytes.front() == '@')
            lose("the line " + words + ": curl would read a file by that name");
        else if (line.value.empty())
            emptyField(line, words);
        else
            header(line.bytes);
    }

    void emptyField(const CurlLine &line, const std::string &words)
    {
        if (line.bytes != line.name + ':')
            lose("the white space of " + words + ": curl sends \"" + base::escaped(line.name) + ":\"");
        header(line.name + ';');
    }

    void typedFacts()
    {
        for (const CurlLine &line : lines_) {
            if (named(line, "Expect") && out_.typedExpect.empty())
                out_.typedExpect = line.value;
            if (named(line, "Transfer-Encoding") && holdsWord(line, "chunked"))
                out_.chunked = true;
        }
    }

    Lines lines_;
    CurlSituation s_;
    CurlFields out_;
    std::vector<std::string> end_;
};

} // namespace

CurlHead readHead(std::string_view head)
{
    CurlHead out;
    bool first = true, bare = false;
    while (!head.empty()) {
        const auto end = head.find('\n');
        std::string_view line = head.substr(0, end);
        head.remove_prefix(end == std::string_view::npos ? head.size() : end + 1);
        if (!line.empty() && line.back() == '\r')
            line.remove_suffix(1);
        else
            bare = true;
        if (first)
            readRequestLine(line, out);
        else if (line.empty())
            break;
        else if (base::isBlank(line.front()) && !out.lines.empty())
            out.lines.back() = lineOf(out.lines.back().bytes + "\r\n" + std::string(line));
        else
            out.lines.push_back(lineOf(std::string(line)));
        first = false;
    }
    if (bare)
        out.losses.emplace_back("line ends that are not CR LF: curl writes CR LF");
    return out;
}

CurlFields curlFields(const CurlHead &head, const CurlSituation &situation)
{
    return Builder(head, situation).build();
}

} // namespace formats
