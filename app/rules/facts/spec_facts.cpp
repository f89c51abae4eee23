// SPDX-License-Identifier: GPL-3.0-or-later
// What was asked for, at the client's seat.
#include "rules/facts/exchange_facts.h"

namespace rules {

namespace {

using In = const ExchangeReading &;

const char *afterWaitKey(wire::AfterWait after)
{
    switch (after) {
    case wire::AfterWait::Send: return "send";
    case wire::AfterWait::Keep: return "keep";
    case wire::AfterWait::Stop: return "stop";
    }
    return "stop";
}

constexpr ExchangeFact specRows[]{
    {"spec.rule", [](In in) { return as::key(in.asked.rule); }},
    {"spec.threshold", [](In in) { return as::bytes(in.spec.expect.threshold); }},
    {"spec.size", [](In in) { return as::bytes(in.spec.body.length()); }},
    {"spec.wait", [](In in) { return as::time(in.spec.expect.waitNs); }},
    {"spec.after-wait", [](In in) { return as::key(afterWaitKey(in.spec.expect.afterWait)); }},
    {"spec.retry", [](In in) { return as::flag(in.spec.expect.on417 == request::On417::Retry); }},
    {"spec.accept-104", [](In in) { return as::flag(in.spec.expect.accept104); }},
    {"spec.raw", [](In in) { return as::flag(in.spec.rawHead.has_value()); }},
    {"spec.connect-to", [](In in) { return unlessEmpty(as::wire(in.spec.connectTo)); }},
    {"spec.unix-socket", [](In in) { return unlessEmpty(as::wire(in.spec.unixSocket)); }},
};

constexpr ExchangeFact proxyRows[]{
    {"spec.proxy", [](In in) { return as::key(in.asked.proxy->way); }},
    {"spec.proxy-host", [](In in) { return as::wire(in.asked.proxy->place); }},
};

constexpr ExchangeFact boundaryRows[]{
    {"spec.boundary", [](In in) { return as::key(in.asked.boundary->named ? "another" : "missing"); }},
    {"spec.boundary-written", [](In in) { return as::wire(in.asked.boundary->written); }},
};

constexpr ExchangeTable specTables[]{
    {[](In in) { return in.exchange.role == wire::Role::Client; }, specRows},
    {[](In in) { return in.asked.proxy.has_value(); }, proxyRows},
    {[](In in) { return in.asked.boundary.has_value(); }, boundaryRows},
};

} // namespace

ExchangeTables specFacts()
{
    return specTables;
}

} // namespace rules
