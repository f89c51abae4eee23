// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/response_content.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "formats/content/content_decoder.h"
#include "formats/content/content_text.h"
#include "formats/content/tape_content.h"
#include "formats/json/indent.h"
#include "session/file_writer.h"
#include "words/units.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace session {

namespace {

const formats::Charset &asUtf8()
{
    static const formats::Charset charset{"UTF-8", formats::Charset::Source::Declared};
    return charset;
}

struct ContentWords {
    Q_DECLARE_TR_FUNCTIONS(session::ResponseContent)
};

QString faultText(const formats::DecodeFault &fault, const formats::DecodeLimits &limits, const QLocale &locale)
{
    using Kind = formats::DecodeFault::Kind;
    const auto coding = QString::fromStdString(base::escaped(fault.coding));
    const auto at = words::countText(fault.offset, locale)
        + (fault.inner ? ContentWords::tr(" of what the outer coding holds") : QString());
    switch (fault.kind) {
    case Kind::Truncated:
        return ContentWords::tr("The %1 data ends at byte %2, before its end: what could be decoded is shown.")
            .arg(coding, at);
    case Kind::Broken:
        return ContentWords::tr("The %1 data is broken at byte %2 (%3): what could be decoded is shown.")
            .arg(coding, at, QString::fromStdString(fault.reason));
    case Kind::TooLarge:
        return ContentWords::tr("Decoding %1 stopped at byte %2: it had made %3, which is the most that is decoded.")
            .arg(coding, at, locale.formattedDataSize(static_cast<qint64>(limits.output), 0));
    case Kind::UnknownCoding:
        return ContentWords::tr("The content coding “%1” is not known here: its data is shown as it came.").arg(coding);
    case Kind::TooManyCodings:
        return ContentWords::tr("More than %1 content codings are named: the content is shown as it came.")
            .arg(limits.codings);
    case Kind::TrailingBytes:
        return ContentWords::tr("The %1 data ends at byte %2, and bytes follow that belong to nothing.")
            .arg(coding, at);
    case Kind::None: break;
    }
    return {};
}

void decode(Content &content, const ContentPlan &plan, bool gap, const QLocale &locale,
            const std::function<bool()> &cancelled, const ContentLimits &limits)
{
    formats::DecodeLimits bounds;
    bounds.output = limits.output;
    formats::ContentDecoder decoder(plan.codings, bounds);
    content.coded = decoder.layers() > 0;
    if (content.coded && !content.received.empty()) {
        const std::string_view bytes = content.received;
        for (std::size_t at = 0; at < bytes.size(); at += 16 << 10) {
            if (!decoder.feed(bytes.substr(at, 16 << 10), content.decoded) || (cancelled && cancelled()))
                break;
        }
        if (!gap)
            decoder.finish();
    }
    using Kind = formats::DecodeFault::Kind;
    const auto kind = decoder.fault().kind;
    content.cut = kind == Kind::Truncated || kind == Kind::Broken || kind == Kind::TooLarge;
    const auto said = faultText(decoder.fault(), bounds, locale);
    if (!said.isEmpty() && content.size > 0)
        content.notes.append(said);
}

std::optional<std::string> indented(std::string_view text, formats::Syntax syntax)
{
    if (text.starts_with("\xef\xbb\xbf"))
        text.remove_prefix(3);
    const std::size_t most = text.size() * 2 + (4 << 20);
    return syntax == formats::Syntax::Json ? formats::indentJson(text, most)
                                           : formats::indentMarkup(text, syntax == formats::Syntax::Html, most);
}

QString charsetWords(const formats::Charset &charset)
{
    const auto name = QString::fromLatin1(charset.name);
    switch (charset.source) {
    case formats::Charset::Source::ByteOrderMark: return ContentWords::tr("%1 by its byte order mark").arg(name);
    case formats::Charset::Source::Assumed: return ContentWords::tr("%1, not declared").arg(name);
    case formats::Charset::Source::Fallback:
        return ContentWords::tr("%1, since it is not UTF-8 and declares nothing").arg(name);
    case formats::Charset::Source::Unknown:
        return ContentWords::tr("%1, since the declared charset is not known here").arg(name);
    case formats::Charset::Source::Declared: break;
    }
    return name;
}

void makeText(Content &content, const formats::MediaType &type, const QLocale &locale, const ContentLimits &limits)
{
    static constexpr const char *names[]{"", "json", "xml", "html"};
    const std::string &bytes = content.content();
    const auto syntax = formats::syntaxOf(type, bytes);
    const auto charset = formats::charsetOf(type.charset, bytes);
    content.syntax = QLatin1String(names[static_cast<std::size_t>(syntax)]);
    content.text = syntax != formats::Syntax::Plain || type.type.startsWith("text/"_L1)
        || charset.source == formats::Charset::Source::ByteOrderMark || formats::looksLikeText(bytes);
    // JSON is UTF-8 without being declared so (RFC 8259 section 8.1).
    const bool asJson = syntax == formats::Syntax::Json && charset.source == formats::Charset::Source::Assumed;
    content.charset = asJson ? u"UTF-8"_s : charsetWords(charset);
    if (charset.name.toUpper() != "UTF-8")
        content.raw = {formats::utf8Of(bytes, charset), true, {}};
    content.raw.starts = formats::pageStarts(content.textOf(content.raw), limits.page);
    if (syntax == formats::Syntax::Plain || bytes.empty())
        return;
    auto pretty = bytes.size() > limits.pretty ? std::nullopt : indented(content.textOf(content.raw), syntax);
    if (!pretty) {
        content.notes.append(ContentWords::tr("Too large to be indented (the bound is %1): shown as it is, in parts.")
                                 .arg(locale.formattedDataSize(static_cast<qint64>(limits.pretty), 0)));
        return;
    }
    content.pretty = {std::move(*pretty), true, {}};
    content.pretty.starts = formats::pageStarts(content.pretty.bytes, limits.page);
}

std::vector<std::string> codingsOf(const wire::Fields &fields)
{
    std::vector<std::string> codings;
    for (const auto value : wire::valuesOf(fields, "Content-Encoding"))
        for (const auto member : base::listMembers(value))
            codings.emplace_back(member);
    for (const auto value : wire::valuesOf(fields, "Transfer-Encoding"))
        for (const auto member : base::listMembers(value))
            if (!base::equalsIgnoringCase(member, "chunked"))
                codings.emplace_back(member);
    return codings;
}

} // namespace

