// SPDX-License-Identifier: GPL-3.0-or-later
// A comparison's rows and differences in people's words. Bytes of the wire in them are made visible.
#pragma once

#include "compare/align.h"
#include "compare/bars.h"
#include "compare/differences.h"
#include "compare/variants.h"

#include <QLocale>
#include <QString>

namespace model {

/// "request head sent", "start", "first byte of the answer".
QString alignText(compare::Align align);
/// "100 after 300 µs", "no 100, waited 1 s", "417 after 1.63 ms", "no Expect".
QString handshakeText(const compare::Summary &summary, const QLocale &locale);
/// "200", "417, then 201", or what kept the final response away.
QString answerText(const compare::Summary &summary);
/// "kept open", "closed by the server", ...; "" where no connection stood.
QString connectionText(const compare::Summary &summary);
/// One difference, a short sentence without a full stop: "417 instead of 200", "adds Via: 1.1 a".
QString differenceText(const compare::Difference &difference, const QLocale &locale);
/// All of them in one line, fields by their names alone: "417 instead of 200 · adds Via · Server differs".
QString differencesText(const std::vector<compare::Difference> &differences, const QLocale &locale);
/// "Expect on, through the proxy".
QString variantText(const compare::Variant &variant);
/// What a pointer over a bar reads: "pause 1.63 ms".
QString barText(const compare::Bar &bar, const QLocale &locale);
/// "median 300 µs, 95 of 100 within 1.2 ms, longest 1 s, of 50".
QString spreadText(const compare::Spread &spread, const QLocale &locale);
/// When two times count as different, as compare/differences.h has it.
QString noiseRuleText();

} // namespace model
