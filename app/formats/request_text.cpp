// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/request_text.h"

#include "base/quantity.h"
#include "base/safe_bytes.h"
#include "base/text.h"
#include "formats/json/json_text.h"
#include "formats/secrets.h"
#include "request/serializer.h"
#include "request/settings.h"
#include "request/typed_head.h"
#include "wire/event.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

std::string_view kindKey(request::BodyKind kind)
{
    switch (kind) {
    case request::BodyKind::None: return "none";
    case request::BodyKind::Text: return "text";
    case request::BodyKind::File: return "file";
    case request::BodyKind::Generated: return "generated";
    case request::BodyKind::Form: return "form";
    case request::BodyKind::Multipart: return "multipart";
    }
    return "none";
}

std::string printable(std::string_view line)
{
    std::string out;
    for (const char c : line)
        out += base::isControl(c) || (static_cast<unsigned char>(c) & 0x80) != 0 ? base::escaped({&c, 1})
                                                                                 : std::string(1, c);
    return out;
}

std::string headLines(std::string_view head)
{
    std::string out;
    while (!head.empty()) {
        const auto end = std::min(head.find('\n'), head.size() - 1);
        std::string_view line = head.substr(0, end);
        head.remove_prefix(end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        out += printable(line) + '\n';
    }
    return out;
}

std::string bodyLine(const request::RequestSpec &spec, const request::ComposedRequest &request)
{
    std::string out = std::string(kindKey(spec.body.kind)) + ", " + base::bytesText(request.contentLength);
    if (!spec.body.path.empty())
        out += " of " + printable(spec.body.path);
    if (request.chunked)
        out += ", chunked";
    constexpr std::size_t most = 200;
    if (spec.body.kind == request::BodyKind::Text && !spec.body.text.empty())
        out += ": " + printable(spec.body.text.substr(0, most)) + (spec.body.text.size() > most ? " ..." : "");
    return out;
}

std::string expectLine(const request::RequestSpec &spec, const request::ComposedRequest &request)
{
    if (!request.expect.sent)
        return spec.expect.rule == request::ExpectRule::Off ? "off" : "not sent";
    if (!request.expect.waits)
        return "sent, the content follows at once";
    return "sent, the content waits for 100 for " + base::durationText(spec.expect.waitNs);
}

/// The handshake's settings are one line, in words.
bool hasALine(const request::Setting &row)
{
    return row.group != request::SettingGroup::Expect;
}

/// Where values stand: behind the longest name.
std::size_t valueColumn()
{
    std::size_t widest = 0;
    for (const request::Setting &row : request::settings()) {
        if (hasALine(row))
            widest = std::max(widest, row.name.size());
    }
    return widest + 1;
}

std::string settingText(const request::RequestSpec &spec, const request::Setting &row)
{
    if (row.kind == request::SettingKind::Switch)
        return row.get(spec) ? "on" : "off";
    if (row.kind == request::SettingKind::Time)
        return base::durationText(row.number(spec).value_or(0));
    return printable(row.get(spec).value_or("none"));
}

} // namespace

std::string requestText(const request::RequestSpec &spec, bool showSecrets)
{
    const auto made = request::compose(spec);
    const auto *request = std::get_if<request::ComposedRequest>(&made);
    if (!request)
        return {};
    const std::string head = request::http1Head(*request);
    std::string out = headLines(showSecrets ? head : maskedHead(head));
    const auto line = [&out, column = valueColumn()](std::string_view name, const std::string &value) {
        out.append(name).append(column - name.size(), ' ').append(value) += '\n';
    };
    line("url", printable(showSecrets ? spec.url : maskedUrl(spec.url)));
    if (spec.body.present())
        line("content", bodyLine(showSecrets ? spec : maskContent(spec), *request));
    line("expect", expectLine(spec, *request));
    const request::RequestSpec shown = showSecrets ? spec : maskSecrets(spec);
    for (const request::Setting &row : request::settings()) {
        if (hasALine(row) && !row.isDefault(shown))
            line(row.name, settingText(shown, row));
    }
    return out;
}

QJsonObject requestToJson(const request::RequestSpec &spec, bool showSecrets)
{
    const auto made = request::compose(spec);
    const auto *request = std::get_if<request::ComposedRequest>(&made);
    if (!request)
        return {};
    request::RequestSpec shown = spec;
    shown.rawHead = request::http1Head(*request);
    if (!showSecrets)
        shown.rawHead = maskedHead(*shown.rawHead);
    const wire::Head head = request::typedHead(shown);
    const QJsonObject body{{u"kind"_s, byteText(kindKey(spec.body.kind))},
                           {u"size"_s, integer(request->contentLength)}};
    const QJsonObject asked{{u"method"_s, byteText(head.method)},
                            {u"url"_s, byteText(showSecrets ? spec.url : maskedUrl(spec.url))},
                            {u"http_version"_s, versionText(head.version)},
                            {u"headers"_s, fieldsToJson(head.fields)},
                            {u"body"_s, body}};
    const std::string_view rule = request::ruleKey(request->expect, spec.expect.rule);
    const QJsonObject expect{{u"sent"_s, request->expect.sent},
                             {u"value"_s, byteText(request->expect.value)},
                             {u"rule"_s, byteText(rule)},
                             {u"wait_ms"_s, static_cast<double>(spec.expect.waitNs) / 1e6}};
    const QJsonObject connection{
        {u"proxy"_s, textOrNull(showSecrets ? spec.proxy : maskedUrl(spec.proxy))},
        {u"connect_to"_s, textOrNull(showSecrets ? spec.connectTo : maskedUrl(spec.connectTo))},
        {u"unix_socket"_s, textOrNull(spec.unixSocket)},
        {u"redirects"_s, spec.redirects},
        {u"verify"_s, spec.tls.verify}};
    return {{u"format"_s, u"interim-request"_s},
            {u"version"_s, 1},
            {u"request"_s, asked},
            {u"expect"_s, expect},
            {u"connection"_s, connection}};
}

} // namespace formats
