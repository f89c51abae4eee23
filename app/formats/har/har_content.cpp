// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/har/har_content.h"

#include "base/text.h"
#include "formats/content/content_decoder.h"
#include "formats/content/content_text.h"
#include "formats/json/json_text.h"
#include "request/form.h"
#include "request/sensitive_content.h"
#include "wire/http1/framing.h"
#include "words/units.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace formats {
namespace {

/// The bytes as UTF-8 text; nothing unless the same bytes come of it again.
std::optional<QString> exactText(std::string_view bytes)
{
    const QByteArrayView view(bytes.data(), static_cast<qsizetype>(bytes.size()));
    if (!view.isEmpty() && !QUtf8StringView(view.data(), view.size()).isValidUtf8())
        return std::nullopt;
    return QString::fromUtf8(view);
}

/// In any charset; nothing where a character got lost.
std::optional<QString> charsetText(std::string_view bytes, const MediaType &type)
{
    const Syntax syntax = syntaxOf(type, bytes);
    const Charset charset = charsetOf(type.charset, bytes);
    const bool text = syntax != Syntax::Plain || type.type.startsWith("text/"_L1) || looksLikeText(bytes);
    if (!text || charset.source == Charset::Source::Fallback || charset.source == Charset::Source::Unknown)
        return std::nullopt;
    const QString decoded = decodeText(bytes, charset);
    if (decoded.contains(QChar::ReplacementCharacter))
        return exactText(bytes);
    return decoded;
}

struct DecodedBytes {
    std::string bytes;
    bool coded = false;
    bool tooLong = false;
    QString fault;
};

/// Of a text that JSON writes as \u0000 for the most part base64 is a fourth.
bool mostlyEscapes(const QString &text)
{
    const auto control = std::ranges::count_if(text, [](QChar c) {
        return (c.unicode() < 0x20 && c != u'\n' && c != u'\r' && c != u'\t')
            || (c.unicode() >= 0x7f && c.unicode() < 0xa0);
    });
    return control > text.size() / 4;
}

DecodedBytes harDecoded(std::string received, const wire::Fields &fields, std::uint64_t most)
{
    std::vector<std::string> codings;
    for (const char *name : {"Content-Encoding", "Transfer-Encoding"}) {
        for (const auto value : wire::valuesOf(fields, name)) {
            for (const auto member : base::listMembers(value)) {
                if (!base::equalsIgnoringCase(member, "chunked"))
                    codings.emplace_back(member);
            }
        }
    }
    DecodedBytes out;
    DecodeLimits limits;
    limits.output = most;
    ContentDecoder decoder(codings, limits);
    if (decoder.layers() == 0 && decoder.fault().kind == DecodeFault::Kind::None) {
        out.bytes = std::move(received);
        return out;
    }
    decoder.feed(received, out.bytes);
    decoder.finish();
    out.coded = decoder.fault().kind == DecodeFault::Kind::None;
    if (out.coded)
        return out;
    out.tooLong = decoder.fault().kind == DecodeFault::Kind::TooLarge;
    out.bytes = std::move(received);
    out.fault = out.tooLong
        ? u"left coded: it is longer than %1 with its coding undone; these are the bytes as they came"_s.arg(
            words::bytesText(most, QLocale::c()))
        : u"its coding cannot be undone: these are the bytes as they came"_s;
    return out;
}

/// What is not to be shown: what looks so, and what was sent as such. Nothing is where secrets are shown.
class Mask {
public:
    explicit Mask(bool showSecrets, std::span<const std::string> sent = {}) : shows_(showSecrets), sent_(sent) {}

    request::SecretParts partsOf(std::string_view bytes, const std::string &contentType) const
    {
        if (shows_)
            return {};
        request::SecretParts parts = request::partsOf(request::secretMembersOf(bytes, contentType));
        std::ranges::copy(request::echoedParts(sent_, bytes), std::back_inserter(parts));
        return request::merged(std::move(parts));
    }

private:
    bool shows_;
    std::span<const std::string> sent_;
};

/// Returns whether there were secrets to mask.
bool maskBytes(std::string &bytes, const std::string &contentType, const Mask &mask)
{
    const request::SecretParts secrets = mask.partsOf(bytes, contentType);
    if (!secrets.empty())
        bytes = request::masked(bytes, secrets);
    return !secrets.empty();
}

/// Returns whether there were secrets to mask. Takes the bytes, which may be many, and holds no more copies than it
/// must.
bool putText(QJsonObject &content, std::string bytes, bool readable, const std::string &contentType, const Mask &mask)
{
    auto text = readable ? charsetText(bytes, mediaTypeOf(contentType)) : std::nullopt;
    if (text && mostlyEscapes(*text))
        text.reset();
    const bool isText = text.has_value();
    if (isText)
        bytes = text->toStdString();
    text.reset();
    const bool masked = maskBytes(bytes, contentType, mask);
    content.insert(u"text"_s, QString::fromStdString(isText ? bytes : base::base64(bytes)));
    if (!isText)
        content.insert(u"encoding"_s, u"base64"_s);
    return masked;
}

void addComment(QJsonObject &content, const QString &words)
{
    const QString before = content[u"comment"_s].toString();
    content.insert(u"comment"_s, before.isEmpty() ? words : before + u"; "_s + words);
}

const QString &maskedWords()
{
    static const QString words = u"secrets in it are shown as ***; its size is that without the mask"_s;
    return words;
}

QString typeOf(const wire::Fields &fields)
{
    return byteText(wire::valueOf(fields, "Content-Type").value_or(std::string_view()));
}

QString leftOut(std::uint64_t size, std::uint64_t most)
{
    return size > most ? u"left out: longer than %1"_s.arg(words::bytesText(most, QLocale::c()))
                       : u"left out: the recording has not kept all of it"_s;
}

/// Nothing: not all of it was kept, or it is too long.
std::optional<std::string> wholeContent(const record::Record &record, const MessageContent &content, std::uint64_t most)
{
    std::string bytes;
    if (content.size > most || content.connection >= record.tapes.size())
        return std::nullopt;
    if (readPieces(record.tapes[content.connection].of(content.direction), content.pieces, {}, bytes))
        return std::nullopt;
    return bytes;
}

std::optional<std::string> askedText(const request::BodySpec &asked, std::uint64_t most)
{
    if (asked.kind == request::BodyKind::Text)
        return asked.text.size() <= most ? std::optional(asked.text) : std::nullopt;
    if (asked.kind == request::BodyKind::Form)
        return request::formContent(asked.fields);
    if (asked.kind != request::BodyKind::Multipart)
        return std::nullopt;
    std::string text;
    for (const request::ContentPiece &piece : request::multipartPieces(asked)) {
        if (!piece.path.empty() || text.size() + piece.text.size() > most)
            return std::nullopt;
        text += piece.text;
    }
    return text;
}

} // namespace

