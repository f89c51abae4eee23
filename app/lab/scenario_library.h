// SPDX-License-Identifier: GPL-3.0-or-later
// All scenarios of a lab, and which of them answers a request. Whatever no scenario answers (the list at "/",
// an unknown name, a parameter that is off) is answered by a scenario made for it.
#pragma once

#include "lab/scenario.h"

#include "wire/head.h"

#include <memory>

namespace lab {

/// A scenario with the values that this request sets.
struct Play {
    std::shared_ptr<const Scenario> scenario;
    Values values;
};

class Library {
public:
    /// Adds one file's text; a complaint, or "" when it is right. A name can be there once.
    std::string add(std::string_view file, std::string_view text);
    /// In the order in which they were added.
    const std::vector<std::shared_ptr<const Scenario>> &scenarios() const { return scenarios_; }
    Play choose(const wire::Head &request) const;
    /// The lab's own refusal: `line` is its content, and the connection closes.
    Play refuse(int status, const std::string &line) const;

private:
    Play list() const;

    std::vector<std::shared_ptr<const Scenario>> scenarios_;
};

/// & < > " and ' as character references.
std::string htmlEscaped(std::string_view text);

} // namespace lab
