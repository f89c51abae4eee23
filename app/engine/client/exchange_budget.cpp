// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/client/exchange_budget.h"

#include "base/quantity.h"
#include "record/bounds.h"

#include <algorithm>

namespace engine {

namespace {

constexpr std::size_t pieceBytes = 4 << 10; // that are read between two looks at what all have made together
constexpr const char *oneMayMake = "one exchange may make";
constexpr const char *allMayMake = "a comparison's rows may make together: send it alone to see more";

std::string ofEvents(std::size_t most, const char *who)
{
    return "it was ended at " + base::countText(most) + " events, the most that " + who;
}

std::string ofTexts(std::uint64_t most, const char *who)
{
    return "it was ended at " + base::sizeText(most) + " of heads, the most that " + who;
}

} // namespace

ExchangeBudget::ExchangeBudget(std::shared_ptr<SharedBounds> together, std::function<void()> over)
    : together_(std::move(together))
    , over_(std::move(over))
{}

/// A read makes an event of two bytes at worst.
std::size_t ExchangeBudget::mostOf(std::size_t bytes) const
{
    if (!met_.empty())
        return 0;
    const bool near = together_
        && (together_->events + bytes > SharedBounds::mostEvents || together_->texts + bytes > SharedBounds::mostTexts);
    return near ? std::min(bytes, pieceBytes) : bytes;
}

void ExchangeBudget::spent(const record::Recorder &recorder)
{
    if (together_) {
        together_->events += recorder.events().size() - events_;
        together_->texts += recorder.eventTexts() - texts_;
    }
    events_ = recorder.events().size();
    texts_ = recorder.eventTexts();
    if (!met_.empty())
        return;
    met_ = overrun(recorder);
    if (!met_.empty())
        over_();
}

std::string ExchangeBudget::overrun(const record::Recorder &recorder) const
{
    if (texts_ > record::mostEventTexts)
        return ofTexts(record::mostEventTexts, oneMayMake);
    if (together_ && together_->texts > SharedBounds::mostTexts && texts_ > together_->textShare)
        return ofTexts(SharedBounds::mostTexts, allMayMake);
    if (events_ > record::mostEvents || recorder.recording().facts.size() > record::mostEvents)
        return ofEvents(record::mostEvents, oneMayMake);
    if (together_ && together_->events > SharedBounds::mostEvents && events_ > together_->share)
        return ofEvents(SharedBounds::mostEvents, allMayMake);
    return {};
}

} // namespace engine
