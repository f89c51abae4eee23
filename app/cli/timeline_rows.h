// SPDX-License-Identifier: GPL-3.0-or-later
// An exchange as rows of a drawing: what a lane shows, from when to when, and the words beside it.
#pragma once

#include "record/exchange.h"
#include "request/request.h"

#include <QString>

#include <vector>

namespace cli {

enum class RowKind : std::uint8_t { Network, Head, Pause, Interim, Body, Server, Success, Failure, Note };

struct Row {
    RowKind kind = RowKind::Note;
    QString label;
    std::int64_t begin = -1; ///< nanoseconds; -1: no bar
    std::int64_t end = -1;   ///< as begin for a moment
    QString text;            ///< wire text in it is escaped
};

struct Lane {
    QString title;
    QString link; ///< how it follows from the lane before; "" for the first
    std::vector<Row> rows;
};

std::vector<Lane> lanesOf(const record::Exchange &exchange, const request::RequestSpec &spec);

} // namespace cli
