// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/comparison_text.h"

#include "model/wire_text.h"
#include "record/attempt.h"
#include "words/outcomes.h"
#include "words/units.h"

#include <QCoreApplication>
#include <QStringList>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace model {

namespace {

using compare::Aspect;
using compare::Change;
using compare::Difference;
using wire::GateOutcome;

constexpr int mostNames = 12;   // of fields, in one cell
constexpr int shownValue = 120; // characters of a field's value in a sentence

struct ComparisonWords {
    Q_DECLARE_TR_FUNCTIONS(model::Comparison)
};

QString comparedBytes(const std::string &bytes)
{
    return visibleText(bytes, shownValue);
}

/// The value whose key a Difference holds.
template <typename Enum>
Enum valueOf(const std::string &key, Enum last)
{
    int value = 0;
    while (static_cast<Enum>(value) != last && keyOf(static_cast<Enum>(value)) != key)
        ++value;
    return static_cast<Enum>(value);
}

/// Of what ended on our side the record says why, be it by a bound of this program or by hand.
QString endText(record::Outcome outcome, std::string_view error)
{
    const std::string_view own = record::ownEnd(outcome, error);
    return own.empty() ? words::outcomeText(outcome) : visibleText(own, shownValue);
}

QString endKeyText(const std::string &key, const Difference &one)
{
    return endText(record::outcomeFrom(key), one.why);
}

QString handshakeKeyText(const std::string &key)
{
    return words::gateText(valueOf(key, GateOutcome::Aborted));
}

QString afterKeyText(const std::string &key)
{
    return words::connectionText(valueOf(key, record::ConnectionAfter::Reset));
}

QString statusesText(const std::string &numbers)
{
    return numbers.empty() ? ComparisonWords::tr("no status")
                           : QString::fromStdString(numbers).replace(' '_L1, ComparisonWords::tr(", then "));
}

/// Both have a final status: what differs is how it went on behind it.
QString endsText(const Difference &one)
{
    const auto whole = record::keyOf(record::Outcome::FinalStatus);
    if (one.value == whole)
        return ComparisonWords::tr("the baseline's exchange ended before all was there: %1")
            .arg(endKeyText(one.baseline, one));
    return ComparisonWords::tr("behind the final status: %1").arg(endKeyText(one.value, one));
}

QString insteadOf(const QString &row, const QString &baseline)
{
    return ComparisonWords::tr("%1 instead of %2").arg(row, baseline);
}

QString comparedCount(const std::string &number, const QLocale &locale)
{
    return words::countText(std::strtoull(number.c_str(), nullptr, 10), locale);
}

QString comparedSize(const std::string &number, const QLocale &locale)
{
    return words::bytesText(std::strtoull(number.c_str(), nullptr, 10), locale);
}

QString fieldText(const Difference &one)
{
    const QString name = comparedBytes(one.name);
    switch (one.change) {
    case Change::Added: return ComparisonWords::tr("adds %1: %2").arg(name, comparedBytes(one.value));
    case Change::Removed: return ComparisonWords::tr("lacks %1: %2").arg(name, comparedBytes(one.baseline));
    case Change::Differs: break;
    }
    return ComparisonWords::tr("%1: %2 instead of %3").arg(name, comparedBytes(one.value), comparedBytes(one.baseline));
}

QString deltaText(const QString &format, const Difference &one, const QLocale &locale)
{
    const QString sign = one.deltaNs < 0 ? QString(QChar(0x2212)) : u"+"_s;
    return format.arg(sign + words::durationText(std::abs(one.deltaNs), locale));
}

QString contentText(const Difference &one, const QLocale &locale)
{
    return one.baseline == one.value
        ? ComparisonWords::tr("other content, of the same %1").arg(comparedSize(one.value, locale))
        : ComparisonWords::tr("content of %1 instead of %2")
              .arg(comparedSize(one.value, locale), comparedCount(one.baseline, locale));
}

QString requestText(const std::string &request)
{
    return request.empty() ? ComparisonWords::tr("nothing sent") : comparedBytes(request);
}

/// A cell of a table that is drawn again and again is no place for ten thousand names.
QString someOf(const QStringList &names)
{
    if (names.size() <= mostNames)
        return names.join(", "_L1);
    return ComparisonWords::tr("%1 and %2 more")
        .arg(names.mid(0, mostNames).join(", "_L1))
        .arg(names.size() - mostNames);
}

/// "adds A, B", "lacks C", "D differs": the fields in short.
QStringList fieldsInShort(const std::vector<Difference> &differences)
{
    QStringList added, removed, changed;
    for (const Difference &one : differences) {
        if (one.aspect != Aspect::Field)
            continue;
        (one.change == Change::Added         ? added
             : one.change == Change::Removed ? removed
                                             : changed)
            << comparedBytes(one.name);
    }
    QStringList words;
    if (!added.isEmpty())
        words << ComparisonWords::tr("adds %1").arg(someOf(added));
    if (!removed.isEmpty())
        words << ComparisonWords::tr("lacks %1").arg(someOf(removed));
    if (!changed.isEmpty())
        words << (changed.size() == 1 ? ComparisonWords::tr("%1 differs") : ComparisonWords::tr("%1 differ"))
                     .arg(someOf(changed));
    return words;
}

} // namespace

