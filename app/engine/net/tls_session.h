// SPDX-License-Identifier: GPL-3.0-or-later
// TLS as a filter between plain and sealed bytes, without a socket. OpenSSL itself rather than QSslSocket: that
// one drops what it holds when the peer resets, closes when the peer half-closes, and cannot say when the
// bytes of one write have left.
#pragma once

#include "engine/net/tls_credentials.h"
#include "request/request.h"

#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace engine {

struct TlsReport {
    std::string protocol; ///< "TLSv1.3"
    std::string cipher;
    std::vector<std::string> chain;    ///< "subject …; issuer …; expires …", the server's own first
    std::vector<std::string> problems; ///< why the chain is not to be trusted, in plain words
    /// Lines: cipher, one a certificate, one a problem ("not verified: …").
    std::string words() const;
};

class TlsSession {
public:
    /// A client's session with `host`; the string is an error line (a CA file that cannot be read).
    static std::variant<std::unique_ptr<TlsSession>, std::string> create(const request::TlsSettings &settings,
                                                                         const std::string &host);
    /// A server's session; the client's certificate is not asked for.
    static std::unique_ptr<TlsSession> serve(const TlsIdentity &identity);
    ~TlsSession();
    TlsSession(const TlsSession &) = delete;
    TlsSession &operator=(const TlsSession &) = delete;

    enum class State { Handshaking, Open, Closed, Failed };
    State state() const;
    /// Goes as far as the bytes at hand allow, a bounded number of messages at a time: see inputLeft().
    void handshake();
    /// Sealed bytes from the network.
    void received(std::string_view sealed);
    /// Seals at most one record of `plain` into outgoing(); returns how many plain bytes.
    std::size_t encrypt(std::string_view plain);
    /// Opens up to `most` plain bytes, of a bounded number of messages; 0: no more at hand, none in those messages
    /// (inputLeft()), or state() is no longer Open. More than 4 MiB of messages without content in a row are a failure.
    std::size_t decrypt(char *to, std::size_t most);
    /// What came is not all read: call handshake() or decrypt() again, in another turn.
    bool inputLeft() const;
    /// Puts the closing alert into outgoing().
    void sayGoodbye();
    /// Sealed bytes for the network.
    std::string_view outgoing() const;
    void sent(std::size_t n);
    /// All sealed bytes made so far.
    std::uint64_t sealed() const;

    const TlsReport &report() const;
    /// One line once state() is Failed.
    const std::string &error() const;

    static constexpr std::size_t recordBytes = 16 << 10; ///< plain bytes of one record at most

private:
    TlsSession();
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace engine
