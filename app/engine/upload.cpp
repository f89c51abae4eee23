// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/upload.h"

#include <algorithm>

namespace engine {

Upload::Upload(std::string head, std::unique_ptr<BodySource> body)
    : head_(std::move(head))
    , body_(std::move(body))
{
}

Upload::Result Upload::pump(Transport &transport, std::size_t budget, const Flushed &flushed)
{
    std::size_t done = 0;
    for (;;) {
        collect(transport.committed());
        if (pieces_.empty())
            return {};
        if (done >= budget)
            return {true, 0};
        const Transport::Written written = transport.write(pieces_);
        done += written.taken;
        taken(written.taken, written.at, flushed);
        if (written.error)
            return {false, written.error};
        if (written.full)
            return {true, 0};
    }
}

// Head and first content block stand together, so that they can leave in one write.
void Upload::collect(std::size_t committed)
{
    pieces_.clear();
    if (headAllowed_ && headSent_ < head_.size())
        pieces_.push_back(std::string_view(head_).substr(headSent_));
    if (!body_ || !bodyAllowed_)
        return;
    std::size_t limit = committed > 0 && !pieces_.empty() ? committed - std::min(committed, pieces_.front().size())
                                                          : committed;
    if (stopped_ && limit == 0)
        return;
    for (std::string_view piece : body_->peek()) {
        if (stopped_) {
            piece = piece.substr(0, limit);
            limit -= piece.size();
        }
        if (!piece.empty())
            pieces_.push_back(piece);
    }
}

void Upload::taken(std::size_t n, std::int64_t at, const Flushed &flushed)
{
    std::size_t ofBody = 0;
    for (std::string_view piece : pieces_) {
        piece = piece.substr(0, n);
        if (piece.empty())
            break;
        n -= piece.size();
        const bool isHead = headSent_ < head_.size() && piece.data() == head_.data() + headSent_;
        (isHead ? headSent_ : ofBody) += piece.size();
        flushed(piece, at);
    }
    if (ofBody > 0)
        body_->advance(ofBody);
}

} // namespace engine
