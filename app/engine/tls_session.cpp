// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/tls_session.h"

#include "engine/tls_thread.h"
#include "engine/tls_words.h"

#include <algorithm>
#include <cstring>

#include <arpa/inet.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace engine {

namespace {

constexpr std::size_t keptBytes = 512 << 10;

// The two ends of the session, as the BIO below sees them.
struct Ends {
    std::string in;
    std::size_t inAt = 0;
    std::string out;
    std::size_t outAt = 0;
    std::uint64_t sealed = 0;
};

int writeOut(BIO *bio, const char *bytes, int n)
{
    auto *ends = static_cast<Ends *>(BIO_get_data(bio));
    ends->out.append(bytes, static_cast<std::size_t>(n));
    ends->sealed += static_cast<std::uint64_t>(n);
    return n;
}

int readIn(BIO *bio, char *to, int most)
{
    auto *ends = static_cast<Ends *>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    const std::size_t n = std::min(ends->in.size() - ends->inAt, static_cast<std::size_t>(most));
    if (n == 0) {
        BIO_set_retry_read(bio);
        return -1;
    }
    std::memcpy(to, ends->in.data() + ends->inAt, n);
    ends->inAt += n;
    if (ends->inAt == ends->in.size()) {
        ends->in.clear();
        ends->inAt = 0;
    }
    return static_cast<int>(n);
}

long control(BIO *, int command, long, void *)
{
    return command == BIO_CTRL_FLUSH || command == BIO_CTRL_DUP ? 1 : 0;
}

int created(BIO *bio)
{
    BIO_set_init(bio, 1);
    return 1;
}

BIO_METHOD *endsMethod()
{
    static const std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> method = [] {
        std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> made(
            BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "interim ends"), BIO_meth_free);
        BIO_meth_set_write(made.get(), writeOut);
        BIO_meth_set_read(made.get(), readIn);
        BIO_meth_set_ctrl(made.get(), control);
        BIO_meth_set_create(made.get(), created);
        return made;
    }();
    return method.get();
}

bool isAddress(const std::string &host)
{
    unsigned char space[sizeof(in6_addr)];
    return inet_pton(AF_INET, host.c_str(), space) == 1 || inet_pton(AF_INET6, host.c_str(), space) == 1;
}

} // namespace

struct TlsSession::Private {
    std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context{nullptr, SSL_CTX_free};
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl{nullptr, SSL_free};
    Ends ends;
    State state = State::Handshaking;
    TlsReport report;
    std::string error;
    std::string host;
    bool verify = true;
    int firstProblem = X509_V_OK;

    void fail(std::string line)
    {
        state = State::Failed;
        error = std::move(line);
    }
    std::string setUp(const wire::TlsSettings &settings);
    std::string setUpOwn(const wire::TlsSettings &settings);
    void setUpName();
    int judge(X509_STORE_CTX *store);
    int note(int ok, X509_STORE_CTX *store);
    static Private *of(X509_STORE_CTX *store);
    void settle(int result);
    void failHandshake();
};

TlsSession::Private *TlsSession::Private::of(X509_STORE_CTX *store)
{
    auto *ssl = static_cast<SSL *>(X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx()));
    return static_cast<Private *>(SSL_get_app_data(ssl));
}

std::string TlsSession::Private::setUp(const wire::TlsSettings &settings)
{
    verify = settings.verify;
    context.reset(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_default_verify_paths(context.get());
    if (!settings.caFile.empty() && !SSL_CTX_load_verify_locations(context.get(), settings.caFile.c_str(), nullptr)) {
        ERR_clear_error();
        return "cannot read certificates from " + settings.caFile + ": choose a file in PEM form";
    }
    if (std::string line = setUpOwn(settings); !line.empty())
        return line;
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    SSL_CTX_set_cert_verify_callback(
        context.get(), [](X509_STORE_CTX *store, void *) { return of(store)->judge(store); }, nullptr);
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION);
    ssl.reset(SSL_new(context.get()));
    SSL_set_app_data(ssl.get(), this);
    SSL_set_mode(ssl.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    static constexpr unsigned char alpn[] = "\x08http/1.1";
    SSL_set_alpn_protos(ssl.get(), alpn, sizeof alpn - 1);
    setUpName();
    BIO *bio = BIO_new(endsMethod());
    BIO_set_data(bio, &ends);
    SSL_set_bio(ssl.get(), bio, bio);
    SSL_set_connect_state(ssl.get());
    return {};
}

// What the server may ask for: our certificate and its key.
std::string TlsSession::Private::setUpOwn(const wire::TlsSettings &settings)
{
    if (settings.certFile.empty())
        return {};
    const std::string &key = settings.keyFile.empty() ? settings.certFile : settings.keyFile;
    // No question at a terminal that nobody looks at.
    SSL_CTX_set_default_passwd_cb(context.get(), [](char *, int, int, void *) { return 0; });
    std::string line;
    if (SSL_CTX_use_certificate_chain_file(context.get(), settings.certFile.c_str()) != 1)
        line = "cannot read our certificate from " + settings.certFile + ": choose a file in PEM form";
    else if (SSL_CTX_use_PrivateKey_file(context.get(), key.c_str(), SSL_FILETYPE_PEM) != 1)
        line = "cannot read the key of our certificate from " + key + ": choose a file in PEM form, without a password, "
               "that belongs to " + settings.certFile;
    ERR_clear_error();
    return line;
}

// SNI carries names only (RFC 6066 section 3); an address is verified as one.
void TlsSession::Private::setUpName()
{
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
    case SSL_ERROR_WANT_WRITE:
        return;
    case SSL_ERROR_ZERO_RETURN:
        state = State::Closed;
        return;
    default:
        fail(describeTlsFailure(ERR_peek_last_error(), state == State::Open));
        ERR_clear_error();
    }
}

void TlsSession::Private::failHandshake()
{
    if (state == State::Failed && verify && !report.problems.empty())
        error = "its certificate is not trusted: " + report.problems.front();
}

TlsSession::TlsSession()
    : d(std::make_unique<Private>())
{
}

TlsSession::~TlsSession() = default;

std::variant<std::unique_ptr<TlsSession>, std::string> TlsSession::create(const wire::TlsSettings &settings,
                                                                          const std::string &host)
{
    endTlsWithThread();
    std::unique_ptr<TlsSession> session(new TlsSession);
    session->d->host = settings.serverName.empty() ? host : settings.serverName;
    std::string error = session->d->setUp(settings);
    if (!error.empty())
        return error;
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
    const int result = SSL_do_handshake(d->ssl.get());
    if (result == 1) {
        d->state = State::Open;
        d->report.protocol = SSL_get_version(d->ssl.get());
        d->report.cipher = SSL_get_cipher_name(d->ssl.get());
        return;
    }
    d->settle(result);
    d->failHandshake();
}

void TlsSession::received(std::string_view sealed)
{
    d->ends.in += sealed;
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
    return std::string_view(d->ends.out).substr(d->ends.outAt);
}

void TlsSession::sent(std::size_t n)
{
    Ends &ends = d->ends;
    ends.outAt += n;
    // What was sent is dropped now and then, or it would grow for as long as the socket never runs dry.
    if (ends.outAt == ends.out.size() || ends.outAt >= keptBytes) {
        ends.out.erase(0, ends.outAt);
        ends.outAt = 0;
    }
}

std::uint64_t TlsSession::sealed() const
{
    return d->ends.sealed;
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
