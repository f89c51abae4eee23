// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings made of bytes for tests that need an exchange and no network: each goes through the recorder and
// the wire machines as a live one does.
#pragma once

#include "record/recorder.h"
#include "request/compose.h"

namespace support {

/// Feeds a client's recorder, a microsecond-exact clock in hand.
class SampleMaker {
public:
    explicit SampleMaker(request::RequestSpec spec) : spec_(std::move(spec)) {}

    SampleMaker &at(std::int64_t us)
    {
        now_ = us * 1000;
        return *this;
    }
    SampleMaker &begin(const char *reason)
    {
        if (began_)
            ++attempt_;
        began_ = true;
        record::Fact fact = make(record::FactKind::AttemptBegin);
        fact.name = reason;
        fact.target = {"127.0.0.1", 8080, "127.0.0.1", false};
        recorder_.apply(fact);
        text(record::FactKind::ConnectBegin, "127.0.0.1:8080");
        return text(record::FactKind::ConnectEnd, "127.0.0.1:8080");
    }
    /// The head leaves; the gate is armed as the spec says.
    SampleMaker &head()
    {
        const auto composed = std::get<request::ComposedRequest>(request::compose(spec_));
        record::Fact fact = make(record::FactKind::Submit);
        fact.submission.headLength = composed.head.size();
        fact.submission.bodyLength = composed.wireLength;
        fact.submission.method = composed.method;
        fact.submission.version = composed.version;
        fact.submission.gated = composed.expect.waits;
        fact.submission.expectSent = composed.expect.sent;
        fact.submission.policy.waitNs = spec_.expect.waitNs;
        fact.submission.policy.accept104 = spec_.expect.accept104;
        recorder_.apply(fact);
        return sent(composed.head);
    }
    SampleMaker &sent(std::string_view bytes)
    {
        recorder_.apply(make(record::FactKind::Flushed), bytes);
        return *this;
    }
    SampleMaker &received(std::string_view bytes)
    {
        recorder_.apply(make(record::FactKind::Received), bytes);
        return *this;
    }
    SampleMaker &closed()
    {
        record::Fact fact = make(record::FactKind::Closed);
        fact.name = "body-unsent";
        recorder_.apply(fact);
        return *this;
    }
    SampleMaker &end(const char *outcome, const char *error = "")
    {
        record::Fact fact = make(record::FactKind::AttemptEnd);
        fact.name = outcome;
        fact.text = error;
        recorder_.apply(fact);
        return *this;
    }
    SampleMaker &withoutExpect()
    {
        spec_ = request::withoutExpect(spec_);
        return *this;
    }
    const std::vector<wire::Event> &events() const { return recorder_.events(); }
    record::Recorder &recorder() { return recorder_; }

private:
    record::Fact make(record::FactKind kind) const
    {
        record::Fact fact;
        fact.kind = kind;
        fact.at = now_;
        fact.attempt = fact.connection = attempt_;
        return fact;
    }
    SampleMaker &text(record::FactKind kind, const char *words)
    {
        record::Fact fact = make(kind);
        fact.text = words;
        recorder_.apply(fact);
        return *this;
    }

    request::RequestSpec spec_;
    record::Recorder recorder_{wire::Role::Client};
    std::int64_t now_ = 0;
    std::uint32_t attempt_ = 0;
    bool began_ = false;
};

inline request::RequestSpec uploadSpec(std::uint64_t size)
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://127.0.0.1:8080/refuse-417";
    spec.body.kind = request::BodyKind::Generated;
    spec.body.size = size;
    return spec;
}

/// 417 after a pause of 1.63 ms, then 201 without Expect; the spec's body must be generated.
inline std::vector<wire::Event> healed417(const request::RequestSpec &spec, const char *reason = "Expectation Failed")
{
    SampleMaker maker(spec);
    maker.at(0).begin("first").at(100).head().at(1730);
    maker.received(std::string("HTTP/1.1 417 ") + reason
                   + "\r\nContent-Length: 3\r\nSet-Cookie: sid=tell-no-one\r\n\r\nno\n");
    maker.at(1800).closed().end("final-status").withoutExpect();
    maker.at(2000).begin("retry-without-expect").at(2100).head();
    maker.at(3000).sent(std::string(spec.body.size, 'x')).at(4000);
    maker.received("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    maker.at(4100).end("final-status");
    return maker.events();
}

} // namespace support
