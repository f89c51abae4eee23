// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/http1/content_reader.h"

#include "base/text.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace wire {

namespace {

constexpr std::uint64_t firstPiece = 64 << 10;
constexpr std::uint64_t piecesPerSize = 256;
constexpr std::uint64_t checkpointEvery = 64 << 10;

} // namespace

std::uint64_t pieceEnd(std::uint64_t from)
{
    // Level L begins at 16 MiB * (2^L - 1) and has 256 pieces of 64 KiB * 2^L.
    constexpr auto levelBytes = firstPiece * piecesPerSize;
    const auto level = static_cast<unsigned>(std::bit_width(from / levelBytes + 1)) - 1;
    const auto base = levelBytes * ((std::uint64_t(1) << level) - 1);
    const auto size = firstPiece << level;
    return base + ((from - base) / size + 1) * size;
}

namespace {

/// Takes a token or a quoted string (RFC 9110 sections 5.6.2 and 5.6.4) from the front; false where there is neither.
bool takeValue(std::string_view &rest)
{
    if (!rest.starts_with('"')) {
        const auto end = std::ranges::find_if_not(rest, base::isTokenChar);
        const auto length = static_cast<std::size_t>(end - rest.begin());
        rest.remove_prefix(length);
        return length > 0;
    }
    for (std::size_t i = 1; i < rest.size(); ++i) {
        if (rest[i] == '"') {
            rest.remove_prefix(i + 1);
            return true;
        }
        if (rest[i] == '\\')
            ++i;
        if (i == rest.size() || (base::isControl(rest[i]) && rest[i] != '\t'))
            return false;
    }
    return false;
}

void takeBlanks(std::string_view &rest)
{
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
}

/// chunk-ext of RFC 9112 section 7.1.1, with white space where BWS may stand.
bool isChunkExtension(std::string_view rest)
{
    while (!rest.empty()) {
        if (rest.front() != ';')
            return false;
        rest.remove_prefix(1);
        takeBlanks(rest);
        if (rest.starts_with('"') || !takeValue(rest))
            return false;
        takeBlanks(rest);
        if (!rest.starts_with('='))
            continue;
        rest.remove_prefix(1);
        takeBlanks(rest);
        if (!takeValue(rest))
            return false;
        takeBlanks(rest);
    }
    return true;
}

} // namespace

ChunkSize parseChunkSize(std::string_view text, std::uint64_t offset, std::vector<Found> &found)
{
    const auto digits = std::min(text.find_first_not_of("0123456789abcdefABCDEF"), text.size());
    ChunkSize chunk;
    if (digits == 0)
        return chunk;
    const auto significant = text.substr(0, digits).substr(std::min(text.find_first_not_of('0'), digits));
    auto rest = base::trimmed(text.substr(digits));
    if (rest.size() != text.size() - digits)
        found.push_back({Anomaly::ChunkSpace, {offset + digits, text.size() - digits - rest.size()}, {}});
    if (!rest.empty() && rest.front() != ';')
        return chunk;
    if (!rest.empty()) {
        chunk.extensions = rest;
        found.push_back({isChunkExtension(rest) ? Anomaly::ChunkExtension : Anomaly::BadChunkExtension,
                         {offset + text.size() - rest.size(), rest.size()},
                         std::string(rest.substr(0, 64))});
    }
    std::uint64_t size = 0;
    for (const char c : significant.substr(0, 16))
        size = size * 16 + static_cast<std::uint64_t>(base::isDigit(c) ? c - '0' : base::lower(c) - 'a' + 10);
    if (significant.size() > 16 || size > INT64_MAX)
        found.push_back({Anomaly::ChunkSizeTooLarge, {offset, digits}, std::string(text.substr(0, 64))});
    else
        chunk.size = size;
    return chunk;
}

ContentReader::ContentReader(Direction direction, const Limits &limits) : direction_(direction), limits_(limits) {}

void ContentReader::begin(FramingMode mode, std::uint64_t length, std::uint64_t offset, bool detail)
{
    at_ = {};
    detail_ = detail;
    at_.mode = static_cast<std::uint8_t>(mode);
    at_.start = at_.offset = at_.pieceStart = offset;
    at_.remaining = length;
    nextCheckpoint_ = checkpointBoundary();
    line_.clear();
    lineStart_ = offset;
    result_ = mode == FramingMode::None || (mode == FramingMode::Length && length == 0) ? Result::Done : Result::More;
}

void ContentReader::beginLost(std::uint64_t from, std::uint64_t offset)
{
    begin(FramingMode::Opaque, 0, from);
    at_.mode = lostMode;
    at_.offset = offset;
    at_.pieceContent = offset - from;
    nextCheckpoint_ = checkpointBoundary();
}

