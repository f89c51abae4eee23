// SPDX-License-Identifier: GPL-3.0-or-later
// A request's exchange in a few words, and the one that most documents are tested with.
#pragma once

#include "support/record_builder.h"

namespace support {

/// A client's, a microsecond-exact clock in hand.
class SampleMaker : public RecordBuilder {
public:
    explicit SampleMaker(request::RequestSpec spec) : spec_(std::move(spec)) {}

    SampleMaker &at(std::int64_t us)
    {
        setNow(us * 1000);
        return *this;
    }
    SampleMaker &begin(const char *reason)
    {
        attempt_ += began_ ? 1 : 0;
        began_ = true;
        setPlace(attempt_, attempt_);
        tellBegin(reason, {"127.0.0.1", 8080, "127.0.0.1", false});
        tell(record::FactKind::ConnectBegin, {}, "127.0.0.1:8080");
        tell(record::FactKind::ConnectEnd, {}, "127.0.0.1:8080");
        return *this;
    }
    /// The head leaves; the gate is armed as the spec says.
    SampleMaker &head() { return sent(request::http1Head(tellSubmit(spec_))); }
    SampleMaker &sent(std::string_view bytes)
    {
        tellFlushed(bytes);
        return *this;
    }
    SampleMaker &received(std::string_view bytes)
    {
        tellReceived(bytes);
        return *this;
    }
    SampleMaker &closed()
    {
        tell(record::FactKind::Closed, "body-unsent");
        return *this;
    }
    SampleMaker &end(const char *outcome, const char *error = "")
    {
        tell(record::FactKind::AttemptEnd, outcome, error);
        return *this;
    }
    SampleMaker &withoutExpect()
    {
        spec_ = request::withoutExpect(spec_);
        return *this;
    }

private:
    request::RequestSpec spec_;
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
