// SPDX-License-Identifier: GPL-3.0-or-later
// The live sentence at the end of the Expect strip.
#include "guidance/expect_sentence.h"

#include "guidance/format.h"

namespace guidance {

namespace {

QString willWait(const wire::ExpectDecision &decision, const wire::RequestSpec &spec, const QLocale &locale)
{
    if (!decision.waits)
        return QStringLiteral(", without waiting");
    if (spec.expect.afterWait == wire::AfterWait::Keep)
        return QStringLiteral(", wait until an answer");
    return QStringLiteral(", wait %1").arg(durationText(spec.expect.waitNs, locale));
}

/// Our own Expect; its letters are said where they are not the usual ones.
QString willSend(const wire::ExpectDecision &decision, const wire::RequestSpec &spec, const QLocale &locale)
{
    const QString what = decision.value == "100-continue" ? QStringLiteral("Expect")
                                                          : QStringLiteral("“Expect: %1”").arg(wireText(decision.value, 60));
    return QStringLiteral(" → %1 will be sent").arg(what) + willWait(decision, spec, locale);
}

ExpectSentence typed(const wire::RequestSpec &spec, const wire::ExpectDecision &decision, const QString &who,
                     const QLocale &locale)
{
    const bool content = spec.body.present() && (spec.body.length() > 0 || spec.body.chunked);
    const auto reading = wire::readExpect({{"Expect", decision.value}});
    const QString value = decision.value.empty() ? QStringLiteral("an empty value") : wireText(decision.value, 60);
    ExpectSentence out{who + QStringLiteral(" → “%1” as typed").arg(value), true, false};
    if (!content && !spec.rawHead && reading.has100) {
        out.text += QStringLiteral("; no content, so RFC 9110 §10.1.1 says it must not be sent");
        out.warns = true;
    } else if (!reading.exact) {
        out.text += QStringLiteral("; servers disagree on any value but 100-continue");
        out.warns = true;
    } else {
        out.text += willWait(decision, spec, locale);
    }
    return out;
}

} // namespace

ExpectSentence expectSentence(const wire::RequestSpec &spec, const QLocale &locale)
{
    const wire::ExpectDecision decision = wire::decideExpect(spec);
    const QString size = sizeText(spec.body.length(), locale);
    const QString threshold = sizeText(spec.expect.threshold, locale);
    switch (decision.why) {
    case wire::ExpectWhy::RuleOff:
        return {QStringLiteral("off → no Expect, content follows at once"), false, false};
    case wire::ExpectWhy::NoContent:
        return {QStringLiteral("no content → Expect must not be sent (RFC 9110 §10.1.1)"), false, false};
    case wire::ExpectWhy::AboveThreshold:
        return {QStringLiteral("%1 > %2").arg(size, threshold) + willSend(decision, spec, locale), true, false};
    case wire::ExpectWhy::NotAboveThreshold:
        return {QStringLiteral("%1 ≤ %2 → no Expect, content follows at once").arg(size, threshold), false, false};
    case wire::ExpectWhy::RuleAlways:
        return {QStringLiteral("always") + willSend(decision, spec, locale), true, false};
    case wire::ExpectWhy::CustomValue:
        return typed(spec, decision, QStringLiteral("custom value"), locale);
    case wire::ExpectWhy::TypedByHand:
        return typed(spec, decision, QStringLiteral("header set by hand"), locale);
    case wire::ExpectWhy::RemovedByHand:
        return {QStringLiteral("Expect removed by hand → none will be sent"), false, false};
    case wire::ExpectWhy::Http10:
        return {QStringLiteral("HTTP/1.0 → no Expect: a server must ignore it there (RFC 9110 §10.1.1)"), false,
                false};
    }
    return {};
}

} // namespace guidance
