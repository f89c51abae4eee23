// SPDX-License-Identifier: GPL-3.0-or-later
// Names of events, and the one-line form that logs and fixtures use:
//   [sent|received] OFFSET+LENGTH KIND [begin|end] DETAILS [stream=N]
// Quoted details are text of the wire, escaped; bare ones are numbers and keys.
#include "wire/event.h"

#include "base/safe_bytes.h"
#include "base/text.h"
#include "wire/expect_gate.h"
#include "wire/head.h"

#include <array>

namespace wire {

namespace {

constexpr std::array<std::string_view, 30> kindKeys = {
    "attempt",          "lookup",         "connect",       "tls",         "pause",       "wait-over",
    "decision",         "timeout",        "close",         "error",       "head-begin",  "request-head",
    "interim-response", "final-response", "content-begin", "content-end", "message-end", "empty-line",
    "start-line",       "field-line",     "field-fold",    "head-end",    "chunk-line",  "content-data",
    "chunk-end",        "trailer-line",   "trailer-end",   "unparsed",    "anomaly",     "proxy",
};
static_assert(kindKeys.size() == static_cast<std::size_t>(Kind::Proxy) + 1);

void addWord(std::string &line, std::string_view word)
{
    line += ' ';
    line += word;
}

void addNumber(std::string &line, std::string_view label, std::uint64_t number)
{
    addWord(line, label);
    line += std::to_string(number);
}

void addQuoted(std::string &line, std::string_view text)
{
    line += " \"";
    for (const char c : base::escaped(text)) {
        if (c == '"')
            line += '\\';
        line += c;
    }
    line += '"';
}

/// Keys stand bare; anything else is quoted, so that a line has one reading.
void addKey(std::string &line, std::string_view key)
{
    if (base::isToken(key))
        addWord(line, key);
    else
        addQuoted(line, key);
}

void addStartLine(std::string &line, const Event &event)
{
    if (event.name.empty()) {
        addWord(line, std::to_string(event.code));
        addWord(line, httpVersion(static_cast<int>(event.value)));
        addQuoted(line, event.text);
    } else {
        addQuoted(line, event.name);
        addQuoted(line, event.text);
        addWord(line, httpVersion(static_cast<int>(event.value)));
    }
}

/// Local and transport events: whatever they carry, each under its own label.
void addAll(std::string &line, const Event &event)
{
    if (!event.name.empty())
        addKey(line, event.name);
    if (event.code != 0)
        addWord(line, "code=" + std::to_string(event.code));
    if (event.value != 0)
        addNumber(line, "value=", event.value);
    if (!event.text.empty())
        addQuoted(line, event.text);
}

std::string_view closeKey(std::int32_t code)
{
    constexpr std::array<std::string_view, 4> keys = {"fin", "reset", "error", "truncated"};
    return code >= 0 && code < 4 ? keys[static_cast<std::size_t>(code)] : "unknown";
}

std::string_view outcomeKey(std::int32_t code)
{
    return code >= 0 && code <= 0xff ? keyOf(static_cast<GateOutcome>(code)) : "unknown";
}

void addLeafDetails(std::string &line, const Event &event)
{
    switch (event.kind) {
    case Kind::StartLine: addStartLine(line, event); break;
    case Kind::FieldLine:
    case Kind::TrailerLine:
        addQuoted(line, event.name);
        addQuoted(line, event.text);
        break;
    case Kind::FieldFold: addQuoted(line, event.text); break;
    case Kind::ChunkLine:
        addNumber(line, "", event.value);
        if (!event.text.empty())
            addQuoted(line, event.text);
        break;
    case Kind::ContentData:
        addNumber(line, "", event.value);
        if (event.code == 1)
            addWord(line, "framed");
        break;
    default: break;
    }
}

void addDetails(std::string &line, const Event &event)
{
    switch (event.kind) {
    case Kind::RequestHead:
        if (event.phase == Phase::End) {
            addQuoted(line, event.name);
            addQuoted(line, event.text);
        }
        break;
    case Kind::InterimResponse:
    case Kind::FinalResponse:
        if (event.phase == Phase::End)
            addWord(line, std::to_string(event.code));
        break;
    case Kind::ContentEnd: addNumber(line, "", event.value); break;
    case Kind::MessageEnd:
        if (event.code == 1)
            addWord(line, "cut");
        break;
    case Kind::Pause:
        if (event.phase == Phase::End)
            addWord(line, outcomeKey(event.code));
        break;
    case Kind::Close:
        addWord(line, closeKey(event.code));
        if (!event.text.empty())
            addQuoted(line, event.text);
        break;
    case Kind::Anomaly:
        addKey(line, event.name);
        addQuoted(line, event.text);
        break;
    default:
        if (isLeaf(event.kind))
            addLeafDetails(line, event);
        else if (isLocal(event.kind))
            addAll(line, event);
    }
}

} // namespace

std::string_view keyOf(Kind kind)
{
    const auto index = static_cast<std::size_t>(kind);
    return index < kindKeys.size() ? kindKeys[index] : "unknown";
}

std::string_view keyOf(Phase phase)
{
    constexpr std::array<std::string_view, 3> keys = {"instant", "begin", "end"};
    const auto index = static_cast<std::size_t>(phase);
    return index < keys.size() ? keys[index] : "unknown";
}

std::string_view keyOf(Direction direction)
{
    constexpr std::array<std::string_view, 3> keys = {"local", "sent", "received"};
    const auto index = static_cast<std::size_t>(direction);
    return index < keys.size() ? keys[index] : "unknown";
}

bool isLeaf(Kind kind)
{
    return kind >= Kind::EmptyLine && kind <= Kind::Unparsed;
}

std::string describe(const Event &event)
{
    std::string line(keyOf(event.direction));
    if (!isLocal(event.kind) || event.span != Span{})
        addWord(line, std::to_string(event.span.offset) + '+' + std::to_string(event.span.length));
    addWord(line, keyOf(event.kind));
    if (event.phase != Phase::Instant)
        addWord(line, keyOf(event.phase));
    addDetails(line, event);
    if (event.stream != 0)
        addNumber(line, "stream=", event.stream);
    return line;
}

} // namespace wire
