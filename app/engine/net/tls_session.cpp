// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/tls_session.h"

#include "engine/net/tls_ends.h"
#include "engine/net/tls_thread.h"
#include "engine/net/tls_words.h"
#include "request/url.h"

#include <algorithm>

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace engine {

namespace {

// Reads (two a record) in one call, and bytes in a row without content, before it is given up: TLS has no reason for as
// much, and no bound of its own.
constexpr int readsAtOnce = 128;
constexpr std::uint64_t mostWithoutContent = 4 << 20;

bool isAddress(const std::string &host)
{
    unsigned char space[sizeof(in6_addr)];
    return inet_pton(AF_INET, host.c_str(), space) == 1 || inet_pton(AF_INET6, host.c_str(), space) == 1;
}

} // namespace

struct TlsSession::Private {
    TlsEnds ends; // outlives ssl
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl{nullptr, SSL_free};
    State state = State::Handshaking;
    TlsReport report;
    std::string error;
    std::string host;
    bool verify = true;
    std::uint64_t contentAt = 0; // of the sealed bytes read: how many there were at the last content
    int firstProblem = X509_V_OK;

    void fail(std::string line)
    {
        state = State::Failed;
        error = std::move(line);
    }
    std::string setUp(const request::TlsSettings &settings);
    void begin(SSL_CTX *context);
    void setUpName();
    int judge(X509_STORE_CTX *store);
    int note(int ok, X509_STORE_CTX *store);
    static Private *of(X509_STORE_CTX *store);
    void settle(int result);
    void bound();
    void failHandshake();
};

TlsSession::Private *TlsSession::Private::of(X509_STORE_CTX *store)
{
    auto *ssl = static_cast<SSL *>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    return static_cast<Private *>(SSL_get_app_data(ssl));
}

std::string TlsSession::Private::setUp(const request::TlsSettings &settings)
{
    verify = settings.verify;
    const std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> made(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
    SSL_CTX *context = made.get();
    SSL_CTX_set_default_verify_paths(context);
    std::string line = settings.caFile.empty() ? std::string() : trustFile(context, settings.caFile);
    if (line.empty() && !settings.certFile.empty()) // what the server may ask for
        line = useOwnFiles(context, settings.certFile, settings.keyFile);
    if (!line.empty())
        return line;
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_cert_verify_callback(
        context, [](X509_STORE_CTX *store, void *) { return of(store)->judge(store); }, nullptr);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION);
    begin(context);
    static constexpr unsigned char alpn[] = "\x08http/1.1";
    SSL_set_alpn_protos(ssl.get(), alpn, sizeof alpn - 1);
    setUpName();
    SSL_set_connect_state(ssl.get());
    return {};
}

void TlsSession::Private::begin(SSL_CTX *context)
{
    ssl.reset(SSL_new(context));
    SSL_set_app_data(ssl.get(), this);
    SSL_set_mode(ssl.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    BIO *bio = ends.makeBio();
    SSL_set_bio(ssl.get(), bio, bio);
}

// SNI carries names only (RFC 6066 section 3); an address is verified as one. A name counts where it is an alternative
// name of the certificate alone: its subject's common name must not be looked at (RFC 9110 section 4.3.4).
void TlsSession::Private::setUpName()
{
    SSL_set_hostflags(ssl.get(), X509_CHECK_FLAG_NEVER_CHECK_SUBJECT);
    if (isAddress(host)) {
        X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl.get()), host.c_str());
        return;
    }
    SSL_set_tlsext_host_name(ssl.get(), host.c_str());
    SSL_set1_host(ssl.get(), host.c_str());
}

// Verifies to the end and keeps every problem, then refuses at the first if it is to verify, so that the alert
// is the right one.
int TlsSession::Private::judge(X509_STORE_CTX *store)
{
    const STACK_OF(X509) *sent = X509_STORE_CTX_get0_untrusted(store);
    for (int i = 0; i < sk_X509_num(sent); ++i)
        report.chain.push_back(describeCertificate(sk_X509_value(sent, i)));
    X509_STORE_CTX_set_verify_cb(store, [](int ok, X509_STORE_CTX *inner) { return of(inner)->note(ok, inner); });
    X509_verify_cert(store);
    X509_STORE_CTX_set_error(store, firstProblem);
    return firstProblem == X509_V_OK || !verify;
}

int TlsSession::Private::note(int ok, X509_STORE_CTX *store)
{
    if (ok)
        return 1;
    const int code = X509_STORE_CTX_get_error(store);
    if (firstProblem == X509_V_OK)
        firstProblem = code;
    const std::string words = describeProblem(code, X509_STORE_CTX_get_current_cert(store), host);
    if (std::ranges::find(report.problems, words) == report.problems.end())
        report.problems.push_back(words);
    return 1;
}

