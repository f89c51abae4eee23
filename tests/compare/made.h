// SPDX-License-Identifier: GPL-3.0-or-later
// Exchanges made of bytes for the tests of comparing, as short as a row of a table.
#pragma once

#include "compare/row_summary.h"
#include "support/exchange_sample.h"

namespace made {

struct Made {
    request::RequestSpec spec;
    std::vector<wire::Event> events;
    record::Exchange exchange;
    compare::Summary summary;
};

inline Made from(request::RequestSpec spec, const std::vector<wire::Event> &events)
{
    Made made;
    made.spec = std::move(spec);
    made.events = events;
    made.exchange = record::summarize(events);
    made.summary = compare::summaryOf(made.exchange);
    return made;
}

inline request::RequestSpec upload(const char *url = "http://127.0.0.1:8080/u")
{
    auto spec = support::uploadSpec(1000);
    spec.url = url;
    spec.expect.rule = request::ExpectRule::Always;
    return spec;
}

/// 100 after `pauseUs`, the content, `response` 500 us after it. The head left at 100 us.
inline Made continued(std::int64_t pauseUs, std::string_view response, const char *url = "http://127.0.0.1:8080/u")
{
    const auto spec = upload(url);
    support::SampleMaker maker(spec);
    maker.at(0).begin("first").at(100).head().at(100 + pauseUs).received("HTTP/1.1 100 Continue\r\n\r\n");
    maker.at(200 + pauseUs).sent(std::string(1000, 'x')).at(700 + pauseUs).received(response);
    maker.at(800 + pauseUs).end("final-status");
    return from(spec, maker.events());
}

/// A final status after `pauseUs` in place of 100.
inline Made refused(std::int64_t pauseUs, std::string_view response)
{
    const auto spec = upload();
    support::SampleMaker maker(spec);
    maker.at(0).begin("first").at(100).head().at(100 + pauseUs).received(response);
    maker.at(150 + pauseUs).closed().end("final-status");
    return from(spec, maker.events());
}

inline Made unreachable()
{
    const auto spec = upload();
    support::SampleMaker maker(spec);
    maker.at(0).begin("first").at(300).end("connect-failed", "no way");
    return from(spec, maker.events());
}

} // namespace made
