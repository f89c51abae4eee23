// SPDX-License-Identifier: GPL-3.0-or-later
// Searches the kept bytes of an exchange.
#pragma once

#include "model/wire_blocks.h"

namespace model {

/// The next occurrence of `needle` in the kept bytes after (before) `from`, which may be empty; wraps around.
/// Length 0: there is none.
ByteMark findBytes(const std::vector<WireBlock> &blocks, const ByteStore &store, std::string_view needle,
                   const ByteMark &from, bool backward);

} // namespace model
