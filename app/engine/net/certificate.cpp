// SPDX-License-Identifier: GPL-3.0-or-later
// OpenSSL 3: key, certificate, extensions, signature, PEM.
#include "engine/net/certificate.h"

#include <QHostAddress>
#include <QSet>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>

using namespace Qt::StringLiterals;

namespace engine {

namespace {

template <auto freeFunction>
struct Free {
    template <typename T>
    void operator()(T *pointer) const
    {
        freeFunction(pointer);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using X509Pointer = std::unique_ptr<X509, Free<X509_free>>;
using ExtensionPointer = std::unique_ptr<X509_EXTENSION, Free<X509_EXTENSION_free>>;
using BioPointer = std::unique_ptr<BIO, Free<BIO_free_all>>;

constexpr long validSeconds = 30L * 24 * 3600;
constexpr long toleranceSeconds = 24L * 3600; // for a clock that is a little off

QByteArray names(const QString &host)
{
    QByteArray list = "DNS:localhost,IP:127.0.0.1,IP:::1";
    const QHostAddress address(host);
    static const QSet<QString> there{u"localhost"_s, u"127.0.0.1"_s, u"::1"_s, QString()};
    const bool any =
        address == QHostAddress::AnyIPv4 || address == QHostAddress::AnyIPv6 || address == QHostAddress::Any;
    const bool safe = !host.contains(u',') && !host.contains(u'\n'); // the list is text to OpenSSL
    if (there.contains(host) || any || !safe)
        return list;
    return list + (address.isNull() ? ",DNS:" : ",IP:") + host.toUtf8();
}

bool extend(X509 *certificate, int nid, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const ExtensionPointer extension(X509V3_EXT_conf_nid(nullptr, &context, nid, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setSerial(X509 *certificate)
{
    std::uint64_t serial = 0;
    if (RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial) != 1)
        return false;
    return ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1 | 1) == 1;
}

bool setNames(X509 *certificate)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    const auto *text = reinterpret_cast<const unsigned char *>("Interim lab (made at start)");
    return X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0) == 1
        && X509_set_issuer_name(certificate, name) == 1;
}

X509Pointer makeX509(EVP_PKEY *key, const QString &host)
{
    X509Pointer certificate(X509_new());
    X509 *c = certificate.get();
    const bool made = c && X509_set_version(c, X509_VERSION_3) == 1 && setSerial(c) && setNames(c)
        && X509_gmtime_adj(X509_getm_notBefore(c), -toleranceSeconds)
        && X509_gmtime_adj(X509_getm_notAfter(c), validSeconds) && X509_set_pubkey(c, key) == 1
        && extend(c, NID_basic_constraints, "critical,CA:TRUE,pathlen:0")
        && extend(c, NID_key_usage, "critical,digitalSignature,keyCertSign")
        && extend(c, NID_ext_key_usage, "serverAuth") && extend(c, NID_subject_key_identifier, "hash")
        && extend(c, NID_subject_alt_name, names(host)) && X509_sign(c, key, EVP_sha256()) > 0;
    return made ? std::move(certificate) : nullptr;
}

QByteArray contents(BIO *bio)
{
    char *data = nullptr;
    const long size = BIO_get_mem_data(bio, &data);
    return size > 0 ? QByteArray(data, size) : QByteArray();
}

} // namespace

Certificate makeCertificate(const QString &host)
{
    Certificate result;
    const Key key(EVP_EC_gen("P-256"));
    const X509Pointer certificate = key ? makeX509(key.get(), host) : nullptr;
    const BioPointer certificateText(BIO_new(BIO_s_mem()));
    const BioPointer keyText(BIO_new(BIO_s_mem()));
    const bool written = certificate && PEM_write_bio_X509(certificateText.get(), certificate.get()) == 1
        && PEM_write_bio_PKCS8PrivateKey(keyText.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
    if (!written) {
        char words[256];
        ERR_error_string_n(ERR_get_error(), words, sizeof words);
        result.error = u"OpenSSL made no certificate for \"%1\": %2"_s.arg(host, QString::fromLatin1(words));
        return result;
    }
    result.certificatePem = contents(certificateText.get());
    result.keyPem = contents(keyText.get());
    return result;
}

} // namespace engine
