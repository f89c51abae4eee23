// SPDX-License-Identifier: GPL-3.0-or-later
#include "record/regular_file.h"

#include "base/quantity.h"

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace record {

namespace {

constexpr std::uint64_t readStep = 256 << 10;

std::string systemText(int error)
{
    return std::generic_category().message(error);
}

// "" for a regular file.
std::string kindError(mode_t mode)
{
    switch (mode & S_IFMT) {
    case S_IFREG: return {};
    case S_IFIFO: return "it is a pipe, no regular file: save what comes out of it and name that file";
    case S_IFDIR: return "it is a folder, no regular file";
    case S_IFCHR:
    case S_IFBLK: return "it is a device, no regular file";
    case S_IFSOCK: return "it is a socket, no regular file";
    default: return "it is no regular file";
    }
}

std::string sizeError(std::uint64_t most)
{
    return "it is larger than " + base::sizeText(most);
}

} // namespace

RegularFile::~RegularFile()
{
    close();
}

RegularFile::RegularFile(RegularFile &&other) noexcept : fd_(std::exchange(other.fd_, -1)), size_(other.size_) {}

RegularFile &RegularFile::operator=(RegularFile &&other) noexcept
{
    std::swap(fd_, other.fd_);
    std::swap(size_, other.size_);
    return *this;
}

std::variant<RegularFile, std::string> RegularFile::open(const std::string &path, std::uint64_t most)
{
    if (path.empty())
        return "its name is empty";
    if (path.find('\0') != std::string::npos)
        return "its name has a NUL byte";
    struct stat status = {};
    // Looked at before it is opened: who writes into a FIFO would be told of a reader, and some devices act on being
    // opened.
    if (::stat(path.c_str(), &status) != 0)
        return systemText(errno);
    if (std::string error = kindError(status.st_mode); !error.empty())
        return error;
    // And again behind it, without waiting, since the name may stand for something else by now.
    RegularFile file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY), 0);
    if (!file.isOpen() || ::fstat(file.fd_, &status) != 0)
        return systemText(errno);
    if (std::string error = kindError(status.st_mode); !error.empty())
        return error;
    file.size_ = static_cast<std::uint64_t>(status.st_size);
    if (file.size_ > most)
        return sizeError(most);
    return file;
}

std::int64_t RegularFile::read(char *to, std::size_t most)
{
    std::size_t got = 0;
    while (got < most) {
        const ssize_t n = ::read(fd_, to + got, most - got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        got += static_cast<std::size_t>(n);
    }
    return static_cast<std::int64_t>(got);
}

void RegularFile::close()
{
    if (fd_ >= 0)
        ::close(fd_);
    fd_ = -1;
}

FileText readFile(const std::string &path, std::uint64_t most)
{
    auto opened = RegularFile::open(path, most);
    if (auto *error = std::get_if<std::string>(&opened))
        return {{}, std::move(*error)};
    auto &file = std::get<RegularFile>(opened);
    FileText out;
    std::uint64_t next = std::max<std::uint64_t>(file.size(), readStep);
    for (;;) {
        const std::size_t had = out.bytes.size();
        const std::uint64_t left = most - had; // and one byte more, by which a longer file is known
        const std::uint64_t step = next <= left ? next : left + 1;
        out.bytes.resize(had + step);
        const std::int64_t n = file.read(out.bytes.data() + had, step);
        if (n < 0)
            return {{}, systemText(errno)};
        out.bytes.resize(had + static_cast<std::size_t>(n));
        if (out.bytes.size() > most)
            return {{}, sizeError(most)};
        if (static_cast<std::uint64_t>(n) < step)
            return out;
        next = readStep;
    }
}

} // namespace record
