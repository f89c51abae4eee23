// SPDX-License-Identifier: GPL-3.0-or-later
// What guidance advises, done to a request: each key changes the request so that sending it again tries the
// advice. Keys are those of resources/guidance ("send-without-expect", ...).
#pragma once

#include "record/exchange.h"

#include <QStringList>

namespace ui {

/// Keys that change the request.
QStringList requestActions();
/// Whether it would change that request: a generated body can be made smaller, if no head typed by hand says
/// its length.
bool canAct(const QString &key, const request::RequestSpec &spec);
/// The field whose value is left to type before the request is sent; "" when it should be sent at once.
QString fieldToType(const QString &key);
/// The changed request; `exchange` is what the advice was given for.
request::RequestSpec applyAction(const QString &key, request::RequestSpec spec, const record::Exchange &exchange);

} // namespace ui
