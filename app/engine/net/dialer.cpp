// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/dialer.h"

#include "base/quantity.h"
#include "engine/net/clock.h"
#include "engine/net/error_lines.h"
#include "record/attempt.h"
#include "request/url.h"

#include <algorithm>
#include <cerrno>

#include <sys/stat.h>

namespace engine {

using record::FactKind;

namespace {

/// Of one name. Each may take the whole time to connect, so many make an attempt endless; no site has use for more.
constexpr std::size_t mostAddresses = 16;

} // namespace

Dialer::Dialer(request::Url url, request::Route route, const request::RequestSpec &spec, record::Scribe &scribe,
               QObject *parent)
    : QObject(parent)
    , url_(std::move(url))
    , route_(std::move(route))
    , tls_(spec.tls)
    , family_(spec.family)
    , timeoutNs_(spec.timeouts.connectNs)
    , scribe_(scribe)
{
    connect(&resolver_, &Resolver::finished, this, &Dialer::resolved);
    connect(&alarm_, &Alarm::fired, this, &Dialer::timedOut);
}

Dialer::~Dialer() = default;

void Dialer::say(FactKind kind, std::string text, int code, std::string name)
{
    if (cancelled_)
        return;
    scribe_.say(Clock::now(), kind, std::move(name), std::move(text), code);
    QMetaObject::invokeMethod(this, &Dialer::progressed, Qt::QueuedConnection);
}

void Dialer::start()
{
    if (!route_.unixSocket.empty()) { // no name to look up
        QMetaObject::invokeMethod(this, &Dialer::tryUnix, Qt::QueuedConnection);
        return;
    }
    if (const auto literal = Resolver::literal(route_.host)) {
        addresses_ = {*literal}; // an address in numbers is its own family, whatever was asked for
        QMetaObject::invokeMethod(this, &Dialer::tryNext, Qt::QueuedConnection);
        return;
    }
    open_ = FactKind::LookupEnd;
    say(FactKind::LookupBegin, route_.host);
    if (timeoutNs_ > 0)
        alarm_.arm(timeoutNs_);
    resolver_.start(route_.host, family_);
}

void Dialer::startThrough(std::unique_ptr<Transport> tunnel, std::string address)
{
    transport_ = std::move(tunnel);
    address_ = std::move(address);
    where_ = request::hostPort(url_.host, url_.port) + " through the tunnel";
    listen();
    if (timeoutNs_ > 0)
        alarm_.arm(timeoutNs_);
    QMetaObject::invokeMethod(this, &Dialer::secure, Qt::QueuedConnection);
}

void Dialer::resolved(const Resolved &result)
{
    alarm_.cancel();
    open_ = FactKind::Decision;
    if (!result.error.empty()) {
        say(FactKind::LookupEnd, result.error, 1);
        emit failed(record::Outcome::ConnectFailed, result.error);
        return;
    }
    addresses_ = result.addresses;
    const std::size_t all = addresses_.size();
    addresses_.resize(std::min(all, mostAddresses));
    std::string list;
    for (const std::string &address : addresses_)
        list += (list.empty() ? "" : ", ") + address;
    if (all > mostAddresses)
        list += " and " + std::to_string(all - mostAddresses) + " more";
    say(FactKind::LookupEnd, list);
    if (all > mostAddresses)
        say(FactKind::Decision,
            route_.host + " has " + std::to_string(all) + " addresses: the first " + std::to_string(mostAddresses)
                + " are tried, the others are not",
            0, std::string(record::keyOf(record::Decision::AddressesLeftOut)));
    tryNext();
}

void Dialer::tryNext()
{
    if (next_ >= addresses_.size())
        return giveUp();
    address_ = addresses_[next_++];
    where_ = request::hostPort(address_, route_.port);
    say(FactKind::ConnectBegin, where_);
    open_ = FactKind::ConnectEnd;
    transport_ = std::make_unique<Transport>();
    listen();
    if (timeoutNs_ > 0)
        alarm_.arm(timeoutNs_);
    transport_->connectTo(address_, route_.port);
}

void Dialer::tryUnix()
{
    if (next_ != 0)
        return; // cancelled
    next_ = 1;
    where_ = unixSocketName(route_.unixSocket);
    say(FactKind::ConnectBegin, route_.unixSocket, 0, wire::unixStep);
    open_ = FactKind::ConnectEnd;
    transport_ = std::make_unique<Transport>();
    listen();
    if (timeoutNs_ > 0)
        alarm_.arm(timeoutNs_);
    transport_->connectToUnix(route_.unixSocket);
}

void Dialer::listen()
{
    connect(transport_.get(), &Transport::connected, this, &Dialer::connectedTcp);
    connect(transport_.get(), &Transport::connectFailed, this, &Dialer::connectFailed);
    connect(transport_.get(), &Transport::readable, this, &Dialer::goOnWithSocks);
    connect(transport_.get(), &Transport::encrypted, this, &Dialer::done);
    connect(transport_.get(), &Transport::tlsFailed, this, &Dialer::tlsFailed);
}

void Dialer::connectFailed(int error)
{
    const auto isSocket = [this] {
        struct stat there = {};
        return ::stat(route_.unixSocket.c_str(), &there) != 0 || S_ISSOCK(there.st_mode);
    };
    failures_.push_back(route_.unixSocket.empty() ? connectFailure(error, where_)
                                                  : unixConnectFailure(error, route_.unixSocket, isSocket()));
    endStep(failures_.back());
    dropTransport();
    tryNext();
}

void Dialer::connectedTcp()
{
    open_ = FactKind::Decision;
    if (route_.unixSocket.empty())
        say(FactKind::ConnectEnd, where_);
    else
        say(FactKind::ConnectEnd, route_.unixSocket, 0, wire::unixStep);
    if (route_.proxy != request::ProxyKind::Socks)
        return secure();
    const request::Credentials credentials = request::credentialsOf(route_.userInfo);
    socks_ = std::make_unique<SocksSession>(route_.askedHost, route_.askedPort, credentials.user, credentials.password);
    say(FactKind::ProxyBegin, request::hostPort(route_.askedHost, route_.askedPort));
    open_ = FactKind::ProxyEnd;
    goOnWithSocks();
}

// Its messages are short: what the send buffer of a fresh connection does not take is a failure.
void Dialer::goOnWithSocks()
{
    if (open_ != FactKind::ProxyEnd)
        return;
    for (;;) {
        std::string &out = socks_->outgoing();
        if (!out.empty()) {
            const std::string_view pieces[] = {out};
            if (transport_->write(pieces).taken != out.size())
                return socksFailed("the connection broke");
            out.clear();
        }
        if (socks_->state() == SocksSession::State::Failed)
            return socksFailed(socks_->words());
        if (socks_->state() == SocksSession::State::Open)
            break;
        const Transport::Read got = transport_->readPlain(socks_->wanted());
        if (got.what == Transport::Read::What::Later)
            return;
        if (got.what == Transport::Read::What::Closed)
            return socksFailed("the proxy closed the connection before its answer was whole");
        socks_->received(got.bytes);
    }
    open_ = FactKind::Decision;
    say(FactKind::ProxyEnd, socks_->words(), 0, "SOCKS 5");
    secure();
}

void Dialer::socksFailed(const std::string &line)
{
    alarm_.cancel();
    const std::string text = "no way through the SOCKS proxy " + where_ + ": " + line;
    endStep(text);
    dropTransport();
    emit failed(record::Outcome::ConnectFailed, text);
}

void Dialer::secure()
{
    if (cancelled_)
        return;
    if (!url_.tls)
        return done();
    say(FactKind::TlsBegin,
        std::string(request::withoutRootDot(tls_.serverName.empty() ? url_.host : tls_.serverName)));
    open_ = FactKind::TlsEnd;
    transport_->startTls(tls_, url_.host);
}

// What TLS refuses at one address it refuses at the others: they serve the same name.
void Dialer::tlsFailed(const std::string &line)
{
    alarm_.cancel();
    const bool socks = route_.proxy == request::ProxyKind::Socks;
    const std::string who =
        socks ? request::hostPort(url_.host, url_.port) + " through the SOCKS proxy " + where_ : where_;
    const std::string text = "no TLS connection with " + who + ": " + line;
    std::string facts = text;
    const TlsSession *session = transport_->tls();
    if (const std::string words = session ? session->report().words() : std::string(); !words.empty())
        facts += "\n" + words;
    endStep(facts);
    dropTransport();
    emit failed(record::Outcome::TlsFailed, text);
}

void Dialer::timedOut()
{
    if (open_ == FactKind::LookupEnd) {
        const std::string line = "no answer to the look-up of " + route_.host + " within "
            + base::durationText(timeoutNs_) + ": the name service is down or slow, or the time is too short";
        resolver_.cancel();
        say(FactKind::Timeout, line, 0, "connect");
        endStep(line);
        emit failed(record::Outcome::ConnectFailed, line);
        return;
    }
    if (open_ == FactKind::ProxyEnd) {
        say(FactKind::Timeout, "no answer from the proxy within " + base::durationText(timeoutNs_) + ": " + where_, 0,
            "connect");
        return socksFailed("no answer within " + base::durationText(timeoutNs_));
    }
    const bool inTls = open_ == FactKind::TlsEnd;
    say(FactKind::Timeout, "no connection within " + base::durationText(timeoutNs_) + ": " + where_, 0, "connect");
    if (inTls)
        return tlsFailed("no answer to the TLS handshake within " + base::durationText(timeoutNs_));
    failures_.push_back(
        !route_.unixSocket.empty() ? "no place in the queue of " + where_ + " within " + base::durationText(timeoutNs_)
                + ": its server is overloaded or does not accept connections"
                                   : "no answer from " + where_ + " within " + base::durationText(timeoutNs_)
                + ": the host is down or overloaded, a firewall drops what is sent to it, or the time is too short");
    endStep(failures_.back());
    dropTransport();
    tryNext();
}

void Dialer::endStep(const std::string &why)
{
    if (open_ != FactKind::Decision)
        say(open_, why, 1, open_ == FactKind::ConnectEnd && !route_.unixSocket.empty() ? wire::unixStep : "");
    open_ = FactKind::Decision;
}

// It may be the sender of the signal that led here.
void Dialer::dropTransport()
{
    transport_->disconnect(this);
    transport_->close();
    transport_.release()->deleteLater();
}

void Dialer::giveUp()
{
    alarm_.cancel();
    if (failures_.size() == 1) {
        emit failed(record::Outcome::ConnectFailed, failures_.front());
        return;
    }
    std::string line =
        "none of the " + std::to_string(failures_.size()) + " addresses of " + route_.host + " could be connected to: ";
    for (const std::string &failure : failures_)
        line += (&failure == &failures_.front() ? "" : "; ") + failure;
    emit failed(record::Outcome::ConnectFailed, line);
}

void Dialer::done()
{
    alarm_.cancel();
    if (open_ == FactKind::TlsEnd) {
        open_ = FactKind::Decision;
        const TlsReport &report = transport_->tls()->report();
        say(FactKind::TlsEnd, report.words(), 0, report.protocol);
    }
    transport_->disconnect(this);
    emit connected();
}

void Dialer::cancel(const std::string &why)
{
    alarm_.cancel();
    resolver_.cancel();
    endStep(why);
    cancelled_ = true;
    next_ = std::max<std::size_t>(addresses_.size(), 1);
    if (transport_)
        dropTransport();
}

} // namespace engine
