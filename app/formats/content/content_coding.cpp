// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/content/content_coding.h"

#include "base/text.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <utility>

namespace formats {

namespace {

constexpr int zstdWindowLog = 23; // RFC 9659 section 3

/// gzip, or "deflate", which is the zlib format (RFC 9110 section 8.4.1.2) but which some send without its header.
class ZlibReader : public CodingReader {
public:
    explicit ZlibReader(bool gzip) : gzip_(gzip)
    {
        if (gzip)
            begin(15 + 16);
    }
    ~ZlibReader() override
    {
        if (ready_)
            inflateEnd(&stream_);
    }
    ZlibReader(const ZlibReader &) = delete;
    ZlibReader &operator=(const ZlibReader &) = delete;

    Step step(std::string_view in, char *out, std::size_t room) override
    {
        Step step;
        if (!in.empty() && betweenMembers_ && !nextMember(in.front()))
            return step;
        if (!ready_) {
            while (step.taken < in.size() && head_.size() < 2)
                head_ += in[step.taken++];
            whole_ = head_.empty();
            if (head_.size() < 2 || !begin(hasZlibHeader() ? 15 : -15))
                return step;
            step.made = run(head_, out, room).made;
        }
        if (state_ != State::More || step.made == room)
            return step;
        const Step rest = run(in.substr(step.taken), out + step.made, room - step.made);
        return {step.taken + rest.taken, step.made + rest.made};
    }

private:
    bool hasZlibHeader() const // RFC 1950 section 2.2
    {
        const auto cmf = static_cast<unsigned char>(head_[0]);
        const auto flg = static_cast<unsigned char>(head_[1]);
        return (cmf & 15U) == 8 && (cmf >> 4U) <= 7 && (cmf * 256U + flg) % 31 == 0;
    }
    bool begin(int windowBits)
    {
        ready_ = inflateInit2(&stream_, windowBits) == Z_OK;
        if (!ready_)
            fail("out of memory");
        return ready_;
    }
    /// Members may follow one another (RFC 1952 section 2.2).
    bool nextMember(char first)
    {
        if (first != '\x1f') {
            state_ = State::Done;
            return false;
        }
        betweenMembers_ = false;
        inflateReset(&stream_);
        return true;
    }
    Step run(std::string_view in, char *out, std::size_t room)
    {
        // zlib's interface is older than const
        stream_.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(in.data()));
        stream_.avail_in = static_cast<uInt>(std::min<std::size_t>(in.size(), 1U << 30U));
        stream_.next_out = reinterpret_cast<Bytef *>(out);
        stream_.avail_out = static_cast<uInt>(std::min<std::size_t>(room, 1U << 30U));
        const uInt given = stream_.avail_in;
        const uInt space = stream_.avail_out;
        const int code = inflate(&stream_, Z_NO_FLUSH);
        const Step step{given - stream_.avail_in, space - stream_.avail_out};
        if (step.taken > 0)
            whole_ = false;
        if (code == Z_STREAM_END) {
            whole_ = true;
            betweenMembers_ = gzip_;
            state_ = gzip_ ? State::More : State::Done;
        } else if (code == Z_NEED_DICT) {
            fail("it needs a dictionary");
        } else if (code != Z_OK && code != Z_BUF_ERROR) {
            fail(stream_.msg ? stream_.msg : "out of memory");
        }
        return step;
    }

    bool gzip_;
    bool ready_ = false;
    bool betweenMembers_ = false;
    std::string head_; // deflate: the two bytes that tell the formats apart
    z_stream stream_{};
};

class BrotliReader : public CodingReader {
public:
    BrotliReader() : decoder_(BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance)
    {
        if (!decoder_)
            fail("out of memory");
    }

    Step step(std::string_view in, char *out, std::size_t room) override
    {
        if (state_ != State::More)
            return {};
        // In slices, since what one call made is lost when it meets an error.
        std::size_t given = std::min<std::size_t>(in.size(), 256);
        std::size_t space = room;
        const std::size_t slice = given;
        const auto *next = reinterpret_cast<const std::uint8_t *>(in.data());
        auto *to = reinterpret_cast<std::uint8_t *>(out);
        const auto result = BrotliDecoderDecompressStream(decoder_.get(), &given, &next, &space, &to, nullptr);
        const Step step{slice - given, room - space};
        if (step.taken > 0)
            whole_ = false;
        if (result == BROTLI_DECODER_RESULT_SUCCESS) {
            whole_ = true;
            state_ = State::Done;
        } else if (result == BROTLI_DECODER_RESULT_ERROR) {
            fail(BrotliDecoderErrorString(BrotliDecoderGetErrorCode(decoder_.get())));
        }
        return step;
    }

private:
    std::unique_ptr<BrotliDecoderState, void (*)(BrotliDecoderState *)> decoder_;
};

class ZstdReader : public CodingReader {
public:
    ZstdReader() : stream_(ZSTD_createDStream(), ZSTD_freeDStream)
    {
        if (stream_) {
            wish_ = ZSTD_initDStream(stream_.get());
            ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax, zstdWindowLog);
        } else {
            fail("out of memory");
        }
    }

    Step step(std::string_view in, char *out, std::size_t room) override
    {
        if (state_ != State::More)
            return {};
        if (betweenFrames_ && !in.empty() && !beginsFrame(in.front())) {
            state_ = State::Done;
            return {};
        }
        // One block at a time, since what one call made is lost when it meets an error.
        ZSTD_inBuffer from{in.data(), std::min(in.size(), std::max<std::size_t>(wish_, 1)), 0};
        ZSTD_outBuffer to{out, room, 0};
        if (from.size == 0 && betweenFrames_)
            return {};
        const std::size_t left = ZSTD_decompressStream(stream_.get(), &to, &from);
        if (ZSTD_isError(left)) {
            fail(ZSTD_getErrorName(left));
            return {};
        }
        wish_ = left == 0 ? 1 : left;
        betweenFrames_ = left == 0;
        if (from.pos > 0 || left == 0)
            whole_ = left == 0;
        return {from.pos, to.pos};
    }

private:
    /// Frames may follow one another, skippable ones too (RFC 8878 sections 3.1 and 3.1.2).
    static bool beginsFrame(char first)
    {
        return first == '\x28' || (static_cast<unsigned char>(first) & 0xf0U) == 0x50;
    }

    std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream *)> stream_;
    std::size_t wish_ = 1;
    bool betweenFrames_ = false;
};

} // namespace

std::optional<Coding> codingOf(std::string_view name)
{
    static constexpr std::pair<std::string_view, Coding> known[]{
        {"identity", Coding::Identity}, {"gzip", Coding::Gzip}, {"x-gzip", Coding::Gzip},
        {"deflate", Coding::Deflate},   {"br", Coding::Brotli}, {"zstd", Coding::Zstd},
    };
    for (const auto &[word, coding] : known)
        if (base::equalsIgnoringCase(word, name))
            return coding;
    return std::nullopt;
}

void CodingReader::fail(const char *reason)
{
    state_ = State::Broken;
    reason_ = reason;
}

std::unique_ptr<CodingReader> makeReader(Coding coding)
{
    switch (coding) {
    case Coding::Gzip: return std::make_unique<ZlibReader>(true);
    case Coding::Deflate: return std::make_unique<ZlibReader>(false);
    case Coding::Brotli: return std::make_unique<BrotliReader>();
    case Coding::Zstd: return std::make_unique<ZstdReader>();
    case Coding::Identity: break;
    }
    return nullptr;
}

} // namespace formats
