// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/http_file/http_file_writer.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "formats/http_file/http_file_content.h"
#include "formats/http_file/http_file_reader.h"
#include "formats/json/json_text.h"
#include "formats/request_file.h"
#include "formats/secrets.h"
#include "formats/setting_words.h"
#include "request/serializer.h"
#include "request/typed_head.h"
#include "wire/event.h"
#include "words/units.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

/// For a comment of one line: control bytes and % as %XX.
std::string commentValue(std::string_view value)
{
    std::string out;
    for (const char &c : value) {
        const bool edge = c == ' ' && (&c == &value.front() || &c == &value.back());
        out +=
            base::isControl(c) || c == '%' || c == '\t' || edge ? base::percentEncoded({&c, 1}, {}) : std::string(1, c);
    }
    return out;
}

bool hasControl(std::string_view text)
{
    return std::ranges::any_of(text, [](char c) { return base::isControl(c); });
}

class RequestWriter {
public:
    RequestWriter(const NamedRequest &request, const request::ComposedRequest &composed, const std::string &head,
                  const request::RequestSpec &spec, const HttpFileOptions &options, HttpFileText &out)
        : name_(request.name)
        , composed_(composed)
        , bytes_(head)
        , spec_(spec)
        , options_(options)
        , out_(out)
    {
        request::RequestSpec raw;
        raw.rawHead = head;
        head_ = request::typedHead(raw);
    }

    void write()
    {
        const FileContent content = fileContent(spec_.body, wire::valueOf(head_.fields, "Content-Type").value_or(""));
        head(content);
        startLine();
        fields();
        if (!content.lines.empty())
            out_.text += '\n' + content.lines + '\n';
        for (const QString &loss : content.losses)
            lose(loss);
        if (out_.text.find("{{") != out_.text.npos)
            lose(u"{{ in the request: it begins a variable there"_s);
        settings();
    }

private:
    void lose(const QString &line) { remark(out_.losses, line); }
    void line(const std::string &text) { out_.text += text + '\n'; }

    void head(const FileContent &content)
    {
        const QString title = name_.simplified();
        line(title.isEmpty() ? "###" : "### " + title.toStdString());
        std::string token;
        for (const QChar c : title)
            token += c.unicode() < 0x80 && (c.isLetterOrNumber() || c == u'_') ? static_cast<char>(c.unicode()) : '_';
        if (!title.isEmpty())
            line("# @name " + token);
        if (spec_.redirects == 0)
            line("# @no-redirect");
        line("# @no-cookie-jar");
        if (!encodedUrl())
            line("# @no-auto-encoding");
        if (options_.dialect == HttpDialect::JetBrains) {
            timeOut("connection-timeout", spec_.timeouts.connectNs, request::Timeouts().connectNs);
            timeOut("timeout", spec_.timeouts.idleNs, request::Timeouts().idleNs);
        }
        for (const Setting &setting : settingsOf(spec_))
            line("# @interim " + setting.name + (setting.value.empty() ? "" : ' ' + commentValue(setting.value)));
        if (content.coded)
            line("# @interim content " + *content.coded);
    }

