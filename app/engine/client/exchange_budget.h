// SPDX-License-Identifier: GPL-3.0-or-later
// What one exchange may come to: bounds of its own (record/bounds.h), and those that it shares with others.
#pragma once

#include "engine/client/shared_bounds.h"
#include "record/scribe.h"

#include <functional>
#include <memory>

namespace engine {

class ExchangeBudget : public record::Budget {
public:
    /// `together` may be null. `over` is called once, in the middle of a step, when a bound is met.
    ExchangeBudget(std::shared_ptr<SharedBounds> together, std::function<void()> over);

    std::size_t mostOf(std::size_t bytes) const override;
    void spent(const record::Recorder &recorder) override;
    /// The bound that was met, in one line; "" while there is none.
    const std::string &met() const { return met_; }

private:
    std::string overrun(const record::Recorder &recorder) const;

    std::shared_ptr<SharedBounds> together_;
    std::function<void()> over_;
    std::size_t events_ = 0; // of the recorder, when it was last looked at
    std::uint64_t texts_ = 0;
    std::string met_;
};

} // namespace engine
