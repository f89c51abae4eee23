// SPDX-License-Identifier: GPL-3.0-or-later
// The exchange under way at a server's seat, for whoever shows it live.
#pragma once

#include "engine/net/live_source.h"
#include "record/seat/server_seat.h"

namespace engine {

class SeatFeed : public LiveSource {
    Q_OBJECT
public:
    /// Of the exchange that is under way at the seat now.
    explicit SeatFeed(const record::ServerSeat &seat);

    /// It is over, and `record` is what was kept of it; null: nothing. The seat is not looked at any more.
    void finish(std::shared_ptr<const record::Record> record);

    const std::vector<wire::Event> &events() const override;
    Progress progress() const override { return {}; }
    bool done() const override { return !seat_; }
    std::int64_t startedAt() const override { return startedAt_; }
    std::string readTape(std::uint32_t connection, wire::Direction direction, wire::Span span,
                         std::uint64_t most) const override;
    std::shared_ptr<const record::Record> takeWhole() override { return std::move(record_); }

private:
    const record::ServerSeat *seat_;
    std::int64_t startedAt_;
    std::vector<wire::Event> events_; // once it is over
    std::shared_ptr<const record::Record> record_;
};

} // namespace engine
