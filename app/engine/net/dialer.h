// SPDX-License-Identifier: GPL-3.0-or-later
// From a URL to an open connection: look-up, each address in its order until one connects, or a Unix socket; SOCKS,
// TLS. It writes down when each step began and ended, and how.
#pragma once

#include "engine/net/alarm.h"
#include "engine/net/resolver.h"
#include "engine/net/socks.h"
#include "engine/net/transport.h"
#include "record/scribe.h"
#include "request/route.h"

namespace engine {

class Dialer : public QObject {
    Q_OBJECT
public:
    /// `scribe` is to outlive it; nothing is written any more once it was cancelled.
    Dialer(request::Url url, request::Route route, const request::RequestSpec &spec, record::Scribe &scribe,
           QObject *parent = nullptr);
    ~Dialer() override;

    /// Emits connected() or failed() later, once, unless cancelled. The time to connect bounds the look-up and each of
    /// the first 16 addresses; the others are not tried, and a decision says so.
    void start();
    /// The same with a connection that stands, through a tunnel: what is left to do is TLS.
    void startThrough(std::unique_ptr<Transport> tunnel, std::string address);
    /// Leaves everything; the step that is open ends with `why`.
    void cancel(const std::string &why);
    /// After connected().
    std::unique_ptr<Transport> takeTransport() { return std::move(transport_); }
    /// Numeric, of the connection made; "" where it is to a Unix socket.
    const std::string &address() const { return address_; }

signals:
    /// Later than what was written, so that a slot may cancel.
    void progressed();
    void connected();
    /// `outcome` is ConnectFailed or TlsFailed.
    void failed(record::Outcome outcome, const std::string &line);

private:
    void say(record::FactKind kind, std::string text, int code = 0, std::string name = {});
    void resolved(const Resolved &result);
    void tryNext();
    void tryUnix();
    void connectFailed(int error);
    void connectedTcp();
    void goOnWithSocks();
    void socksFailed(const std::string &line);
    void secure();
    void listen();
    void tlsFailed(const std::string &line);
    void timedOut();
    void endStep(const std::string &why);
    void dropTransport();
    void giveUp();
    void done();

    request::Url url_;
    request::Route route_;
    std::unique_ptr<SocksSession> socks_;
    request::TlsSettings tls_;
    request::AddressFamily family_;
    std::int64_t timeoutNs_;
    record::Scribe &scribe_;
    bool cancelled_ = false;
    Resolver resolver_;
    Alarm alarm_;
    std::unique_ptr<Transport> transport_;
    std::vector<std::string> addresses_;
    std::size_t next_ = 0;
    std::string address_;
    std::string where_; // "127.0.0.1:80", or the Unix socket in words
    std::vector<std::string> failures_;
    record::FactKind open_ = record::FactKind::Decision; // the End kind of the open step; Decision: none
};

} // namespace engine
