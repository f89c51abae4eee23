// SPDX-License-Identifier: GPL-3.0-or-later
// What a peer that does not speak HTTP/1 seems to speak, told by its first bytes.
#pragma once

#include <QString>

#include <string_view>

namespace rules {

/// A protocol as rules know it ("ssh") and as people read it ("SSH"). Key "other" and no name: these bytes do not tell.
struct Spoken {
    QString key;
    QString name;
};
/// `begin`: the first bytes that came, 64 are enough. Keys: http2 (a SETTINGS or GOAWAY frame, RFC 9113 section 4.1),
/// tls (a record, RFC 8446 section 5.1), ssh, smtp, ftp, greeting (220, which both say), pop3, imap, redis, mysql,
/// amqp, rtsp, sip, icy, markup, other.
Spoken spokenBy(std::string_view begin);

} // namespace rules
