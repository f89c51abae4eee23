// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/wire_case.h"

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace support {

namespace {

std::string unescaped(const std::string &text, const std::string &place)
{
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\\') {
            out += text[i];
            continue;
        }
        const char c = ++i < text.size() ? text[i] : '?';
        if (c == 'x' && i + 2 < text.size()) {
            out += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else if (const auto at = std::string("rnt0\\").find(c); at != std::string::npos) {
            out += "\r\n\t\0\\"[at];
        } else {
            throw std::runtime_error(place + ": unknown escape \\" + c);
        }
    }
    return out;
}

void setLimit(wire::Limits &limits, const std::string &text, const std::string &place)
{
    const auto equals = text.find('=');
    const auto name = text.substr(0, equals);
    const auto value = std::stoul(text.substr(equals + 1));
    if (name == "headBytes")
        limits.headBytes = value;
    else if (name == "allHeadBytes")
        limits.allHeadBytes = value;
    else if (name == "fields")
        limits.fields = static_cast<std::uint32_t>(value);
    else if (name == "emptyLines")
        limits.emptyLines = static_cast<std::uint32_t>(value);
    else if (name == "interims")
        limits.interims = static_cast<std::uint32_t>(value);
    else if (name == "headEvents")
        limits.headEvents = static_cast<std::uint32_t>(value);
    else if (name == "chunkLineBytes")
        limits.chunkLineBytes = static_cast<std::uint32_t>(value);
    else if (name == "detailedChunks")
        limits.detailedChunks = static_cast<std::uint32_t>(value);
    else if (name == "contentAnomalies")
        limits.contentAnomalies = static_cast<std::uint32_t>(value);
    else
        throw std::runtime_error(place + ": unknown limit " + name);
}

WireCase::Asked askedOf(const std::string &text)
{
    std::istringstream words(text);
    WireCase::Asked asked;
    std::string version, extra;
    words >> asked.method >> version >> extra;
    asked.version = version == "1.0" ? 10 : 11;
    asked.upgrade = extra == "upgrade";
    return asked;
}

void readHeader(WireCase &one, const std::string &line, const std::string &place)
{
    const auto colon = line.find(": ");
    const auto key = line.substr(0, colon);
    const auto value = colon == std::string::npos ? std::string() : line.substr(colon + 2);
    if (key == "type" && (value == "request" || value == "response"))
        one.type = value == "request" ? wire::MessageType::Request : wire::MessageType::Response;
    else if (key == "asked")
        one.asked.push_back(askedOf(value));
    else if (key == "end" && (value == "open" || value == "fin" || value == "reset"))
        one.end = value == "fin" ? WireCase::End::Fin : value == "reset" ? WireCase::End::Reset : WireCase::End::Open;
    else if (key == "limits")
        setLimit(one.limits, value, place);
    else
        throw std::runtime_error(place + ": not understood: " + line);
}

void readBytes(WireCase &one, const std::string &line, const std::string &place)
{
    if (line.rfind("| ", 0) == 0) {
        one.bytes += unescaped(line.substr(2), place);
    } else if (line.rfind("* ", 0) == 0) {
        const auto space = line.find(' ', 2);
        const auto text = unescaped(line.substr(space + 1), place);
        for (auto n = std::stoul(line.substr(2, space - 2)); n > 0; --n)
            one.bytes += text;
    } else {
        throw std::runtime_error(place + ": bytes begin with '| ' or '* N ': " + line);
    }
}

} // namespace

std::vector<WireCase> readWireCases(const std::string &path)
{
    std::ifstream file(path);
    if (!file)
        throw std::runtime_error(path + ": cannot be read");
    std::vector<WireCase> cases;
    enum { Header, Bytes, Log } part = Header;
    std::string line;
    for (int number = 1; std::getline(file, line); ++number) {
        const auto place = path.substr(path.rfind('/') + 1) + ":" + std::to_string(number);
        if (line.rfind("== ", 0) == 0) {
            cases.push_back({});
            cases.back().place = place;
            cases.back().name = line.substr(3);
            part = Header;
        } else if (line.empty() || line[0] == '#') {
            continue;
        } else if (cases.empty()) {
            throw std::runtime_error(place + ": a case begins with '== name'");
        } else if (line == "bytes:" || line == "log:") {
            part = line == "log:" ? Log : Bytes;
        } else if (part == Header) {
            readHeader(cases.back(), line, place);
        } else if (part == Bytes) {
            readBytes(cases.back(), line, place);
        } else {
            cases.back().log.push_back(line.substr(std::min(line.find_first_not_of(' '), line.size())));
        }
    }
    return cases;
}

void LogSink::onEvent(wire::Event event, std::uint64_t offset)
{
    events.push_back(std::move(event));
    offsets.push_back(offset);
}

void LogSink::onBytes(wire::ByteClass kind, std::string_view some)
{
    bytes += some;
    classes.append(some.size(), kind == wire::ByteClass::Head ? 'h' : 'c');
}

LogSink play(const WireCase &one, const std::vector<std::size_t> &cuts)
{
    LogSink sink;
    wire::Parser parser(one.type, wire::Direction::Received, one.limits);
    for (const auto &asked : one.asked)
        parser.expectResponseTo(asked.method, asked.version, asked.upgrade);
    std::size_t from = 0;
    const std::string_view bytes = one.bytes;
    for (const auto cut : cuts) {
        parser.feed(bytes.substr(from, cut - from), sink);
        from = cut;
    }
    parser.feed(bytes.substr(from), sink);
    if (one.end != WireCase::End::Open)
        parser.end(sink, one.end == WireCase::End::Fin);
    return sink;
}

std::vector<std::string> logOf(const std::vector<wire::Event> &events)
{
    std::vector<std::string> log;
    for (const auto &event : events) {
        const auto line = wire::describe(event);
        log.push_back(line.substr(line.find(' ') + 1));
    }
    return log;
}

std::string tilingFault(const std::vector<wire::Event> &events, wire::Direction direction, std::uint64_t size)
{
    std::uint64_t at = 0;
    for (const auto &event : events) {
        if (event.direction != direction || !wire::isLeaf(event.kind))
            continue;
        if (event.span.offset != at || event.span.length == 0)
            return "expected a leaf at " + std::to_string(at) + ", got " + wire::describe(event);
        at = event.span.end();
    }
    return at == size ? std::string() : "leaves end at " + std::to_string(at) + " of " + std::to_string(size);
}

} // namespace support
