// SPDX-License-Identifier: GPL-3.0-or-later
// A recording of BYTES of content, saved and read back: `bench_file PATH BYTES`; prints the rates and what plain writes
// and reads of as many bytes take. The tape's bound is lifted, since a recording keeps 5 MiB of a body otherwise.
#include "record/file.h"
#include "record/recorder.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace {

double secondsOf(const auto &work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

record::Record recordOf(std::uint64_t size)
{
    record::TapeLimits limits;
    limits.firstContent = limits.all = size + (1 << 20);
    record::Recorder recorder({}, limits);
    record::Fact fact;
    fact.kind = record::FactKind::AttemptBegin;
    recorder.apply(fact);
    fact = {};
    fact.kind = record::FactKind::Received;
    recorder.apply(fact, "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n");
    std::string block(1 << 20, 0);
    for (std::size_t i = 0; i < block.size(); ++i)
        block[i] = char(i * 2654435761u >> 13);
    for (std::uint64_t at = 0; at < size; at += block.size()) {
        fact.at = std::int64_t(at);
        recorder.apply(fact, std::string_view(block).substr(0, std::min<std::uint64_t>(block.size(), size - at)));
    }
    return recorder.take();
}

void write(const char *path, const std::string &bytes)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), std::streamsize(bytes.size()));
}

std::string read(const char *path)
{
    std::ifstream file(path, std::ios::binary | std::ios::ate);
    std::string bytes(std::size_t(file.tellg()), 0);
    file.seekg(0);
    file.read(bytes.data(), std::streamsize(bytes.size()));
    return bytes;
}

} // namespace

int main(int argc, char **argv)
{
    if (argc < 3)
        return 2;
    const record::Record made = recordOf(std::strtoull(argv[2], nullptr, 10));
    std::string bytes;
    const double pack = secondsOf([&] { bytes = record::serialize(made); });
    const double plainWrite = secondsOf([&] { write(argv[1], bytes); });
    const double plainRead = secondsOf([&] { bytes = read(argv[1]); });
    bool same = false;
    const double unpack = secondsOf([&] {
        const auto back = record::deserialize(bytes);
        const auto *record = std::get_if<record::Record>(&back);
        same = record && record->tapes.at(0).received.size() == made.tapes.at(0).received.size();
    });
    const double size = double(bytes.size()) / 1e6;
    std::printf("save %.0f MB/s, %.2f of the plain write alone; load %.0f MB/s, %.2f of the plain read alone%s\n",
                size / (pack + plainWrite), plainWrite / (pack + plainWrite), size / (unpack + plainRead),
                plainRead / (unpack + plainRead), same ? "" : "; IT CAME BACK AS ANOTHER");
    return same ? 0 : 1;
}
