// SPDX-License-Identifier: GPL-3.0-or-later
// Encoders of the content codings, for tests of what undoes them. They need the room's libs.txt to name zlib,
// zstd and brotlienc.
#pragma once

#include <brotli/encode.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

namespace support {

/// windowBits: 31 gzip, 15 zlib, -15 raw deflate.
inline std::string deflated(std::string_view plain, int windowBits)
{
    z_stream stream{};
    if (deflateInit2(&stream, 9, Z_DEFLATED, windowBits, 9, Z_DEFAULT_STRATEGY) != Z_OK)
        std::abort();
    std::string out(deflateBound(&stream, plain.size()) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(plain.data()));
    stream.avail_in = static_cast<uInt>(plain.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (deflate(&stream, Z_FINISH) != Z_STREAM_END)
        std::abort();
    out.resize(stream.total_out);
    deflateEnd(&stream);
    return out;
}

inline std::string brotlied(std::string_view plain)
{
    std::size_t size = BrotliEncoderMaxCompressedSize(plain.size()) + 64;
    std::string out(size, '\0');
    if (!BrotliEncoderCompress(5, BROTLI_DEFAULT_WINDOW, BROTLI_MODE_GENERIC, plain.size(),
                               reinterpret_cast<const std::uint8_t *>(plain.data()), &size,
                               reinterpret_cast<std::uint8_t *>(out.data())))
        std::abort();
    out.resize(size);
    return out;
}

inline std::string zstded(std::string_view plain, int windowLog = 0)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, windowLog == 0);
    if (windowLog > 0)
        ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowLog);
    std::string out(ZSTD_compressBound(plain.size()) + 64, '\0');
    const auto size = ZSTD_compress2(context, out.data(), out.size(), plain.data(), plain.size());
    ZSTD_freeCCtx(context);
    if (ZSTD_isError(size))
        std::abort();
    out.resize(size);
    return out;
}

/// By the name that Content-Encoding has for it; "deflate" is the zlib format, "raw" deflate without it.
inline std::string coded(std::string_view plain, std::string_view coding)
{
    if (coding == "gzip" || coding == "x-gzip")
        return deflated(plain, 31);
    if (coding == "deflate" || coding == "raw")
        return deflated(plain, coding == "raw" ? -15 : 15);
    if (coding == "br")
        return brotlied(plain);
    return coding == "zstd" ? zstded(plain) : std::string(plain);
}

} // namespace support
