// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/gate_text.h"

#include "words/units.h"

#include <QCoreApplication>

namespace model {

namespace {

struct GateWords {
    Q_DECLARE_TR_FUNCTIONS(model::Gate)
};

} // namespace

QString gateText(wire::GateOutcome outcome, bool sent, qint64 pauseNs, const QLocale &locale)
{
    using wire::GateOutcome;
    const QString pause = words::durationText(pauseNs, locale);
    switch (outcome) {
    case GateOutcome::NotSent: return sent ? GateWords::tr("Expect, not waited") : GateWords::tr("no Expect");
    case GateOutcome::NotWaited: return GateWords::tr("Expect, not waited");
    case GateOutcome::Continued: return GateWords::tr("100 after %1").arg(pause);
    case GateOutcome::FinalStatus: return GateWords::tr("a final status after %1").arg(pause);
    case GateOutcome::TimedOut: return GateWords::tr("no 100, waited %1").arg(pause);
    case GateOutcome::Closed: return GateWords::tr("closed while waiting, after %1").arg(pause);
    case GateOutcome::ReleasedByUser: return GateWords::tr("no 100, sent by hand after %1").arg(pause);
    case GateOutcome::Aborted: return GateWords::tr("ended while waiting");
    }
    return {};
}

} // namespace model
