// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/tls_words.h"

#include "base/safe_bytes.h"
#include "wire/event.h"

#include <ctime>
#include <memory>

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace engine {

namespace {

std::string nameWords(const X509_NAME *name)
{
    const std::unique_ptr<BIO, decltype(&BIO_free)> out(BIO_new(BIO_s_mem()), BIO_free);
    X509_NAME_print_ex(out.get(), name, 0, XN_FLAG_ONELINE);
    char *text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : std::string("(no name)");
}

std::string dateWords(const ASN1_TIME *time)
{
    std::tm parts = {};
    if (!ASN1_TIME_to_tm(time, &parts))
        return "an unreadable date";
    char text[32];
    std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
    return text;
}

std::string addressWords(const ASN1_OCTET_STRING *address)
{
    char text[INET6_ADDRSTRLEN] = {};
    const int size = ASN1_STRING_length(address);
    if (size == 4 || size == 16)
        inet_ntop(size == 4 ? AF_INET : AF_INET6, ASN1_STRING_get0_data(address), text, sizeof text);
    return text;
}

std::string alternativeName(const GENERAL_NAME *name)
{
    int type = 0;
    const void *value = GENERAL_NAME_get0_value(name, &type);
    if (type == GEN_IPADD)
        return addressWords(static_cast<const ASN1_OCTET_STRING *>(value));
    if (type != GEN_DNS)
        return {};
    const auto *text = static_cast<const ASN1_IA5STRING *>(value);
    return base::escaped({reinterpret_cast<const char *>(ASN1_STRING_get0_data(text)),
                          static_cast<std::size_t>(ASN1_STRING_length(text))});
}

// Whom the certificate is for: its alternative names, the first few; "" when it has none.
std::string namesWords(X509 *certificate)
{
    auto *names = static_cast<GENERAL_NAMES *>(X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr));
    const std::unique_ptr<GENERAL_NAMES, decltype(&GENERAL_NAMES_free)> keep(names, GENERAL_NAMES_free);
    std::string words;
    int shown = 0;
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names); ++i) {
        const std::string name = alternativeName(sk_GENERAL_NAME_value(names, i));
        if (name.empty())
            continue;
        if (++shown > 4)
            return words + ", …";
        words += (words.empty() ? "" : ", ") + name;
    }
    return words;
}

std::string otherHost(X509 *certificate, const std::string &host)
{
    if (!certificate)
        return "the certificate is for another name, not for " + host;
    const std::string names = namesWords(certificate);
    if (!names.empty())
        return "the certificate is for " + names + ", not for " + host;
    return "the certificate names no host (subjectAltName); a common name, "
        + nameWords(X509_get_subject_name(certificate)) + ", does not count (RFC 9110 section 4.3.4)";
}

} // namespace

std::string describeCertificate(X509 *certificate)
{
    return "subject " + nameWords(X509_get_subject_name(certificate)) + "; issuer "
        + nameWords(X509_get_issuer_name(certificate)) + "; expires " + dateWords(X509_get0_notAfter(certificate));
}

std::string describeProblem(int code, X509 *certificate, const std::string &host)
{
    switch (code) {
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: return "the certificate is self-signed";
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
        return "the chain ends in a certificate that is self-signed and not among the trusted ones";
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return "its issuer is not among the trusted ones"
            + (certificate ? ": " + nameWords(X509_get_issuer_name(certificate)) : std::string());
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return certificate ? "the certificate expired on " + dateWords(X509_get0_notAfter(certificate))
                           : "a certificate has expired";
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return certificate ? "the certificate is valid from " + dateWords(X509_get0_notBefore(certificate)) + " only"
                           : "a certificate is not valid yet";
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH: return otherHost(certificate, host);
    default: return X509_verify_cert_error_string(code);
    }
}

std::string describeTlsFailure(unsigned long error, bool open)
{
    if (ERR_GET_LIB(error) == ERR_LIB_SSL) {
        switch (ERR_GET_REASON(error)) {
        case SSL_R_WRONG_VERSION_NUMBER:
        case SSL_R_PACKET_LENGTH_TOO_LONG:
        case SSL_R_HTTP_REQUEST:
            return open ? "bytes that are no TLS record"
                        : "what it answers is not TLS; perhaps plain http is spoken there";
        case SSL_R_UNSUPPORTED_PROTOCOL:
        case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION: return "no TLS version that both sides speak";
        case SSL_R_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED:
            return "it speaks only TLS of a version whose signatures are no longer accepted";
        case SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE:
            return "the server refused the handshake: no cipher that both sides speak, or it wants a client's "
                   "certificate";
        case SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED: return "the server wants a client's certificate";
        case SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL:
            return "the server does not speak HTTP/1.1, which is all that was offered (ALPN); perhaps HTTP/2 alone";
        case SSL_R_TLSV1_ALERT_INTERNAL_ERROR: return "the server says that it failed by itself (alert internal_error)";
        case SSL_R_TLSV1_UNRECOGNIZED_NAME: return "the server does not know the name that was asked for";
        default: break;
        }
    }
    const char *reason = ERR_reason_error_string(error);
    return reason ? reason : "TLS failed for a reason that was not given";
}

} // namespace engine
