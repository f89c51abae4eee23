// SPDX-License-Identifier: GPL-3.0-or-later
// Beside an independent and strict parser (python3-h11, in a process of its own): a message that it accepts is read
// here without an anomaly that is an error, with the same start line, the same fields and the same content.
#include "fuzz/parsed.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <optional>
#include <utility>

#include <sys/socket.h>
#include <unistd.h>

namespace {

/// One message as h11 reads it.
struct Read {
    int status = 0;
    std::string start; ///< reason or target
    std::string content;
    wire::Fields fields; ///< the trailer's too
};

class H11 {
public:
    H11()
    {
        std::array<int, 2> ends{};
        fuzz::require(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) == 0, "a pair of sockets");
        if (fork() == 0) {
            dup2(ends[1], 0);
            dup2(ends[1], 1);
            execl("/usr/bin/python3", "python3", INTERIM_SOURCE_DIR "/tests/fuzz/h11_reader.py", nullptr);
            _exit(1);
        }
        close(ends[1]);
        socket_ = ends[0];
    }

    /// Nothing when it refuses the bytes, or they are no whole message.
    std::optional<Read> read(bool request, const std::string &bytes)
    {
        const auto size = std::uint32_t(bytes.size());
        std::string question(reinterpret_cast<const char *>(&size), sizeof size);
        question += char(request);
        put(question + bytes);
        if (get(1)[0] == 0)
            return std::nullopt;
        Read read;
        read.status = int(number());
        read.start = get(number());
        read.content = get(number());
        read.fields.resize(number());
        for (wire::Field &field : read.fields) {
            field.name = get(number());
            field.value = get(number());
        }
        return read;
    }

private:
    /// libFuzzer's own timer interrupts.
    static ssize_t again(const auto &call)
    {
        ssize_t n = call();
        while (n < 0 && errno == EINTR)
            n = call();
        return n;
    }
    void put(std::string_view bytes)
    {
        while (!bytes.empty()) {
            const auto n = again([&] { return ::write(socket_, bytes.data(), bytes.size()); });
            fuzz::require(n > 0, "h11 listens (packaging/deps tests)");
            bytes.remove_prefix(std::size_t(n));
        }
    }
    std::string get(std::size_t size)
    {
        std::string bytes(size, 0);
        for (std::size_t at = 0; at < size;) {
            const auto n = again([&] { return ::read(socket_, bytes.data() + at, size - at); });
            fuzz::require(n > 0, "h11 answers (packaging/deps tests)");
            at += std::size_t(n);
        }
        return bytes;
    }
    std::uint32_t number()
    {
        std::uint32_t value = 0;
        std::memcpy(&value, get(sizeof value).data(), sizeof value);
        return value;
    }

    int socket_ = -1;
};

/// What h11 lets pass: folds (RFC 9112 section 5.2), statuses above 599 (RFC 9110 section
/// 15), Transfer-Encoding in HTTP/1.0, beside Content-Length and in a 204 (RFC 9112 sections 6.1 and 6.2), and any
/// visible character in a target (RFC 9112 section 3.2).
constexpr std::array laxities{
    wire::Anomaly::ObsFold,          wire::Anomaly::StatusOutOfRange,   wire::Anomaly::EncodingInHttp10,
    wire::Anomaly::LengthNotAllowed, wire::Anomaly::LengthWithEncoding, wire::Anomaly::BadTarget};

/// Runs of white space, which a fold makes or leaves, count as one.
std::string words(std::string_view value)
{
    std::string out;
    for (const char c : base::trimmed(value)) {
        if (!base::isBlank(c) || !out.ends_with(' '))
            out += base::isBlank(c) ? ' ' : c;
    }
    return out;
}

/// As h11 gives fields: one Content-Length with one number, Transfer-Encoding in lower case.
void normalize(wire::Fields &fields)
{
    bool length = false;
    std::erase_if(fields, [&length](wire::Field &field) {
        field.value = words(field.value);
        if (base::equalsIgnoringCase(field.name, "Transfer-Encoding"))
            field.value = base::lowered(field.value);
        if (!base::equalsIgnoringCase(field.name, "Content-Length"))
            return false;
        field.value = base::trimmed(field.value.substr(0, field.value.find(',')));
        return std::exchange(length, true);
    });
}

void holdAgainst(Read theirs, const support::WireCase &one, const support::LogSink &log)
{
    wire::Fields fields;
    std::string content;
    for (const wire::Event &event : log.events) {
        if (event.kind == wire::Kind::MessageEnd || event.kind == wire::Kind::InterimResponse)
            break; // there h11 was asked no more
        if (event.kind == wire::Kind::Anomaly) {
            const auto what = wire::Anomaly(event.code);
            const bool lax = std::ranges::find(laxities, what) != laxities.end();
            fuzz::require(lax || wire::infoOf(what).severity != wire::Severity::Error, event.name.c_str());
        } else if (event.kind == wire::Kind::StartLine) {
            fuzz::require(base::trimmed(event.text) == base::trimmed(theirs.start), "the target or reason is another");
            fuzz::require(one.type == wire::MessageType::Request || event.code == theirs.status,
                          "the status is another");
        } else if (event.kind == wire::Kind::FieldLine || event.kind == wire::Kind::TrailerLine) {
            fields.push_back({event.name, event.text});
        } else if (event.kind == wire::Kind::FieldFold) {
            fields.back().value += ' ' + event.text;
        } else if (event.kind == wire::Kind::ContentData) {
            content += one.bytes.substr(event.span.offset, event.span.length);
        }
    }
    fuzz::require(content == theirs.content, "the content is another");
    normalize(fields);
    normalize(theirs.fields);
    fuzz::require(fields == theirs.fields, "the fields are others");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static H11 h11;
    if (size == 0 || size > 64 << 10)
        return 0;
    support::WireCase one;
    one.type = data[0] & 1 ? wire::MessageType::Request : wire::MessageType::Response;
    one.end = support::WireCase::End::Fin;
    one.limits.detailedChunks = UINT32_MAX;
    one.asked.push_back({"GET", 11, false});
    one.bytes.assign(reinterpret_cast<const char *>(data) + 1, size - 1);
    if (auto theirs = h11.read(data[0] & 1, one.bytes))
        holdAgainst(std::move(*theirs), one, support::play(one, {}));
    return 0;
}
