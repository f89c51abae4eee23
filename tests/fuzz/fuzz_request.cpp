// SPDX-License-Identifier: GPL-3.0-or-later
// Requests: the parser in the server's seat.
#include "fuzz/parsed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    fuzz::parse(wire::MessageType::Request, data, size);
    return 0;
}
