// SPDX-License-Identifier: GPL-3.0-or-later
#include "words/decided.h"

#include <QCoreApplication>

#include <array>

namespace words {

namespace {

using record::Decision;

constexpr std::array onHead{Decision::HostInAscii,        Decision::MethodChanged,
                            Decision::HostKept,           Decision::FieldsDropped,
                            Decision::CertificateDropped, Decision::ExpectDropped,
                            Decision::ExpectNotSent,      Decision::ConnectToDropped,
                            Decision::TlsNameDropped,     Decision::ProxyCredentialsToOrigin,
                            Decision::NotWaited};
constexpr std::array behindEnd{Decision::ContentLeft, Decision::AddressesLeftOut, Decision::NoRetry,
                               Decision::RedirectNotFollowed, Decision::FollowUpSkipped};

struct DecisionWords {
    Q_DECLARE_TR_FUNCTIONS(words::Decisions)
};

} // namespace

std::span<const Decision> decisionsOnHead()
{
    return onHead;
}

std::span<const Decision> decisionsBehindEnd()
{
    return behindEnd;
}

QString decisionText(Decision decision)
{
    switch (decision) {
    case Decision::FieldsAdded: return DecisionWords::tr("fields added");
    case Decision::HostInAscii: return DecisionWords::tr("host in ASCII");
    case Decision::ExpectNotSent: return DecisionWords::tr("Expect not sent");
    case Decision::ProxyCredentialsToOrigin: return DecisionWords::tr("Proxy-Authorization goes to the origin");
    case Decision::NotWaited: return DecisionWords::tr("no wait for this Expect");
    case Decision::FieldsDropped: return DecisionWords::tr("fields left out");
    case Decision::HostKept: return DecisionWords::tr("Host kept");
    case Decision::CertificateDropped: return DecisionWords::tr("no client certificate");
    case Decision::MethodChanged: return DecisionWords::tr("became GET");
    case Decision::ExpectDropped: return DecisionWords::tr("Expect left out");
    case Decision::ConnectToDropped: return DecisionWords::tr("no other place to connect to");
    case Decision::TlsNameDropped: return DecisionWords::tr("no other name for TLS");
    case Decision::AddressesLeftOut: return DecisionWords::tr("addresses left out");
    case Decision::HoldContent: return DecisionWords::tr("hold the content back");
    case Decision::StopUpload: return DecisionWords::tr("stop the upload");
    case Decision::ContentLeft: return DecisionWords::tr("rest of the content not waited for");
    case Decision::RetryWithoutExpect: return DecisionWords::tr("retry without Expect");
    case Decision::NoRetry: return DecisionWords::tr("not repeated");
    case Decision::Redirect: return DecisionWords::tr("follow the redirection");
    case Decision::RedirectNotFollowed: return DecisionWords::tr("redirection not followed");
    case Decision::FollowUpSkipped: return DecisionWords::tr("no follow-up");
    }
    return {};
}

QString decisionSentence(Decision decision, const QString &recorded)
{
    return recorded.isEmpty() ? decisionText(decision) : recorded;
}

} // namespace words
