// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/align.h"

namespace compare {

std::string_view keyOf(Align align)
{
    switch (align) {
    case Align::Head: return "head";
    case Align::Start: return "start";
    case Align::FirstByte: return "first-byte";
    }
    return "start";
}

std::optional<Align> alignFrom(std::string_view key)
{
    for (const Align align : {Align::Head, Align::Start, Align::FirstByte})
        if (keyOf(align) == key)
            return align;
    return {};
}

Zero zeroOf(const record::Exchange &exchange, Align align)
{
    const record::Attempt *attempt = exchange.main();
    if (!attempt || align == Align::Start)
        return {};
    if (align == Align::FirstByte && attempt->responseBytes.first >= 0)
        return {attempt->responseBytes.first, Align::FirstByte};
    if (attempt->request.seen)
        return {attempt->request.endedAt, Align::Head};
    return {};
}

} // namespace compare
