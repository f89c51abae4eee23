// SPDX-License-Identifier: GPL-3.0-or-later
// The server's side of TLS for tests: a self-signed certificate, and blocking TLS over a scripted connection.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

/// EC P-256, self-signed; no alternative names without `names`; valid for `days` from now (negative: expired).
class SelfSigned {
public:
    explicit SelfSigned(const char *names = "DNS:localhost,IP:127.0.0.1", long days = 1,
                        const char *commonName = "Interim test\x1b[31m")
        : key_(EVP_EC_gen("P-256"), EVP_PKEY_free)
        , certificate_(X509_new(), X509_free)
    {
        X509 *x = certificate_.get();
        X509_set_version(x, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(x), 1);
        X509_gmtime_adj(X509_getm_notBefore(x), -3 * 86400);
        X509_gmtime_adj(X509_getm_notAfter(x), days * 86400);
        X509_set_pubkey(x, key_.get());
        const auto *name = reinterpret_cast<const unsigned char *>(commonName);
        X509_NAME_add_entry_by_txt(X509_get_subject_name(x), "CN", MBSTRING_ASC, name, -1, -1, 0);
        X509_set_issuer_name(x, X509_get_subject_name(x));
        if (names) {
            X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, names);
            X509_add_ext(x, extension, -1);
            X509_EXTENSION_free(extension);
        }
        X509_sign(x, key_.get(), EVP_sha256());
    }
    X509 *certificate() const { return certificate_.get(); }
    EVP_PKEY *key() const { return key_.get(); }
    std::string pem() const
    {
        const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), BIO_free);
        PEM_write_bio_X509(out.get(), certificate());
        char *text = nullptr;
        const long size = BIO_get_mem_data(out.get(), &text);
        return {text, static_cast<std::size_t>(size)};
    }
    /// A server's session with it.
    std::unique_ptr<SSL, decltype(&SSL_free)> session() const
    {
        SSL_CTX *context = SSL_CTX_new(TLS_server_method());
        SSL_CTX_use_certificate(context, certificate());
        SSL_CTX_use_PrivateKey(context, key());
        std::unique_ptr<SSL, decltype(&SSL_free)> made(SSL_new(context), SSL_free);
        SSL_CTX_free(context);
        SSL_set_accept_state(made.get());
        return made;
    }

private:
    std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key_;
    std::unique_ptr<X509, decltype(&X509_free)> certificate_;
};

class TlsPeer {
public:
    TlsPeer(int fd, const SelfSigned &identity, int version = 0) : ssl_(identity.session())
    {
        SSL_set_max_proto_version(ssl_.get(), version);
        SSL_set_fd(ssl_.get(), fd);
        open_ = SSL_accept(ssl_.get()) == 1;
    }
    bool open() const { return open_; }
    std::string readHead()
    {
        std::string head;
        char c = 0;
        while (!head.ends_with("\r\n\r\n") && SSL_read(ssl_.get(), &c, 1) == 1)
            head += c;
        return head;
    }
    std::string read(std::size_t n)
    {
        std::string bytes(n, '\0');
        std::size_t got = 0;
        std::size_t step = 0;
        while (got < n && SSL_read_ex(ssl_.get(), bytes.data() + got, n - got, &step) == 1)
            got += step;
        bytes.resize(got);
        return bytes;
    }
    void send(std::string_view bytes) { SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size())); }
    void goodbye() { SSL_shutdown(ssl_.get()); }
    /// New keys, and a wish for the other side's (RFC 8446 section 4.6.3). False: the connection is broken.
    bool updateKeys()
    {
        return SSL_key_update(ssl_.get(), SSL_KEY_UPDATE_REQUESTED) == 1 && SSL_do_handshake(ssl_.get()) == 1;
    }
    /// Asks for a renegotiation (RFC 5246 section 7.4.1.1), and reads nothing.
    bool askForHandshake() { return SSL_renegotiate(ssl_.get()) == 1 && SSL_do_handshake(ssl_.get()) == 1; }
    bool sendTicket() { return SSL_new_session_ticket(ssl_.get()) == 1 && SSL_do_handshake(ssl_.get()) == 1; }

private:
    std::unique_ptr<SSL, decltype(&SSL_free)> ssl_;
    bool open_ = false;
};
