// SPDX-License-Identifier: GPL-3.0-or-later
// Plays an exchange, fact by fact, as the engine would, and evaluates what came of it.
#pragma once

#include "guidance/evaluate.h"
#include "record/exchange.h"
#include "request/serializer.h"
#include "request/url.h"
#include "support/record_builder.h"

#include <string>

namespace test {

inline request::RequestSpec upload(std::uint64_t size = 4 << 20)
{
    request::RequestSpec spec;
    spec.method = "POST";
    spec.url = "http://127.0.0.1:8417/up";
    spec.body.kind = request::BodyKind::Generated;
    spec.body.size = size;
    return spec;
}

class Played : private support::RecordBuilder {
public:
    explicit Played(request::RequestSpec spec = upload(), wire::Role role = wire::Role::Client)
        : RecordBuilder(role)
        , spec_(std::move(spec))
        , sending_(spec_)
    {}
    using RecordBuilder::events;
    request::RequestSpec &spec() { return spec_; }
    const request::RequestSpec &spec() const { return spec_; }
    /// Wire bytes of content that are still to go.
    std::uint64_t left() const { return left_; }

    Played &wait(double ms)
    {
        setNow(now() + static_cast<std::int64_t>(ms * 1e6));
        return *this;
    }
    Played &begin(const char *reason = "first", bool sameConnection = false)
    {
        if (begun_)
            ++attempt_;
        if (begun_ && !sameConnection)
            ++connection_;
        begun_ = true;
        setPlace(attempt_, connection_);
        tellBegin(reason, {"127.0.0.1", 8417, "127.0.0.1", false});
        return *this;
    }
    Played &tell(record::FactKind kind, const std::string &text = {}, int code = 0, const std::string &name = {})
    {
        RecordBuilder::tell(kind, name, text, code);
        return *this;
    }
    Played &connect()
    {
        tell(record::FactKind::ConnectBegin, "127.0.0.1:8417");
        return wait(0.2).tell(record::FactKind::ConnectEnd, "127.0.0.1:8417");
    }
    /// Begins, connects and flushes the head of what is to be sent now.
    Played &head()
    {
        if (!begun_)
            begin().connect();
        const auto composed = tellSubmit(sending_);
        left_ = composed.wireLength;
        return flushed(request::http1Head(composed));
    }
    Played &retry(bool sameConnection = false)
    {
        sending_ = request::withoutExpect(spec_);
        begin("retry-without-expect", sameConnection);
        return sameConnection ? head() : connect().head();
    }
    /// Begins, connects and sends what a redirection sends elsewhere; without `standing` the connection fails.
    Played &redirect(bool standing = true)
    {
        sending_ = spec_;
        begin("redirect");
        if (standing)
            return connect().head();
        tell(record::FactKind::ConnectBegin, "127.0.0.1:1").tell(record::FactKind::ConnectEnd, "refused", 1);
        return tell(record::FactKind::AttemptEnd, "refused", 0, "connect-failed");
    }
    /// The same with another request, as 302 may make of a POST.
    Played &redirectAs(const request::RequestSpec &next)
    {
        sending_ = next;
        return begin("redirect").connect().head();
    }
    /// Begins, connects to the proxy and sends CONNECT.
    Played &tunnel()
    {
        const auto url = std::get<request::Url>(request::parseUrl(spec_.url));
        sending_ = request::tunnelRequest(spec_, std::get<request::Route>(request::routeOf(spec_, url)));
        return begin("proxy-connect").connect().head();
    }
    Played &followUp() { return begin("follow-up", true).followUpHead(); }
    Played &followUpHead()
    {
        sending_ = {};
        sending_.url = spec_.url;
        return head();
    }
    Played &flushed(const std::string &bytes)
    {
        tellFlushed(bytes);
        return *this;
    }
    Played &body(std::uint64_t bytes)
    {
        left_ -= bytes;
        return flushed(std::string(bytes, 'x'));
    }
    Played &body() { return body(left_); }
    Played &got(const std::string &bytes)
    {
        tellReceived(bytes);
        return *this;
    }
    Played &answer(int status, const std::string &fields = "Content-Length: 0\r\n", const char *version = "1.1")
    {
        return got("HTTP/" + std::string(version) + " " + std::to_string(status) + " X\r\n" + fields + "\r\n");
    }
    Played &interim(int status, const std::string &fields = {}) { return answer(status, fields); }
    Played &closed(wire::CloseHow how) { return tell(record::FactKind::PeerClosed, "gone", static_cast<int>(how)); }
    /// The attempt is over, and so is its connection.
    Played &end(const char *outcome = "final-status", const std::string &error = {})
    {
        tell(record::FactKind::Ended);
        return done(outcome, error);
    }
    /// The attempt is over; its connection stays for the next one.
    Played &done(const char *outcome = "final-status", const std::string &error = {})
    {
        return tell(record::FactKind::AttemptEnd, error, 0, outcome);
    }

    record::Exchange exchange() const { return record::summarize(events()); }
    guidance::Evaluation evaluate(std::int64_t nowNs = -1) const
    {
        return guidance::evaluate(exchange(), spec_, {nowNs, QLocale(QLocale::English)});
    }

private:
    request::RequestSpec spec_;
    request::RequestSpec sending_;
    std::uint32_t attempt_ = 0;
    std::uint32_t connection_ = 0;
    std::uint64_t left_ = 0;
    bool begun_ = false;
};

} // namespace test
