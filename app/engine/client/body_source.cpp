// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/body_source.h"

#include "base/quantity.h"
#include "engine/net/error_lines.h"
#include "record/regular_file.h"
#include "request/compose.h"
#include "request/form.h"
#include "request/generated.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>

namespace engine {

namespace {

// One block is one chunk, where there are chunks. Of a file without them it is as much as stays in the nearest caches
// between read(2), the parser and send(2): blocks of 256 KiB took half as long again on a busy machine.
constexpr std::uint64_t blockBytes = request::chunkBytes;
constexpr std::uint64_t fileBlockBytes = 64 << 10;

class TextSource : public BodySource {
public:
    TextSource(std::string text, bool chunked) : BodySource(text.size(), chunked), text_(std::move(text)) {}

private:
    std::string_view block(std::uint64_t offset, std::uint64_t n) override
    {
        return std::string_view(text_).substr(offset, n);
    }
    std::string text_;
};

// A pipe is refused too (`<(command)`, /dev/stdin): its length cannot be known when the head is written, what it gives
// can be sent once only, not again after a 417 or a redirection, and it may never end.
std::variant<record::RegularFile, std::string> openFile(const std::string &path)
{
    auto opened = record::RegularFile::open(path);
    if (const auto *why = std::get_if<std::string>(&opened))
        return "cannot open the body file " + path + ": " + *why;
    posix_fadvise(std::get<record::RegularFile>(opened).descriptor(), 0, 0, POSIX_FADV_SEQUENTIAL);
    return opened;
}

// Text and files one after the other; one file is open at a time.
class PiecesSource : public BodySource {
public:
    PiecesSource(std::vector<request::ContentPiece> pieces, std::uint64_t size, bool chunked)
        : BodySource(size, chunked, chunked ? blockBytes : fileBlockBytes)
        , pieces_(std::move(pieces))
        , buffer_(std::min(size, chunked ? blockBytes : fileBlockBytes), '\0')
    {}

private:
    std::string_view block(std::uint64_t, std::uint64_t n) override
    {
        std::uint64_t got = 0;
        while (got < n && current_ < pieces_.size()) {
            const request::ContentPiece &piece = pieces_[current_];
            const std::uint64_t most = std::min(n - got, piece.size - done_);
            const std::uint64_t step = piece.path.empty() ? copy(piece, got, most) : readFile(piece, got, most);
            if (step < most)
                break;
            got += step;
            done_ += step;
            if (done_ == piece.size) {
                file_.close();
                ++current_;
                done_ = 0;
            }
        }
        return std::string_view(buffer_).substr(0, got);
    }

    std::uint64_t copy(const request::ContentPiece &piece, std::uint64_t at, std::uint64_t n)
    {
        std::memcpy(buffer_.data() + at, piece.text.data() + done_, n);
        return n;
    }

    // read(2), not mmap: a mapped file that shrinks kills the process.
    std::uint64_t readFile(const request::ContentPiece &piece, std::uint64_t at, std::uint64_t n)
    {
        if (!file_.isOpen()) {
            auto opened = openFile(piece.path);
            if (auto *error = std::get_if<std::string>(&opened)) {
                fail(std::move(*error));
                return 0;
            }
            file_ = std::move(std::get<record::RegularFile>(opened));
        }
        const std::int64_t got = file_.read(buffer_.data() + at, n);
        if (got < 0) {
            fail("cannot read the body file " + piece.path + ": " + systemWords(errno));
            return 0;
        }
        const auto read = static_cast<std::uint64_t>(got);
        if (read < n)
            fail("the body file " + piece.path + " became shorter while it was sent: " + base::bytesText(done_ + read)
                 + " instead of " + base::countText(piece.size));
        return read;
    }

