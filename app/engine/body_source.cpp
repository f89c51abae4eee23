// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/body_source.h"

#include "wire/compose.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace engine {

namespace {

// One block is one chunk; it stays within the second-level cache between read(2), the parser and send(2).
constexpr std::uint64_t blockBytes = wire::chunkBytes;

std::string systemWords(int error)
{
    return std::error_code(error, std::generic_category()).message();
}

class TextSource : public BodySource {
public:
    TextSource(std::string text, bool chunked)
        : BodySource(text.size(), chunked)
        , text_(std::move(text))
    {
    }

private:
    std::string_view block(std::uint64_t offset, std::uint64_t n) override
    {
        return std::string_view(text_).substr(offset, n);
    }
    std::string text_;
};

class FileSource : public BodySource {
public:
    FileSource(int fd, std::string path, std::uint64_t size, bool chunked)
        : BodySource(size, chunked)
        , fd_(fd)
        , path_(std::move(path))
        , buffer_(std::min(size, blockBytes), '\0')
    {
    }
    ~FileSource() override { close(fd_); }

private:
    // read(2), not mmap: a mapped file that shrinks kills the process.
    std::string_view block(std::uint64_t offset, std::uint64_t n) override
    {
        std::uint64_t got = 0;
        while (got < n) {
            const ssize_t step = read(fd_, buffer_.data() + got, n - got);
            if (step < 0 && errno == EINTR)
                continue;
            if (step < 0)
                fail("cannot read the body file " + path_ + ": " + systemWords(errno));
            if (step == 0)
                fail("the body file " + path_ + " became shorter while it was sent: " + std::to_string(offset + got)
                     + " bytes instead of " + std::to_string(offset + n) + " or more");
            if (step <= 0)
                break;
            got += static_cast<std::uint64_t>(step);
        }
        return std::string_view(buffer_).substr(0, got);
    }
    int fd_;
    std::string path_;
    std::string buffer_;
};

// xorshift64*: seeded, so that the same request sends the same bytes.
std::string randomBlock()
{
    std::string bytes(blockBytes, '\0');
    std::uint64_t state = 0x9e3779b97f4a7c15;
    for (std::size_t i = 0; i < bytes.size(); i += sizeof state) {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        const std::uint64_t value = state * 0x2545f4914f6cdd1d;
        std::memcpy(bytes.data() + i, &value, sizeof value);
    }
    return bytes;
}

std::string textBlock()
{
    std::string bytes;
    bytes.reserve(blockBytes);
    while (bytes.size() < blockBytes)
        bytes += wire::generatedTextLine;
    bytes.resize(blockBytes);
    return bytes;
}

// One prepared block, repeated.
class GeneratedSource : public BodySource {
public:
    GeneratedSource(const std::string &pattern, std::uint64_t size, bool chunked)
        : BodySource(size, chunked)
        , prepared_(pattern == "random"  ? randomBlock()
                    : pattern == "zeros" ? std::string(blockBytes, '\0')
                                         : textBlock())
    {
    }

private:
    std::string_view block(std::uint64_t, std::uint64_t n) override
    {
        return std::string_view(prepared_).substr(0, n);
    }
    std::string prepared_;
};

struct OpenFile {
    int fd = -1;
    std::uint64_t size = 0;
    std::string error;
};

OpenFile openFile(const std::string &path)
{
    OpenFile file;
    // Not blocking: the open of a FIFO would wait for its writer.
    file.fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file.fd < 0) {
        file.error = "cannot open the body file " + path + ": " + systemWords(errno);
        return file;
    }
    struct stat status = {};
    fstat(file.fd, &status);
    if (S_ISREG(status.st_mode)) {
        file.size = static_cast<std::uint64_t>(status.st_size);
        posix_fadvise(file.fd, 0, 0, POSIX_FADV_SEQUENTIAL);
        return file;
    }
    close(file.fd);
    file.fd = -1;
    file.error = "the body file " + path + " is " + (S_ISDIR(status.st_mode) ? "a folder" : "no regular file")
        + ": its length cannot be known; choose a regular file";
    return file;
}

} // namespace

std::variant<std::uint64_t, std::string> sizeOfFile(const std::string &path)
{
    const OpenFile file = openFile(path);
    if (file.fd < 0)
        return file.error;
    close(file.fd);
    return file.size;
}

std::variant<std::unique_ptr<BodySource>, std::string> BodySource::open(const wire::BodySpec &body, bool chunked)
{
    switch (body.kind) {
    case wire::BodyKind::None:
        break;
    case wire::BodyKind::Text:
        return std::make_unique<TextSource>(body.text, chunked);
    case wire::BodyKind::Generated:
        return std::make_unique<GeneratedSource>(body.pattern, body.size, chunked);
    case wire::BodyKind::File: {
        const OpenFile file = openFile(body.path);
        if (file.fd < 0)
            return file.error;
        return std::make_unique<FileSource>(file.fd, body.path, body.size, chunked);
    }
    }
    return std::unique_ptr<BodySource>();
}

BodySource::BodySource(std::uint64_t size, bool chunked)
    : size_(size)
    , chunked_(chunked)
    , end_(size == 0 && !chunked)
{
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
    const std::uint64_t n = std::min(size_ - read_, blockBytes);
    if (n > 0) {
        const std::string_view data = block(read_, n);
        if (data.size() < n)
            return; // and what was read of the block stays unsent: it is no whole chunk
        read_ += n;
        if (chunked_)
            pieces_.push_back(prefix_ = wire::chunkPrefix(n));
        pieces_.push_back(data);
        if (chunked_)
            pieces_.push_back(wire::chunkSuffix);
    }
    if (chunked_ && read_ == size_)
        pieces_.push_back(wire::lastChunk);
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
