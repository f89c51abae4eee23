// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/gate_text.h"

#include "words/units.h"

#include <QCoreApplication>

namespace model {

namespace {

QString gateWords(const char *text, const QString &pause = {})
{
    const QString words = QCoreApplication::translate("model::Gate", text);
    return pause.isEmpty() ? words : words.arg(pause);
}

} // namespace

QString gateText(wire::GateOutcome outcome, bool sent, qint64 pauseNs, const QLocale &locale)
{
    using wire::GateOutcome;
    const QString pause = words::durationText(pauseNs, locale);
    switch (outcome) {
    case GateOutcome::NotSent: return sent ? gateWords("Expect, not waited") : gateWords("no Expect");
    case GateOutcome::NotWaited: return gateWords("Expect, not waited");
    case GateOutcome::Continued: return gateWords("100 after %1", pause);
    case GateOutcome::FinalStatus: return gateWords("a final status after %1", pause);
    case GateOutcome::TimedOut: return gateWords("no 100, waited %1", pause);
    case GateOutcome::Closed: return gateWords("closed while waiting, after %1", pause);
    case GateOutcome::ReleasedByUser: return gateWords("no 100, sent by hand after %1", pause);
    case GateOutcome::Aborted: return gateWords("ended while waiting");
    }
    return {};
}

} // namespace model