bool ContentReader::bounded() const
{
    return chunked() || at_.mode == static_cast<std::uint8_t>(FramingMode::Length);
}

std::uint64_t ContentReader::pieceBoundary() const
{
    return at_.start + pieceEnd(at_.pieceStart - at_.start);
}

std::uint64_t ContentReader::checkpointBoundary() const
{
    return at_.start + ((at_.offset - at_.start) / checkpointEvery + 1) * checkpointEvery;
}

std::size_t ContentReader::feed(std::string_view bytes, ParserSink &sink)
{
    std::size_t taken = 0;
    while (taken < bytes.size() && (result_ == Result::More || at_.mode == lostMode)) {
        const auto rest = bytes.substr(taken);
        if (!chunked() || at_.step == Data)
            taken += feedData(rest, sink);
        else if (at_.step == SizeLine)
            taken += feedSizeLine(rest, sink);
        else
            taken += feedDataEnd(rest, sink);
    }
    return taken;
}

bool ContentReader::hopeless() const
{
    return chunked() && result_ == Result::More && at_.step == SizeLine && !line_.empty()
        && base::hexDigit(line_[0]) < 0;
}

/// Bytes go to the sink once; the first of them opens the content.
void ContentReader::take(std::string_view bytes, ParserSink &sink)
{
    const bool first =
        at_.offset == at_.start && at_.mode != lostMode && at_.mode != static_cast<std::uint8_t>(FramingMode::Opaque);
    sink.onBytes(ByteClass::Content, bytes);
    at_.offset += bytes.size();
    if (!first)
        return;
    Event event;
    event.kind = Kind::ContentBegin;
    event.phase = Phase::Begin;
    event.direction = direction_;
    event.span = {at_.start, 0};
    sink.onEvent(std::move(event), at_.offset);
}

std::size_t ContentReader::feedData(std::string_view bytes, ParserSink &sink)
{
    if (at_.offset >= pieceBoundary()) // a long line that was given up, see beginLost
        closePiece(sink, at_.offset);
    auto n = std::min<std::uint64_t>(bytes.size(), pieceBoundary() - at_.offset);
    n = std::min(n, nextCheckpoint_ - at_.offset);
    if (bounded())
        n = std::min(n, at_.remaining);
    take(bytes.substr(0, n), sink);
    at_.content += n;
    at_.pieceContent += n;
    if (bounded())
        at_.remaining -= n;
    const bool over = bounded() && at_.remaining == 0;
    if (at_.offset == pieceBoundary() || (over && (!chunked() || detailed())))
        closePiece(sink, at_.offset);
    if (over && chunked())
        at_.step = DataEnd;
    else if (over)
        result_ = Result::Done;
    checkpointIfDue(sink);
    return n;
}

std::size_t ContentReader::feedSizeLine(std::string_view bytes, ParserSink &sink)
{
    if (line_.empty())
        lineStart_ = at_.offset;
    const auto room = limits_.chunkLineBytes - line_.size();
    const auto lf = static_cast<const char *>(std::memchr(bytes.data(), '\n', std::min(bytes.size(), room)));
    const auto n = lf ? static_cast<std::size_t>(lf - bytes.data()) + 1 : std::min(bytes.size(), room);
    take(bytes.substr(0, n), sink);
    line_.append(bytes.substr(0, lf ? n - 1 : n));
    if (lf)
        sizeLineDone(sink);
    else if (line_.size() >= limits_.chunkLineBytes)
        breakOff(sink, Anomaly::ChunkLineTooLong);
    return n;
}

void ContentReader::sizeLineDone(ParserSink &sink)
{
    // An irregular end of line is looked for here and not by withoutLineEnd: the anomalies are counted.
    std::vector<Found> found;
    std::string_view text = line_;
    if (!text.empty() && text.back() == '\r')
        text.remove_suffix(1);
    else
        found.push_back({Anomaly::BareLfInChunks, {at_.offset - 1, 1}, {}});
    const auto chunk = parseChunkSize(text, lineStart_, found);
    if (!chunk.size) {
        const bool large = !found.empty() && found.back().what == Anomaly::ChunkSizeTooLarge;
        breakOff(sink, large ? Anomaly::ChunkSizeTooLarge : Anomaly::BadChunkSize);
        return;
    }
    line_.clear();
    ++at_.chunks;
    at_.remaining = *chunk.size;
    at_.step = Data;
    Event event;
    event.kind = Kind::ChunkLine;
    event.direction = direction_;
    event.span = {lineStart_, at_.offset - lineStart_};
    event.value = *chunk.size;
    event.text = chunk.extensions;
    if (*chunk.size == 0) {
        lastChunk(sink, std::move(event));
    } else if (detailed()) {
        sink.onEvent(std::move(event), at_.offset);
        at_.pieceStart = at_.offset;
    }
    for (const auto &one : found)
        report(sink, one);
    if (result_ == Result::More) {
        closePieceIfDue(sink);
        checkpointIfDue(sink);
    }
}