QString alignText(compare::Align align)
{
    switch (align) {
    case compare::Align::Head: return ComparisonWords::tr("request head sent");
    case compare::Align::Start: return ComparisonWords::tr("start");
    case compare::Align::FirstByte: return ComparisonWords::tr("first byte of the answer");
    }
    return {};
}

QString handshakeText(const compare::Summary &summary, const QLocale &locale)
{
    const record::Handshake &shake = summary.handshake;
    if (!summary.sent)
        return ComparisonWords::tr("nothing sent");
    if (shake.sent && shake.outcome == GateOutcome::FinalStatus && !summary.statuses.empty())
        return ComparisonWords::tr("%1 after %2")
            .arg(summary.statuses.front())
            .arg(words::durationText(shake.pauseNs(), locale));
    return words::gateText(shake.sent ? shake.outcome : GateOutcome::NotSent, shake.sent, shake.continuedBy,
                           shake.pauseNs(), locale);
}

QString answerText(const compare::Summary &summary)
{
    QStringList words;
    for (const int status : summary.statuses)
        words << QString::number(status);
    if (!summary.answered)
        words << endText(summary.outcome, summary.error);
    return words.join(ComparisonWords::tr(", then "));
}

QString connectionText(const compare::Summary &summary)
{
    const bool none =
        summary.outcome == record::Outcome::ConnectFailed || summary.outcome == record::Outcome::TlsFailed;
    return none ? QString() : words::connectionText(summary.after);
}

QString differenceText(const Difference &one, const QLocale &locale)
{
    switch (one.aspect) {
    case Aspect::Request:
        return one.baseline == one.value ? ComparisonWords::tr("the request's fields differ")
                                         : ComparisonWords::tr("another request: %1")
                                               .arg(insteadOf(requestText(one.value), requestText(one.baseline)));
    case Aspect::Outcome:
        return one.answered ? endsText(one) : insteadOf(endKeyText(one.value, one), endKeyText(one.baseline, one));
    case Aspect::Handshake: return insteadOf(handshakeKeyText(one.value), handshakeKeyText(one.baseline));
    case Aspect::Interim:
        return ComparisonWords::tr("interim responses: %1")
            .arg(insteadOf(one.value.empty() ? ComparisonWords::tr("none") : QString::fromStdString(one.value),
                           one.baseline.empty() ? ComparisonWords::tr("none") : QString::fromStdString(one.baseline)));
    case Aspect::Status: return insteadOf(statusesText(one.value), statusesText(one.baseline));
    case Aspect::Version:
        return insteadOf(u"HTTP/"_s + QString::fromStdString(one.value),
                         u"HTTP/"_s + QString::fromStdString(one.baseline));
    case Aspect::Field: return fieldText(one);
    case Aspect::Fields:
        return (one.value == "1" ? ComparisonWords::tr("%1 more field differs")
                                 : ComparisonWords::tr("%1 more fields differ"))
            .arg(comparedCount(one.value, locale));
    case Aspect::Content: return contentText(one, locale);
    case Aspect::BodySent:
        return ComparisonWords::tr("%1 body bytes sent instead of %2")
            .arg(comparedCount(one.value, locale), comparedCount(one.baseline, locale));
    case Aspect::Connection: return insteadOf(afterKeyText(one.value), afterKeyText(one.baseline));
    case Aspect::Pause: return deltaText(ComparisonWords::tr("%1 pause"), one, locale);
    case Aspect::Final: return deltaText(ComparisonWords::tr("%1 to the final status"), one, locale);
    }
    return {};
}

