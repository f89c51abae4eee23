// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/server/seat_feed.h"

namespace engine {

SeatFeed::SeatFeed(const record::ServerSeat &seat) : seat_(&seat), startedAt_(seat.begunAt()) {}

/// The seat's recorder is gone by now; its events are those that the replay makes.
void SeatFeed::finish(std::shared_ptr<const record::Record> record)
{
    seat_ = nullptr;
    record_ = std::move(record);
    if (record_)
        events_ = record::replay(*record_);
    emit finished();
}

const std::vector<wire::Event> &SeatFeed::events() const
{
    return seat_ && seat_->recorder() ? seat_->recorder()->events() : events_;
}

std::string SeatFeed::readTape(std::uint32_t connection, wire::Direction direction, wire::Span span,
                               std::uint64_t most) const
{
    const record::Record *record = seat_ && seat_->recorder() ? &seat_->recorder()->recording() : record_.get();
    return record ? record->readTape(connection, direction, span, most) : std::string();
}

} // namespace engine
