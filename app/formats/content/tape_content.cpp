// SPDX-License-Identifier: GPL-3.0-or-later
#include "formats/content/tape_content.h"

#include "wire/http1/content_reader.h"

#include <algorithm>

namespace formats {
namespace {

constexpr std::uint64_t readBytes = 256 << 10; // of a tape at once
constexpr std::size_t chunkLineBytes = 8 << 10;

/// Takes chunk framing out of pieces that hold it (RFC 9112 section 7.1); they begin at a chunk-size line.
class Unchunker {
public:
    void feed(std::string_view bytes, std::string &out)
    {
        while (!bytes.empty()) {
            if (left_ > 0) {
                const auto n = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
                out.append(bytes.substr(0, n));
                bytes.remove_prefix(n);
                left_ -= n;
                ending_ = left_ == 0;
            } else {
                framingByte(bytes.front());
                bytes.remove_prefix(1);
            }
        }
    }

private:
    /// The line end after the data may be missing: then the size line has begun, as wire::ContentReader reads it.
    void framingByte(char c)
    {
        if (ending_ && c == '\r' && line_.empty()) {
            line_ = "\r";
            return;
        }
        if (ending_) {
            ending_ = false;
            line_.clear();
            if (c == '\n')
                return;
        }
        if (c != '\n') {
            if (line_.size() < chunkLineBytes)
                line_ += c;
            return;
        }
        if (!line_.empty() && line_.back() == '\r')
            line_.pop_back();
        std::vector<wire::Found> found;
        left_ = wire::parseChunkSize(line_, 0, found).size.value_or(0);
        line_.clear();
    }

    std::uint64_t left_ = 0;
    bool ending_ = false;
    std::string line_;
};

/// How many bytes from the span's beginning are kept; the first missing byte is found by halving.
std::uint64_t keptLength(const record::Tape &tape, wire::Span span)
{
    const auto whole = [&](std::uint64_t length) {
        std::uint64_t missing = 0;
        tape.read({span.offset, length}, 0, &missing);
        return missing == 0;
    };
    if (whole(span.length))
        return span.length;
    std::uint64_t kept = 0;
    for (std::uint64_t over = span.length; over - kept > 1;) {
        const auto middle = kept + (over - kept) / 2;
        (whole(middle) ? kept : over) = middle;
    }
    return kept;
}

} // namespace

MessageContent contentOf(const std::vector<wire::Event> &events, std::uint64_t seq)
{
    MessageContent content;
    auto event = std::partition_point(events.begin(), events.end(), [&](const wire::Event &e) { return e.seq < seq; });
    if (event == events.end())
        return content;
    const wire::Event head = *event;
    content.connection = head.connection;
    content.direction = head.direction;
    const bool hasContent = head.kind == wire::Kind::FinalResponse || head.kind == wire::Kind::RequestHead;
    content.complete = !hasContent;
    for (++event; event != events.end() && hasContent; ++event) {
        if (event->connection != head.connection || event->direction != head.direction || event->stream != head.stream)
            continue;
        if (event->kind == wire::Kind::ContentData) {
            content.pieces.push_back({event->span, event->code != 0});
            content.size += event->value;
        } else if (event->kind == wire::Kind::MessageEnd) {
            content.complete = event->code == 0;
            break;
        } else if (event->kind == wire::Kind::HeadBegin) {
            break;
        }
    }
    return content;
}

bool readPieces(const record::Tape &tape, const std::vector<TapePiece> &pieces, const std::function<bool()> &cancelled,
                std::string &out)
{
    Unchunker unchunker;
    for (const auto &piece : pieces) {
        const auto kept = keptLength(tape, piece.span);
        for (std::uint64_t at = 0; at < kept; at += readBytes) {
            const auto bytes = tape.read({piece.span.offset + at, std::min(readBytes, kept - at)}, readBytes);
            if (piece.framed)
                unchunker.feed(bytes, out);
            else
                out.append(bytes);
        }
        if (kept < piece.span.length)
            return true;
        if (cancelled && cancelled())
            return false;
    }
    return false;
}

} // namespace formats
