// SPDX-License-Identifier: GPL-3.0-or-later
// A file that a person named, opened for reading: only a regular one, and never by waiting. The open of a FIFO waits
// for a writer, a device may give bytes without end, and both may change by being opened at all.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace record {

class RegularFile {
public:
    static constexpr std::uint64_t anySize = UINT64_MAX;

    RegularFile() = default;
    ~RegularFile();
    RegularFile(RegularFile &&other) noexcept;
    RegularFile &operator=(RegularFile &&other) noexcept;

    /// `path` is in the file system's own bytes; links are followed; `most` is in bytes. The string says in one line,
    /// without the name, why not: "it is a pipe, no regular file: ...", "it is larger than 16 MiB", the system's own
    /// words.
    static std::variant<RegularFile, std::string> open(const std::string &path, std::uint64_t most = anySize);

    bool isOpen() const { return fd_ >= 0; }
    /// Bytes, when it was opened.
    std::uint64_t size() const { return size_; }
    /// Stays this object's; -1 when closed.
    int descriptor() const { return fd_; }
    /// Reads on: bytes read, fewer than `most` only at the end; -1 on a failure, which errno tells.
    std::int64_t read(char *to, std::size_t most);
    void close();

private:
    RegularFile(int fd, std::uint64_t size) : fd_(fd), size_(size) {}

    int fd_ = -1;
    std::uint64_t size_ = 0;
};

struct FileText {
    std::string bytes;
    std::string error; ///< as RegularFile::open's; "" when all was read
};

/// The whole file; one with more than `most` bytes, also where it grew or hides its size (/proc), is an error.
FileText readFile(const std::string &path, std::uint64_t most);

} // namespace record
