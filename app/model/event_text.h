// SPDX-License-Identifier: GPL-3.0-or-later
// Each event as one line for people, and whether a reader wants to see it at all.
#pragma once

#include "wire/event.h"

#include <QLocale>
#include <QString>

namespace model {

/// "→ request head", "pause: waiting for 100", "← 417 Expectation Failed". Wire text in it is made visible.
QString eventText(const wire::Event &event, const QLocale &locale);
/// False for leaves and what is told by another event; those appear with "every event".
bool isReadable(const wire::Event &event);
/// The colour name, as in timeline_text.h; "" for plain ink.
QString roleOf(const wire::Event &event);
/// Bytes that the row shows; -1: none.
qint64 bytesOf(const wire::Event &event);

} // namespace model