// After a call that returned `result` <= 0.
void TlsSession::Private::settle(int result)
{
    switch (SSL_get_error(ssl.get(), result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE: return;
    case SSL_ERROR_ZERO_RETURN: state = State::Closed; return;
    default: fail(describeTlsFailure(ERR_peek_last_error(), state == State::Open)); ERR_clear_error();
    }
}

// After each call: what it read without a byte of content.
void TlsSession::Private::bound()
{
    if ((state == State::Open || state == State::Handshaking) && ends.opened() - contentAt > mostWithoutContent)
        fail("more than 4 MiB of TLS messages in a row, and no content in them");
}

void TlsSession::Private::failHandshake()
{
    if (state != State::Failed || !verify || report.problems.empty())
        return;
    error = "its certificate is not trusted";
    for (std::size_t i = 0; i < report.problems.size(); ++i)
        error += (i == 0 ? ": " : "; ") + report.problems[i];
}

TlsSession::TlsSession() : d(std::make_unique<Private>()) {}

TlsSession::~TlsSession() = default;

std::variant<std::unique_ptr<TlsSession>, std::string> TlsSession::create(const request::TlsSettings &settings,
                                                                          const std::string &host)
{
    endTlsWithThread();
    std::unique_ptr<TlsSession> session(new TlsSession);
    const std::string &name = settings.serverName.empty() ? host : settings.serverName;
    session->d->host = request::withoutRootDot(name.find(':') == name.npos ? name : name.substr(0, name.find('%')));
    std::string error = session->d->setUp(settings);
    if (!error.empty())
        return error;
    return session;
}

std::unique_ptr<TlsSession> TlsSession::serve(const TlsIdentity &identity)
{
    endTlsWithThread();
    std::unique_ptr<TlsSession> session(new TlsSession);
    session->d->verify = false;
    session->d->begin(identity.get());
    SSL_set_accept_state(session->d->ssl.get());
    return session;
}

TlsSession::State TlsSession::state() const
{
    return d->state;
}

void TlsSession::handshake()
{
    if (d->state != State::Handshaking)
        return;
    ERR_clear_error();
    d->ends.allow(readsAtOnce);
    const int result = SSL_do_handshake(d->ssl.get());
    if (result == 1) {
        d->contentAt = d->ends.opened();
        d->state = State::Open;
        d->report.protocol = SSL_get_version(d->ssl.get());
        d->report.cipher = SSL_get_cipher_name(d->ssl.get());
        return;
    }
    d->settle(result);
    d->failHandshake();
    d->bound();
}

void TlsSession::received(std::string_view sealed)
{
    d->ends.received(sealed);
}

std::size_t TlsSession::encrypt(std::string_view plain)
{
    if (d->state != State::Open || plain.empty())
        return 0;
    ERR_clear_error();
    std::size_t taken = 0;
    const std::size_t n = std::min(plain.size(), recordBytes);
    if (SSL_write_ex(d->ssl.get(), plain.data(), n, &taken))
        return taken;
    d->settle(0);
    return 0;
}

std::size_t TlsSession::decrypt(char *to, std::size_t most)
{
    std::size_t got = 0;
    d->ends.allow(readsAtOnce);
    while (d->state == State::Open && got < most) {
        ERR_clear_error();
        std::size_t n = 0;
        const int result = SSL_read_ex(d->ssl.get(), to + got, most - got, &n);
        got += n;
        if (result == 1)
            continue;
        d->settle(result);
        break;
    }
    if (got > 0)
        d->contentAt = d->ends.opened();
    d->bound();
    return got;
}

void TlsSession::sayGoodbye()
{
    if (d->state == State::Open)
        SSL_shutdown(d->ssl.get());
    ERR_clear_error();
}

std::string_view TlsSession::outgoing() const
{
    return d->ends.outgoing();
}

void TlsSession::sent(std::size_t n)
{
    d->ends.sent(n);
}

bool TlsSession::inputLeft() const
{
    return d->ends.inputLeft();
}

std::uint64_t TlsSession::sealed() const
{
    return d->ends.sealed();
}

const TlsReport &TlsSession::report() const
{
    return d->report;
}

const std::string &TlsSession::error() const
{
    return d->error;
}

std::string TlsReport::words() const
{
    std::string text = cipher;
    const auto line = [&text](const std::string &more) { text += (text.empty() ? "" : "\n") + more; };
    for (const std::string &certificate : chain)
        line(certificate);
    for (const std::string &problem : problems)
        line("not verified: " + problem);
    return text;
}

} // namespace engine
