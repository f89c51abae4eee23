// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/net/tls_ends.h"

#include <algorithm>
#include <cstring>
#include <memory>

#include <openssl/bio.h>

namespace engine {

namespace {

constexpr std::size_t keptBytes = 512 << 10;

long control(BIO *, int command, long, void *)
{
    return command == BIO_CTRL_FLUSH || command == BIO_CTRL_DUP ? 1 : 0;
}

int created(BIO *bio)
{
    BIO_set_init(bio, 1);
    return 1;
}

} // namespace

BIO *TlsEnds::makeBio()
{
    BIO *bio = BIO_new(method());
    BIO_set_data(bio, this);
    return bio;
}

void TlsEnds::received(std::string_view sealed)
{
    in_.erase(0, inAt_);
    inAt_ = 0;
    in_ += sealed;
}

void TlsEnds::sent(std::size_t n)
{
    outAt_ += n;
    // What was sent is dropped now and then, or it would grow for as long as the socket never runs dry.
    if (outAt_ == out_.size() || outAt_ >= keptBytes) {
        out_.erase(0, outAt_);
        outAt_ = 0;
    }
}

int TlsEnds::writeOut(BIO *bio, const char *bytes, int n)
{
    auto *ends = static_cast<TlsEnds *>(BIO_get_data(bio));
    ends->out_.append(bytes, static_cast<std::size_t>(n));
    ends->sealed_ += static_cast<std::uint64_t>(n);
    return n;
}

int TlsEnds::readIn(BIO *bio, char *to, int most)
{
    auto *ends = static_cast<TlsEnds *>(BIO_get_data(bio));
    BIO_clear_retry_flags(bio);
    const std::size_t n = std::min(ends->in_.size() - ends->inAt_, static_cast<std::size_t>(most));
    if (n == 0 || ends->reads_ <= 0) {
        BIO_set_retry_read(bio);
        return -1;
    }
    --ends->reads_;
    std::memcpy(to, ends->in_.data() + ends->inAt_, n);
    ends->inAt_ += n;
    ends->opened_ += n;
    return static_cast<int>(n);
}

BIO_METHOD *TlsEnds::method()
{
    static const std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> made = [] {
        std::unique_ptr<BIO_METHOD, decltype(&BIO_meth_free)> fresh(
            BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "interim ends"), BIO_meth_free);
        BIO_meth_set_write(fresh.get(), writeOut);
        BIO_meth_set_read(fresh.get(), readIn);
        BIO_meth_set_ctrl(fresh.get(), control);
        BIO_meth_set_create(fresh.get(), created);
        return fresh;
    }();
    return made.get();
}

} // namespace engine
