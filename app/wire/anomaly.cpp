// SPDX-License-Identifier: GPL-3.0-or-later
// The table of irregularities: what the RFC says of each, and the rule by which reading goes on. Parser,
// framing and connection follow the rules that stand here.
#include "wire/anomaly.h"

#include <array>

namespace wire {

namespace {

using enum Severity;

constexpr std::array lines = {
    AnomalyInfo{Anomaly::BareLf, "bare-lf", Warning, "RFC 9112 section 2.2",
                "A line ends with CRLF; a single LF is accepted as the end of the line."},
    AnomalyInfo{Anomaly::BareCr, "bare-cr", Error, "RFC 9112 section 2.2",
                "A sender must not send CR without LF outside content; it stays in the line as a byte of it."},
    AnomalyInfo{Anomaly::EmptyLineBefore, "empty-line-before", Info, "RFC 9112 section 2.2",
                "A client must not put an empty line before or after a request; it is passed over."},
    AnomalyInfo{Anomaly::LeadingSpace, "leading-space", Error, "RFC 9112 section 2.2",
                "No white space may stand before a start line or between it and the first field; before the "
                "start line it is passed over, a line after it that starts so is kept outside the fields."},
    AnomalyInfo{Anomaly::NulByte, "nul-byte", Error, "RFC 9110 section 5.5",
                "A field value must not contain NUL; the byte is kept."},
    AnomalyInfo{Anomaly::ControlByte, "control-byte", Warning, "RFC 9110 section 5.5",
                "Control bytes are not valid in a field value; the byte is kept."},
    AnomalyInfo{Anomaly::ObsText, "obs-text", Info, "RFC 9110 section 5.5",
                "Bytes above 0x7F have no meaning of their own in a field value; they are kept as opaque data."},
};

constexpr std::array startLines = {
    AnomalyInfo{Anomaly::NotHttp, "not-http", Error, "RFC 9112 section 2.1",
                "A message starts with a start line. Instead of a response, bytes stay unparsed until HTTP/ "
                "and a digit come; instead of a request, all that follows stays unparsed."},
    AnomalyInfo{Anomaly::LowerCaseHttp, "lower-case-http", Error, "RFC 9112 section 2.3",
                "The name HTTP in a version is case-sensitive; it is read as HTTP."},
    AnomalyInfo{Anomaly::OddVersion, "odd-version", Error, "RFC 9112 section 2.3",
                "A version is HTTP/, one digit, a dot and one digit; in another form the digits are taken where they "
                "stand."},
    AnomalyInfo{Anomaly::ExtraSpace, "extra-space", Warning, "RFC 9112 sections 3 and 4",
                "The parts of a start line are separated by one space; further white space separates too."},
    AnomalyInfo{Anomaly::NoSpaceAfterStatus, "no-space-after-status", Info, "RFC 9112 section 4",
                "A server must send the space after the status code even without a reason phrase; the line "
                "is read without it."},
    AnomalyInfo{
        Anomaly::BadStatus, "bad-status", Error, "RFC 9112 section 4",
        "A status code has three digits; one or two digits are taken as they are, anything else as 0. The response "
        "is read as a final one."},
    AnomalyInfo{Anomaly::StatusOutOfRange, "status-out-of-range", Error, "RFC 9110 section 15",
                "Status codes outside 100 to 599 are invalid; the response is read as a final one, and counts as a "
                "5xx."},
    AnomalyInfo{Anomaly::BadMethod, "bad-method", Error, "RFC 9112 section 3.1",
                "A method is a token; it is kept as it came."},
    AnomalyInfo{Anomaly::BadTarget, "bad-target", Error, "RFC 9112 section 3.2",
                "A request target holds no byte that a URI does not allow, the first of which is named; it is kept as "
                "it came."},
    AnomalyInfo{Anomaly::NoVersion, "no-version", Error, "RFC 9112 section 3",
                "A request line ends with a version; without one it is read as HTTP/0.9."},
};

constexpr std::array fields = {
    AnomalyInfo{Anomaly::NoColon, "no-colon", Error, "RFC 9112 section 5",
                "A field line has a colon; without one the name is empty and the line is its value."},
    AnomalyInfo{Anomaly::EmptyName, "empty-name", Error, "RFC 9110 section 5.1",
                "A field name has at least one character; the line is kept with an empty name."},
    AnomalyInfo{Anomaly::SpaceBeforeColon, "space-before-colon", Error, "RFC 9112 section 5.1",
                "No white space may stand between a field name and its colon, and a server must refuse such "
                "a request; the name is read without it."},
    AnomalyInfo{Anomaly::BadName, "bad-name", Error, "RFC 9110 section 5.1",
                "A field name is a token; it is kept as it came."},
    AnomalyInfo{Anomaly::ObsFold, "obs-fold", Error, "RFC 9112 section 5.2",
                "A sender must not fold a field line; the fold is read as one space."},
};

constexpr std::array limits = {
    AnomalyInfo{Anomaly::HeadTooLarge, "head-too-large", Error, "RFC 9110 section 5.4",
                "HTTP sets no limit here, Interim does; all that follows stays unparsed."},
    AnomalyInfo{Anomaly::TooManyFields, "too-many-fields", Error, "RFC 9110 section 5.4",
                "HTTP sets no limit here, Interim does; all that follows stays unparsed."},
    AnomalyInfo{Anomaly::TooManyInterims, "too-many-interims", Error, "RFC 9110 section 15.2",
                "HTTP sets no limit here, Interim does; all that follows stays unparsed."},
};

constexpr std::array framing = {
    AnomalyInfo{Anomaly::DuplicateLength, "duplicate-length", Warning, "RFC 9112 section 6.3",
                "Content-Length stands more than once with the same value; that value is used."},
    AnomalyInfo{Anomaly::ConflictingLength, "conflicting-length", Error, "RFC 9112 section 6.3",
                "Content-Length values differ, which makes the framing invalid; the first one is used."},
    AnomalyInfo{Anomaly::BadLength, "bad-length", Error, "RFC 9112 section 6.3",
                "Content-Length is no decimal number; unless Transfer-Encoding frames the content, a "
                "response is read until the close and a request has no content."},
    AnomalyInfo{Anomaly::LengthTooLarge, "length-too-large", Error, "RFC 9110 section 8.6",
                "Content-Length is above 2^63-1; unless Transfer-Encoding frames the content, a response is "
                "read as if it were that long, so that none is complete, and a request has no content."},
    AnomalyInfo{Anomaly::LengthWithEncoding, "length-with-encoding", Error, "RFC 9112 section 6.3",
                "A sender must not send Content-Length with Transfer-Encoding; Transfer-Encoding is obeyed."},
    AnomalyInfo{Anomaly::EncodingInHttp10, "encoding-in-http10", Error, "RFC 9112 section 6.1",
                "Transfer-Encoding in an HTTP/1.0 message means faulty framing; it is obeyed anyway."},
    AnomalyInfo{Anomaly::UnknownEncoding, "unknown-encoding", Error, "RFC 9112 section 6.1",
                "A transfer coding is unknown or has parameters that it does not take. If chunked is last, "
                "the chunks frame the content; else a response is read until the close and a request has no "
                "content. An empty Transfer-Encoding counts as absent."},
    AnomalyInfo{Anomaly::ChunkedNotLast, "chunked-not-last", Error, "RFC 9112 sections 6.1 and 6.3",
                "Chunked must be the last transfer coding and stand once. If it is last, one layer of chunks "
                "is read; else a response is read until the close and a request has no content."},
    AnomalyInfo{Anomaly::LengthInInterim, "length-in-interim", Error, "RFC 9110 section 8.6",
                "A server must not send Content-Length in a 1xx response; it is ignored."},
    AnomalyInfo{Anomaly::EncodingInInterim, "encoding-in-interim", Error, "RFC 9112 section 6.1",
                "A server must not send Transfer-Encoding in a 1xx response; it is ignored."},
    AnomalyInfo{Anomaly::LengthNotAllowed, "length-not-allowed", Error, "RFC 9110 section 8.6 and RFC 9112 section 6.1",
                "A server must not send Content-Length or Transfer-Encoding in a 204, nor in a 2xx to "
                "CONNECT; both are ignored."},
};

constexpr std::array chunks = {
    AnomalyInfo{Anomaly::BadChunkSize, "bad-chunk-size", Error, "RFC 9112 section 7.1",
                "A chunk starts with its size in hexadecimal digits; all that follows stays unparsed."},
    AnomalyInfo{Anomaly::ChunkSizeTooLarge, "chunk-size-too-large", Error, "RFC 9112 section 7.1",
                "A chunk size is above 2^63-1; all that follows stays unparsed."},
    AnomalyInfo{Anomaly::ChunkExtension, "chunk-extension", Info, "RFC 9112 section 7.1.1",
                "A recipient must ignore chunk extensions that it does not know; they are kept and ignored."},
    AnomalyInfo{Anomaly::ChunkLineTooLong, "chunk-line-too-long", Error, "RFC 9112 section 7.1.1",
                "A server ought to limit the length of chunk extensions; all that follows stays unparsed."},
    AnomalyInfo{Anomaly::ChunkEndMissing, "chunk-end-missing", Error, "RFC 9112 section 7.1",
                "CRLF must follow a chunk's data; where it is missing, the next chunk-size line is taken to begin."},
    AnomalyInfo{Anomaly::ChunkSpace, "chunk-space", Warning, "RFC 9112 sections 7.1 and 7.1.1",
                "The grammar has no white space around a chunk size but before an extension; it is passed over."},
    AnomalyInfo{
        Anomaly::BadTrailer, "bad-trailer", Error, "RFC 9112 section 7.1.2",
        "A trailer section holds field lines, each with a colon; the line is kept as it came, with an empty name."},
};

constexpr std::array messages = {
    AnomalyInfo{Anomaly::CutInHead, "cut-in-head", Error, "RFC 9112 section 8",
                "The connection ended inside a head; the message is incomplete."},
    AnomalyInfo{Anomaly::CutInContent, "cut-in-content", Error, "RFC 9112 section 8",
                "The connection ended before the content that was announced; the message is incomplete."},
    AnomalyInfo{Anomaly::ContentAfterInterim, "content-after-interim", Error, "RFC 9110 section 15.2",
                "An interim response ends at its empty line and has no content; what follows must be a "
                "status line, and stays unparsed until one comes."},
    AnomalyInfo{Anomaly::UnaskedResponse, "unasked-response", Error, "RFC 9112 section 9.2",
                "No request awaits this response, and a client must not take it for a valid one; it is read "
                "and shown."},
    AnomalyInfo{Anomaly::SurplusBytes, "surplus-bytes", Error, "RFC 9112 sections 6.3 and 9.2",
                "Bytes follow the last message that was asked for; they stay unparsed until a status line comes."},
    AnomalyInfo{Anomaly::InterimToHttp10, "interim-to-http10", Error, "RFC 9110 section 15.2",
                "A server must not send a 1xx response to an HTTP/1.0 client; it is read as one."},
    AnomalyInfo{Anomaly::SecondContinue, "second-continue", Warning, "RFC 9110 section 15.2.1",
                "One 100 tells the client to go on; a further one changes nothing."},
    AnomalyInfo{Anomaly::ContinueAfterContent, "continue-after-content", Info, "RFC 9110 section 10.1.1",
                "A server may leave out 100 once content has come; this 100 came after content had been sent "
                "and changes nothing."},
    AnomalyInfo{Anomaly::InterimAfterFinal, "interim-after-final", Error, "RFC 9112 section 9.2",
                "A final response ends the exchange of its request; the interim response answers nothing."},
    AnomalyInfo{Anomaly::SwitchWithoutUpgrade, "switch-without-upgrade", Error, "RFC 9110 section 7.8",
                "A server must not switch to a protocol that the request's Upgrade field did not name; what "
                "follows is shown as opaque bytes."},
};

constexpr std::array expectations = {
    AnomalyInfo{Anomaly::ExpectWithoutContent, "expect-without-content", Error, "RFC 9110 section 10.1.1",
                "A client must not send 100-continue in a request without content; it went out as asked."},
    AnomalyInfo{Anomaly::OddExpect, "odd-expect", Warning, "RFC 9110 section 10.1.1",
                "The Expect field is not one 100-continue alone, and servers differ in how they read it; it "
                "is kept as it came."},
    AnomalyInfo{Anomaly::ContentBeforeGate, "content-before-gate", Info, "RFC 9110 section 10.1.1",
                "Content left before any answer to Expect: 100-continue; a client need not wait for any length of "
                "time."},
};

constexpr std::array additions = {
    AnomalyInfo{Anomaly::ContentNotAsDeclared, "content-not-as-declared", Error, "RFC 9112 section 6.3",
                "The head declares another length than the content that we send behind it has; what is sent "
                "counts as content, though a server takes what is beyond its declared end for the next request."},
    AnomalyInfo{
        Anomaly::BareLfInChunks, "bare-lf-in-chunks", Error, "RFC 9112 section 7.1",
        "A chunk-size line and the data of a chunk end with CRLF, and the leave to take LF alone (section 2.2) is "
        "for start lines and fields only; it is taken all the same."},
    AnomalyInfo{Anomaly::UnknownVersion, "unknown-version", Info, "RFC 9110 section 2.5",
                "A higher minor version than the recipient knows is read as the highest that it knows: as HTTP/1.1."},
    AnomalyInfo{
        Anomaly::ForeignVersion, "foreign-version", Warning, "RFC 9110 section 2.5",
        "The major version tells the syntax of the messages, and those of this one are not written so; the message "
        "is read as one of HTTP/1."},
    AnomalyInfo{
        Anomaly::StatusLineInHead, "status-line-in-head", Error, "RFC 9112 section 2.1",
        "A head ends with an empty line, and one is missing before this status line; the line is kept as a field, "
        "and the fields behind it are read as fields of the same head."},
    AnomalyInfo{
        Anomaly::BadChunkExtension, "bad-chunk-extension", Error, "RFC 9112 section 7.1.1",
        "A chunk extension is a semicolon and a name, and may have = and a token or a quoted string; one in another "
        "form is passed over, up to the line's end."},
};

constexpr std::size_t count = static_cast<std::size_t>(Anomaly::BadChunkExtension) + 1;

template <std::size_t... sizes>
constexpr auto joined(const std::array<AnomalyInfo, sizes> &...parts)
{
    std::array<AnomalyInfo, (sizes + ...)> all{};
    std::size_t next = 0;
    const auto append = [&all, &next](const auto &part) {
        for (const AnomalyInfo &info : part)
            all[next++] = info;
    };
    (append(parts), ...);
    return all;
}

constexpr auto table = joined(lines, startLines, fields, limits, framing, chunks, messages, expectations, additions);

constexpr bool inOrder()
{
    for (std::size_t i = 0; i < table.size(); ++i) {
        if (table[i].id != static_cast<Anomaly>(i))
            return false;
    }
    return true;
}

static_assert(table.size() == count, "one row for each anomaly");
static_assert(inOrder(), "rows stand in the order of the enumeration");

} // namespace

const AnomalyInfo &infoOf(Anomaly anomaly)
{
    // A record read from a file may hold a number that no version of Interim wrote.
    static constexpr AnomalyInfo unknown{Anomaly::NotHttp, "unknown", Warning, "", ""};
    const auto index = static_cast<std::size_t>(anomaly);
    return index < table.size() ? table[index] : unknown;
}

std::span<const AnomalyInfo> allAnomalies()
{
    return table;
}

} // namespace wire
