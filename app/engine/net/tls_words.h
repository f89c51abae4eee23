// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates and TLS failures in plain words. Names in certificates are the peer's: all that is not
// printable ASCII comes out escaped.
#pragma once

#include <string>

#include <openssl/types.h>

namespace engine {

/// "subject CN = x; issuer CN = y; expires 2027-01-31".
std::string describeCertificate(X509 *certificate);
/// One finding of the chain's verification; `code` is X509_V_ERR_….
std::string describeProblem(int code, X509 *certificate, const std::string &host);
/// What TLS failed of, in the handshake or, `open`, after it: OpenSSL's packed error code.
std::string describeTlsFailure(unsigned long error, bool open = false);

} // namespace engine
