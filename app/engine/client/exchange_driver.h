// SPDX-License-Identifier: GPL-3.0-or-later
// One connection in use for one request after the other: performs what the recorder's machine asks for, feeds
// it what the transport brings, and says how the request ended. Knows nothing of attempts and retries.
#pragma once

#include "engine/client/upload.h"
#include "engine/net/alarm.h"
#include "record/scribe.h"

#include <QObject>

#include <functional>

namespace engine {

/// How one request on one connection ended.
struct Ending {
    record::Outcome outcome = record::Outcome::Pending;
    std::string text;        ///< one line; "" for a final status
    std::string closeReason; ///< key of the reason for which we have to close; "" if there is none
    bool reusable = false;   ///< another request may follow
};

class ExchangeDriver : public QObject {
    Q_OBJECT
public:
    /// `where` is for error lines: "127.0.0.1:80". `scribe` is to outlive it.
    ExchangeDriver(std::unique_ptr<Transport> transport, std::string where, record::Scribe &scribe,
                   QObject *parent = nullptr);
    ~ExchangeDriver() override;

    struct Request {
        wire::Submission submission;
        std::string head;
        std::unique_ptr<BodySource> body;
        request::Timeouts timeouts;
        std::optional<std::int64_t> lingerNs; ///< of the spec
        /// Asked once, when the final response's head is there: whether that decides what comes next, so that its
        /// content is waited for no longer than a second. The ending's closeReason is "content-left" then.
        std::function<bool()> headDecides{};
    };
    /// Emits ended() later, once.
    void run(Request request);
    /// Opens the gate by hand.
    void release();
    /// The response is complete and only what may follow it is watched for: ends the watch. False: it is not so.
    bool endWatch();
    /// What came cannot be read, and only bytes that could mend that are waited for: ends the wait. False: it is not
    /// so.
    bool endUnreadable();
    /// Stops everything without a further signal.
    void stop();
    void close();
    /// For what goes on where this request ends: a tunnel.
    std::unique_ptr<Transport> takeTransport();
    /// The peer has closed, or something broke.
    bool isClosed() const { return peerClosed_; }
    /// Another request may be written: no TLS record of the last one is half sent.
    bool isInStep() const { return !peerClosed_ && !writeError_ && transport_->committed() == 0; }
    std::uint64_t toSend() const { return submission_.bodyLength; }

signals:
    void ended(const engine::Ending &ending);
    void progressed();

private:
    void moved(record::FactKind kind, std::int64_t at, std::string_view bytes);
    void peerClosed(std::int64_t at, wire::CloseHow how, std::string text);
    void timeout(const char *which, const std::string &line);
    const wire::Stream &stream() const { return scribe_.machine()->stream(); }
    void perform(std::vector<wire::Action> actions);
    void perform(wire::Action &action);
    void pump();
    std::size_t slice() const;
    bool lookDue() const;
    bool look();
    bool breathes();
    void drain();
    void readSome();
    void readAll();
    void readLater();
    void fitReadSize(std::int64_t took);
    void settle();
    void failBody(const std::string &line);
    void watchHead();
    void idleFired();
    void decideByHead();
    void linger();
    void endFinal();
    std::int64_t lingerNs() const;
    void end(Ending ending);
    Ending endingAfterClose() const;
    Ending noEnd(const char *closeReason) const;
    Ending closedEarly() const;
    Ending noStatus() const;
    std::string sentWords() const;

    std::unique_ptr<Transport> transport_;
    std::string where_;
    record::Scribe &scribe_;
    std::unique_ptr<Upload> upload_;
    wire::Submission submission_;
    request::Timeouts timeouts_;
    std::optional<std::int64_t> spokenLinger_;
    std::string first_; // bytes that came for this request, as many as beginsHttp2() looks at
    Alarm gate_, keep_, linger_, resync_, head_, idle_, breath_, decided_;
    std::function<bool()> headDecides_;
    std::int64_t lastActivity_ = 0;
    std::int64_t lookedAt_ = 0;   // for what had come
    std::uint64_t sinceLook_ = 0; // bytes that have left
    int writeError_ = 0;
    bool running_ = false;
    bool peerClosed_ = false;
    wire::CloseHow closedHow_ = wire::CloseHow::Fin;
    std::string closedText_;
    bool finished_ = false;
    bool giveUp_ = false;
    bool unreadable_ = false;
    bool lingering_ = false;
    bool readPosted_ = false; // readSome() will be called
    static constexpr std::size_t mostRead = 256 << 10;
    std::size_t readSize_ = mostRead; // bytes at once: what is read must not take long
    bool breathed_ = false;
};

} // namespace engine