void ContentReader::lastChunk(ParserSink &sink, Event event)
{
    closePiece(sink, lineStart_);
    sink.onEvent(std::move(event), at_.offset);
    at_.pieceStart = at_.offset;
    result_ = Result::Trailers;
}

std::size_t ContentReader::feedDataEnd(std::string_view bytes, ParserSink &sink)
{
    const char c = bytes.front();
    if (c == '\n' || (c == '\r' && line_.empty())) {
        take(bytes.substr(0, 1), sink);
        if (c == '\r') {
            line_ = "\r";
            return 1;
        }
        if (line_.empty())
            report(sink, {Anomaly::BareLfInChunks, {at_.offset - 1, 1}, {}});
        dataEndDone(sink);
        return 1;
    }
    // The next chunk-size line is taken to begin here; a lone CR before it counts as the chunk's end.
    report(sink, {Anomaly::ChunkEndMissing, {at_.offset, 1}, std::string(1, c)});
    dataEndDone(sink);
    return 0;
}

void ContentReader::dataEndDone(ParserSink &sink)
{
    line_.clear();
    at_.step = SizeLine;
    const auto length = at_.offset - at_.pieceStart;
    if (detailed() && length > 0) {
        Event event;
        event.kind = Kind::ChunkEnd;
        event.direction = direction_;
        event.span = {at_.pieceStart, length};
        sink.onEvent(std::move(event), at_.offset);
        at_.pieceStart = at_.offset;
    }
    closePieceIfDue(sink);
    checkpointIfDue(sink);
}

void ContentReader::breakOff(ParserSink &sink, Anomaly why)
{
    closePiece(sink, lineStart_);
    const auto length = at_.offset - lineStart_;
    report(sink, {why, {lineStart_, length}, line_.substr(0, 64)});
    beginLost(lineStart_, at_.offset);
    result_ = Result::Lost;
}

void ContentReader::closePiece(ParserSink &sink, std::uint64_t end)
{
    if (end <= at_.pieceStart)
        return;
    Event event;
    event.direction = direction_;
    event.span = {at_.pieceStart, end - at_.pieceStart};
    const bool foreign = at_.mode == lostMode || at_.mode == static_cast<std::uint8_t>(FramingMode::Opaque);
    event.kind = foreign ? Kind::Unparsed : Kind::ContentData;
    event.value = foreign ? event.span.length : at_.pieceContent;
    event.code = chunked() && !detailed() ? 1 : 0;
    at_.pieceStart = end;
    at_.pieceContent = 0;
    sink.onEvent(std::move(event), at_.offset);
}

/// After a line in a piece that holds framing: the piece may have passed its boundary inside the line.
void ContentReader::closePieceIfDue(ParserSink &sink)
{
    if (!detailed() && at_.offset > at_.pieceStart && at_.offset >= pieceBoundary())
        closePiece(sink, at_.offset);
}

void ContentReader::checkpointIfDue(ParserSink &sink)
{
    if (at_.offset < nextCheckpoint_ || !line_.empty())
        return;
    nextCheckpoint_ = checkpointBoundary();
    sink.onCheckpoint(at_);
}

void ContentReader::report(ParserSink &sink, const Found &found)
{
    if (!detail_ || at_.anomalies >= limits_.contentAnomalies)
        return;
    ++at_.anomalies;
    sink.onEvent(anomalyEvent(direction_, found), at_.offset);
}

void ContentReader::finish(ParserSink &sink)
{
    const bool inLine = chunked() && at_.step != Data && !line_.empty();
    if (hopeless()) {
        breakOff(sink, Anomaly::BadChunkSize);
    } else if (inLine && at_.step == SizeLine) {
        closePiece(sink, lineStart_);
        beginLost(lineStart_, at_.offset);
    }
    if (inLine && at_.step == DataEnd && detailed()) {
        dataEndDone(sink);
        return;
    }
    closePiece(sink, at_.offset);
}

void ContentReader::jump(const Checkpoint &checkpoint)
{
    at_ = checkpoint;
    line_.clear();
    nextCheckpoint_ = checkpointBoundary();
    result_ = at_.mode == lostMode ? Result::Lost : Result::More;
}

} // namespace wire
