// SPDX-License-Identifier: GPL-3.0-or-later
// Certificates and keys, from PEM into OpenSSL. From memory, and not by name: OpenSSL would open a FIFO and wait in it.
#pragma once

#include <memory>
#include <string>
#include <variant>

#include <openssl/types.h>

namespace engine {

/// Trusts the certificates of a file besides the system's. A line, "" when read.
std::string trustFile(SSL_CTX *context, const std::string &path);
/// Our certificate with its chain, and its key: in `certFile` too when `keyFile` is empty. A line, "" when read.
std::string useOwnFiles(SSL_CTX *context, const std::string &certFile, const std::string &keyFile);

/// What a server shows, for as many sessions as there are connections.
using TlsIdentity = std::shared_ptr<SSL_CTX>;
/// From PEM; an error line instead.
std::variant<TlsIdentity, std::string> tlsIdentity(const std::string &certificatePem, const std::string &keyPem);

} // namespace engine
