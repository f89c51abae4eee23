// SPDX-License-Identifier: GPL-3.0-or-later
// The network's side of a TLS session, in memory: what came, what is to go, and how much OpenSSL may take at a time. It
// reads on by itself for as long as messages come that carry no content (new keys, tickets, alerts, renegotiations): a
// peer that sends nothing else would never give the thread back.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <openssl/bio.h>

namespace engine {

class TlsEnds {
public:
    /// OpenSSL's view; this must outlive it.
    BIO *makeBio();

    void received(std::string_view sealed);
    /// What came waits to be read.
    bool inputLeft() const { return inAt_ < in_.size(); }
    /// Reads (two a record) before "no more at hand" is said; each call of OpenSSL is to have its own.
    void allow(int reads) { reads_ = reads; }
    /// Sealed bytes that were read, all.
    std::uint64_t opened() const { return opened_; }

    std::string_view outgoing() const { return std::string_view(out_).substr(outAt_); }
    void sent(std::size_t n);
    /// Sealed bytes that were made, all.
    std::uint64_t sealed() const { return sealed_; }

private:
    static int writeOut(BIO *bio, const char *bytes, int n);
    static int readIn(BIO *bio, char *to, int most);
    static BIO_METHOD *method();

    std::string in_, out_;
    std::size_t inAt_ = 0, outAt_ = 0;
    std::uint64_t opened_ = 0, sealed_ = 0;
    int reads_ = 0;
};

} // namespace engine
