// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_fields.h"

#include "base/text.h"
#include "formats/json/json_text.h"
#include "request/form.h"
#include "request/url.h"

#include <QDateTime>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

/// Takes what stands before `sign` off the text, trimmed.
std::string_view takePart(std::string_view &rest, char sign)
{
    const auto at = rest.find(sign);
    const auto part = rest.substr(0, at);
    rest.remove_prefix(at == rest.npos ? rest.size() : at + 1);
    return base::trimmed(part);
}

QJsonObject namedValue(std::string_view name, std::string_view value)
{
    return {{u"name"_s, byteText(name)}, {u"value"_s, byteText(value)}};
}

/// RFC 9110 section 5.6.7, the form that is to be generated; "" for others.
QString isoTime(std::string_view date)
{
    const QDateTime time = QLocale::c().toDateTime(byteText(date), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    return time.isValid() ? QDateTime(time.date(), time.time(), Qt::UTC).toString(Qt::ISODateWithMs) : QString();
}

void cookieAttribute(QJsonObject &cookie, std::string_view attribute)
{
    const auto name = takePart(attribute, '=');
    const auto is = [name](std::string_view known) { return base::equalsIgnoringCase(name, known); };
    if (is("Path"))
        cookie.insert(u"path"_s, byteText(base::trimmed(attribute)));
    else if (is("Domain"))
        cookie.insert(u"domain"_s, byteText(base::trimmed(attribute)));
    else if (is("HttpOnly"))
        cookie.insert(u"httpOnly"_s, true);
    else if (is("Secure"))
        cookie.insert(u"secure"_s, true);
    else if (const QString time = is("Expires") ? isoTime(base::trimmed(attribute)) : QString(); !time.isEmpty())
        cookie.insert(u"expires"_s, time);
}

/// Bytes that a URI may hold (RFC 3986) stay, a percent sign too.
std::string uriBytes(std::string_view text)
{
    return base::percentEncoded(text, "-._~:/?#[]@!$&'()*+,;=%");
}

} // namespace

QJsonArray harHeaders(const wire::Fields &fields)
{
    QJsonArray out;
    for (const wire::Field &field : fields)
        out.append(namedValue(field.name, field.value));
    return out;
}

QJsonArray harCookies(const wire::Fields &fields, bool ofResponse)
{
    QJsonArray out;
    for (std::string_view rest : wire::valuesOf(fields, ofResponse ? "Set-Cookie" : "Cookie")) {
        QJsonObject cookie;
        for (bool first = true; !rest.empty(); first = false) {
            std::string_view part = takePart(rest, ';');
            if (ofResponse && !first) {
                cookieAttribute(cookie, part);
            } else if (part.find('=') != part.npos) {
                const auto name = takePart(part, '=');
                cookie = namedValue(name, base::trimmed(part));
            }
            if (!ofResponse && !cookie.isEmpty())
                out.append(std::exchange(cookie, {}));
        }
        if (cookie.contains(u"name"_s))
            out.append(cookie);
    }
    return out;
}

QJsonArray harQuery(std::string_view url)
{
    QJsonArray out;
    const auto mark = url.find('?');
    const auto query = mark == url.npos ? std::string_view() : url.substr(mark + 1, url.find('#', mark) - mark - 1);
    for (const request::FormField &field : request::formFields(query))
        out.append(QJsonObject{{u"name"_s, personText(field.name)}, {u"value"_s, personText(field.value)}});
    return out;
}

std::string harUrl(const record::Attempt &attempt, const std::string &asked)
{
    const std::string &target = attempt.request.head.target;
    request::Url url;
    if (const auto parsed = request::parseUrl(asked); std::holds_alternative<request::Url>(parsed))
        url = std::get<request::Url>(parsed);
    if (attempt.request.seen && target.find("://") != target.npos)
        return uriBytes(target.substr(0, target.find('#')));
    if (!attempt.target.host.empty()) {
        url.tls = attempt.target.tls;
        url.host = attempt.target.host;
        url.port = attempt.target.port;
    }
    if (attempt.request.seen)
        url.target = attempt.request.head.method == "CONNECT" ? "/" : target;
    if (!url.target.starts_with('/'))
        url.target.insert(url.target.begin(), '/');
    return uriBytes((url.tls ? "https://" : "http://") + url.authority() + url.target.substr(0, url.target.find('#')));
}

QString harVersion(int version)
{
    return u"HTTP/"_s + versionText(version);
}

std::string fieldBytes(const QString &text)
{
    const bool bytes = std::ranges::all_of(text, [](QChar c) { return c.unicode() <= 0xff; });
    return bytes ? text.toLatin1().toStdString() : text.toStdString();
}

} // namespace formats
