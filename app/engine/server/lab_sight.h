// SPDX-License-Identifier: GPL-3.0-or-later
// What the lab sees of one exchange: first that its request's head has come, then all of it.
#pragma once

#include "record/record.h"

#include <memory>
#include <string>

namespace engine {

struct LabSight {
    std::uint64_t id = 0;                         ///< of the exchange, within this program
    bool own = false;                             ///< this program's own client sent it
    std::int64_t at = 0;                          ///< when it began: milliseconds since 1970-01-01 UTC
    std::string method;                           ///< of a head that came
    std::string target;                           ///< as it came
    record::Target lab;                           ///< where the lab listens
    std::shared_ptr<const record::Record> record; ///< null while it runs
};

} // namespace engine
