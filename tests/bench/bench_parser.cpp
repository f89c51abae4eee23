// SPDX-License-Identifier: GPL-3.0-or-later
// The wire parser beside http_parser (Node's former parser, in Debian), in turn, on the same bytes in blocks of 64 KiB:
// heads, content by length, content in chunks. Best of five rounds each. Ours says an event for every line and keeps
// heads as typed; http_parser calls back with pointers into the block.
#include "wire/http1/parser.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>

#include <http_parser.h>

namespace {

constexpr std::size_t blockSize = 64 << 10;

class Sink : public wire::ParserSink {
public:
    void onEvent(wire::Event event, std::uint64_t) override { messages += event.kind == wire::Kind::MessageEnd; }
    void onBytes(wire::ByteClass, std::string_view bytes) override { seen += bytes.size(); }
    void onCheckpoint(const wire::Checkpoint &) override {}
    std::size_t messages = 0, seen = 0;
};

std::string times(const std::string &one, int count)
{
    std::string all;
    for (int i = 0; i < count; ++i)
        all += one;
    return all;
}

std::string headWith(const std::string &framing)
{
    return "POST /upload/archive.tar.gz?part=7 HTTP/1.1\r\nHost: files.example.com\r\nUser-Agent: curl/8.5.0\r\n"
           "Accept: */*\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: en-GB,en;q=0.9\r\n"
           "Authorization: Bearer 0123456789abcdef0123456789abcdef\r\nContent-Type: application/octet-stream\r\n"
           "Cookie: session=0123456789abcdef; theme=dark\r\nX-Request-Id: 5f2c1d6e-1111-2222-3333-444455556666\r\n"
           "Expect: 100-continue\r\n"
        + framing + "\r\n\r\n";
}

template <typename Feed>
double bestSeconds(const Feed &feed)
{
    double best = 1e9;
    for (int round = 0; round < 5; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        feed();
        best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    return best;
}

void compare(const char *what, const std::string &bytes, std::size_t messages)
{
    std::size_t ourMessages = 0, theirMessages = 0;
    const double ours = bestSeconds([&] {
        Sink sink;
        wire::Limits limits;
        limits.allHeadBytes = bytes.size() + 1;
        wire::Parser parser(wire::MessageType::Request, wire::Direction::Received, limits);
        for (std::size_t at = 0; at < bytes.size(); at += blockSize)
            parser.feed(std::string_view(bytes).substr(at, blockSize), sink);
        ourMessages = sink.messages;
    });
    const double theirs = bestSeconds([&] {
        http_parser_settings settings;
        http_parser_settings_init(&settings);
        const auto lookAt = [](http_parser *parser, const char *, std::size_t size) {
            *static_cast<std::size_t *>(parser->data) += size << 20; // below it: messages
            return 0;
        };
        settings.on_url = settings.on_header_field = settings.on_header_value = settings.on_body = lookAt;
        settings.on_message_complete = [](http_parser *parser) {
            ++*static_cast<std::size_t *>(parser->data);
            return 0;
        };
        http_parser parser;
        http_parser_init(&parser, HTTP_REQUEST);
        std::size_t counted = 0;
        parser.data = &counted;
        for (std::size_t at = 0; at < bytes.size(); at += blockSize)
            http_parser_execute(&parser, &settings, bytes.data() + at, std::min(blockSize, bytes.size() - at));
        theirMessages = counted & 0xfffff;
    });
    const double size = double(bytes.size()) / 1e6;
    std::printf("%-28s interim %7.0f MB/s   http_parser %7.0f MB/s   ratio %.2f%s\n", what, size / ours, size / theirs,
                theirs / ours,
                ourMessages == messages && theirMessages == messages ? "" : "   BUT NOT ALL MESSAGES WERE READ");
}

} // namespace

int main()
{
    const std::string content(1 << 20, 'x');
    std::string chunks;
    for (int i = 0; i < 128; ++i)
        chunks += "2000\r\n" + content.substr(0, 0x2000) + "\r\n";
    compare("heads of 11 fields", times(headWith("Content-Length: 0"), 20000), 20000);
    compare("content by length, 1 MiB", times(headWith("Content-Length: 1048576") + content, 64), 64);
    compare("chunks of 8 KiB", times(headWith("Transfer-Encoding: chunked") + chunks + "0\r\n\r\n", 64), 64);
    return 0;
}
