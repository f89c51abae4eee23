// SPDX-License-Identifier: GPL-3.0-or-later
// What a person asks for: one request with its Expect settings, before any byte exists. Plain values.
#pragma once

#include "wire/expect_gate.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace request {

/// A field line as typed: it goes out as name + separator + value + CRLF, byte for byte.
struct HeaderLine {
    std::string name;
    std::string value;
    std::string separator = ": ";
    bool operator==(const HeaderLine &) const = default;
};

enum class BodyKind : std::uint8_t { None, Text, File, Generated, Form, Multipart };

/// One field of a form; of a multipart form it may be a file.
struct FormField {
    std::string name{};
    std::string value{};     ///< the text; nothing where there is a path
    std::string path{};      ///< Multipart: the file whose bytes are sent; "" for text
    std::string fileName{};  ///< Multipart: what the server is told; "" for the path's last part, or none of a text
    std::string mediaType{}; ///< Multipart: Content-Type of the part; "" for none
    std::uint64_t size = 0;  ///< bytes of the file, filled when it is looked at
    bool operator==(const FormField &) const = default;
};

struct BodySpec {
    BodyKind kind = BodyKind::None;
    std::string text;                ///< Text: the content itself
    std::string path;                ///< File
    std::uint64_t size = 0;          ///< Generated: bytes; File: bytes, filled when the file is looked at
    std::string pattern = "text";    ///< Generated: text (printable lines), zeros, random
    std::string mediaType;           ///< Content-Type to add; "" for the kind's own (form.h)
    bool chunked = false;            ///< Transfer-Encoding: chunked instead of Content-Length
    std::vector<FormField> fields{}; ///< Form, Multipart: in order, duplicates kept
    bool present() const { return kind != BodyKind::None; }
    /// Content bytes.
    std::uint64_t length() const;
    bool operator==(const BodySpec &) const = default;
};

enum class ExpectRule : std::uint8_t { Off, Threshold, Always, Custom };
enum class On417 : std::uint8_t { Retry, Show };

struct ExpectSettings {
    ExpectRule rule = ExpectRule::Threshold;
    std::uint64_t threshold = 1 << 20;   ///< bytes; Expect for content larger than this
    std::string custom = "100-continue"; ///< value for ExpectRule::Custom
    std::int64_t waitNs = 1'000'000'000; ///< 0: do not wait at all
    wire::AfterWait afterWait = wire::AfterWait::Send;
    On417 on417 = On417::Retry;
    bool accept104 = false;      ///< take 104 (Upload Resumption Supported) as 100
    bool bodyAfterFinal = false; ///< send the content even after a final status refused it, or said that it closes
    /// Wait, and repeat after a 417, whatever the Expect field says. Without it only 100-continue does: a client that
    /// will wait MUST send it, and the repeat after 417 is for it alone (RFC 9110 section 10.1.1).
    bool anyValue = false;
    bool operator==(const ExpectSettings &) const = default;
};

/// All in nanoseconds, 0 for none.
struct Timeouts {
    std::int64_t connectNs = 10'000'000'000; ///< each of: the look-up; an address with TLS; a proxy's answer
    std::int64_t headNs = 60'000'000'000;    ///< from the request's last byte to the final response's head
    std::int64_t idleNs = 60'000'000'000;    ///< with no byte either way, but while the gate waits
    std::int64_t wholeNs = 0;                ///< the whole exchange with its retries
    std::int64_t keepNs = 300'000'000'000;   ///< AfterWait::Keep: how long it waits on once the wait is over
    bool operator==(const Timeouts &) const = default;
};

enum class AddressFamily : std::uint8_t { Any, V4, V6 };

struct TlsSettings {
    bool verify = true;
    std::string caFile;     ///< PEM, besides the system's
    std::string serverName; ///< SNI and the name to verify; "" for the URL's host
    std::string certFile{}; ///< PEM: our own certificate, its issuers behind it; "" for none
    std::string keyFile{};  ///< PEM: its key; "" if it stands in certFile
    bool operator==(const TlsSettings &) const = default;
};

struct RequestSpec {
    std::string method = "GET";
    std::string url;
    int version = 11;                   ///< 10, 11
    std::vector<HeaderLine> headers;    ///< in order, duplicates kept
    std::vector<std::string> removed;   ///< names of fields not to add by ourselves
    std::optional<std::string> rawHead; ///< exact head bytes with their blank line, instead of all the above
    BodySpec body;
    ExpectSettings expect;
    Timeouts timeouts;
    TlsSettings tls;
    AddressFamily family = AddressFamily::Any;
    bool followUp = false; ///< a GET of / on the same connection afterwards
    /// How long the connection is watched after the final response, in nanoseconds; nothing: as long as the
    /// exchange calls for (see engine/client/runner.h).
    std::optional<std::int64_t> lingerNs;
    /// http://[user:password@]host:port or socks5://…; "" for none. http goes there in absolute form, https through
    /// CONNECT; SOCKS carries both.
    std::string proxy;
    std::string connectTo; ///< host:port to connect to in the URL's stead, head unchanged; "" for the URL's
    /// The Unix socket to connect to in place of the network, head unchanged: "/path", or "@name" in Linux's abstract
    /// namespace; "" for none. Neither with a proxy nor with connectTo.
    std::string unixSocket{};
    int redirects = 0; ///< how many 3xx with a Location are followed
    /// Names in the order and the case in which the head has them; fields that are not named here stand where "*" is,
    /// or last. "Expect: VALUE" gives the value too that the rules Threshold and Always send.
    std::vector<std::string> fieldOrder;
    std::string profile; ///< the client that this request behaves like; "" for none
    bool operator==(const RequestSpec &) const = default;
};

} // namespace request
