// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings for the suites about files, and what is compared of them.
#pragma once

#include "record/file.h"
#include "record/script.h"

#include "request/generated.h"

#include <QString>

namespace record {

using namespace Qt::StringLiterals;

inline bool same(const Record &a, const Record &b)
{
    if (a.startedAt != b.startedAt || !(a.spec == b.spec) || a.scenario != b.scenario || a.facts != b.facts
        || a.tapes.size() != b.tapes.size())
        return false;
    for (std::size_t i = 0; i < a.tapes.size(); ++i)
        for (const auto direction : {wire::Direction::Sent, wire::Direction::Received})
            if (a.tapes[i].of(direction).segments() != b.tapes[i].of(direction).segments())
                return false;
    return true;
}

inline request::RequestSpec fullSpec()
{
    request::RequestSpec spec;
    spec.method = "PUT";
    spec.url = "http://example.test/a?b";
    spec.version = 10;
    spec.headers = {{"A", "1", ":"}, {"A", std::string("\0\xff", 2), ": "}};
    spec.removed = {"Accept", "Host"};
    spec.rawHead = "";
    spec.body = {request::BodyKind::Generated,
                 "t",
                 "/p",
                 ~0ull,
                 "zeros",
                 "a/b",
                 true,
                 {{"n", "v", "", "", "", 0}, {"f", "", "/p", "p", "image/png", 7}}};
    spec.expect = {request::ExpectRule::Custom, 7,    "x",  -1,  wire::AfterWait::Stop,
                   request::On417::Show,        true, true, true};
    spec.timeouts = {1, 2, INT64_MAX, INT64_MIN, 3};
    spec.tls = {false, "/ca", "name", "/cert", "/key"};
    spec.family = request::AddressFamily::V6;
    spec.followUp = true;
    spec.lingerNs = 0;
    spec.proxy = "socks5://p:1";
    spec.connectTo = "c:2";
    spec.unixSocket = "@s";
    spec.redirects = 3;
    spec.fieldOrder = {"Host", "expect"};
    spec.profile = "curl";
    return spec;
}

inline Record recordOf(Script &script)
{
    Record record = script.recorder().take();
    record.startedAt = 1'700'000'000'000;
    record.spec = fullSpec();
    return record;
}

// An upload whose middle is elided, with events in it.
inline Record elidedRecord()
{
    Script script(wire::Role::Client, {100, 50, 1 << 20});
    const std::string head = "POST / HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n";
    script.attempt(0, 0);
    script.submit(head, 1'000'000, false);
    script.sent(head);
    for (int i = 0; i < 10; ++i) {
        script.at(i);
        script.sent(std::string(100'000, static_cast<char>('a' + i)));
    }
    script.received(okResponse);
    script.end();
    return recordOf(script);
}

inline Record generatedRecord(std::size_t size)
{
    Script script;
    const std::string head = "POST / HTTP/1.1\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
    script.attempt(0, 0);
    script.submit(head, size, false);
    script.sent(head);
    const auto block = request::generatedBlock("random");
    for (std::size_t done = 0; done < size; done += block.size())
        script.sent(block.substr(0, std::min(block.size(), size - done)));
    script.received(okResponse);
    script.end();
    return recordOf(script);
}

inline Record smallRecord()
{
    Script script;
    playRefusedAndRetried(script);
    return recordOf(script);
}

inline QString errorOf(std::string_view bytes)
{
    const auto result = deserialize(bytes);
    const auto *error = std::get_if<FileError>(&result);
    return error ? QString::fromStdString(error->text) : QString();
}

inline QString eventLines(const std::vector<wire::Event> &events)
{
    QString lines;
    for (const auto &event : events)
        lines += u"%1 %2 %3 %4 %5\n"_s.arg(event.seq)
                     .arg(event.at)
                     .arg(event.attempt)
                     .arg(event.connection)
                     .arg(QString::fromStdString(wire::describe(event)));
    return lines;
}

} // namespace record
