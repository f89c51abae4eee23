// SPDX-License-Identifier: GPL-3.0-or-later
// The request of an attempt: its head and its content.
#include "rules/facts/attempt_facts.h"

using namespace Qt::StringLiterals;

namespace rules {

namespace {

using At = const AttemptReading &;

QString hexOf(char byte)
{
    return u"%1"_s.arg(static_cast<unsigned char>(byte), 2, 16, '0'_L1).toUpper();
}

/// For a sentence: the byte itself where it can be shown.
Value targetByte(At at)
{
    const char byte = at.attempt.request.badTarget.front();
    const QString code = u"0x"_s + hexOf(byte);
    const bool shown = byte > 0x20 && byte < 0x7f;
    return as::text(shown ? u"“%1” (%2)"_s.arg(QLatin1Char(byte)).arg(code) : u"The byte "_s + code);
}

constexpr AttemptFact requestRows[]{
    {"head.begun", [](At at) { return as::flag(at.attempt.request.begunAt >= 0); }},
    {"head.sent", [](At at) { return as::flag(at.attempt.request.seen); }},
    {"content.begun", [](At at) { return as::flag(at.attempt.request.bodyBegunAt >= 0); }},
    {"content.sent", [](At at) { return as::bytes(at.attempt.request.contentBytes); }},
    {"upload.stopped", [](At at) { return as::flag(at.attempt.decided(record::Decision::StopUpload) != nullptr); }},
    {"upload.held", [](At at) { return as::flag(at.attempt.decided(record::Decision::HoldContent) != nullptr); }},
    {"interim-content.sent", [](At at) { return as::bytes(at.attempt.sentAtInterimContent); }},
};

constexpr AttemptFact badTargetRows[]{
    {"target.byte", &targetByte},
    {"target.code", [](At at) { return as::text(u"%"_s + hexOf(at.attempt.request.badTarget.front())); }},
};

constexpr AttemptFact headRows[]{
    {"head.size", [](At at) { return as::bytes(at.attempt.request.headBytes); }},
    {"method", [](At at) { return as::wire(at.attempt.request.head.method); }},
    {"idempotent", [](At at) { return as::flag(at.request.idempotent); }},
    {"target", [](At at) { return as::wire(at.attempt.request.head.target); }},
    {"http", [](At at) { return as::key(wire::httpVersion(at.attempt.request.head.version)); }},
    {"chunked", [](At at) { return as::flag(at.request.chunked); }},
    {"upgrade", [](At at) { return as::flag(at.request.upgrade); }},
    {"says-upgrade", [](At at) { return as::flag(at.request.saysUpgrade); }},
    {"says-te", [](At at) { return as::flag(at.request.saysTe); }},
    {"hosts", [](At at) { return as::number(static_cast<std::int64_t>(at.request.hosts)); }},
    {"content", [](At at) { return as::flag(at.request.content); }},
    {"content.size", [](At at) { return as::bytes(at.request.size); }},
    {"content.complete", [](At at) { return as::flag(at.attempt.request.complete); }},
    {"content.owed", [](At at) { return as::flag(at.request.content && !at.attempt.request.complete); }},
};

constexpr AttemptFamily fieldFamilies[]{
    {"field.", [](At at) { return joinedFields(at.attempt.request.head.fields); }},
};

constexpr AttemptTable requestTables[]{
    {nullptr, requestRows},
    {[](At at) { return !at.attempt.request.badTarget.empty(); }, badTargetRows},
    {[](At at) { return at.attempt.request.seen; }, headRows, fieldFamilies},
};

} // namespace

AttemptTables requestFacts()
{
    return requestTables;
}

} // namespace rules
