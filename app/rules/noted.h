// SPDX-License-Identifier: GPL-3.0-or-later
// What the events of one attempt say that the exchange's value does not hold.
#pragma once

#include "wire/event.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace rules {

struct Noted {
    bool lookupFailed = false, connectFailed = false, proxyFailed = false, tlsFailed = false;
    bool connected = false, headBegun = false, waitOver = false, stopped = false, held = false;
    int connects = 0;
    std::int64_t connectBeganAt = -1;
    std::int64_t roundTripNs = -1; ///< of the TCP connect that succeeded; -1: none did here
    std::int64_t bodyBeganAt = -1;
    std::int64_t headBeganAt = -1;     ///< of the response whose head is being read; -1: none is
    std::int64_t continueBeganAt = -1; ///< first byte of the first 100
    std::int64_t finalBeganAt = -1;    ///< first byte of the first final response
    std::string begun;                 ///< its status line, where one is open: "200 OK"
    std::optional<std::uint64_t>
        sentAtInterimContent;                    ///< wire bytes of content, when bytes came behind an interim response
    std::uint64_t before = 0;                    ///< bytes before the final response that belong to no message
    std::uint64_t surplus = 0;                   ///< bytes behind the first final response that belong to no message
    bool lastChunk = false;                      ///< of the response: the chunk of size 0 has come
    std::int64_t finalEndedAt = -1;              ///< the first final response's last byte
    std::int64_t peerClosedAt = -1;              ///< the other side's FIN, reset or failure, whichever was first
    std::optional<wire::CloseHow> peerClosedHow; ///< a reset behind a FIN counts more
    std::string dialled; ///< host of the last look-up, or host:port of the last step of connecting
    std::string lookedUp;
    std::string targetByte; ///< the first byte of the request target that does not belong there
    std::string unixSocket; ///< what the last step of connecting went to, in place of an address; "" without one
    std::string foreign;    ///< the first bytes that are no HTTP
    QStringList trailers;   ///< names of the response's trailer fields that say how it is framed
    QString lookupError, connectError, proxyError, tlsError, timeout, errorKey;
    QString notRepeated; ///< why a 417 was not followed by a repeat
    QString withheld;    ///< what was not sent to another origin, and between which
    QString notFollowed; ///< why a redirection was not followed, where they were to be
};

/// `request`: the direction of the requests at this seat.
void note(Noted &noted, const wire::Event &event, wire::Direction request);

} // namespace rules
