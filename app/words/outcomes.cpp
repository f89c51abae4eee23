// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/outcomes.h"

#include "words/units.h"

#include <QCoreApplication>

#include <algorithm>

namespace words {

namespace {

using record::ConnectionAfter;
using record::Outcome;
using record::Reason;
using wire::GateOutcome;

struct OutcomeWords {
    Q_DECLARE_TR_FUNCTIONS(words::Outcomes)
};

} // namespace

QString outcomeText(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Pending: return OutcomeWords::tr("running");
    case Outcome::FinalStatus: return OutcomeWords::tr("a final status");
    case Outcome::ConnectFailed: return OutcomeWords::tr("could not connect");
    case Outcome::TlsFailed: return OutcomeWords::tr("TLS failed");
    case Outcome::TimedOut: return OutcomeWords::tr("timed out");
    case Outcome::ClosedEarly: return OutcomeWords::tr("closed early");
    case Outcome::ProtocolError: return OutcomeWords::tr("the answer cannot be read");
    case Outcome::Aborted: return OutcomeWords::tr("cancelled");
    }
    return {};
}

QString gateText(GateOutcome outcome)
{
    switch (outcome) {
    case GateOutcome::NotSent: return OutcomeWords::tr("no Expect");
    case GateOutcome::NotWaited: return OutcomeWords::tr("Expect, not waited");
    case GateOutcome::Continued: return OutcomeWords::tr("100");
    case GateOutcome::FinalStatus: return OutcomeWords::tr("a final status before the body");
    case GateOutcome::TimedOut: return OutcomeWords::tr("no 100");
    case GateOutcome::Closed: return OutcomeWords::tr("closed while waiting");
    case GateOutcome::ReleasedByUser: return OutcomeWords::tr("no 100, sent by hand");
    case GateOutcome::Aborted: return OutcomeWords::tr("ended while waiting");
    }
    return {};
}

QString gateText(GateOutcome outcome, bool sent, int continuedBy, std::int64_t pauseNs, const QLocale &locale)
{
    const QString pause = durationText(pauseNs, locale);
    switch (outcome) {
    case GateOutcome::NotSent: return gateText(sent ? GateOutcome::NotWaited : outcome);
    case GateOutcome::NotWaited:
    case GateOutcome::Aborted: return gateText(outcome);
    case GateOutcome::Continued: return OutcomeWords::tr("%1 after %2").arg(continuedBy).arg(pause);
    case GateOutcome::FinalStatus: return OutcomeWords::tr("a final status after %1").arg(pause);
    case GateOutcome::TimedOut: return OutcomeWords::tr("no 100, waited %1").arg(pause);
    case GateOutcome::Closed: return OutcomeWords::tr("closed while waiting, after %1").arg(pause);
    case GateOutcome::ReleasedByUser: return OutcomeWords::tr("no 100, sent by hand after %1").arg(pause);
    }
    return {};
}

QString waitEndText(GateOutcome outcome, int continuedBy)
{
    switch (outcome) {
    case GateOutcome::Continued:
        return continuedBy == 104 ? OutcomeWords::tr("ended by 104 (Upload Resumption Supported)")
                                  : OutcomeWords::tr("ended by 100 (Continue)");
    case GateOutcome::FinalStatus: return OutcomeWords::tr("ended by a final status");
    case GateOutcome::TimedOut: return OutcomeWords::tr("ended by the wait's own limit: no 100 had come");
    case GateOutcome::Closed: return OutcomeWords::tr("ended by the peer's close");
    case GateOutcome::ReleasedByUser: return OutcomeWords::tr("ended by hand");
    case GateOutcome::Aborted: return OutcomeWords::tr("ended by the exchange's end");
    case GateOutcome::NotSent:
    case GateOutcome::NotWaited: break;
    }
    return {};
}

QString waitEndText(const record::Attempt &attempt)
{
    const auto outcome = attempt.handshake.outcome;
    if (outcome == GateOutcome::FinalStatus && attempt.final)
        return OutcomeWords::tr("ended by %1").arg(attempt.final->status);
    if (outcome != GateOutcome::Aborted)
        return waitEndText(outcome, attempt.handshake.continuedBy);
    const auto failure = std::ranges::find_if(
        attempt.failures, [](const record::Failure &one) { return one.timeout || one.key != "aborted"; });
    if (failure == attempt.failures.end())
        return outcomeText(Outcome::Aborted);
    return failure->timeout ? OutcomeWords::tr("ended by the time limit") : OutcomeWords::tr("ended by the failure");
}

QString closeText(wire::CloseHow how)
{
    return how == wire::CloseHow::Reset ? OutcomeWords::tr("connection reset") : OutcomeWords::tr("connection closed");
}

QString connectionText(ConnectionAfter after)
{
    switch (after) {
    case ConnectionAfter::Open: return OutcomeWords::tr("kept open");
    case ConnectionAfter::ClosedByServer: return OutcomeWords::tr("closed by the server");
    case ConnectionAfter::ClosedByClient: return OutcomeWords::tr("closed by the client");
    case ConnectionAfter::Reset: return OutcomeWords::tr("reset");
    }
    return {};
}

QString connectionSentence(ConnectionAfter after)
{
    switch (after) {
    case ConnectionAfter::Open: return OutcomeWords::tr("the connection was kept open");
    case ConnectionAfter::ClosedByServer: return OutcomeWords::tr("the server closed the connection");
    case ConnectionAfter::ClosedByClient: return OutcomeWords::tr("the client closed the connection");
    case ConnectionAfter::Reset: return OutcomeWords::tr("the connection was reset");
    }
    return {};
}

QString reasonText(Reason reason)
{
    switch (reason) {
    case Reason::First: return OutcomeWords::tr("the request, through the tunnel");
    case Reason::RetryWithoutExpect: return OutcomeWords::tr("retry without Expect (RFC 9110 §10.1.1)");
    case Reason::Redirect: return OutcomeWords::tr("redirection followed");
    case Reason::ProxyConnect: return OutcomeWords::tr("the proxy is asked for a tunnel");
    case Reason::FollowUp: return OutcomeWords::tr("follow-up on the same connection");
    case Reason::Other: break;
    }
    return OutcomeWords::tr("another attempt");
}

} // namespace words