QJsonObject harContent(const record::Record &record, const std::vector<wire::Event> &events,
                       const record::FinalSeen &response, const HarContentLimits &limits, HarContentCount *count)
{
    HarContentCount unasked;
    HarContentCount &counted = count ? *count : unasked;
    const QString type = typeOf(response.fields);
    QJsonObject content{{u"size"_s, integer(response.bodySize)}, {u"mimeType"_s, type}};
    const MessageContent found = contentOf(events, response.seq);
    if (found.size == 0)
        return content;
    auto bytes = wholeContent(record, found, limits.content);
    if (!bytes) {
        content.insert(u"comment"_s, leftOut(found.size, limits.content));
        counted.lost += found.size > limits.content ? 1 : 0;
        return content;
    }
    DecodedBytes decoded = harDecoded(std::move(*bytes), response.fields, limits.decoded);
    bytes.reset();
    counted.decoded += decoded.tooLong ? limits.decoded : decoded.coded ? decoded.bytes.size() : 0;
    counted.lost += decoded.tooLong ? 1 : 0;
    if (decoded.tooLong && !limits.showSecrets) { // in coded bytes none can be masked
        content.insert(u"comment"_s,
                       u"left out: it is longer than %1 with its coding undone"_s.arg(
                           words::bytesText(limits.decoded, QLocale::c())));
        return content;
    }
    content.insert(u"size"_s, integer(decoded.bytes.size()));
    if (decoded.coded)
        content.insert(u"compression"_s, static_cast<qint64>(decoded.bytes.size()) - static_cast<qint64>(found.size));
    const Mask mask(limits.showSecrets, limits.sent);
    const bool masked = putText(content, std::move(decoded.bytes), decoded.fault.isEmpty(), type.toStdString(), mask);
    if (!decoded.fault.isEmpty())
        content.insert(u"comment"_s, decoded.fault);
    else if (!response.complete)
        content.insert(u"comment"_s, u"cut short: the message did not end"_s);
    if (masked)
        addComment(content, maskedWords());
    return content;
}

QJsonObject harPostData(const record::Record &record, const std::vector<wire::Event> &events,
                        const record::Attempt &attempt, const request::BodySpec &asked, const HarContentLimits &limits,
                        HarContentCount *count)
{
    const wire::Framing framing = wire::requestFraming(attempt.request.head);
    const bool announced =
        framing.mode != wire::FramingMode::None && framing.length + (framing.mode != wire::FramingMode::Length) > 0;
    if (!attempt.request.seen || !(announced || attempt.request.contentBytes > 0))
        return {};
    QJsonObject data{{u"mimeType"_s, typeOf(attempt.request.head.fields)}, {u"params"_s, QJsonArray()}};
    const MessageContent found = contentOf(events, attempt.request.seen ? attempt.request.seq : UINT64_MAX);
    const bool wentOut = found.complete && found.size > 0;
    const bool generated = asked.kind == request::BodyKind::Generated;
    auto bytes = wentOut && !generated ? wholeContent(record, found, limits.content) : askedText(asked, limits.content);
    const bool masked =
        bytes && maskBytes(*bytes, typeOf(attempt.request.head.fields).toStdString(), Mask(limits.showSecrets));
    QString comment = wentOut
        ? QString()
        : u"%1 of the content went out"_s.arg(words::bytesText(attempt.request.contentBytes, QLocale::c()));
    const auto text = bytes ? exactText(*bytes) : std::nullopt;
    data.insert(u"text"_s, text.value_or(QString()));
    if (bytes && !text) {
        data.insert(
            u"_interim"_s,
            QJsonObject{{u"encoding"_s, u"base64"_s}, {u"text"_s, QString::fromStdString(base::base64(*bytes))}});
        comment = u"no text: its bytes stand in _interim"_s;
    } else if (!bytes) {
        comment = generated ? u"left out: %1 that Interim generated"_s.arg(words::bytesText(asked.size, QLocale::c()))
                            : leftOut(found.size, limits.content);
        if (count && !generated && found.size > limits.content)
            ++count->lost;
    }
    if (!comment.isEmpty())
        data.insert(u"comment"_s, comment);
    if (masked)
        addComment(data, maskedWords());
    return data;
}

} // namespace formats
