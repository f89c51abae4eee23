// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings made of facts for tests that need an exchange and no network: each goes through the recorder and the wire
// machines as a live one does, so that events, tapes and their spans agree. The vocabularies of tests lean on it
// (support/events.h, support/exchange_sample.h, record/script.h, guidance/played.h, zoo/operation.h).
#pragma once

#include "record/recorder.h"
#include "request/serializer.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace support {

class RecordBuilder {
public:
    explicit RecordBuilder(wire::Role role = wire::Role::Client, record::TapeLimits tapes = {})
        : recorder_(std::make_unique<record::Recorder>(wire::Limits(), tapes))
        , role_(role)
    {}

    /// Nanoseconds since the exchange began, of the facts that follow.
    void setNow(std::int64_t ns) { now_ = ns; }
    std::int64_t now() const { return now_; }
    /// Of the facts that follow.
    void setPlace(std::uint32_t attempt, std::uint32_t connection)
    {
        attempt_ = attempt;
        connection_ = connection;
    }

    /// Of the connections that begin from now on.
    void setRole(wire::Role role) { role_ = role; }

    std::vector<wire::Action> tell(record::FactKind kind, std::string name = {}, std::string text = {}, int code = 0)
    {
        record::Fact fact = make(kind);
        fact.name = std::move(name);
        fact.text = std::move(text);
        fact.code = code;
        return recorder_->apply(std::move(fact));
    }
    void tellBegin(std::string reason, record::Target target)
    {
        record::Fact fact = make(record::FactKind::AttemptBegin);
        fact.role = role_;
        fact.name = std::move(reason);
        fact.target = std::move(target);
        recorder_->apply(std::move(fact));
    }
    std::vector<wire::Action> tellSubmit(wire::Submission submission)
    {
        record::Fact fact = make(record::FactKind::Submit);
        fact.submission = std::move(submission);
        return recorder_->apply(std::move(fact));
    }
    /// A head as typed; `gated`: it has an Expect field and waits.
    std::vector<wire::Action> tellSubmit(std::string_view head, std::uint64_t body, bool gated,
                                         wire::GatePolicy policy = {})
    {
        return tellSubmit(
            {head.size(), body, std::string(head.substr(0, head.find(' '))), 11, false, gated, gated, policy});
    }
    /// What is composed of a request. Returns it.
    request::ComposedRequest tellSubmit(const request::RequestSpec &spec)
    {
        auto composed = std::get<request::ComposedRequest>(request::compose(spec));
        tellSubmit({request::http1Head(composed).size(),
                    composed.wireLength,
                    composed.method,
                    composed.version,
                    composed.upgrade,
                    composed.expect.waits,
                    composed.expect.sent,
                    {spec.expect.waitNs, spec.expect.afterWait, spec.expect.accept104, spec.expect.bodyAfterFinal}});
        return composed;
    }
    void tellFlushed(std::string_view bytes) { recorder_->apply(make(record::FactKind::Flushed), bytes); }
    void tellReceived(std::string_view bytes) { recorder_->apply(make(record::FactKind::Received), bytes); }

    const std::vector<wire::Event> &events() const { return recorder_->events(); }
    record::Recorder &recorder() { return *recorder_; }
    const record::Recorder &recorder() const { return *recorder_; }

private:
    record::Fact make(record::FactKind kind) const
    {
        record::Fact fact;
        fact.kind = kind;
        fact.at = now_;
        fact.attempt = attempt_;
        fact.connection = connection_;
        return fact;
    }

    std::unique_ptr<record::Recorder> recorder_;
    wire::Role role_;
    std::int64_t now_ = 0;
    std::uint32_t attempt_ = 0;
    std::uint32_t connection_ = 0;
};

} // namespace support
