// SPDX-License-Identifier: GPL-3.0-or-later
// What came of waiting for a 100, in the same words for the history and a comparison.
#pragma once

#include "wire/expect_gate.h"

#include <QLocale>
#include <QString>

namespace model {

/// "100 after 300 µs", "no 100, waited 1,000 ms", "a final status after 1.63 ms", "no Expect". `sent`: the request had
/// the field. `pauseNs`: the wait, in nanoseconds.
QString gateText(wire::GateOutcome outcome, bool sent, qint64 pauseNs, const QLocale &locale);

} // namespace model
