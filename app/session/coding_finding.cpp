// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/coding_finding.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "formats/content/content_decoder.h"
#include "formats/content/tape_content.h"
#include "session/response_content.h"
#include "words/units.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace session {

namespace {

struct CodingWords {
    Q_DECLARE_TR_FUNCTIONS(session::CodingFinding)
};

struct Told {
    wire::Severity severity = wire::Severity::Error;
    QString title;
    QString text;
};

Told wordsOf(const formats::DecodeFault &fault)
{
    using Kind = formats::DecodeFault::Kind;
    const QString coding = QString::fromStdString(base::escaped(fault.coding).substr(0, 40));
    const QString at = words::countText(fault.offset, QLocale());
    const QString broken = CodingWords::tr("The content cannot be decoded as its head says");
    switch (fault.kind) {
    case Kind::Broken:
        return {
            wire::Severity::Error, broken,
            CodingWords::tr("The %1 data is broken at its byte %2 (%3). The bytes are kept as they came; a client that "
                            "decodes them fails.")
                .arg(coding, at, QString::fromStdString(fault.reason))};
    case Kind::Truncated:
        return {wire::Severity::Error, broken,
                CodingWords::tr("The message is whole, and its %1 data ends at byte %2, before its own end.")
                    .arg(coding, at)};
    case Kind::TrailingBytes:
        return {
            wire::Severity::Warning, CodingWords::tr("Bytes behind the end of the coded content"),
            CodingWords::tr("The %1 data ends at its byte %2, and bytes follow in the same content.").arg(coding, at)};
    case Kind::UnknownCoding:
        return {wire::Severity::Warning, CodingWords::tr("A content coding that is not known here"),
                CodingWords::tr("“%1” is not undone: the bytes are shown as they came.").arg(coding)};
    case Kind::TooManyCodings:
        return {wire::Severity::Warning, CodingWords::tr("More content codings than are undone"),
                CodingWords::tr("More than %1 are named: the bytes are shown as they came.")
                    .arg(formats::DecodeLimits().codings)};
    case Kind::TooLarge:
    case Kind::None: break;
    }
    return {};
}

formats::DecodeFault faultOf(const record::Record &record, const ContentPlan &plan)
{
    std::vector<formats::TapePiece> pieces;
    for (const auto &piece : plan.pieces)
        pieces.push_back({piece.span, piece.framed});
    std::string bytes, made;
    const bool gap = formats::readPieces(record.tapes[plan.connection].of(plan.direction), pieces, {}, bytes);
    formats::ContentDecoder decoder(plan.codings);
    bool more = true;
    for (std::size_t at = 0; more && at < bytes.size(); at += 16 << 10) {
        more = decoder.feed(std::string_view(bytes).substr(at, 16 << 10), made);
        made.clear();
    }
    if (more && !gap && plan.complete)
        decoder.finish();
    return decoder.fault();
}

} // namespace

std::optional<formats::FindingEntry> codingFinding(const record::Record &record, const std::vector<wire::Event> &events,
                                                   const record::Exchange &exchange)
{
    const record::ResponseSeen *final = nullptr;
    for (const record::Attempt &attempt : exchange.attempts) {
        if (attempt.final && attempt.reason != record::Reason::FollowUp)
            final = &*attempt.final;
    }
    if (!final)
        return {};
    const ContentPlan plan = planContent(events, *final);
    if (plan.codings.empty() || plan.size == 0 || plan.connection >= record.tapes.size())
        return {};
    const Told told = wordsOf(faultOf(record, plan));
    if (told.title.isEmpty())
        return {};
    const QString reference = u"RFC 9110 §8.4"_s;
    return formats::FindingEntry{u"content-coding"_s, told.severity, formats::Confidence::Certain,
                                 told.title,          told.text,     reference,
                                 {reference},         {final->seq}};
}

} // namespace session
