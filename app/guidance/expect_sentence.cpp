// SPDX-License-Identifier: GPL-3.0-or-later
// The live sentence at the end of the Expect strip.
#include "guidance/expect_sentence.h"

#include "wire/expect_reading.h"
#include "words/units.h"
#include "words/wire_bytes.h"

#include "base/text.h"
#include "request/typed_head.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace guidance {

namespace {

struct ExpectWords {
    Q_DECLARE_TR_FUNCTIONS(guidance::ExpectSentence)
};

QString willWait(const request::ExpectDecision &decision, const request::RequestSpec &spec, const QLocale &locale)
{
    if (!decision.waits && !decision.asks100 && !spec.expect.anyValue && spec.expect.waitNs != 0)
        return ExpectWords::tr(
            ", without waiting: that takes 100-continue (RFC 9110 §10.1.1), or “Wait whatever Expect says” "
            "(--wait-any)");
    if (!decision.waits)
        return ExpectWords::tr(", without waiting");
    if (spec.expect.afterWait == wire::AfterWait::Keep && spec.timeouts.keepNs > 0)
        return ExpectWords::tr(", wait until an answer, at most %1")
            .arg(words::durationText(std::max<std::int64_t>(spec.expect.waitNs, 0) + spec.timeouts.keepNs, locale));
    if (spec.expect.afterWait == wire::AfterWait::Keep)
        return ExpectWords::tr(", wait until an answer");
    return ExpectWords::tr(", wait %1").arg(words::durationText(spec.expect.waitNs, locale));
}

/// Our own Expect; its letters are said where they are not the usual ones.
QString willSend(const request::ExpectDecision &decision, const request::RequestSpec &spec, const QLocale &locale)
{
    const QString what =
        decision.value == "100-continue" ? u"Expect"_s : u"“Expect: %1”"_s.arg(words::wireText(decision.value, 60));
    return ExpectWords::tr(" → %1 will be sent").arg(what) + willWait(decision, spec, locale);
}

ExpectSentence typed(const request::RequestSpec &spec, const request::ExpectDecision &decision, const QString &who,
                     const QLocale &locale)
{
    const bool content = spec.body.length() > 0;
    const auto reading = wire::readExpect({{"Expect", decision.value}});
    const QString value =
        decision.value.empty() ? ExpectWords::tr("an empty value") : words::wireText(decision.value, 60);
    ExpectSentence out{who + ExpectWords::tr(" → “%1” as typed").arg(value), true, false};
    if (!content && !spec.rawHead && reading.has100) {
        out.text += ExpectWords::tr("; no content, so RFC 9110 §10.1.1 says it must not be sent");
        out.warns = true;
    } else if (!reading.exact) {
        out.text += ExpectWords::tr("; servers disagree on any value but 100-continue")
            + (content ? willWait(decision, spec, locale) : QString());
        out.warns = true;
    } else {
        out.text += willWait(decision, spec, locale);
    }
    return out;
}

/// A typed Content-Length that is not the content's: whatever the rule, the message would not end where it says (RFC
/// 9112 section 6.3).
QString wrongLength(const request::RequestSpec &spec, const QLocale &locale)
{
    const wire::Head typed = request::typedHead(spec);
    const auto value = wire::valueOf(typed.fields, "Content-Length");
    const auto said = value ? base::decimal(*value) : std::nullopt;
    if (!said || *said == spec.body.length() || request::sendsChunked(spec, typed))
        return {};
    return ExpectWords::tr("Content-Length says %1, %2 will be sent")
        .arg(words::countText(*said, locale), words::bytesText(spec.body.length(), locale));
}

ExpectSentence ruleSentence(const request::RequestSpec &spec, const QLocale &locale)
{
    const request::ExpectDecision decision = request::decideExpect(spec);
    const QString size = words::sizeText(spec.body.length(), locale);
    const QString threshold = words::sizeText(spec.expect.threshold, locale);
    switch (decision.why) {
    case request::ExpectWhy::RuleOff:
        return {ExpectWords::tr("off → no Expect, content follows at once"), false, false};
    case request::ExpectWhy::NoContent:
        return {ExpectWords::tr("no content → Expect must not be sent (RFC 9110 §10.1.1)"), false, false};
    case request::ExpectWhy::AboveThreshold:
        return {u"%1 > %2"_s.arg(size, threshold) + willSend(decision, spec, locale), true, false};
    case request::ExpectWhy::NotAboveThreshold:
        return {ExpectWords::tr("%1 ≤ %2 → no Expect, content follows at once").arg(size, threshold), false, false};
    case request::ExpectWhy::RuleAlways:
        return {ExpectWords::tr("always") + willSend(decision, spec, locale), true, false};
    case request::ExpectWhy::CustomValue: return typed(spec, decision, ExpectWords::tr("custom value"), locale);
    case request::ExpectWhy::TypedByHand: return typed(spec, decision, ExpectWords::tr("header set by hand"), locale);
    case request::ExpectWhy::RemovedByHand:
        return {spec.rawHead ? ExpectWords::tr("the raw head has no Expect → none will be sent")
                             : ExpectWords::tr("Expect removed by hand → none will be sent"),
                false, false};
    case request::ExpectWhy::Http10:
        return {ExpectWords::tr("HTTP/1.0 → no Expect: a server must ignore it there (RFC 9110 §10.1.1)"), false,
                false};
    }
    return {};
}

} // namespace

ExpectSentence expectSentence(const request::RequestSpec &spec, const QLocale &locale)
{
    ExpectSentence said = ruleSentence(spec, locale);
    if (const auto wrong = wrongLength(spec, locale); !wrong.isEmpty()) {
        said.text = wrong + ExpectWords::tr("; ") + said.text;
        said.warns = true;
    }
    return said;
}

} // namespace guidance
