// SPDX-License-Identifier: GPL-3.0-or-later
// One exchange that carries a secret in each place that there is: no output may let one out ("s3cr3t", and the place).
#pragma once

#include "record/recorder.h"
#include "request/form.h"
#include "support/exchange_sample.h"

#include <QByteArray>

#include <string>
#include <vector>

namespace support {

enum class CanaryBody { Json, JsonAsForm, Form, FormText, Multipart, Xml };
inline constexpr CanaryBody canaryBodies[] = {CanaryBody::Json,     CanaryBody::JsonAsForm, CanaryBody::Form,
                                              CanaryBody::FormText, CanaryBody::Multipart,  CanaryBody::Xml};

inline request::BodySpec canaryBody(CanaryBody kind)
{
    request::BodySpec body;
    body.kind = request::BodyKind::Text;
    switch (kind) {
    case CanaryBody::Json:
    case CanaryBody::JsonAsForm:
        body.mediaType = kind == CanaryBody::Json ? "application/json" : "application/x-www-form-urlencoded";
        body.text =
            "{\"user\":\"u\",\"password\":\"s3cr3t-json\",\"in\":[{\"apiKey\":\"s3cr3t-nested\"}],\"pin\":7,"
            "\"otp\":\"s3cr3t-otp\",\"back\":\"https:\\/\\/u:s3cr3t-url@h\\/"
            "\",\"text\":\"{\\\"jwt\\\":\\\"s3cr3t-jwt\\\"}\","
            "\"grant_type\":\"authorization_code\",\"code\":\"s3cr3t-code\",\"auth\":{\"user\":\"s3cr3t-below\"}}";
        break;
    case CanaryBody::FormText:
        body.mediaType = "application/x-www-form-urlencoded";
        body.text = "user=u&user%5Bpassword%5D=s3cr3t-form&SAMLResponse=s3cr3t-saml&code=s3cr3t-code&sid=s3cr3t-sid&"
                    "next=https%3A%2F%2Fh%2F%3Fsession%3Ds3cr3t-next";
        break;
    case CanaryBody::Form:
        body.kind = request::BodyKind::Form;
        body.fields = {{"user", "u"}, {"user[password]", "s3cr3t-field"}, {"json", "{\"token\":\"s3cr3t-in-field\"}"}};
        break;
    case CanaryBody::Multipart:
        body.kind = request::BodyKind::Multipart;
        body.fields = {{"user", "u"}, {"client_secret", "s3cr3t-part"}, {"meta", "{\"token\":\"s3cr3t-json-part\"}"}};
        break;
    case CanaryBody::Xml:
        body.mediaType = "text/xml";
        body.text =
            "<e><w:Password>s3cr3t-xml</w:Password><a api_key=\"s3cr3t-attribute\"/><u>http://u:s3cr3t-u@h/</u></e>";
        break;
    }
    return body;
}

inline request::RequestSpec canarySpec(CanaryBody body)
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url =
        "http://u:s3cr3t-user@127.0.0.1:8080/p;jsessionid=s3cr3t-path/x?access_token=s3cr3t-query&code=s3cr3t-code&"
        "user%5Bpassword%5D=s3cr3t-bracket&next=https%3A%2F%2Fv:s3cr3t-coded%40h%2F%3FPHPSESSID%3Ds3cr3t-deep&a=b";
    spec.proxy = "http://p:s3cr3t-proxy@127.0.0.1:3128";
    for (const char *name : {"Cookie", "Cookie2", "Proxy-Authorization", "X-Api-Key", "X-Auth-Token", "X-Auth",
                             "X-Session-Id", "X-JWT", "X-Key", "X-CSRF-Token", "X-Partner-Key", "DPoP",
                             "X-Hub-Signature-256", "x-ms-authorization-auxiliary", "X-ApiKey-V2", "X-Bearer"})
        spec.headers.push_back({name, "s3cr3t-" + std::string(name)});
    spec.headers.push_back({"Referer", "https://r:s3cr3t-referer@h/?token=s3cr3t-referer"});
    spec.headers.push_back({"Origin", "https://o:s3cr3t-origin@h"});
    spec.headers.push_back({"Link", "<https://l:s3cr3t-link@h/?sig=s3cr3t-link>; rel=next"});
    spec.headers.push_back({"Refresh", "5; url=https://h/?session=s3cr3t-refresh"});
    spec.headers.push_back({"X-Note", "see https://n:s3cr3t-note@h/ and password=s3cr3t-note"});
    spec.headers.push_back({"X-Foo", "Bearer s3cr3t-carried"});
    spec.headers.push_back({"X-Keyboard", "innocent-keyboard"});
    spec.body = canaryBody(body);
    spec.expect.rule = request::ExpectRule::Always;
    spec.redirects = 3;
    return spec;
}

/// A 103 and a redirection, then a 200 with content, then an error, each with secrets in fields, folds and content.
inline record::Record canaryRecord(const request::RequestSpec &spec)
{
    SampleMaker maker(spec);
    maker.recorder().recording().spec = spec;
    const auto composed = std::get<request::ComposedRequest>(request::compose(spec));
    maker.at(0).begin("first").at(100).head().at(1000);
    maker.received("HTTP/1.1 103 Early\r\nLink: <https://e:s3cr3t-early@h/>\r\n\r\n"
                   "HTTP/1.1 100 Continue\r\n\r\n");
    std::string content = spec.body.text;
    if (content.empty()) {
        for (const request::ContentPiece &piece : request::multipartPieces(spec.body))
            content += piece.text;
        if (spec.body.kind == request::BodyKind::Form)
            content = request::formContent(spec.body.fields);
    }
    maker.at(1100).sent(content).at(1500);
    const std::string json = "{\"access_token\":\"s3cr3t-answer\",\"expires_in\":3600,\"next\":\"/?code=s3cr3t-next\"}";
    maker.received("HTTP/1.1 200 OK\r\nSet-Cookie: sid=s3cr3t-set; Path=/\r\nLocation: "
                   "//l:s3cr3t-location@h/?code=s3cr3t-location\r\n"
                   "Refresh: 0;url=/?token=s3cr3t-refresh\r\nX-Auth-Token: a\r\n s3cr3t-fold\r\n"
                   "X-Plain: a\r\n Set-Cookie: b=s3cr3t-folded\r\nX-Bare: a\rSet-Cookie: b=s3cr3t-bare\r\n"
                   "Authentication-Info: nextnonce=s3cr3t-nonce\r\n"
                   "WWW-Authenticate: Bearer realm=\"r\", access_token=\"s3cr3t-challenge\"\r\n"
                   "X-Api-Key s3cr3t-colonless\r\n"
                   "Content-Type: application/json\r\nContent-Length: "
                   + std::to_string(json.size()) + "\r\n\r\n" + json);
    maker.at(2000).end("connect-failed", "cannot reach http://u:s3cr3t-error@h/?token=s3cr3t-error");
    return maker.recorder().recording();
}

/// The first canary in it with what stands around; "" for none.
inline QByteArray canaryIn(const QByteArray &output)
{
    static const QByteArray basic[] = {QByteArray("u:s3cr3t").toBase64().left(10),
                                       QByteArray("p:s3cr3t").toBase64().left(10)};
    qsizetype at = output.indexOf("s3cr3t");
    for (const QByteArray &coded : basic)
        at = at >= 0 ? at : output.indexOf(coded);
    return at < 0 ? QByteArray() : output.mid(std::max<qsizetype>(at - 60, 0), 120);
}

} // namespace support