    bool encodedUrl() const
    {
        return std::ranges::all_of(composed_.url.target, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    }

    void timeOut(const char *name, std::int64_t ns, std::int64_t usual)
    {
        if (ns != usual && ns > 0)
            line(std::string("# @") + name + ' ' + std::to_string(std::max<std::int64_t>(1, ns / 1'000'000)) + " ms");
    }

    void startLine()
    {
        const request::Url &url = composed_.url;
        const bool plain = isPlainMethod(composed_.method);
        std::string text = (plain ? composed_.method : "GET") + ' ' + (url.tls ? "https://" : "http://")
            + url.authority() + url.target;
        line(text + ' ' + wire::httpVersion(composed_.version));
        if (!encodedUrl() && options_.dialect == HttpDialect::VsCode)
            lose(u"bytes above 127 in the URL: they are percent-encoded there"_s);
        if (composed_.version == 10 && options_.dialect == HttpDialect::VsCode)
            lose(u"HTTP/1.0: the version in the request line is not looked at there"_s);
        if (!plain)
            lose(
                u"the method \"%1\": it cannot stand there, GET does"_s.arg(byteText(base::escaped(composed_.method))));
        if (spec_.rawHead)
            lose(u"the exact bytes of the head: its fields alone are written"_s);
    }

    void fields()
    {
        bool first = true;
        const bool coded =
            wire::valueOf(head_.fields, "Transfer-Encoding").has_value(); // then no length comes by itself
        for (const wire::Field &field : head_.fields) {
            const bool host = base::equalsIgnoringCase(field.name, "Host") && field.value == composed_.url.authority();
            const bool length = base::equalsIgnoringCase(field.name, "Content-Length");
            const bool right = length && base::decimal(field.value) == composed_.contentLength;
            if (!(host && first) && !(right && !coded))
                this->field(field, length && !right);
            first = false;
        }
    }

    void field(const wire::Field &field, bool wrongLength)
    {
        const bool misread = field.name.empty() || field.name.find_first_of("#/@<>?&{}") != field.name.npos
            || base::isBlank(field.name.front()) || hasControl(field.name) || hasControl(field.value);
        if (misread) {
            lose(u"the field \"%1\": it cannot stand there"_s.arg(byteText(base::escaped(field.name))));
            return;
        }
        if (wrongLength)
            lose(u"Content-Length: %1, which is not that of the content"_s.arg(byteText(base::escaped(field.value))));
        const std::string text = field.name + ':' + (field.value.empty() ? "" : ' ' + field.value);
        if (bytes_.find('\n' + text + "\r\n") == std::string::npos)
            lose(u"white space around the value of \"%1\""_s.arg(byteText(base::escaped(field.name))));
        line(text);
    }

    // What the comments carry, in words, for those who look at the file with another tool.
    void settings()
    {
        QStringList words;
        for (const Setting &setting : settingsOf(spec_)) {
            const bool idle = setting.name == "expect" && !composed_.hasContent && setting.value != "custom";
            const bool timed = options_.dialect == HttpDialect::JetBrains
                && (setting.name == "connect-timeout" || setting.name == "idle-timeout");
            if (!idle && !timed && setting.name != "raw-head" && !isOfFields(setting))
                words.append(
                    byteText(base::escaped(setting.value.empty() ? setting.name : setting.name + ' ' + setting.value)));
        }
        if (!words.isEmpty())
            lose(u"in comments alone, for Interim: %1"_s.arg(words.join(u", "_s)));
    }

    QString name_;
    const request::ComposedRequest &composed_;
    const std::string &bytes_; ///< of the head, as it is shown
    const request::RequestSpec &spec_;
    const HttpFileOptions &options_;
    HttpFileText &out_;
    wire::Head head_;
};

/// One request, with what is masked of it said as a loss. Its fault: no request that could be written.
HttpFileText writtenRequest(const NamedRequest &request, const HttpFileOptions &options)
{
    HttpFileText out;
    const request::RequestSpec spec = options.showSecrets ? request.spec : maskContent(maskSecrets(request.spec));
    const auto made = request::compose(spec);
    if (const auto *wrong = std::get_if<request::UrlError>(&made)) {
        out.error = personText(wrong->text);
        return out;
    }
    const auto &composed = std::get<request::ComposedRequest>(made);
    const std::string head = request::http1Head(composed);
    // The credentials that a URL or a proxy puts there.
    const std::string shown = options.showSecrets ? head : maskedHead(head);
    RequestWriter(request, composed, shown, spec, options, out).write();
    if (!options.showSecrets && (!(spec == request.spec) || shown != head))
        remark(out.losses, u"secrets: they are shown as *** (--show-secrets prints them)"_s);
    if (!(spec.body == request.spec.body))
        remark(out.losses, u"the length of the content: it is that of the masked one"_s);
    return out;
}

} // namespace

HttpFileText httpFileText(const std::vector<NamedRequest> &requests, const HttpFileOptions &options)
{
    HttpFileText out;
    QString fault; // of the first that cannot be written
    std::size_t left = 0;
    for (const NamedRequest &request : requests) {
        const HttpFileText one = writtenRequest(request, options);
        const QString who =
            requests.size() > 1 && !request.name.isEmpty() ? request.name.simplified() + u": "_s : QString();
        if (!one.error.isEmpty()) {
            remark(out.losses, u"the request %1%2"_s.arg(who, one.error));
            fault = fault.isEmpty() ? one.error : fault;
            continue; // the others are none the worse
        }
        if (out.text.size() + one.text.size() >= mostHttpFileBytes) {
            ++left;
            continue;
        }
        out.text += (out.text.empty() ? "" : "\n") + one.text;
        for (const QString &loss : one.losses)
            remark(out.losses, who + loss);
    }
    if (out.text.empty() && !fault.isEmpty()) {
        out = {};
        out.error = fault;
    }
    if (left > 0)
        remark(out.losses,
               u"%1 of %2 requests: it would be longer than %3, the most that is read again"_s.arg(left)
                   .arg(requests.size())
                   .arg(words::sizeText(mostHttpFileBytes, QLocale::c())));
    return out;
}

} // namespace formats
