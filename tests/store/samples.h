// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings for the history's tests.
#pragma once

#include "support/exchange_sample.h"

#include <memory>
#include <string>

namespace support {

/// One attempt that got this status; `size` bytes of response content.
inline record::Record answered(const std::string &method, const std::string &url, int status, std::size_t size = 2)
{
    request::RequestSpec spec;
    spec.method = method;
    spec.url = url;
    SampleMaker maker(spec);
    maker.at(0).begin("first").at(100).head().at(900);
    maker.received("HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n"
                   + std::string(size, 'b'));
    maker.at(1000).end("final-status");
    auto record = maker.recorder().take();
    record.spec = spec;
    record.startedAt = 1'700'000'000'000;
    return record;
}

/// 417 after 1.63 ms, then 201 without Expect.
inline record::Record healed()
{
    const auto spec = uploadSpec(2 << 20);
    SampleMaker maker(spec);
    maker.at(0).begin("first").at(100).head().at(1730);
    maker.received("HTTP/1.1 417 Expectation Failed\r\nContent-Length: 3\r\n\r\nno\n");
    maker.at(1800).closed().end("final-status").withoutExpect();
    maker.at(2000).begin("retry-without-expect").at(2100).head().sent(std::string(spec.body.size, 'x')).at(4000);
    maker.received("HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
    maker.at(4100).end("final-status");
    auto record = maker.recorder().take();
    record.spec = spec;
    return record;
}

inline std::shared_ptr<const record::Record> shared(record::Record record)
{
    return std::make_shared<const record::Record>(std::move(record));
}

} // namespace support
