// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/tls_credentials.h"

#include "record/regular_file.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace engine {

namespace {

constexpr std::uint64_t mostPemBytes = 16 << 20;
constexpr char inPemForm[] = "choose a file in PEM form";

using Bio = std::unique_ptr<BIO, decltype(&BIO_free)>;
using Certificate509 = std::unique_ptr<X509, decltype(&X509_free)>;

Bio bioOf(const std::string &text)
{
    return {BIO_new_mem_buf(text.data(), static_cast<int>(text.size())), BIO_free};
}

// No question at a terminal that nobody looks at.
int noPassword(char *, int, int, void *)
{
    return 0;
}

// As SSL_CTX_load_verify_locations: certificates and revocation lists.
bool trust(SSL_CTX *context, const std::string &pem)
{
    const auto free = [](STACK_OF(X509_INFO) * all) { sk_X509_INFO_pop_free(all, X509_INFO_free); };
    const std::unique_ptr<STACK_OF(X509_INFO), decltype(free)> all(
        PEM_X509_INFO_read_bio(bioOf(pem).get(), nullptr, noPassword, nullptr), free);
    X509_STORE *store = SSL_CTX_get_cert_store(context);
    int taken = 0;
    for (int i = 0; all && i < sk_X509_INFO_num(all.get()); ++i) {
        const X509_INFO *one = sk_X509_INFO_value(all.get(), i);
        taken += one->x509 && X509_STORE_add_cert(store, one->x509) == 1;
        taken += one->crl && X509_STORE_add_crl(store, one->crl) == 1;
    }
    return taken > 0;
}

// As SSL_CTX_use_certificate_chain_file: the first is ours, the others lead to whoever vouches for it.
bool useChain(SSL_CTX *context, const std::string &pem)
{
    const Bio bio = bioOf(pem);
    const Certificate509 own(PEM_read_bio_X509_AUX(bio.get(), nullptr, noPassword, nullptr), X509_free);
    if (!own || SSL_CTX_use_certificate(context, own.get()) != 1)
        return false;
    SSL_CTX_clear_chain_certs(context);
    while (X509 *next = PEM_read_bio_X509(bio.get(), nullptr, noPassword, nullptr)) {
        if (SSL_CTX_add0_chain_cert(context, next) != 1) {
            X509_free(next);
            return false;
        }
    }
    return ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE; // else the next one is broken
}

bool useKey(SSL_CTX *context, const std::string &pem)
{
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(
        PEM_read_bio_PrivateKey(bioOf(pem).get(), nullptr, noPassword, nullptr), EVP_PKEY_free);
    return key && SSL_CTX_use_PrivateKey(context, key.get()) == 1;
}

int chooseProtocol(SSL *, const unsigned char **out, unsigned char *size, const unsigned char *offered,
                   unsigned int offeredSize, void *)
{
    static constexpr unsigned char ours[] = "\x08http/1.1";
    unsigned char *chosen = nullptr;
    const int how = SSL_select_next_proto(&chosen, size, ours, sizeof ours - 1, offered, offeredSize);
    *out = chosen;
    return how == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

} // namespace

std::string trustFile(SSL_CTX *context, const std::string &path)
{
    const record::FileText file = record::readFile(path, mostPemBytes);
    const bool taken = file.error.empty() && trust(context, file.bytes);
    ERR_clear_error();
    return taken ? std::string()
                 : "cannot read certificates from " + path + ": " + (file.error.empty() ? inPemForm : file.error);
}

std::string useOwnFiles(SSL_CTX *context, const std::string &certFile, const std::string &keyFile)
{
    const std::string &keyName = keyFile.empty() ? certFile : keyFile;
    const record::FileText certificate = record::readFile(certFile, mostPemBytes);
    const record::FileText key = record::readFile(keyName, mostPemBytes);
    std::string line;
    ERR_clear_error();
    if (!certificate.error.empty() || !useChain(context, certificate.bytes))
        line = "cannot read our certificate from " + certFile + ": "
            + (certificate.error.empty() ? inPemForm : certificate.error);
    else if (!key.error.empty())
        line = "cannot read the key of our certificate from " + keyName + ": " + key.error;
    else if (!useKey(context, key.bytes))
        line = "cannot read the key of our certificate from " + keyName + ": " + inPemForm
            + ", without a password, that belongs to " + certFile;
    ERR_clear_error();
    return line;
}

std::variant<TlsIdentity, std::string> tlsIdentity(const std::string &certificatePem, const std::string &keyPem)
{
    TlsIdentity context(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
    ERR_clear_error();
    const bool taken = context && useChain(context.get(), certificatePem) && useKey(context.get(), keyPem);
    ERR_clear_error();
    if (!taken)
        return "OpenSSL does not read the lab's certificate: run the lab without TLS";
    SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_alpn_select_cb(context.get(), chooseProtocol, nullptr);
    return context;
}

} // namespace engine
