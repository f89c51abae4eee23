// SPDX-License-Identifier: GPL-3.0-or-later
// Responses: the parser in the client's seat.
#include "fuzz/parsed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::parse(wire::MessageType::Response, data, size);
    return 0;
}
