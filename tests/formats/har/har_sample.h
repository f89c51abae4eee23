// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings with their tapes for tests of exports: each goes through the recorder as a live one does.
#pragma once

#include "record/recorder.h"
#include "support/exchange_sample.h"

namespace support {

struct Recorded {
    record::Record record;
    std::vector<wire::Event> events;
};

inline Recorded recorded(SampleMaker &maker, const request::RequestSpec &spec)
{
    Recorded out;
    out.record = maker.recorder().take();
    out.record.spec = spec;
    out.record.startedAt = 1'773'480'413'589; // 2026-03-14T09:26:53.589Z
    out.events = record::replay(out.record);
    return out;
}

inline request::RequestSpec textSpec(const std::string &text, const char *type = "text/plain")
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://127.0.0.1:8080/put?a=1&b=x%20y+z#part";
    spec.body.kind = request::BodyKind::Text;
    spec.body.text = text;
    spec.body.mediaType = type;
    spec.expect.rule = request::ExpectRule::Always;
    return spec;
}

/// 100 after a pause of 2 ms, content, 200 with `response` (its head without the blank line and its content).
inline Recorded continued(const request::RequestSpec &spec, const std::string &fields, const std::string &content)
{
    SampleMaker maker(spec);
    maker.at(0).begin("first").at(500).head().at(2500).received("HTTP/1.1 100 Continue\r\n\r\n");
    maker.at(3000).sent(spec.body.text).at(4000);
    maker.received("HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(content.size()) + "\r\n" + fields + "\r\n");
    maker.at(6000).received(content).end("final-status");
    return recorded(maker, spec);
}

} // namespace support
