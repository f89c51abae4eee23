// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/upload.h"

#include <algorithm>

namespace engine {

bool Upload::ready(const Transport &transport)
{
    collect(transport.committed());
    return !pieces_.empty();
}

Upload::Result Upload::write(Transport &transport, std::size_t most, const Flushed &flushed)
{
    collect(transport.committed());
    cut(std::max(most, transport.committed()) + (head_.size() - headSent_));
    if (pieces_.empty())
        return {};
    const Transport::Written written = transport.write(pieces_);
    taken(written.taken, written.at, flushed);
    return {written.taken, written.full, written.error};
}

void Upload::cut(std::size_t most)
{
    for (std::string_view &piece : pieces_) {
        piece = piece.substr(0, most);
        most -= piece.size();
    }
    std::erase_if(pieces_, [](std::string_view piece) { return piece.empty(); });
}

// Head and first content block stand together, so that they can leave in one write.
void Upload::collect(std::size_t committed)
{
    pieces_.clear();
    if (headSent_ < head_.size())
        pieces_.push_back(std::string_view(head_).substr(headSent_));
    if (!body_ || !bodyAllowed_)
        return;
    std::size_t limit =
        committed > 0 && !pieces_.empty() ? committed - std::min(committed, pieces_.front().size()) : committed;
    if (blocked() && limit == 0)
        return;
    for (std::string_view piece : body_->peek()) {
        if (blocked()) {
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
