// SPDX-License-Identifier: GPL-3.0-or-later
// Chunked content (RFC 9112 section 7.1): any bytes behind a chunked head, and content that was put into chunks here
// and must come out as it was.
#include "fuzz/parsed.h"

#include <cstdint>

namespace {

constexpr std::string_view head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

support::WireCase chunkedCase(std::string_view rest)
{
    support::WireCase one;
    one.type = wire::MessageType::Response;
    one.asked.push_back({"GET", 11, false});
    one.end = support::WireCase::End::Fin;
    one.bytes = std::string(head) + std::string(rest);
    return one;
}

std::string contentOf(const support::WireCase &one, const support::LogSink &log)
{
    std::string content;
    for (const wire::Event &event : log.events) {
        if (event.kind != wire::Kind::ContentData)
            continue;
        fuzz::require(event.code == 0 && event.value == event.span.length, "a detailed piece holds content alone");
        content += one.bytes.substr(event.span.offset, event.span.length);
    }
    return content;
}

std::uint64_t countOf(const support::LogSink &log)
{
    std::uint64_t count = 0;
    for (const wire::Event &event : log.events)
        count += event.kind == wire::Kind::ContentData ? event.value : 0;
    return count;
}

/// Sizes, the case of the digits, zeros before them, extensions and trailers are taken from the bytes themselves.
std::string intoChunks(std::string_view content)
{
    std::string out;
    char line[64];
    while (!content.empty()) {
        const auto style = static_cast<unsigned char>(content.front());
        const std::size_t size = std::min<std::size_t>(1 + style * std::size_t(style) / 16, content.size());
        std::snprintf(line, sizeof line, style & 1 ? "%04zX" : "%zx", size);
        out += line;
        out += style & 2 ? ";a=\"b;\\\"\";c" : "";
        out += "\r\n";
        out += content.substr(0, size);
        out += "\r\n";
        content.remove_prefix(size);
    }
    return out + "0\r\nA-Trailer: x\r\n\r\n";
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0 || size > 64 << 10)
        return 0;
    const std::size_t step = 1 + (data[0] >> 4);
    const std::string_view rest(reinterpret_cast<const char *>(data) + 1, size - 1);
    support::WireCase any = chunkedCase(rest);
    const std::uint64_t counted = countOf(fuzz::check(any, step));
    any.limits.detailedChunks = UINT32_MAX;
    const std::string content = contentOf(any, support::play(any, {}));
    fuzz::require(content.size() == counted, "detail changed the content's length");

    support::WireCase made = chunkedCase(intoChunks(rest));
    made.limits.detailedChunks = UINT32_MAX;
    const support::LogSink log = fuzz::check(made, step);
    fuzz::require(contentOf(made, log) == rest, "content came out of its chunks as another");
    fuzz::require(!log.events.empty() && log.events.back().kind == wire::Kind::MessageEnd, "the message ended");
    return 0;
}
