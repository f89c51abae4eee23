// SPDX-License-Identifier: GPL-3.0-or-later
// One client of a server of ours: joins a stream, which stamps, with a record::ServerSeat, which decides.
#pragma once

#include "engine/net/accepted_stream.h"
#include "engine/server/lab_sight.h"
#include "engine/server/seat_feed.h"
#include "record/seat/server_seat.h"

#include <QPointer>
#include <QTimer>

#include <deque>
#include <memory>

namespace engine {

class ServedConnection : public QObject, private AcceptedStream::User {
    Q_OBJECT
public:
    ServedConnection(AcceptedStream *stream, record::ServerSeat::Responders responders, record::Target target,
                     QObject *parent = nullptr);
    ~ServedConnection() override;

    void start();
    /// The client is this program's own.
    void setOwn(bool own) { ownClient_ = own; }
    /// Ends the exchange under way, as `line` says, and the connection.
    void shutDown(record::ServerSeat::Gone why, const std::string &line);
    /// When bytes last moved, Clock's nanoseconds.
    std::int64_t lastMoved() const { return lastMoved_; }
    /// An exchange is under way.
    bool busy() const { return seat_ && seat_->busy(); }
    /// LabSight::id of the exchange under way whose head has come; 0: there is none.
    std::uint64_t sightId() const { return busy() ? sight_ : 0; }
    /// That one, to be shown while it runs.
    std::unique_ptr<SeatFeed> watch();
    /// Bytes of memory that its recording takes, about.
    std::uint64_t held() const { return seat_ ? seat_->held() : 0; }

signals:
    /// held() may be more, or less, than it was.
    void moved();
    void recorded(std::shared_ptr<const record::Record> record);
    /// As recorded(), and once before, when the head has come.
    void seen(const engine::LabSight &sight);
    /// Nothing more will come; delete it later.
    void over();

private:
    void streamOpen(std::int64_t at, const TlsReport *tls) override;
    void streamRead(std::int64_t at, std::string_view bytes) override;
    void streamWritten(std::int64_t at, std::string_view bytes, bool all) override;
    void streamClosed(std::int64_t at, wire::CloseHow how, const std::string &text) override;

    void take(std::vector<record::Responder::Action> actions);
    void work();
    void perform(record::Responder::Action action);
    void beginClose();
    void settle();
    std::int64_t wallAt(std::int64_t at) const;
    LabSight sight();
    void endFeeds(const std::shared_ptr<const record::Record> &record);
    void endLinger();
    void finishOver();

    AcceptedStream *stream_;
    record::ServerSeat::Responders responders_;
    record::Target target_;
    std::unique_ptr<record::ServerSeat> seat_;
    std::deque<record::Responder::Action> queue_;
    std::vector<QPointer<SeatFeed>> feeds_; // of the exchange under way
    QTimer timer_;
    QTimer linger_;
    std::int64_t lastMoved_ = 0;
    std::uint64_t sight_ = 0; // of the exchange whose head came; 0: none has
    bool ownClient_ = false;
    bool working_ = false;
    bool again_ = false;   // a continuation of work() is posted
    bool readOff_ = false; // by the scenario
    bool clientClosed_ = false;
    bool closing_ = false;
    bool over_ = false;
};

} // namespace engine
