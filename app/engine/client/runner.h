// SPDX-License-Identifier: GPL-3.0-or-later
// Performs one exchange over our own sockets: look-up, every address, TCP and TLS, the request through the Expect
// gate, the response, and the attempts that follow (417 without Expect, a follow-up). Lives on the engine's
// thread; each socket callback is stamped once by engine::Clock and becomes one fact. A tunnel through an HTTP proxy
// is an attempt of its own ("proxy-connect") on a connection of its own; what goes through it begins another, so that
// offsets count from the tunnel's first byte.
//
// Rules that do not stand in the RFCs:
//  * After a complete final response the connection is watched for spec.lingerNs, and without one for 50 ms if
//    an Expect field went out and the content was refused (a status of 400 or more) or not all sent, for 250 ms if
//    the response says that the server closes; else one look is taken. The peer's close ends the watch.
//  * A close of ours is a fact only where the protocol or the rules call for it (content unsent after a final
//    status, the user, a time-out, the rules of waiting, a body that cannot be read); a connection that is
//    merely no longer needed stays "open" in the record, as it was seen last.
//  * The head time-out runs from the request's last byte; while the gate waits there is none, and no idle time-out
//    either. AfterWait::Keep is bounded by Timeouts::keepNs from the end of the wait on, and by the whole time-out.
//  * A 417 to 100-continue is retried once, and only when its response is complete and has no Retry-After (one that is
//    neither seconds nor a date does not count); to another expectation by ExpectSettings::anyValue alone. On the same
//    connection only if the whole request had been sent and the connection persists (RFC 9112 section 9.3).
//  * A redirection is followed on a new connection; a head typed raw is not redirected.
//  * Beyond record::mostEvents nothing more is read, and the exchange ends; the whole of what one exchange may hold is
//    bounded by that, whatever number of attempts it takes (the bounds of wire::Limits are of one message or
//    connection).
//  * What is left out, added, repeated or changed beyond what was asked is a Decision with its reason: of an attempt's
//    head right behind its AttemptBegin, of what follows an attempt before its AttemptEnd.
#pragma once

#include "engine/client/shared_bounds.h"
#include "engine/net/live_source.h"
#include "record/recorder.h"

#include <QObject>

#include <memory>

namespace engine {

class Runner : public LiveSource {
    Q_OBJECT
public:
    /// `together`: bounds that it shares with others.
    explicit Runner(request::RequestSpec spec, QObject *parent = nullptr, std::shared_ptr<SharedBounds> together = {});
    ~Runner() override;

    void start();
    /// Ends the exchange now, at any instant; the record stays and says so.
    void cancel();
    /// The same, where it is not this exchange that somebody saw enough of.
    void endWithProgram();
    /// Opens the Expect gate by hand.
    void releaseBody();

    const std::vector<wire::Event> &events() const override;
    Progress progress() const override;
    bool done() const override;
    std::int64_t startedAt() const override;
    std::string readTape(std::uint32_t connection, wire::Direction direction, wire::Span span,
                         std::uint64_t most) const override;
    std::shared_ptr<const record::Record> takeWhole() override;
    /// After finished(): the whole recording.
    record::Record takeRecord();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace engine