    std::vector<request::ContentPiece> pieces_;
    std::size_t current_ = 0;
    std::uint64_t done_ = 0; // bytes of the current piece
    record::RegularFile file_;
    std::string buffer_;
};

// One prepared block, repeated.
class GeneratedSource : public BodySource {
public:
    GeneratedSource(const std::string &pattern, std::uint64_t size, bool chunked)
        : BodySource(size, chunked)
        , prepared_(request::generatedBlock(pattern))
    {}

private:
    std::string_view block(std::uint64_t, std::uint64_t n) override { return std::string_view(prepared_).substr(0, n); }
    std::string prepared_;
};

} // namespace

std::variant<std::uint64_t, std::string> sizeOfFile(const std::string &path)
{
    auto opened = openFile(path);
    if (auto *error = std::get_if<std::string>(&opened))
        return std::move(*error);
    return std::get<record::RegularFile>(opened).size();
}

std::string lookAtFiles(request::BodySpec &body)
{
    std::string error;
    const auto look = [&error](const std::string &path, std::uint64_t &size) {
        const auto seen = sizeOfFile(path);
        if (const auto *line = std::get_if<std::string>(&seen))
            error = error.empty() ? *line : error;
        else
            size = std::get<std::uint64_t>(seen);
    };
    if (body.kind == request::BodyKind::File)
        look(body.path, body.size);
    for (request::FormField &field : body.fields) {
        if (body.kind == request::BodyKind::Multipart && !field.path.empty())
            look(field.path, field.size);
    }
    return error;
}

std::variant<std::unique_ptr<BodySource>, std::string> BodySource::open(const request::BodySpec &body, bool chunked)
{
    switch (body.kind) {
    case request::BodyKind::None: break;
    case request::BodyKind::Text: return std::make_unique<TextSource>(body.text, chunked);
    case request::BodyKind::Form: return std::make_unique<TextSource>(request::formContent(body.fields), chunked);
    case request::BodyKind::Generated: return std::make_unique<GeneratedSource>(body.pattern, body.size, chunked);
    case request::BodyKind::File:
    case request::BodyKind::Multipart: {
        request::BodySpec looked = body;
        if (std::string error = lookAtFiles(looked); !error.empty())
            return error;
        auto pieces = body.kind == request::BodyKind::File
            ? std::vector<request::ContentPiece>{{{}, body.path, body.size}}
            : request::multipartPieces(body);
        return std::make_unique<PiecesSource>(std::move(pieces), body.length(), chunked);
    }
    }
    return std::unique_ptr<BodySource>();
}

BodySource::BodySource(std::uint64_t size, bool chunked, std::uint64_t block)
    : size_(size)
    , chunked_(chunked)
    , block_(block)
    , end_(size == 0 && !chunked)
{}

std::variant<std::unique_ptr<BodySource>, std::string> BodySource::of(const request::ComposedRequest &composed,
                                                                      request::BodySpec body)
{
    if (!body.present() && composed.wireLength > 0)
        body.kind = request::BodyKind::Text;
    return open(body, composed.chunked);
}

BodySource::~BodySource() = default;

std::span<const std::string_view> BodySource::peek()
{
    if (pieces_.empty() && !end_ && error_.empty())
        load();
    return pieces_;
}

void BodySource::load()
{
    const std::uint64_t n = std::min(size_ - read_, block_);
    if (n > 0) {
        const std::string_view data = block(read_, n);
        if (data.size() < n)
            return; // and what was read of the block stays unsent: it is no whole chunk
        read_ += n;
        if (chunked_)
            pieces_.push_back(prefix_ = request::chunkPrefix(n));
        pieces_.push_back(data);
        if (chunked_)
            pieces_.push_back(request::chunkSuffix);
    }
    if (chunked_ && read_ == size_)
        pieces_.push_back(request::lastChunk);
}

void BodySource::advance(std::uint64_t n)
{
    std::size_t done = 0;
    while (done < pieces_.size() && n >= pieces_[done].size())
        n -= pieces_[done++].size();
    pieces_.erase(pieces_.begin(), pieces_.begin() + static_cast<std::ptrdiff_t>(done));
    if (n > 0)
        pieces_.front().remove_prefix(n);
    end_ = pieces_.empty() && read_ == size_;
}

} // namespace engine