ContentPlan planContent(const std::vector<wire::Event> &events, const record::ResponseSeen &response)
{
    ContentPlan plan;
    plan.codings = codingsOf(response.fields);
    plan.contentType = wire::valueOf(response.fields, "Content-Type").value_or(std::string_view());
    auto found = formats::contentOf(events, response.seq);
    plan.connection = found.connection;
    plan.direction = found.direction;
    for (const auto &piece : found.pieces)
        plan.pieces.push_back({piece.span, piece.framed});
    plan.size = found.size;
    plan.complete = found.complete;
    return plan;
}

Content loadContent(const record::Record &record, const ContentPlan &plan, const QLocale &locale,
                    const std::function<bool()> &cancelled, const ContentLimits &limits)
{
    Content content;
    content.size = plan.size;
    const auto type = formats::mediaTypeOf(plan.contentType);
    content.mediaType = type.type;
    if (plan.connection >= record.tapes.size())
        return content;
    std::vector<formats::TapePiece> pieces;
    for (const auto &piece : plan.pieces)
        pieces.push_back({piece.span, piece.framed});
    const auto &tape = record.tapes[plan.connection].of(plan.direction);
    const bool gap = formats::readPieces(tape, pieces, cancelled, content.received);
    if (gap)
        content.notes.append(
            ContentWords::tr("The first %1 of %2 are shown: what follows was not all kept.")
                .arg(words::countText(content.received.size(), locale), words::bytesText(plan.size, locale)));
    if (!plan.complete)
        content.notes.append(ContentWords::tr("The connection ended before the content did, after %1 of it.")
                                 .arg(words::bytesText(plan.size, locale)));
    decode(content, plan, gap, locale, cancelled, limits);
    if (!(cancelled && cancelled()))
        makeText(content, type, locale, limits);
    return content;
}

TextPage textPage(const Content &content, const PagedText &text, std::size_t n)
{
    if (n >= text.starts.size())
        return {};
    const std::string &bytes = content.textOf(text);
    const auto end = n + 1 < text.starts.size() ? text.starts[n + 1] : bytes.size();
    const auto page = std::string_view(bytes).substr(text.starts[n], end - text.starts[n]);
    auto shown = formats::shownText(formats::decodeText(page, asUtf8()));
    return {std::move(shown.text), shown.replaced, shown.broken};
}

std::size_t shownAt(const Content &content, const PagedText &text, std::size_t n, std::size_t byte)
{
    const auto start = text.starts[n];
    const auto end = n + 1 < text.starts.size() ? text.starts[n + 1] : content.textOf(text).size();
    const auto before = std::string_view(content.textOf(text)).substr(start, std::clamp(byte, start, end) - start);
    return static_cast<std::size_t>(formats::shownText(formats::decodeText(before, asUtf8())).text.toUtf8().size());
}

QString searchedPart(const Content &content, const QLocale &locale)
{
    if (content.received.size() < content.size)
        return ContentWords::tr("%1 of %2 were kept and searched")
            .arg(words::sizeText(content.received.size(), locale), words::sizeText(content.size, locale));
    return content.cut ? ContentWords::tr("what could be decoded is searched") : QString();
}

QString saveContent(std::string_view bytes, const QString &path)
{
    const auto why = writeFile(path, bytes);
    return why.isEmpty() ? QString() : ContentWords::tr("cannot save %1: %2").arg(path, why);
}

} // namespace session