QString differencesText(const std::vector<Difference> &differences, const QLocale &locale)
{
    QStringList words;
    bool handshake = false;
    bool fields = false;
    for (const Difference &one : differences) {
        if (one.aspect == Aspect::Outcome && !one.answered)
            return differenceText(one, locale); // all else follows from it
        handshake = handshake || one.aspect == Aspect::Handshake;
        // The handshake's difference says it; and what is asked otherwise is no row's doing.
        if ((one.aspect == Aspect::Interim && handshake) || one.aspect == Aspect::Request)
            continue;
        if (one.aspect != Aspect::Field)
            words << differenceText(one, locale);
        else if (!fields)
            words << fieldsInShort(differences);
        fields = fields || one.aspect == Aspect::Field;
    }
    return words.isEmpty() ? ComparisonWords::tr("no difference") : words.join(u" · "_s);
}

QString variantText(const compare::Variant &variant)
{
    const QString what = variant.kind == compare::VariantKind::ExpectOff ? ComparisonWords::tr("Expect off")
        : variant.kind == compare::VariantKind::ExpectOn                 ? ComparisonWords::tr("Expect on")
                                                                         : ComparisonWords::tr("HTTP/1.0");
    switch (variant.hop) {
    case compare::Hop::AsAsked: return what;
    case compare::Hop::Straight: return ComparisonWords::tr("%1, straight").arg(what);
    case compare::Hop::ThroughProxy: return ComparisonWords::tr("%1, through the proxy").arg(what);
    }
    return what;
}

QString barText(const compare::Bar &bar, const QLocale &locale)
{
    using compare::BarKind;
    const QString took = words::durationText(bar.end - bar.begin, locale);
    switch (bar.kind) {
    case BarKind::Network: return ComparisonWords::tr("connecting %1").arg(took);
    case BarKind::Head: return ComparisonWords::tr("request head %1").arg(took);
    case BarKind::Pause: return ComparisonWords::tr("pause %1").arg(took);
    case BarKind::Interim: return QString::number(bar.code);
    case BarKind::Body: return ComparisonWords::tr("request body %1").arg(took);
    case BarKind::Server: return ComparisonWords::tr("server %1").arg(took);
    case BarKind::Response: return ComparisonWords::tr("%1, response %2").arg(bar.code).arg(took);
    case BarKind::Failure: return ComparisonWords::tr("no final status");
    }
    return {};
}

QString spreadText(const compare::Spread &spread, const QLocale &locale)
{
    return ComparisonWords::tr("median %1, 95 of 100 within %2, longest %3, of %4")
        .arg(words::durationText(spread.median, locale), words::durationText(spread.p95, locale),
             words::durationText(spread.most, locale), words::countText(spread.count, locale));
}

QString noiseRuleText()
{
    return ComparisonWords::tr(
        "Two times count as different when they are more than 0.5 ms apart and more than a quarter of the "
        "longer one; with five repeats or more the medians are compared, and they must also be further apart "
        "than the larger of the two interquartile ranges.");
}

} // namespace model
