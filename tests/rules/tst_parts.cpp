// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/parts.h"

#include <QTest>

using namespace rules;
using record::Reason;

namespace {

record::Exchange made(const std::vector<Reason> &reasons)
{
    record::Exchange exchange;
    for (const Reason reason : reasons)
        exchange.attempts.emplace_back().reason = reason;
    return exchange;
}

std::ptrdiff_t placeOf(const record::Exchange &exchange, const record::Attempt *attempt)
{
    return attempt ? attempt - exchange.attempts.data() : -1;
}

} // namespace

class TestParts : public QObject {
    Q_OBJECT
private slots:
    void noAttempts()
    {
        const record::Exchange none;
        for (const Prefix &prefix : prefixes)
            QVERIFY(!(partsOf(none).*prefix.attempt));
    }
    void aTunnelIsNotTheRequest()
    {
        const auto tunnelled = made({Reason::ProxyConnect, Reason::First});
        QCOMPARE(placeOf(tunnelled, partsOf(tunnelled).first), 1);
        const auto alone = made({Reason::ProxyConnect});
        QCOMPARE(placeOf(alone, partsOf(alone).first), 0);
        QVERIFY(!partsOf(tunnelled).redirected);
    }
    void theLastOfItsKindCounts()
    {
        const auto all = made({Reason::First, Reason::RetryWithoutExpect, Reason::Redirect, Reason::Redirect,
                               Reason::RetryWithoutExpect, Reason::FollowUp});
        const Parts parts = partsOf(all);
        QCOMPARE(placeOf(all, parts.first), 0);
        QCOMPARE(placeOf(all, parts.repeat), 4);
        QCOMPARE(placeOf(all, parts.redirected), 4); // where it ended, repeated or not
        QCOMPARE(placeOf(all, parts.followUp), 5);
        QVERIFY(!partsOf(made({Reason::First, Reason::FollowUp})).redirected);
    }
    /// A redirection that did not come past its proxy led to that tunnel.
    void theTunnelOfARedirection()
    {
        auto all = made({Reason::First, Reason::ProxyConnect});
        QVERIFY(!partsOf(all).redirected);
        all.attempts.front().final.emplace().status = 302;
        QCOMPARE(placeOf(all, partsOf(all).redirected), 1);
    }
};

INTERIM_SUITE(TestParts)
#include "tst_parts.moc"
